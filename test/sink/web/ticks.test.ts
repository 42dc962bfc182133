import { describe, expect, test } from 'vitest';
import { freeTicks } from '../../../src/sink/web/charts/ticks.ts';

const SHARES = { short: 0.2, long: 0.4 };

function shown(labels: readonly (readonly [place: number, label: string])[]): string[] {
  const ticks = labels.map(([place, label]) => ({ place, label }));
  return freeTicks(ticks, 100, SHARES).map(({ label }) => label);
}

describe('labels of an axis', () => {
  test('stay where they have room', () => {
    expect(
      shown([
        [0, '09-01'],
        [25, '09-08'],
        [50, '09-15'],
      ]),
    ).toHaveLength(3);
  });

  test('leave out those that the one before runs into, not those behind them', () => {
    expect(
      shown([
        [0, '09-01'],
        [15, '09-07'],
        [30, '09-14'],
        [45, '09-21'],
      ]),
    ).toEqual(['09-01', '09-14']);
  });

  test('give more room to a date with its hour', () => {
    expect(
      shown([
        [0, '09-01 02:00'],
        [30, '09-02'],
        [60, '09-03'],
      ]),
    ).toEqual(['09-01 02:00', '09-03']);
  });
});
