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

/** A plain file from here on is worth the start of other threads. */
export const DIVIDED_BYTES_MIN = 1 << 26;

/** Codes outside the catalogue that are counted by name; the rest is counted as `other`. */
export const UNKNOWN_CODES_MAX = 1000;

/** API paths that are counted by name; the rest is counted as `other`. */
export const APIS_MAX = 500;

/** Texts kept of one kind (near misses, unknown codes), by smallest hash. */
export const SAMPLES_MAX = 3;

/** A kept text is cut to so many characters. */
export const SAMPLE_CHARACTERS_MAX = 400;

/** Runs of eight neighbouring buckets of all series together before the buckets are widened. */
export const SERIES_RUNS_MAX = 12_500;

/**
 * Hints are compared with their records' own time, to see whether the zone was right, in the first
 * mebibyte of a source and in the first sixteen kibibytes of every later one: a sample that is the
 * same however the source is divided.
 */
export const SKEW_WHOLE_BYTES = 1 << 20;
export const SKEW_SAMPLE_BYTES = 1 << 14;

/** Inputs that a report lists by name. */
export const FILES_MAX = 1000;

/** A longer configuration file is none: somebody named a log. */
export const CONFIG_BYTES_MAX = 1 << 20;
