/** Buckets of a snapshot read in two ways. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Pieces } from '../../src/model/live.ts';
import { bucketsOf, visitBuckets } from '../../src/model/pieces.ts';

describe('the buckets of pieces', () => {
  test('are the same read one by one and all at once', () => {
    const pair = fc.tuple(fc.nat(70), fc.nat(100_000)).map(([slot, events]) => `${slot}:${events}`);
    const text = fc.array(pair, { maxLength: 8 }).map((pairs) => pairs.join(' '));
    const pieces: fc.Arbitrary<Pieces> = fc.array(fc.tuple(fc.nat(500_000), text));
    fc.assert(
      fc.property(pieces, fc.constantFrom('hours' as const, 'minutes' as const), (data, kind) => {
        const visited: [number, number][] = [];
        visitBuckets(kind, data, (bucket, events) => visited.push([bucket, events]));
        expect(visited).toEqual([...bucketsOf(kind, data)]);
      }),
    );
  });
});
