/** A figure has changed if chance does not explain it, and if anybody would care. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compareFigure, compareShares, type Lengths } from '../../../src/analyze/compare/figure.ts';

const DAY = 86_400;
const MONTHS: Lengths = { base: 31 * DAY, head: 30 * DAY };
const LIKE: Lengths = { base: 30 * DAY, head: 30 * DAY };

describe('compareFigure', () => {
  test.each([
    // What is nowhere is no change.
    [0, 0, LIKE, 'same', false],
    [0, 40, LIKE, 'new', false],
    [0, 1, LIKE, 'new', true],
    [40, 0, LIKE, 'gone', false],
    [3, 0, LIKE, 'gone', true],
    // Three deviations: 10 to 30 is more than chance, 5 to 12 is not, nor 100 to 130.
    [10, 30, LIKE, 'grown', false],
    [5, 12, LIKE, 'same', false],
    [100, 130, LIKE, 'same', false],
    [100, 150, LIKE, 'grown', false],
    [30, 10, LIKE, 'shrunk', false],
    // Certain, but of no concern.
    [1_000_000, 1_150_000, LIKE, 'same', false],
    [1_000_000, 1_250_000, LIKE, 'grown', false],
    // As often in half the time is twice as often.
    [100, 100, { base: 30 * DAY, head: 15 * DAY }, 'grown', false],
    [1000, 500, { base: 30 * DAY, head: 15 * DAY }, 'same', false],
    // A day may well miss what comes twice a month.
    [2, 0, { base: 30 * DAY, head: DAY }, 'gone', true],
    [300, 0, { base: 30 * DAY, head: DAY }, 'gone', false],
    // Without periods the events themselves are compared.
    [10, 30, undefined, 'grown', false],
  ] as const)('%d, then %d in %j: %s, by chance %s', (base, head, lengths, change, mayBeChance) => {
    expect(compareFigure(base, head, lengths)).toMatchObject({ change, mayBeChance });
  });

  test('gives events a day, and the ratio of those', () => {
    expect(compareFigure(62, 30, MONTHS)).toEqual({
      base: 62,
      head: 30,
      basePerDay: 2,
      headPerDay: 1,
      ratio: 0.5,
      change: 'shrunk',
      mayBeChance: false,
    });
    expect(compareFigure(0, 30, MONTHS)).not.toHaveProperty('ratio');
    expect(compareFigure(10, 20, undefined)).toEqual({
      base: 10,
      head: 20,
      ratio: 2,
      change: 'same',
      mayBeChance: false,
    });
  });

  test('says the opposite when the reports change places', () => {
    const opposite = { new: 'gone', gone: 'new', grown: 'shrunk', shrunk: 'grown', same: 'same' };
    const count = fc.nat({ max: 5000 });
    const seconds = fc.integer({ min: 60, max: 90 * DAY });
    fc.assert(
      fc.property(count, count, seconds, seconds, (base, head, before, now) => {
        const there = compareFigure(base, head, { base: before, head: now });
        const back = compareFigure(head, base, { base: now, head: before });
        expect(back.change).toBe(opposite[there.change]);
        expect(back.mayBeChance).toBe(there.mayBeChance);
      }),
    );
  });
});

describe('compareShares', () => {
  test.each([
    [{ errors: 10, calls: 1000 }, { errors: 40, calls: 1000 }, 'worse'],
    [{ errors: 40, calls: 1000 }, { errors: 10, calls: 1000 }, 'better'],
    // Ten times the calls, ten times the failures.
    [{ errors: 10, calls: 1000 }, { errors: 100, calls: 10_000 }, 'same'],
    [{ errors: 1, calls: 100 }, { errors: 3, calls: 100 }, 'same'],
    [{ errors: 0, calls: 100 }, { errors: 0, calls: 100 }, 'same'],
  ] as const)('%j, then %j: %s', (base, head, verdict) => {
    expect(compareShares(base, head)).toBe(verdict);
  });
});
