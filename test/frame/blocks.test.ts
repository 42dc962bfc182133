import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { arenaBytes, type FrameLimits, frameBlocks } from '../../src/frame/blocks.ts';
import type { Block } from '../../src/model/block.ts';
import type { ByteReader } from '../../src/model/source.ts';

const LIMITS: FrameLimits = {
  recordBytesMax: 32,
  overlapBytes: 6,
  historyBytes: 16,
  readBytes: 16,
};

/** A reader that gives the bytes in pieces of the given sizes, then as much as is asked for. */
function chunked(bytes: Uint8Array, sizes: readonly number[]): ByteReader & { closed: boolean } {
  let at = 0;
  let turn = 0;
  return {
    closed: false,
    async read(into) {
      const wanted = Math.min(sizes[turn++] ?? into.length, into.length, bytes.length - at);
      into.set(bytes.subarray(at, at + wanted));
      at += wanted;
      return wanted;
    },
    async close() {
      this.closed = true;
    },
  };
}

interface Seen extends Block {
  readonly bytes: number[];
  readonly history: number[];
}

async function blocksOf(bytes: Uint8Array, sizes: readonly number[] = []): Promise<Seen[]> {
  const arena = new Uint8Array(arenaBytes(LIMITS)).fill(0x41);
  const seen: Seen[] = [];
  for await (const block of frameBlocks(chunked(bytes, sizes), arena, LIMITS)) {
    expect(arena[block.start - 1]).toBe(0x0a);
    expect(arena[block.end]).toBe(0x0a);
    seen.push({
      ...block,
      bytes: [...arena.subarray(block.start, block.end)],
      history: [...arena.subarray(block.historyStart, block.start)],
    });
  }
  return seen;
}

/** What must not depend on chunking: records as (offset, bytes), and windows as they are. */
function recordsOf(blocks: readonly Seen[]): unknown[] {
  return blocks.flatMap((block) => {
    if (block.part !== 'whole') return [[block.part, block.offset, block.bytes]];
    const records: unknown[] = [];
    let from = 0;
    for (let at = 0; at < block.bytes.length; at++) {
      if (block.bytes[at] !== 0x0a && at < block.bytes.length - 1) continue;
      records.push(['whole', block.offset + from, block.bytes.slice(from, at + 1)]);
      from = at + 1;
    }
    return records;
  });
}

const text = fc
  .array(
    fc.oneof(
      { weight: 1, arbitrary: fc.constant(0x0a) },
      { weight: 12, arbitrary: fc.integer({ min: 0x61, max: 0x7a }) },
    ),
    { maxLength: 400 },
  )
  .map((bytes) => Uint8Array.from(bytes));
const sizes = fc.array(fc.integer({ min: 1, max: 16 }), { maxLength: 40 });

describe('frameBlocks', () => {
  test('gives the same records and windows whichever way the bytes arrive', async () => {
    await fc.assert(
      fc.asyncProperty(text, sizes, async (bytes, pieces) => {
        expect(recordsOf(await blocksOf(bytes, pieces))).toEqual(recordsOf(await blocksOf(bytes)));
      }),
      { numRuns: 500 },
    );
  });

  test('gives every byte once, but for the overlap of windows', async () => {
    await fc.assert(
      fc.asyncProperty(text, sizes, async (bytes, pieces) => {
        let next = 0;
        for (const block of await blocksOf(bytes, pieces)) {
          const overlap =
            block.part === 'middle' || block.part === 'last' ? LIMITS.overlapBytes : 0;
          expect(block.offset).toBe(next - overlap);
          expect(block.bytes).toEqual([
            ...bytes.subarray(block.offset, block.offset + block.bytes.length),
          ]);
          next = block.offset + block.bytes.length;
        }
        expect(next).toBe(bytes.length);
      }),
      { numRuns: 500 },
    );
  });

  test('lays bytes of the same source before a block as its history', async () => {
    await fc.assert(
      fc.asyncProperty(text, sizes, async (bytes, pieces) => {
        for (const block of await blocksOf(bytes, pieces)) {
          const from = block.offset - block.history.length;
          expect(block.history).toEqual([...bytes.subarray(from, block.offset)]);
        }
      }),
      { numRuns: 300 },
    );
  });

  test('cuts a record over the limit into windows at fixed offsets, with overlap', async () => {
    const record = Uint8Array.from({ length: 80 }, (_, index) => 0x61 + (index % 26));
    const blocks = await blocksOf(record);
    expect(
      blocks.map((block) => [block.part, block.offset, block.bytes.length, block.openEnded]),
    ).toEqual([
      ['first', 0, 32, false],
      ['middle', 26, 38, false],
      ['last', 58, 22, true],
    ]);
  });

  test('leaves a record of just the limit whole', async () => {
    const blocks = await blocksOf(Uint8Array.from([...Array(32).fill(0x61), 0x0a]));
    expect(blocks.map((block) => [block.part, block.bytes.length])).toEqual([['whole', 33]]);
  });

  test('says when the last record has no line feed', async () => {
    expect((await blocksOf(new TextEncoder().encode('a\nb'))).at(-1)?.openEnded).toBe(true);
    expect((await blocksOf(new TextEncoder().encode('a\nb\n'))).at(-1)?.openEnded).toBe(false);
    expect(await blocksOf(new Uint8Array(0))).toEqual([]);
  });

  test('closes the reader when the consumer stops early', async () => {
    const reader = chunked(new TextEncoder().encode('a\n'.repeat(100)), []);
    for await (const _ of frameBlocks(reader, new Uint8Array(arenaBytes(LIMITS)), LIMITS)) break;
    expect(reader.closed).toBe(true);
  });
});
