/**
 * The summary: everything a run counted, as plain data that can be merged. Reports and metrics are
 * views of it.
 */
import { BUCKETS } from '../model/bucket.ts';
import type { NearMissReason } from '../model/event.ts';
import {
  APIS_MAX,
  HOSTS_MAX,
  SERIES_RUNS_MAX,
  UNKNOWN_CODES_MAX,
  WORKLOADS_MAX,
} from '../model/limits.ts';
import { OTHER } from '../model/live.ts';
import { createDeniedAddresses, type DeniedAddresses } from './addresses.ts';
import { type BoundedMap, createBoundedMap } from './bounded.ts';
import { type Beside, createBeside, createHidden, type Hidden } from './hidden.ts';
import type { Samples } from './samples.ts';
import {
  addRun,
  addToSeries,
  createSeries,
  entriesOf,
  RUN_BUCKETS,
  readBuckets,
  type Series,
  widen,
} from './series.ts';

const MINUTE_MS = 60_000;

/** What is counted of one code. Written on the hot path, so flat and of one shape. */
export interface CodeCounts {
  readonly errcode: number;
  readonly isKnown: boolean;
  events: number;
  undated: number;
  ambiguous: number;
  /** Events that an overlay tolerates. */
  tolerated: number;
  /** Ms since the epoch; Infinity and -Infinity while no record was dated. */
  firstMs: number;
  lastMs: number;
  /** Events by shape; index as in SHAPES. */
  readonly shapes: Float64Array;
  readonly samples: Samples;
}

/** What is counted of one code in one workload. */
export interface PairCounts {
  readonly errcode: number;
  events: number;
  /** Events by bucket: start of the bucket in units of its width. */
  readonly series: Series;
}

export interface WorkloadCounts {
  /** Empty where nothing says whose log it is. */
  readonly workload: string;
  /** By errcode; those that are counted by name. */
  readonly codes: Map<number, PairCounts>;
  /** Events of the others, failures all. */
  unnamed: number;
}

/** What is counted of an API, or of a host. */
export interface NameCounts {
  events: number;
  errors: number;
  /** Failures by code. */
  readonly codes: Map<number, number>;
}

export interface Summary {
  readonly codes: Map<number, CodeCounts>;
  readonly unknown: BoundedMap<CodeCounts>;
  /** Time is kept by workload: the series of a code is the sum of those it has here. */
  readonly workloads: BoundedMap<WorkloadCounts>;
  /** All workloads that are not counted by name. */
  readonly otherWorkloads: WorkloadCounts;
  readonly apis: BoundedMap<NameCounts>;
  readonly hosts: BoundedMap<NameCounts>;
  readonly foreign: BoundedMap<{
    readonly platform: number;
    readonly errcode: number;
    events: number;
  }>;
  readonly nearMisses: Map<NearMissReason, { events: number; readonly samples: Samples }>;
  /** Index into the ladder of bucket widths. */
  ladder: number;
  /** Width of a bucket in ms. */
  bucketMs: number;
  /** Runs of all series together. */
  seriesRuns: number;
  otherCodes: number;
  /** Those of otherCodes that an overlay tolerates. */
  otherTolerated: number;
  otherApis: number;
  otherHosts: number;
  otherForeign: number;
  /** Events that an earlier record told of already, by its hint. */
  duplicates: number;
  undated: number;
  outside: number;
  /** Records with a zoneless time and a hint: how far the hint's time is from the log's, in quarter hours. */
  readonly skew: Map<number, number>;
  /** Exit addresses that were refused. */
  readonly denied: DeniedAddresses;
  /** Successes that are none. */
  readonly hidden: Hidden;
  readonly beside: Beside;
}

export function createSummary(): Summary {
  const summary: Summary = {
    codes: new Map(),
    unknown: createBoundedMap(
      UNKNOWN_CODES_MAX,
      (key) => createCodeCounts(Number(key), false),
      (counts) => {
        summary.otherCodes += counts.events;
        summary.otherTolerated += counts.tolerated;
        forgetCode(summary, counts.errcode);
      },
    ),
    workloads: createBoundedMap(WORKLOADS_MAX, createWorkloadCounts, (counts) => {
      foldWorkload(summary, counts);
    }),
    otherWorkloads: createWorkloadCounts(OTHER),
    apis: createBoundedMap(APIS_MAX, createNameCounts, (counts) => {
      summary.otherApis += counts.events;
    }),
    hosts: createBoundedMap(HOSTS_MAX, createNameCounts, (counts) => {
      summary.otherHosts += counts.events;
    }),
    foreign: createBoundedMap(
      UNKNOWN_CODES_MAX,
      (key) => {
        const [platform, errcode] = key.split(':').map(Number);
        return { platform: platform!, errcode: errcode!, events: 0 };
      },
      (counts) => {
        summary.otherForeign += counts.events;
      },
    ),
    nearMisses: new Map(),
    ladder: 0,
    bucketMs: BUCKETS[0].seconds * 1000,
    seriesRuns: 0,
    otherCodes: 0,
    otherTolerated: 0,
    otherApis: 0,
    otherHosts: 0,
    otherForeign: 0,
    duplicates: 0,
    undated: 0,
    outside: 0,
    skew: new Map(),
    denied: createDeniedAddresses(),
    hidden: createHidden(),
    beside: createBeside(),
  };
  return summary;
}

export function createCodeCounts(errcode: number, isKnown: boolean): CodeCounts {
  return {
    errcode,
    isKnown,
    events: 0,
    undated: 0,
    ambiguous: 0,
    tolerated: 0,
    firstMs: Number.POSITIVE_INFINITY,
    lastMs: Number.NEGATIVE_INFINITY,
    shapes: new Float64Array(6),
    samples: { kept: [] },
  };
}

function createWorkloadCounts(workload: string): WorkloadCounts {
  return { workload, codes: new Map(), unnamed: 0 };
}

function createNameCounts(): NameCounts {
  return { events: 0, errors: 0, codes: new Map() };
}

/** The counts of a workload, those of the others if it is not counted by name. */
export function workloadAt(summary: Summary, name: string): WorkloadCounts {
  return summary.workloads.at(name) ?? summary.otherWorkloads;
}

/** The counts of a code in a workload, made on first sight. */
export function pairAt({ codes }: WorkloadCounts, errcode: number): PairCounts {
  let pair = codes.get(errcode);
  if (pair === undefined) {
    pair = { errcode, events: 0, series: createSeries() };
    codes.set(errcode, pair);
  }
  return pair;
}

/** A code that had to leave has no name anywhere. */
function forgetCode(summary: Summary, errcode: number): void {
  for (const [, api] of summary.apis.entries()) api.codes.delete(errcode);
  for (const [, host] of summary.hosts.entries()) host.codes.delete(errcode);
  for (const workload of allWorkloads(summary)) {
    const pair = workload.codes.get(errcode);
    if (pair === undefined) continue;
    workload.codes.delete(errcode);
    workload.unnamed += pair.events;
    summary.seriesRuns -= pair.series.runs.size;
  }
}

/** A workload that had to leave is one of the others. */
function foldWorkload(summary: Summary, { codes, unnamed }: WorkloadCounts): void {
  const others = summary.otherWorkloads;
  others.unnamed += unnamed;
  for (const { errcode, events, series } of codes.values()) {
    const pair = pairAt(others, errcode);
    pair.events += events;
    summary.seriesRuns -= series.runs.size;
    for (const [bucket, count] of entriesOf(readBuckets(series))) {
      if (addToSeries(pair.series, bucket, count)) summary.seriesRuns++;
    }
  }
}

/** Counts `events` of `pair` in the bucket that holds `ms`. */
export function countInBucket(
  summary: Summary,
  pair: PairCounts,
  ms: number,
  events: number,
): void {
  if (!addToSeries(pair.series, Math.floor(ms / summary.bucketMs), events)) return;
  summary.seriesRuns++;
  coarsen(summary, summary.ladder);
}

/** Counts the events of `RUN_BUCKETS` minutes from `minute` on, a multiple of it; they lie at `from`. */
export function countMinutes(
  summary: Summary,
  pair: PairCounts,
  minute: number,
  events: Uint32Array,
  from: number,
): void {
  if (summary.ladder === 0) {
    if (!addRun(pair.series, minute, events, from)) return;
    summary.seriesRuns++;
    coarsen(summary, summary.ladder);
    return;
  }
  for (let place = 0; place < RUN_BUCKETS; place++) {
    const count = events[from + place]!;
    if (count > 0) countInBucket(summary, pair, (minute + place) * MINUTE_MS, count);
  }
}

/**
 * Widens all series to step `ladder` at least, and further while they have too many runs. The width
 * that is reached depends on the runs all records make together, never on their order, because a
 * step is only taken when even a part makes too many.
 */
export function coarsen(summary: Summary, ladder: number): void {
  for (let step = ladder; step < BUCKETS.length; step++) {
    if (step > summary.ladder) widenAll(summary, step);
    if (summary.seriesRuns <= SERIES_RUNS_MAX) return;
  }
}

function widenAll(summary: Summary, ladder: number): void {
  const ratio = BUCKETS[ladder]!.seconds / BUCKETS[summary.ladder]!.seconds;
  summary.ladder = ladder;
  summary.bucketMs = BUCKETS[ladder]!.seconds * 1000;
  summary.seriesRuns = 0;
  for (const workload of allWorkloads(summary)) {
    for (const { series } of workload.codes.values()) {
      widen(series, ratio);
      summary.seriesRuns += series.runs.size;
    }
  }
}

/** Every workload with counts of its own, and the others. */
export function* allWorkloads(summary: Summary): Generator<WorkloadCounts> {
  for (const [, counts] of summary.workloads.entries()) yield counts;
  yield summary.otherWorkloads;
}

/** Every code with counts of its own. */
export function* allCodes(summary: Summary): Generator<CodeCounts> {
  yield* summary.codes.values();
  for (const [, counts] of summary.unknown.entries()) yield counts;
}
