/** The series of a summary: exact, bounded, and coarsened alike in any order. */
import { describe, expect, test } from 'vitest';
import { offerSample } from '../../src/analyze/samples.ts';
import { entriesOf, RUN_BUCKETS, readBuckets } from '../../src/analyze/series.ts';
import {
  countInBucket,
  createSummary,
  pairAt,
  type Summary,
  workloadAt,
} from '../../src/analyze/summary.ts';
import { SERIES_RUNS_MAX } from '../../src/model/limits.ts';

const MINUTE_MS = 60_000;

function summaryOf(times: readonly number[]): {
  summary: Summary;
  series: (readonly [number, number])[];
} {
  const summary = createSummary();
  const pair = pairAt(workloadAt(summary, ''), 40014);
  for (const ms of times) countInBucket(summary, pair, ms, 1);
  return { summary, series: entriesOf(readBuckets(pair.series)) };
}

describe('a series', () => {
  test('counts each event in the minute that holds it, back and forth in time', () => {
    const { series } = summaryOf([0, 59_999, 60_000, 0, 120_000, 60_001, -1]);
    expect(series).toEqual([
      [-1, 1],
      [0, 3],
      [1, 2],
      [2, 1],
    ]);
  });

  test('is widened when it holds too many runs, and loses no event', () => {
    const runs = SERIES_RUNS_MAX + 100;
    const minutes = runs * RUN_BUCKETS;
    const times = Array.from({ length: runs }, (_, run) => run * RUN_BUCKETS * MINUTE_MS);
    const forward = summaryOf(times);
    const backward = summaryOf(times.toReversed());
    expect(forward.summary.bucketMs).toBe(5 * MINUTE_MS);
    expect(forward.series.reduce((sum, [, events]) => sum + events, 0)).toBe(runs);
    expect(forward.series.length).toBe(runs);
    expect(forward.summary.seriesRuns).toBe(Math.ceil(minutes / 5 / RUN_BUCKETS));
    expect(backward.series).toEqual(forward.series);
  });
});

describe('samples', () => {
  test('are the three texts of smallest hash, each once, asked for only if they stay', () => {
    const samples = { kept: [] };
    let asked = 0;
    for (const hash of [9, 5, 7, 9, 8, 1, 5, 6]) {
      offerSample(samples, hash, () => {
        asked++;
        return `text ${hash}`;
      });
    }
    expect(samples.kept).toEqual([
      { hash: 1, text: 'text 1' },
      { hash: 5, text: 'text 5' },
      { hash: 6, text: 'text 6' },
    ]);
    expect(asked).toBe(6);
  });
});
