import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  addRun,
  addToSeries,
  createSeries,
  entriesOf,
  listOf,
  pack,
  RUN_BUCKETS,
  readBuckets,
  type Series,
  sumOf,
  widen,
} from '../../src/analyze/series.ts';

/** Buckets near each other, far from each other, and before the epoch. */
const bucket = fc.oneof(
  fc.integer({ min: 0, max: 300 }),
  fc.integer({ min: 29_000_000, max: 29_100_000 }),
  fc.integer({ min: -200, max: 10 }),
);
const counted = fc.array(fc.tuple(bucket, fc.integer({ min: 1, max: 2 ** 33 })), {
  maxLength: 300,
});

function seriesOf(events: readonly (readonly [number, number])[]): Series {
  const series = createSeries();
  for (const [at, count] of events) addToSeries(series, at, count);
  return series;
}

function sums(events: readonly (readonly [number, number])[], ratio = 1): [number, number][] {
  const all = new Map<number, number>();
  for (const [at, count] of events) {
    const wide = Math.floor(at / ratio);
    all.set(wide, (all.get(wide) ?? 0) + count);
  }
  return [...all].sort(([left], [right]) => left - right);
}

describe('a series', () => {
  test('gives back what was added, in order of time, whatever the order it came in', () => {
    fc.assert(
      fc.property(counted, fc.constantFrom(1, 5, 60), (events, ratio) => {
        expect(entriesOf(readBuckets(seriesOf(events)), ratio)).toEqual(sums(events, ratio));
      }),
    );
  });

  test('is told whole by its list, each bucket by its distance from the one before', () => {
    fc.assert(
      fc.property(counted, (events) => {
        const list = listOf(readBuckets(seriesOf(events)));
        const told: [number, number][] = [];
        let at = 0;
        for (let index = 0; index < list.length; index += 2) {
          at += list[index]!;
          told.push([at, list[index + 1]!]);
        }
        expect(told).toEqual(sums(events));
      }),
    );
  });

  test('says of each addition whether it took a new run, and takes one for each stretch', () => {
    fc.assert(
      fc.property(counted, (events) => {
        const series = createSeries();
        const taken = events.filter(([at, count]) => addToSeries(series, at, count)).length;
        const stretches = new Set(events.map(([at]) => Math.floor(at / RUN_BUCKETS)));
        expect(taken).toBe(stretches.size);
        expect(series.runs.size).toBe(stretches.size);
      }),
    );
  });

  test('may be packed and added run by run to another', () => {
    fc.assert(
      fc.property(counted, counted, (some, others) => {
        const whole = seriesOf(others);
        const { numbers, events } = pack(seriesOf(some));
        for (const [index, number] of numbers.entries()) {
          addRun(whole, number * RUN_BUCKETS, events, index * RUN_BUCKETS);
        }
        expect(entriesOf(readBuckets(whole))).toEqual(sums([...some, ...others]));
        expect(entriesOf(readBuckets(sumOf([seriesOf(some), seriesOf(others)])))).toEqual(
          entriesOf(readBuckets(whole)),
        );
      }),
    );
  });

  test('may be widened, and counted in afterwards', () => {
    fc.assert(
      fc.property(counted, counted, (before, after) => {
        const series = seriesOf(before);
        widen(series, 5);
        for (const [at, count] of after) addToSeries(series, at, count);
        const wide = before.map(([at, count]) => [Math.floor(at / 5), count] as const);
        expect(entriesOf(readBuckets(series))).toEqual(sums([...wide, ...after]));
      }),
    );
  });
});
