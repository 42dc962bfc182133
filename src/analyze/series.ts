/**
 * Events by time bucket. Buckets lie in short runs of neighbours, because logs run forward: counting
 * is an addition in an array, and an hour of a rare code still costs no more than one run.
 */

/** Buckets of a run; a power of two. An hour of minutes and a little, in half a kilobyte. */
export const RUN_BUCKETS = 64;
const RUN_SHIFT = 6;

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
  const isNew = number !== series.lastNumber && openRun(series, number);
  series.last[bucket & (RUN_BUCKETS - 1)]! += events;
  return isNew;
}

/** Adds `RUN_BUCKETS` counts from `from` on to the run that begins with `bucket`; returns whether it is new. */
export function addRun(
  series: Series,
  bucket: number,
  counts: Uint32Array | Float64Array,
  from: number,
): boolean {
  const isNew = openRun(series, bucket >> RUN_SHIFT);
  const { last } = series;
  for (let place = 0; place < RUN_BUCKETS; place++) last[place]! += counts[from + place]!;
  return isNew;
}

/** A series as it lies in memory, to be handed to another thread. */
export interface PackedSeries {
  readonly numbers: Int32Array;
  /** `RUN_BUCKETS` for each number. */
  readonly events: Float64Array;
}

export function pack({ runs }: Series): PackedSeries {
  const numbers = Int32Array.from(runs.keys());
  const events = new Float64Array(numbers.length * RUN_BUCKETS);
  let at = 0;
  for (const run of runs.values()) {
    events.set(run, at);
    at += RUN_BUCKETS;
  }
  return { numbers, events };
}

function openRun(series: Series, number: number): boolean {
  const known = series.runs.get(number);
  series.lastNumber = number;
  series.last = known ?? new Float64Array(RUN_BUCKETS);
  if (known === undefined) series.runs.set(number, series.last);
  return known === undefined;
}

/**
 * The buckets with events in order of time as one list of numbers: the first bucket, its events, then
 * for each other how many buckets it lies behind the one before, and its events.
 */
export function listOf(series: Series): number[] {
  // Written out, as the two below: a call for each of a million minutes is felt.
  const list: number[] = [];
  let before = 0;
  for (const number of runNumbers(series)) {
    const run = series.runs.get(number)!;
    for (let place = 0; place < RUN_BUCKETS; place++) {
      const events = run[place]!;
      if (events === 0) continue;
      const bucket = number * RUN_BUCKETS + place;
      list.push(bucket - before, events);
      before = bucket;
    }
  }
  return list;
}

/** `[bucket, events]` of the buckets with events, `ratio` of them made one, in order of time. */
export function entriesOf(series: Series, ratio = 1): [bucket: number, events: number][] {
  const entries: [number, number][] = [];
  let last: [number, number] | undefined;
  for (const number of runNumbers(series)) {
    const run = series.runs.get(number)!;
    for (let place = 0; place < RUN_BUCKETS; place++) {
      const events = run[place]!;
      if (events === 0) continue;
      const bucket = Math.floor((number * RUN_BUCKETS + place) / ratio);
      if (last !== undefined && last[0] === bucket) last[1] += events;
      else {
        last = [bucket, events];
        entries.push(last);
      }
    }
  }
  return entries;
}

/**
 * Calls `visit` with each run in order of time: `RUN_BUCKETS` counts from bucket `first` on. A call for each
 * of a million minutes would be felt.
 */
export function visitRuns(
  series: Series,
  visit: (first: number, events: Float64Array) => void,
): void {
  for (const number of runNumbers(series)) visit(number * RUN_BUCKETS, series.runs.get(number)!);
}

/** The sum of several; one alone is given back as it is. */
export function sumOf(parts: readonly Series[]): Series {
  if (parts.length === 1) return parts[0]!;
  const sum = createSeries();
  for (const part of parts) visitRuns(part, (first, events) => addRun(sum, first, events, 0));
  return sum;
}

/** Calls `visit` with the buckets that have events, `ratio` of them made one, in order of time. */
export function visitSeries(
  series: Series,
  ratio: number,
  visit: (bucket: number, events: number) => void,
): void {
  let wide = NO_RUN;
  let sum = 0;
  for (const number of runNumbers(series)) {
    const run = series.runs.get(number)!;
    for (let place = 0; place < RUN_BUCKETS; place++) {
      const events = run[place]!;
      if (events === 0) continue;
      const bucket = Math.floor((number * RUN_BUCKETS + place) / ratio);
      if (bucket !== wide) {
        if (sum > 0) visit(wide, sum);
        wide = bucket;
        sum = 0;
      }
      sum += events;
    }
  }
  if (sum > 0) visit(wide, sum);
}

function runNumbers({ runs }: Series): number[] {
  return [...runs.keys()].sort((left, right) => left - right);
}

/** Makes `ratio` buckets one. */
export function widen(series: Series, ratio: number): void {
  const entries = entriesOf(series);
  series.runs.clear();
  series.lastNumber = NO_RUN;
  for (const [bucket, events] of entries) addToSeries(series, Math.floor(bucket / ratio), events);
}
