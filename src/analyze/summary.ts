/**
 * The summary: everything a run counted, as plain data that can be merged. Reports and metrics are
 * views of it.
 */
import { BUCKETS } from '../model/bucket.ts';
import type { NearMissReason } from '../model/event.ts';
import { APIS_MAX, SAMPLES_MAX, SERIES_ENTRIES_MAX, UNKNOWN_CODES_MAX } from '../model/limits.ts';
import { type BoundedMap, createBoundedMap } from './bounded.ts';

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
  readonly series: Map<number, number>;
  /** Events of the buckets from `windowStart` on that are not yet in `series`. */
  readonly window: Uint32Array;
  /** NaN while the window is empty. */
  windowStart: number;
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
  seriesEntries: number;
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
        summary.seriesEntries -= counts.series.size;
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
    seriesEntries: 0,
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
    series: new Map(),
    window: new Uint32Array(WINDOW_BUCKETS),
    windowStart: Number.NaN,
    samples: { kept: [] },
  };
}

/**
 * Counts one event of `counts` in the bucket that holds `ms`. Logs run forward and hop between codes,
 * so each code counts in a window of plain numbers, which goes into its series when time leaves it.
 */
export function countInBucket(summary: Summary, counts: CodeCounts, ms: number): void {
  const place = Math.floor(ms / summary.bucketMs) - counts.windowStart;
  if (place >= 0 && place < WINDOW_BUCKETS) {
    counts.window[place]!++;
    return;
  }
  flushWindow(summary, counts);
  // The flush may have widened the buckets.
  counts.windowStart = Math.floor(ms / summary.bucketMs);
  counts.window[0] = 1;
}

/** Buckets of a window: most of a day of minutes. */
const WINDOW_BUCKETS = 1024;

/** Writes the window into the series; widens all series when they hold too many entries. */
export function flushWindow(summary: Summary, counts: CodeCounts): void {
  summary.seriesEntries += emptyWindow(counts);
  if (summary.seriesEntries > SERIES_ENTRIES_MAX) coarsen(summary);
}

/** Moves the window's events into the series; returns how many entries that added. */
function emptyWindow(counts: CodeCounts): number {
  const { series, window, windowStart } = counts;
  if (Number.isNaN(windowStart)) return 0;
  const before = series.size;
  for (let place = 0; place < WINDOW_BUCKETS; place++) {
    const events = window[place]!;
    if (events === 0) continue;
    series.set(windowStart + place, (series.get(windowStart + place) ?? 0) + events);
  }
  window.fill(0);
  counts.windowStart = Number.NaN;
  return series.size - before;
}

/**
 * One step up the ladder. The width that is reached depends on the entries all records make
 * together, never on their order, because a step is only taken when even a part makes too many.
 */
function coarsen(summary: Summary): void {
  const from = BUCKETS[summary.ladder]!;
  const to = BUCKETS[summary.ladder + 1];
  if (to === undefined) return;
  summary.ladder++;
  summary.bucketMs = to.seconds * 1000;
  summary.seriesEntries = 0;
  const ratio = to.seconds / from.seconds;
  for (const counts of allCodes(summary)) {
    emptyWindow(counts);
    const wide = new Map<number, number>();
    for (const [bucket, events] of counts.series) {
      const key = Math.floor(bucket / ratio);
      wide.set(key, (wide.get(key) ?? 0) + events);
    }
    counts.series.clear();
    for (const [bucket, events] of wide) counts.series.set(bucket, events);
    summary.seriesEntries += counts.series.size;
  }
  if (summary.seriesEntries > SERIES_ENTRIES_MAX) coarsen(summary);
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
