/**
 * What a running `serve` has counted, as the plain data that is committed with the follower's state
 * and shown by metrics, pages and reports. Everything public is a view of a committed snapshot.
 */
import type { NearMissReason, Platform } from './event.ts';
import type { SummaryData } from './summary-data.ts';
import type { Category, Domain, Group, Owner, Retry } from './taxonomy.ts';

/** Version of the snapshot; a greater one is of a newer wecomlog and is refused. */
export const LIVE_FORMAT = 2;

/** Stands for everything beyond a bound: codes, APIs, workloads. */
export const OTHER = 'other';

/** Reasons of skipping and kinds of rotation that are shown at 0 from the start. */
export const SKIP_REASONS = ['binary', 'unreadable', 'damaged'] as const;
export const ROTATION_KINDS = [
  'rename',
  'copytruncate',
  'truncate',
  'delete',
  'compress',
  'symlink',
  'gap',
] as const;

/** `[word, number]` */
export type Tally<Word extends string = string> = readonly (readonly [word: Word, count: number])[];

/** What is counted of one code in one workload. */
export interface LiveCode {
  /** null: all codes beyond the bounds. */
  readonly errcode: number | null;
  readonly workload: string;
  /** By category as known at counting time; `tolerated` is not part of `events`. */
  readonly counts: readonly (readonly [category: Category, events: number, tolerated: number])[];
  /** Ms since the epoch; by the record's time, by the clock where it has none. */
  readonly firstMs: number;
  readonly lastMs: number;
  /** The latest event that carried a hint. */
  readonly exemplar?: { readonly hint: string; readonly ms: number; readonly tolerated: boolean };
  /** `[day, "hour:events hour:events"]`, days and hours counted from the epoch, in UTC. */
  readonly hours: Pieces;
  /** `[hour, "minute:events minute:events"]` */
  readonly minutes: Pieces;
  /** Those of them that are tolerated; absent if there are none. */
  readonly toleratedMinutes?: Pieces;
  /** By the clock, events whose record has no time and that are not tolerated: no part of `minutes`. */
  readonly undatedMinutes?: Pieces;
}

/** `[number of the piece, its buckets as text]`; texts, because unchanged ones are used again. */
export type Pieces = readonly (readonly [piece: number, buckets: string])[];

export interface LiveApi {
  /** null: all APIs beyond the bounds. */
  readonly api: string | null;
  readonly group: Group;
  readonly workload: string;
  readonly events: number;
  /** Part of `events`; absent if none are tolerated. */
  readonly tolerated?: number;
}

/** One of the newest failures that nothing tolerates, masked. */
export interface LiveEvent {
  /** Ms since the epoch; null for a record without a time. */
  readonly ms: number | null;
  /** When it was counted, in ms since the epoch; absent in states of earlier versions. */
  readonly seenMs?: number;
  /** The API path that the record names. */
  readonly api?: string;
  readonly errcode: number;
  readonly category: Category;
  readonly workload: string;
  readonly text: string;
}

/** The part of a snapshot that is shown. */
export interface LiveCounts {
  readonly format: typeof LIVE_FORMAT;
  /** Ms since the epoch of the first start with this state, and of this snapshot. */
  readonly firstStartMs: number;
  readonly savedMs: number;
  readonly lines: number;
  readonly bytes: number;
  /** Bytes that vanished before they were read. */
  readonly lostBytes: number;
  readonly skipped: Tally;
  readonly rotations: Tally;
  readonly nearMisses: Tally<NearMissReason>;
  /** Records with a code but without a time. */
  readonly undated: number;
  /** Events counted under `other` because a bound was reached. */
  readonly seriesLimited: number;
  /** In the order in which they were met. */
  readonly workloads: readonly string[];
  readonly codes: readonly LiveCode[];
  readonly apis: readonly LiveApi[];
  readonly foreign: Tally<Platform>;
  /** Distinct exit addresses that 60020 named, those of smallest hash by name. */
  readonly deniedIps: { readonly count: number; readonly kept: readonly string[] };
  /** How far the log's clock is ahead of WeCom's, in seconds, of the latest records that tell. */
  readonly clockSkews: readonly number[];
  /** Series that have stood at 0 in a scrape, by key. */
  readonly shown: readonly string[];
  readonly newest: readonly LiveEvent[];
  /** Of the report's summary, what pages show. */
  readonly summary?: Pick<SummaryData, 'hosts' | 'otherHosts'>;
}

/** What is true of the process now and is not committed. */
export interface LiveStatus {
  /** Files that are followed. */
  readonly sources: number;
  /** Bytes known and not read yet, of all files together. */
  readonly lagBytes: number;
  /** Age of the oldest of them. */
  readonly lagSeconds: number;
  /** Commits that failed since the process started. */
  readonly checkpointFailures: number;
}

/** A file that is followed, or a rotated one in which something is unread. */
export interface LiveSource {
  /** As the pattern found it. Never a label of a metric. */
  readonly name: string;
  readonly isRotated: boolean;
  /** Its file is gone, and it is looked for under other names. */
  readonly isLost: boolean;
  readonly sizeBytes: number;
  /** When it was last written, in ms since the epoch. */
  readonly modifiedMs: number;
  readonly lagBytes: number;
  readonly lagSeconds: number;
}

/** What is followed now, by name; not committed. */
export interface LiveSources {
  /** The PATHs as they were given, directories with a slash at the end. */
  readonly patterns: readonly string[];
  /** Furthest behind first. */
  readonly followed: readonly LiveSource[];
  /** How many there are besides. */
  readonly more: number;
  /** When any of them was last written, in ms since the epoch; 0 if there are none. */
  readonly lastWrittenMs: number;
  /** What stood there at the very first start and is not read. */
  readonly passedOver: { readonly files: number; readonly bytes: number };
}

/** What metrics say of a code besides its counts. */
export interface CodeFacts {
  readonly category: Category;
  readonly group: Group;
  readonly domain: Domain;
  readonly owner: Owner;
  readonly retry: Retry;
  /** Empty for a code that is not in the catalogue. */
  readonly meaning: string;
}
