/**
 * The summary: everything a run counted, as plain data that can be merged. Reports and metrics are
 * views of it.
 */
import { BUCKETS } from '../model/bucket.ts';
import type { NearMissReason } from '../model/event.ts';
import { APIS_MAX, SAMPLES_MAX, SERIES_RUNS_MAX, UNKNOWN_CODES_MAX } from '../model/limits.ts';
import { type BoundedMap, createBoundedMap } from './bounded.ts';
import { addRun, addToSeries, createSeries, RUN_BUCKETS, type Series, widen } from './series.ts';

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
  /** Events by bucket: start of the bucket in units of its width. */
  readonly series: Series;
  readonly samples: Samples;
}

export interface ApiCounts {
  readonly api: string;
  events: number;
  errors: number;
  readonly codes: Map<number, number>;
}

/** The texts of smallest hash. */
export interface Samples {
  readonly kept: { readonly hash: number; readonly text: string }[];
}

export interface Summary {
  readonly codes: Map<number, CodeCounts>;
  readonly unknown: BoundedMap<CodeCounts>;
  readonly apis: BoundedMap<ApiCounts>;
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
  otherForeign: number;
  undated: number;
  outside: number;
  /** Records with a zoneless time and a hint: how far the hint's time is from the log's, in quarter hours. */
  readonly skew: Map<number, number>;
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
        summary.seriesRuns -= counts.series.runs.size;
        for (const [, api] of summary.apis.entries()) api.codes.delete(counts.errcode);
      },
    ),
    apis: createBoundedMap(
      APIS_MAX,
      (api) => ({ api, events: 0, errors: 0, codes: new Map() }),
      (counts) => {
        summary.otherApis += counts.events;
      },
    ),
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
    otherForeign: 0,
    undated: 0,
    outside: 0,
    skew: new Map(),
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
    series: createSeries(),
    samples: { kept: [] },
  };
}

/** Counts `events` of `counts` in the bucket that holds `ms`. */
export function countInBucket(
  summary: Summary,
  counts: CodeCounts,
  ms: number,
  events: number,
): void {
  if (!addToSeries(counts.series, Math.floor(ms / summary.bucketMs), events)) return;
  summary.seriesRuns++;
  coarsen(summary, summary.ladder);
}

/** Counts the events of `RUN_BUCKETS` minutes from `minute` on, a multiple of it; they lie at `from`. */
export function countMinutes(
  summary: Summary,
  counts: CodeCounts,
  minute: number,
  events: Uint32Array,
  from: number,
): void {
  if (summary.ladder === 0) {
    if (!addRun(counts.series, minute, events, from)) return;
    summary.seriesRuns++;
    coarsen(summary, summary.ladder);
    return;
  }
  for (let place = 0; place < RUN_BUCKETS; place++) {
    const count = events[from + place]!;
    if (count > 0) countInBucket(summary, counts, (minute + place) * MINUTE_MS, count);
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
  for (const { series } of allCodes(summary)) {
    widen(series, ratio);
    summary.seriesRuns += series.runs.size;
  }
}

/** Every code with counts of its own. */
export function* allCodes(summary: Summary): Generator<CodeCounts> {
  yield* summary.codes.values();
  for (const [, counts] of summary.unknown.entries()) yield counts;
}

/** Offers a text to the samples; `text` is only asked for it if it stays. */
export function offerSample(samples: Samples, hash: number, text: () => string): void {
  const { kept } = samples;
  if (kept.length >= SAMPLES_MAX && hash >= kept[kept.length - 1]!.hash) return;
  if (kept.some((sample) => sample.hash === hash)) return;
  kept.push({ hash, text: text() });
  kept.sort((left, right) => left.hash - right.hash);
  if (kept.length > SAMPLES_MAX) kept.pop();
}
