/** Which keys stay depends on the keys alone, and nothing that leaves is lost from the sum. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createBoundedMap, hashBytes, hashText } from '../../src/analyze/bounded.ts';

interface Counted {
  readonly kept: Record<string, number>;
  readonly others: number;
}

function count(keys: readonly string[], max: number): Counted {
  let others = 0;
  const map = createBoundedMap(
    max,
    () => ({ events: 0 }),
    (counts) => {
      others += counts.events;
    },
  );
  for (const key of keys) {
    const counts = map.at(key);
    if (counts === undefined) others++;
    else counts.events++;
  }
  const kept = Object.fromEntries([...map.entries()].map(([key, { events }]) => [key, events]));
  return { kept, others };
}

const keys = fc.array(fc.integer({ min: 0, max: 40 }).map(String), { maxLength: 200 });
const max = fc.integer({ min: 1, max: 50 });

describe('a bounded map', () => {
  test('keeps the keys of smallest hash with exact counts, and the rest in sum', () => {
    fc.assert(
      fc.property(keys, max, (all, limit) => {
        const { kept, others } = count(all, limit);
        const smallest = [...new Set(all)]
          .sort((left, right) => hashText(left) - hashText(right) || (left < right ? -1 : 1))
          .slice(0, limit);
        const expected = Object.fromEntries(
          smallest.map((key) => [key, all.filter((other) => other === key).length]),
        );
        expect(kept).toEqual(expected);
        expect(Object.values(kept).reduce((a, b) => a + b, 0) + others).toBe(all.length);
      }),
    );
  });

  test('does not depend on the order', () => {
    fc.assert(
      fc.property(keys, max, (all, limit) => {
        expect(count(all.toReversed(), limit)).toEqual(count(all, limit));
      }),
    );
  });
});

describe('hashes', () => {
  test('of a text and of its bytes are the same 32 bits', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme-ascii' }), (text) => {
        const bytes = Buffer.from(`x${text}x`);
        const hash = hashText(text);
        expect(hashBytes(bytes, 1, bytes.length - 1)).toBe(hash);
        expect(Number.isInteger(hash) && hash >= 0 && hash < 2 ** 32).toBe(true);
      }),
    );
  });

  test('spread neighbouring codes', () => {
    const hashes = Array.from({ length: 1000 }, (_, index) => hashText(String(1_000_000 + index)));
    expect(new Set(hashes).size).toBe(1000);
    const low = hashes.filter((hash) => hash < 2 ** 31).length;
    expect(low).toBeGreaterThan(400);
    expect(low).toBeLessThan(600);
  });
});
