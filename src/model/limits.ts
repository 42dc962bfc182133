/** Every bound of the tool, by name, with its unit and reason. */

/** A longer record is judged in windows of this size. */
export const RECORD_BYTES_MAX = 1 << 20;

/**
 * Windows of one record share so many bytes, so that a key on the seam, and an annotation at the end,
 * is whole in one of them.
 */
export const WINDOW_OVERLAP_BYTES = 1 << 16;

/** An undated line inherits time, API path and host from at most so far up in the same source. */
export const ENTRY_BYTES_MAX = 1 << 16;

/** Bytes asked of a source at once: small enough for the second-level cache, large enough for a disk. */
export const READ_BYTES = 1 << 18;

/**
 * A plain file from here on is shared between threads: where nobody asked for threads, only a file
 * so large that their start is earned back; where they were asked for, smaller ones too.
 */
export const DIVIDED_BYTES_MIN = 1 << 28;
export const DIVIDED_ASKED_BYTES_MIN = 1 << 26;

/** After so many bytes of log in several files, they are counted at once, each by one thread. */
export const AT_ONCE_BYTES_MIN = 1 << 25;
export const AT_ONCE_ASKED_BYTES_MIN = 1 << 20;

/** Codes outside the catalogue that are counted by name; the rest is counted as `other`. */
export const UNKNOWN_CODES_MAX = 1000;

/** API paths that are counted by name; the rest is counted as `other`. */
export const APIS_MAX = 500;

/** Texts kept of one kind (near misses, unknown codes), by smallest hash. */
export const SAMPLES_MAX = 3;

/** A kept text is cut to so many characters. */
export const SAMPLE_CHARACTERS_MAX = 400;

/**
 * Runs of 64 neighbouring buckets of all series together before the buckets are widened: some 25 MB,
 * room for a month of fifty codes by the minute.
 */
export const SERIES_RUNS_MAX = 40_000;

/** A large plain file is shared between jobs (`--shard`) in stretches of so many bytes. */
export const SHARD_STRETCH_BYTES = 1 << 26;

/** API paths that are counted by name of those whose successes hide a failure. */
export const HIDDEN_APIS_MAX = 50;

/** Codes that are counted by name of those that stand in one record with a success. */
export const BESIDE_CODES_MAX = 100;

/** Hosts that are counted by name; the rest is counted as `other`. */
export const HOSTS_MAX = 200;

/** Two records with the same code and hint tell of one failure if they stand so near in one source. */
export const DUPLICATE_BYTES_MAX = 1 << 16;

/** A longer name is no host's. */
export const HOST_CHARACTERS_MAX = 64;

/** Incidents that a report lists; of further ones only the number. */
export const INCIDENTS_MAX = 200;

/** A longer report is no report: the largest that can be made is a tenth of it. */
export const REPORT_BYTES_MAX = 1 << 28;

/**
 * Hints are compared with their records' own time, to see whether the zone was right, in the first
 * bytes of a source and in a few of each later stretch: a sample that is the same however the source
 * is divided.
 */
export const SKEW_WHOLE_BYTES = 1 << 18;
export const SKEW_STRETCH_BYTES = 1 << 24;
export const SKEW_SAMPLE_BYTES = 1 << 13;

/** Inputs that a report lists by name. */
export const FILES_MAX = 1000;

/** A longer configuration file is none: somebody named a log. */
export const CONFIG_BYTES_MAX = 1 << 20;

/** A longer line of text that is no log file (`explain -`) is refused. */
export const TEXT_LINE_CHARACTERS_MAX = 1 << 24;

/** Lines of text are looked through for codes in batches of about so many bytes. */
export const TEXT_BATCH_BYTES = 1 << 18;

/** Codes that are kept of a stream of text (`explain -`); of further ones only the number. */
export const TEXT_CODES_MAX = 2000;

/** Workloads that `serve` counts apart; the rest is counted as `other`. Each is a label value. */
export const WORKLOADS_MAX = 100;

/** A workload's name is cut to so many characters. */
export const WORKLOAD_CHARACTERS_MAX = 64;

/** Codes outside the catalogue that get a series of their own, in the order in which they were met. */
export const LIVE_UNKNOWN_CODES_MAX = 200;

/** Pairs of code and workload that get a series of their own, so that a scrape stays below 2 MB. */
export const LIVE_PAIRS_MAX = 5000;

/** API paths with a series of their own. */
export const LIVE_APIS_MAX = 200;

/** Triples of API, group and workload with a series of their own. */
export const LIVE_API_SERIES_MAX = 5000;

/** Exit addresses refused by 60020 that a report keeps, as a list to paste; a company has a few. */
export const DENIED_LISTED_MAX = 100;

/** Exit addresses refused by 60020 that are kept one by one; beyond that their number is estimated. */
export const DENIED_IPS_MAX = 1000;

/** Newest events kept for the live page, and how many of them one block may add. */
export const NEWEST_MAX = 200;
export const NEWEST_PER_BLOCK = 5;

/** The text of a newest event is cut to so many characters. */
export const NEWEST_CHARACTERS_MAX = 240;

/** Followed files that the live page lists by name, those furthest behind first. */
export const SOURCES_SHOWN_MAX = 50;

/** Newest events, codes, and APIs, workloads or hosts that the live page shows. */
export const PAGE_NEWEST_MAX = 100;
export const PAGE_CODES_MAX = 25;
export const PAGE_NAMES_MAX = 15;

/** Exit addresses refused by 60020 that the live page lists for whoever may see them. */
export const PAGE_ADDRESSES_MAX = 50;

/** Readers of the live stream at one time; each costs a connection and a copy of the view. */
export const STREAM_CLIENTS_MAX = 32;

/** Hints that are read in one block for exemplars and the clock's skew; 60020 is always read. */
export const HINTS_PER_BLOCK = 64;

/** How long buckets of a minute and of an hour are kept. */
export const MINUTES_KEPT_MS = 86_400_000;
export const HOURS_KEPT_MS = 400 * 86_400_000;

/** A record is not put into a bucket further ahead of the clock than this. */
export const AHEAD_MS_MAX = 86_400_000;

/** Pieces of history (a day of hours, an hour of minutes) of all series together; the oldest go. */
export const HISTORY_PIECES_MAX = 60_000;

/** Different reasons of skipping, and kinds of rotation, that are told apart. */
export const REASONS_MAX = 20;

/** A JSON record longer than this is not parsed for the field that names its workload. */
export const FIELD_RECORD_BYTES_MAX = 1 << 16;

/** Memory for what decoders look back at; the width up to which `zstd -d` itself goes without being asked. */
export const WINDOW_BYTES_MAX = 1 << 27;

/** Archives in each other, and compressions on the way to one log: an archive of rotated logs in an archive. */
export const ARCHIVES_DEEP_MAX = 2;
export const COMPRESSIONS_DEEP_MAX = 3;

/** Files of one archive, with those of archives in it. */
export const ARCHIVE_ENTRIES_MAX = 100_000;

/**
 * Inputs whose beginning is remembered, to find others that hold the same. Each takes some 300 bytes.
 */
export const COPIES_KNOWN_MAX = 100_000;

/**
 * Shorter logs may be alike by chance (a line of two services): they are one log only if their names
 * say so as well.
 */
export const COPY_BYTES_MIN = 4096;

/** A text of docker's without a line feed is a part of a longer line if it is so long: its buffer was full. */
export const DOCKER_PART_BYTES = 16_384;

/**
 * A part that a runtime cut is joined with the next one of its stream, if at most so many bytes of others
 * lie between them: what is further away is no longer waited for. A record joined of parts, with what lies
 * between them, has at most RECORD_BYTES_MAX; a longer one is cut there.
 */
export const PARTS_APART_BYTES_MAX = 1 << 16;

/** A container's log is known by one line in so many bytes. */
export const CONTAINER_STRETCH_BYTES = 1 << 16;

/** How long `serve` waits for the next part of a record before it counts what is there. */
export const PARTS_WAIT_MS = 10_000;

/** The first bytes of an input, by which its form and encoding are known. */
export const LOOK_BYTES = 8192;

/** JSON is read in pieces of so many bytes, and parsed in pieces of so many characters. */
export const JSON_PIECE_BYTES = 1 << 16;
export const JSON_PIECE_CHARACTERS = 1 << 13;

/** Containers in each other: more are no log, and would be remembered one by one. */
export const JSON_DEPTH_MAX = 1000;

/** A key of a JSON document longer than this is none of a path. */
export const JSON_KEY_CHARACTERS_MAX = 256;

/** A JSON document is held back for so many characters to see whether the path is in it. */
export const JSON_HELD_CHARACTERS_MAX = 1 << 20;

/** Events shown of each file before what is new, at most: a screenful many times over. */
export const TAIL_LINES_MAX = 10_000;

/** Bytes looked through for them from the end of one file, and of all files together. */
export const TAIL_BACK_BYTES_MAX = 1 << 26;
export const TAIL_BACK_ALL_BYTES_MAX = 1 << 28;

/** Lines, and their bytes, that `tail` remembers to write a terminal anew when its size changes. */
export const SCREEN_LINES_MAX = 1000;
export const SCREEN_BYTES_MAX = 1 << 19;
