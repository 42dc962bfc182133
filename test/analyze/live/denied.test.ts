/** Distinct addresses: exact up to the bound, estimated above it, the same in any order. */
import { describe, expect, test } from 'vitest';
import {
  addDeniedIp,
  countDeniedIps,
  createDeniedIps,
  markDeniedIpsFull,
} from '../../../src/analyze/live/denied.ts';
import { DENIED_IPS_MAX } from '../../../src/model/limits.ts';

const address = (index: number): string => `10.${index >> 16}.${(index >> 8) & 255}.${index & 255}`;

function setOf(indexes: readonly number[]) {
  const ips = createDeniedIps();
  for (const index of indexes) addDeniedIp(ips, address(index));
  return ips;
}

const range = (length: number): number[] => Array.from({ length }, (_, index) => index);

describe('denied addresses', () => {
  test('are counted exactly up to the bound', () => {
    const ips = setOf([...range(DENIED_IPS_MAX), ...range(DENIED_IPS_MAX)]);
    expect(countDeniedIps(ips)).toBe(DENIED_IPS_MAX);
  });

  test('are estimated above it, within a tenth', () => {
    const count = countDeniedIps(setOf(range(50_000)));
    expect(count).toBeGreaterThan(45_000);
    expect(count).toBeLessThan(55_000);
  });

  test('are the same ones in any order, and after a restart', () => {
    const forward = setOf(range(5000));
    const backward = setOf(range(5000).toReversed());
    expect([...backward.kept.keys()].sort()).toEqual([...forward.kept.keys()].sort());
    const restored = createDeniedIps();
    for (const kept of forward.kept.keys()) addDeniedIp(restored, kept);
    markDeniedIpsFull(restored);
    expect(countDeniedIps(restored)).toBe(countDeniedIps(forward));
  });
});
