import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createZone } from '../../../src/record/zone.ts';
import { createTimeAxis } from '../../../src/sink/web/charts/time-axis.ts';

const DAY_MS = 86_400_000;
const shanghai = createZone('Asia/Shanghai');

function axisOf(from: string, to: string, bucketSeconds = 60, zone = shanghai) {
  const [fromMs, toMs] = [Date.parse(from), Date.parse(to)];
  return createTimeAxis({ fromMs, toMs, bucketSeconds, cellsMax: 96, zone });
}

describe('the axis of time', () => {
  test.each([
    ['2026-09-01T00:00:00Z', '2026-09-01T00:20:00Z', 60, 21],
    ['2026-09-01T00:00:00Z', '2026-09-01T08:00:00Z', 600, 49],
    ['2026-08-31T16:00:00Z', '2026-09-01T15:59:00Z', 900, 96],
    ['2026-08-31T16:00:00Z', '2026-09-07T15:59:00Z', 7200, 84],
    ['2026-08-31T16:00:00Z', '2026-09-30T15:59:00Z', 43_200, 60],
  ])('from %s to %s has cells of a round width', (from, to, seconds, cells) => {
    const axis = axisOf(from, to);
    expect([axis.cellSeconds, axis.cells]).toEqual([seconds, cells]);
  });

  test('begins days at midnight and weeks on Monday, on the clock of the zone', () => {
    const year = axisOf('2026-01-01T00:00:00Z', '2026-12-31T00:00:00Z');
    expect(year.cellSeconds).toBe(7 * 86_400);
    // Monday 2025-12-29, 00:00 in Shanghai.
    expect(new Date(year.startOf(0)).toISOString()).toBe('2025-12-28T16:00:00.000Z');
    expect(year.startOf(1) - year.startOf(0)).toBe(7 * DAY_MS);
  });

  test('keeps to the clock when the clock is changed', () => {
    const berlin = createZone('Europe/Berlin');
    const axis = axisOf('2026-03-01T00:00:00Z', '2026-05-20T00:00:00Z', 3600, berlin);
    expect(axis.cellSeconds).toBe(86_400);
    const starts = Array.from({ length: axis.cells }, (_, cell) => axis.startOf(cell));
    expect(new Date(starts[0]!).toISOString()).toBe('2026-02-28T23:00:00.000Z');
    expect(new Date(starts.at(-1)!).toISOString()).toBe('2026-05-19T22:00:00.000Z');
    starts.forEach((utcMs, cell) => {
      expect(axis.placeOf(utcMs)).toBe(cell);
    });
  });

  test('writes hours within a day, dates beyond, and never many', () => {
    const labels = (from: string, to: string) => axisOf(from, to).ticks.map(({ label }) => label);
    expect(labels('2026-08-31T16:00:00Z', '2026-09-01T15:59:00Z')).toEqual([
      '09-01',
      '06:00',
      '12:00',
      '18:00',
    ]);
    expect(labels('2026-08-31T16:00:00Z', '2026-09-06T15:59:00Z')).toEqual([
      '09-01',
      '09-02',
      '09-03',
      '09-04',
      '09-05',
      '09-06',
    ]);
    expect(labels('2024-08-31T16:00:00Z', '2026-09-06T15:59:00Z')[0]).toMatch(/^2024-\d\d-\d\d$/);
  });

  test('covers any span in few cells, each as wide as a bucket at least', () => {
    const instant = fc.integer({ min: 0, max: 4_102_444_800_000 });
    const bucket = fc.constantFrom(60, 300, 3600, 86_400);
    fc.assert(
      fc.property(instant, instant, bucket, (one, other, bucketSeconds) => {
        const [fromMs, toMs] = [Math.min(one, other), Math.max(one, other)];
        const axis = createTimeAxis({ fromMs, toMs, bucketSeconds, cellsMax: 96, zone: shanghai });
        expect(axis.cells).toBeLessThanOrEqual(96);
        expect(axis.cellSeconds % bucketSeconds).toBe(0);
        expect(axis.placeOf(fromMs)).toBeGreaterThanOrEqual(0);
        expect(axis.placeOf(fromMs)).toBeLessThan(1);
        expect(axis.placeOf(toMs)).toBeLessThan(axis.cells);
        expect(axis.placeOf(toMs)).toBeGreaterThanOrEqual(axis.cells - 1);
        expect(axis.ticks.length).toBeLessThanOrEqual(8);
      }),
    );
  });
});
