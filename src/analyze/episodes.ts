/**
 * Episodes: stretches of time in which a code went on, which incidents and diagnoses tell of. A report
 * looks at a series from many sides; its buckets are read once.
 */
import { type Buckets, readBuckets, type Series } from './series.ts';

/** A stretch of buckets with gaps of less than ten minutes. */
export interface Episode {
  /** Its first and last bucket. */
  readonly first: number;
  readonly last: number;
  readonly events: number;
  /** The bucket with most events, the earliest of equals. */
  readonly peakBucket: number;
  readonly peak: number;
}

export interface SeriesReader {
  bucketsOf(series: Series): Buckets;
  /** `widthMs` is the width of a bucket. */
  episodesOf(series: Series, widthMs: number): readonly Episode[];
}

/** So long nothing must have happened for an episode to be over. */
export const QUIET_MS = 600_000;

/** A reader that remembers what it has read: nothing may be counted while it is used. */
export function createSeriesReader(): SeriesReader {
  const buckets = new Map<Series, Buckets>();
  const episodes = new Map<Series, readonly Episode[]>();
  const reader: SeriesReader = {
    bucketsOf: (series) => remembered(buckets, series, () => readBuckets(series)),
    episodesOf: (series, widthMs) =>
      remembered(episodes, series, () => findEpisodes(reader.bucketsOf(series), widthMs)),
  };
  return reader;
}

function remembered<Value>(known: Map<Series, Value>, series: Series, read: () => Value): Value {
  const value = known.get(series) ?? read();
  known.set(series, value);
  return value;
}

function findEpisodes({ numbers, events }: Buckets, widthMs: number): Episode[] {
  const found: Episode[] = [];
  /** Buckets from one with events to the next, at most. */
  const reach = Math.ceil(QUIET_MS / widthMs);
  for (let at = 0; at < numbers.length; ) {
    const first = at;
    let sum = 0;
    let peak = first;
    do {
      sum += events[at]!;
      if (events[at]! > events[peak]!) peak = at;
      at++;
    } while (at < numbers.length && numbers[at]! - numbers[at - 1]! <= reach);
    found.push({
      first: numbers[first]!,
      last: numbers[at - 1]!,
      events: sum,
      peakBucket: numbers[peak]!,
      peak: events[peak]!,
    });
  }
  return found;
}
