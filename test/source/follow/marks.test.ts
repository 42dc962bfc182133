import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  compare,
  extendMarks,
  marksOf,
  type PlainContent,
  WINDOW_BYTES,
  windowHash,
} from '../../../src/source/follow/marks.ts';
import type { Mark } from '../../../src/source/follow/state.ts';

function contentOf(bytes: Uint8Array): PlainContent {
  return {
    lengthBytes: bytes.length,
    bytes: async (from, length) => bytes.subarray(from, from + length),
    head: async (hole) => bytes.subarray(hole, hole + WINDOW_BYTES),
    hashAt: async (at) => windowHash(bytes.subarray(Math.max(0, at - WINDOW_BYTES), at)),
  };
}

/** The marks of `bytes` that are delivered up to each of `offsets`. */
function marksAfter(bytes: Uint8Array, offsets: readonly number[]): Mark[] {
  let marks: Mark[] = [];
  for (const to of offsets) {
    const from = marks.at(-1)?.[0] ?? 0;
    marks = extendMarks(marks, bytes.subarray(Math.max(0, from - 70_000), to), to);
  }
  return marks;
}

const lines = fc
  .array(fc.tuple(fc.integer({ min: 0, max: 3000 }), fc.nat()), { minLength: 1, maxLength: 40 })
  .map((all) => Buffer.from(all.map(([length, id]) => `${id}-${'.'.repeat(length)}\n`).join('')));

/** Offsets behind some line ends, the last of all among them. */
function lineEnds(bytes: Uint8Array, pick: (index: number) => boolean): number[] {
  const ends = [...bytes.keys()].filter((at) => bytes[at] === 10).map((at) => at + 1);
  return ends.filter((end, index) => end === bytes.length || pick(index));
}

describe('marks', () => {
  test('know a content again however it was delivered, and however much longer it has become', async () => {
    await fc.assert(
      fc.asyncProperty(lines, fc.nat(), fc.uint8Array(), async (bytes, seed, more) => {
        const marks = marksAfter(
          bytes,
          lineEnds(bytes, (index) => (index * 7 + seed) % 3 === 0),
        );
        expect(marks.at(-1)![0]).toBe(bytes.length);
        const longer = contentOf(Buffer.concat([bytes, more]));
        expect(await compare(longer, marks)).toBe('continues');
        expect(await compare(longer, await marksOf(longer, bytes.length))).toBe('continues');
      }),
    );
  });

  test('never take the beginning of a content for another', async () => {
    await fc.assert(
      fc.asyncProperty(lines, fc.nat(), async (bytes, length) => {
        const marks = marksAfter(bytes, [bytes.length]);
        const shorter = contentOf(bytes.subarray(0, length % bytes.length));
        expect(['prefix', 'undecided']).toContain(await compare(shorter, marks));
      }),
    );
  });

  test('tell every other content whose lines differ', async () => {
    await fc.assert(
      fc.asyncProperty(lines, lines, async (bytes, other) => {
        const first = (text: Uint8Array): string => Buffer.from(text).toString().split('\n')[0]!;
        fc.pre(first(bytes) !== first(other) && first(other).length >= 8);
        fc.pre(other.length <= WINDOW_BYTES || bytes.length <= WINDOW_BYTES);
        expect(await compare(contentOf(other), marksAfter(bytes, [bytes.length]))).toBe(
          'different',
        );
      }),
    );
  });

  test('are few', () => {
    const bytes = Buffer.alloc(64 << 20, 'a line of a log as it is, with some thirty more bytes\n');
    const marks = marksAfter(bytes.subarray(0, 40 << 20), [1 << 20, 20 << 20, 40 << 20]);
    expect(marks.length).toBeLessThan(40);
  });
});
