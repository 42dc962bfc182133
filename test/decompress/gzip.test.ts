/** gzip as it is met: several members, padding, garbage behind, cut off, damaged. */
import { constants, gunzipSync, gzipSync, inflateRawSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decompress, type Packed } from '../../src/decompress/decompress.ts';
import type { ByteReader } from '../../src/model/source.ts';
import { ToolError } from '../../src/model/tool-error.ts';

/** Gives `bytes` out in pieces of at most `size`. */
function readerOf(bytes: Uint8Array, size = 65_536): ByteReader & { closed: number } {
  let at = 0;
  return {
    closed: 0,
    async read(into) {
      const length = Math.min(size, into.length, bytes.length - at);
      into.set(bytes.subarray(at, at + length));
      at += length;
      return length;
    },
    async close() {
      this.closed++;
    },
  };
}

const packedOf = (reader: ByteReader, name: string): Packed => ({
  ...{ reader, name, path: undefined, modifiedMs: Number.NaN, sizeBytes: Number.NaN },
});

interface Unpacked {
  readonly bytes: Buffer;
  readonly problem: ToolError | undefined;
}

async function unpack(packed: Uint8Array, size?: number): Promise<Unpacked> {
  const parts: Buffer[] = [];
  const { reader } = await decompress(packedOf(readerOf(packed, size), 'app.log.gz'));
  const into = new Uint8Array(1000);
  try {
    while (true) {
      const count = await reader.read(into);
      if (count === 0) return { bytes: Buffer.concat(parts), problem: undefined };
      parts.push(Buffer.from(into.subarray(0, count)));
    }
  } catch (error) {
    if (!(error instanceof ToolError)) throw error;
    return { bytes: Buffer.concat(parts), problem: error };
  } finally {
    await reader.close();
  }
}

/** Lines that do not repeat, so that they fill many pieces when packed. */
function linesOf(count: number): Buffer {
  let seed = 1;
  const lines: string[] = [];
  for (let index = 0; index < count; index++) {
    seed = Math.imul(seed, 1_103_515_245) + 12_345;
    lines.push(`${index} ${seed.toString(36)} ${Math.imul(seed, 97).toString(36)} errcode=40014\n`);
  }
  return Buffer.from(lines.join(''));
}

const text = linesOf(4000);
const packed = gzipSync(text);

/** The packed text with header fields that gzip programs may write. */
function withHeader(flags: number, ...fields: readonly Uint8Array[]): Buffer {
  const head = Buffer.from(packed.subarray(0, 10));
  head[3] = flags;
  return Buffer.concat([head, ...fields, packed.subarray(10)]);
}

describe('whole gzip', () => {
  test('comes out as it went in, in pieces of any size', async () => {
    for (const size of [3, 7, 8192, 16_384, 1 << 20]) {
      const { bytes, problem } = await unpack(packed, size);
      expect([size, problem, bytes.equals(text)]).toEqual([size, undefined, true]);
    }
  });

  test('of several members is their sequence, empty ones among them', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.uint8Array({ maxLength: 300 }), { minLength: 1, maxLength: 5 }),
        fc.integer({ min: 3, max: 60 }),
        async (members, size) => {
          const all = Buffer.concat(members.map((member) => gzipSync(member)));
          const { bytes, problem } = await unpack(all, size);
          expect(problem).toBeUndefined();
          expect(bytes).toEqual(gunzipSync(all));
        },
      ),
      { numRuns: 60 },
    );
  });

  test('may be empty, or hold nothing', async () => {
    expect(await unpack(gzipSync(''))).toEqual({ bytes: Buffer.alloc(0), problem: undefined });
    expect(await unpack(new Uint8Array(0))).toEqual({ bytes: Buffer.alloc(0), problem: undefined });
  });

  test.each([
    ['a name', withHeader(8, Buffer.from('app.log\0'))],
    ['a comment', withHeader(16, Buffer.from('日志\0'))],
    ['an extra field', withHeader(4, Buffer.from([5, 0, 1, 2, 3, 4, 5]))],
    ['a long extra field', withHeader(4, Buffer.from([0, 0x20]), Buffer.alloc(0x2000, 7))],
    ['a header checksum', withHeader(2, Buffer.from([1, 2]))],
    [
      'all of them',
      withHeader(30, Buffer.from([2, 0, 9, 9]), Buffer.from('n\0c\0'), Buffer.from([1, 2])),
    ],
  ])('may have %s in its header', async (_what, bytes) => {
    for (const size of [3, 65_536]) {
      const unpacked = await unpack(bytes, size);
      expect(unpacked.problem).toBeUndefined();
      expect(unpacked.bytes.equals(text)).toBe(true);
    }
  });

  test.each([1, 7, 512, 40_000])('may be padded with %d zero bytes', async (length) => {
    const { bytes, problem } = await unpack(Buffer.concat([packed, Buffer.alloc(length)]), 1000);
    expect(problem).toBeUndefined();
    expect(bytes.equals(text)).toBe(true);
  });
});

describe('gzip that is not whole', () => {
  test.each([3, 9, 10, 11, 5000, packed.length - 9, packed.length - 8, packed.length - 1])(
    'and ends after %d bytes gives what they hold',
    async (length) => {
      const cut = packed.subarray(0, length);
      const expected = inflateRawSync(cut.subarray(10), { finishFlush: constants.Z_SYNC_FLUSH });
      for (const size of [100, 65_536]) {
        const { bytes, problem } = await unpack(cut, size);
        expect(problem?.code).toBe('gzip-truncated');
        expect(bytes.equals(length < 11 ? Buffer.alloc(0) : expected)).toBe(true);
      }
    },
  );

  test('and ends in its second member gives the first whole', async () => {
    const cut = Buffer.concat([packed, gzipSync('second\n').subarray(0, 15)]);
    const { bytes, problem } = await unpack(cut);
    expect(problem?.code).toBe('gzip-truncated');
    expect(bytes.subarray(0, text.length).equals(text)).toBe(true);
  });

  test.each([
    'garbage',
    'x',
    '\u0000\u0000 later',
    '2026-09-01 appended errcode=40014\n'.repeat(900),
  ])('but followed by something else loses nothing before it', async (garbage) => {
    for (const size of [100, 65_536]) {
      const { bytes, problem } = await unpack(Buffer.concat([packed, Buffer.from(garbage)]), size);
      expect(problem?.code).toBe('gzip-garbage');
      expect(problem?.text.en).toContain(`${Buffer.byteLength(garbage)} bytes`);
      expect(problem?.text.en).toContain('app.log.gz');
      expect(bytes.equals(text)).toBe(true);
    }
  });

  test('with a wrong checksum or length is told, and all of it is given', async () => {
    for (const place of [8, 4]) {
      const wrong = Buffer.from(packed);
      wrong[wrong.length - place]! ^= 1;
      const { bytes, problem } = await unpack(wrong);
      expect(problem?.code).toBe('gzip-corrupt');
      expect(bytes.equals(text)).toBe(true);
    }
  });

  test('damaged inside gives all pieces before the damage', async () => {
    const damaged = Buffer.from(packed);
    // A block of the reserved type where a member of stored blocks has its second one.
    const stored = gzipSync(text, { level: 0 });
    const second = 10 + 5 + stored.readUInt16LE(11);
    stored[second] = 0x07;
    const { bytes, problem } = await unpack(stored);
    expect(problem?.code).toBe('gzip-corrupt');
    expect(bytes.length).toBe(second - 15);
    expect(bytes.equals(text.subarray(0, bytes.length))).toBe(true);
    damaged.fill(0xff, 40_000, 40_100);
    const inside = await unpack(damaged);
    expect(inside.problem?.code).toBe('gzip-corrupt');
    expect(inside.bytes.length).toBeGreaterThan(text.length / 4);
  });

  test('damaged in a small file still gives the lines before the damage', async () => {
    const small = linesOf(200);
    const damaged = Buffer.concat([gzipSync(small, { level: 0 })]);
    const first = gzipSync(small.subarray(0, 4000), { level: 0 });
    // Its one stored block is made not the last; what follows is no block.
    first[10] = 0;
    const broken = Buffer.concat([
      first.subarray(0, 10 + 5 + 4000),
      Buffer.from([0x07, 0, 0, 0, 0]),
    ]);
    const { bytes, problem } = await unpack(broken);
    expect(damaged.length).toBeGreaterThan(0);
    expect(problem?.code).toBe('gzip-corrupt');
    expect(bytes.equals(small.subarray(0, 4000))).toBe(true);
  });

  test('says in both languages what to do', async () => {
    for (const bytes of [packed.subarray(0, 50), Buffer.concat([packed, Buffer.from('x')])]) {
      const { problem } = await unpack(bytes);
      expect(problem?.text.en).toMatch(/^app\.log\.gz: .*\. [A-Z].*\.$/);
      expect(problem?.text.zh).toMatch(/^app\.log\.gz：.*。请.*。$/);
    }
  });
});

describe('what is no gzip', () => {
  test('passes as it is, and its beginning can be looked at', async () => {
    const plain = Buffer.from('\u001f\u008b errcode=40014\n', 'latin1');
    const { reader, head } = await decompress(packedOf(readerOf(plain, 3), 'a.log'));
    expect(plain.subarray(0, head.length).equals(head)).toBe(true);
    const into = new Uint8Array(100);
    let length = 0;
    for (let count = -1; count !== 0; length += Math.max(count, 0)) {
      count = await reader.read(into.subarray(length));
    }
    expect(Buffer.from(into.subarray(0, length)).equals(plain)).toBe(true);
  });

  test('gzip is known by its bytes, not by its name', async () => {
    expect((await unpack(gzipSync('a\n'))).bytes.toString()).toBe('a\n');
    expect((await unpack(Buffer.from('plain\n'))).bytes.toString()).toBe('plain\n');
  });

  test('a source that gives a byte at a time is still recognised as gzip', async () => {
    const { bytes, problem } = await unpack(gzipSync('errcode=40014\n'), 1);
    expect(problem).toBeUndefined();
    expect(bytes.toString()).toBe('errcode=40014\n');
  });

  test('a source that fails keeps what it gave and then fails', async () => {
    let reads = 0;
    const failing: ByteReader = {
      async read(into) {
        if (reads++ > 0) throw new ToolError('input-eio', { zh: '坏', en: 'broken' });
        into.set(Buffer.from('first\n'));
        return 6;
      },
      close: async () => {},
    };
    const { reader } = await decompress(packedOf(failing, 'a.log'));
    const into = new Uint8Array(10);
    expect(await reader.read(into)).toBe(6);
    await expect(reader.read(into)).rejects.toThrow('broken');
  });

  test('closing closes what it comes from', async () => {
    for (const bytes of [packed, text]) {
      const from = readerOf(bytes);
      const { reader } = await decompress(packedOf(from, 'a'));
      await reader.read(new Uint8Array(10));
      await reader.close();
      expect(from.closed).toBe(1);
    }
  });
});
