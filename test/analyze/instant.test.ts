import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { instant } from '../../src/analyze/instant.ts';

const byDate = (ms: number): string => new Date(ms).toISOString().replace('.000Z', 'Z');

describe('a moment in a report', () => {
  test('is what Date prints, for every moment that a log can name', () => {
    const ms = fc.oneof(
      fc.integer({ min: Date.UTC(1000, 0, 1) - 5, max: Date.UTC(10_000, 0, 1) + 5 }),
      fc.integer({ min: 0, max: 4e9 }).map((seconds) => seconds * 1000),
      fc.double({ min: -1e12, max: 1e13, noNaN: true }),
    );
    fc.assert(
      fc.property(ms, (value) => {
        expect(instant(value)).toBe(byDate(value));
      }),
      { numRuns: 2000 },
    );
  });

  test('is right on every day of four centuries', () => {
    for (let day = Date.UTC(1900, 0, 1); day < Date.UTC(2300, 0, 2); day += 86_400_000) {
      if (instant(day) !== byDate(day)) expect(instant(day)).toBe(byDate(day));
    }
  });

  test('has milliseconds only where there are some', () => {
    expect(instant(0)).toBe('1970-01-01T00:00:00Z');
    expect(instant(7)).toBe('1970-01-01T00:00:00.007Z');
    expect(instant(-1)).toBe('1969-12-31T23:59:59.999Z');
  });
});
