/**
 * Events by time bucket. Buckets lie in short runs of neighbours, because logs run forward: counting
 * is an addition in an array, and an hour of a rare code still costs no more than one run.
 */

/** Buckets of a run; a power of two. */
export const RUN_BUCKETS = 8;
const RUN_SHIFT = 3;

export interface Series {
  /** Events of the buckets of a run, by its number (bucket divided by `RUN_BUCKETS`). */
  readonly runs: Map<number, Float64Array>;
  /** The run counted in last. */
  lastNumber: number;
  last: Float64Array;
}

const NO_RUN = Number.MIN_SAFE_INTEGER;

export function createSeries(): Series {
  return { runs: new Map(), lastNumber: NO_RUN, last: new Float64Array(RUN_BUCKETS) };
}

/** Adds `events` to `bucket`, any integer; returns whether that took a new run. */
export function addToSeries(series: Series, bucket: number, events: number): boolean {
  const number = bucket >> RUN_SHIFT;
  if (number === series.lastNumber) {
    series.last[bucket & (RUN_BUCKETS - 1)]! += events;
    return false;
  }
  let run = series.runs.get(number);
  const isNew = run === undefined;
  if (run === undefined) {
    run = new Float64Array(RUN_BUCKETS);
    series.runs.set(number, run);
  }
  run[bucket & (RUN_BUCKETS - 1)]! += events;
  series.lastNumber = number;
  series.last = run;
  return isNew;
}

/** `[bucket, events]` of the buckets with events, in order of time. */
export function entriesOf(series: Series): [bucket: number, events: number][] {
  const entries: [number, number][] = [];
  const numbers = [...series.runs.keys()].sort((left, right) => left - right);
  for (const number of numbers) {
    series.runs.get(number)!.forEach((events, place) => {
      if (events > 0) entries.push([number * RUN_BUCKETS + place, events]);
    });
  }
  return entries;
}

/** Makes `ratio` buckets one. */
export function widen(series: Series, ratio: number): void {
  const entries = entriesOf(series);
  series.runs.clear();
  series.lastNumber = NO_RUN;
  for (const [bucket, events] of entries) addToSeries(series, Math.floor(bucket / ratio), events);
}
