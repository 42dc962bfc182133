/**
 * Events by time bucket. Buckets lie in short runs of neighbours, because logs run forward: counting
 * is an addition in an array, and an hour of a rare code still costs no more than one run. The runs of
 * a series lie one behind the other in one array: a month by the minute is many hundreds of them.
 */

/** Buckets of a run; a power of two. An hour of minutes and a little, in half a kilobyte. */
export const RUN_BUCKETS = 64;
const RUN_SHIFT = 6;

export interface Series {
  /** Where the run of a number (bucket divided by `RUN_BUCKETS`) begins in `events`, in order of place. */
  readonly runs: Map<number, number>;
  /** `RUN_BUCKETS` counts for each run, then room for more runs. */
  events: Float64Array;
  /** The run counted in last, and where it begins. */
  lastNumber: number;
  lastAt: number;
}

const NO_RUN = Number.MIN_SAFE_INTEGER;
const NO_EVENTS = new Float64Array(0);
const GROWTH = 2;

export function createSeries(): Series {
  return { runs: new Map(), events: NO_EVENTS, lastNumber: NO_RUN, lastAt: 0 };
}

/** Adds `events` to `bucket`, any integer; returns whether that took a new run. */
export function addToSeries(series: Series, bucket: number, events: number): boolean {
  const number = bucket >> RUN_SHIFT;
  const isNew = number !== series.lastNumber && openRun(series, number);
  series.events[series.lastAt + (bucket & (RUN_BUCKETS - 1))]! += events;
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
  const { events, lastAt } = series;
  for (let place = 0; place < RUN_BUCKETS; place++)
    events[lastAt + place]! += counts[from + place]!;
  return isNew;
}

/** A series as it lies in memory, to be handed to another thread. */
export interface PackedSeries {
  readonly numbers: Int32Array;
  /** `RUN_BUCKETS` for each number. */
  readonly events: Float64Array;
}

export function pack({ runs, events }: Series): PackedSeries {
  return {
    numbers: Int32Array.from(runs.keys()),
    events: events.slice(0, runs.size * RUN_BUCKETS),
  };
}

function openRun(series: Series, number: number): boolean {
  const known = series.runs.get(number);
  series.lastNumber = number;
  if (known !== undefined) {
    series.lastAt = known;
    return false;
  }
  series.lastAt = series.runs.size * RUN_BUCKETS;
  series.runs.set(number, series.lastAt);
  if (series.lastAt === series.events.length) makeRoom(series, series.lastAt * GROWTH);
  return true;
}

function makeRoom(series: Series, length: number): void {
  const wider = new Float64Array(Math.max(RUN_BUCKETS, length));
  wider.set(series.events);
  series.events = wider;
}

/** Makes room for so many runs more, so that they need not move while they are added. */
export function reserve(series: Series, runs: number): void {
  const length = (series.runs.size + runs) * RUN_BUCKETS;
  if (length > series.events.length) makeRoom(series, length);
}

/** The buckets of a series that have events, in order of time. */
export interface Buckets {
  readonly numbers: Int32Array;
  readonly events: Float64Array;
}

/** Room for the buckets of one series while they are read: fresh memory costs more than reading. */
let numbersRead = new Int32Array(0);
let eventsRead = new Float64Array(0);

export function readBuckets({ runs, events }: Series): Buckets {
  const room = runs.size * RUN_BUCKETS + 1;
  if (numbersRead.length < room) {
    numbersRead = new Int32Array(room);
    eventsRead = new Float64Array(room);
  }
  const numbers = numbersRead;
  const met = eventsRead;
  let count = 0;
  // One loop, and no branch in it: which buckets are empty follows no rule.
  for (const run of inOrder(runs)) {
    const from = runs.get(run)!;
    const first = run * RUN_BUCKETS;
    for (let place = 0; place < RUN_BUCKETS; place++) {
      const here = events[from + place]!;
      numbers[count] = first + place;
      met[count] = here;
      count += here === 0 ? 0 : 1;
    }
  }
  return { numbers: numbers.slice(0, count), events: met.slice(0, count) };
}

function inOrder(runs: ReadonlyMap<number, number>): Int32Array {
  return Int32Array.from(runs.keys()).sort();
}

/** `[bucket, events]` of the buckets, `ratio` of them made one. */
export function entriesOf(
  { numbers, events }: Buckets,
  ratio = 1,
): [bucket: number, events: number][] {
  const entries: [number, number][] = [];
  for (let at = 0; at < numbers.length; ) {
    const bucket = Math.floor(numbers[at]! / ratio);
    const end = (bucket + 1) * ratio;
    let sum = 0;
    for (; at < numbers.length && numbers[at]! < end; at++) sum += events[at]!;
    entries.push([bucket, sum]);
  }
  return entries;
}

/** A list that JSON prints as one: of an array of its kind it would make an object. */
class NumberList extends Float64Array {
  toJSON(): number[] {
    return [...this];
  }
}

/**
 * The buckets as one list of numbers: the first bucket, its events, then for each other how many
 * buckets it lies behind the one before, and its events.
 */
export function listOf({ numbers, events }: Buckets): Float64Array {
  const list = new NumberList(numbers.length * 2);
  let before = 0;
  for (let at = 0; at < numbers.length; at++) {
    list[at * 2] = numbers[at]! - before;
    list[at * 2 + 1] = events[at]!;
    before = numbers[at]!;
  }
  return list;
}

/**
 * Calls `visit` with each run in order of time: `RUN_BUCKETS` counts from `from` on, those of the buckets from
 * `first` on. A call for each of a million minutes would be felt.
 */
export function visitRuns(
  { runs, events }: Series,
  visit: (first: number, counts: Float64Array, from: number) => void,
): void {
  for (const number of inOrder(runs)) {
    visit(number * RUN_BUCKETS, events, runs.get(number)!);
  }
}

/** The sum of several; one alone is given back as it is. */
export function sumOf(parts: readonly Series[]): Series {
  if (parts.length === 1) return parts[0]!;
  const sum = createSeries();
  for (const part of parts) {
    visitRuns(part, (first, counts, from) => addRun(sum, first, counts, from));
  }
  return sum;
}

/** Makes `ratio` buckets one. */
export function widen(series: Series, ratio: number): void {
  const entries = entriesOf(readBuckets(series), ratio);
  series.runs.clear();
  series.events = NO_EVENTS;
  series.lastNumber = NO_RUN;
  for (const [bucket, events] of entries) addToSeries(series, bucket, events);
}
