/** Zstandard beyond what one program writes by default: frames of all kinds, bounds, damage that lies. */
import { spawnSync } from 'node:child_process';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { APP_LOG, fixture, unpackAll } from '../helpers/packed.ts';

const MAGIC = [0x28, 0xb5, 0x2f, 0xfd];

/** A block as its header and body; `size` is that of a run. */
function block(kind: number, body: Uint8Array, isLast: boolean, size = body.length): Buffer {
  const header = (size << 3) | (kind << 1) | (isLast ? 1 : 0);
  return Buffer.concat([Uint8Array.of(header, header >> 8, header >> 16), body]);
}

/** A frame with a window of 1 MiB unless said otherwise. */
function frame(
  blocks: readonly Uint8Array[],
  { flags = 0, rest = [0x50] as number[] } = {},
): Buffer {
  return Buffer.concat([Uint8Array.from([...MAGIC, flags, ...rest]), ...blocks]);
}

const raw = (text: string, isLast = true): Buffer => block(0, Buffer.from(text), isLast);

function skippable(content: Uint8Array, variant = 0): Buffer {
  const head = Buffer.from([0x50 + variant, 0x2a, 0x4d, 0x18, 0, 0, 0, 0]);
  head.writeUInt32LE(content.length, 4);
  return Buffer.concat([head, content]);
}

async function decoded(bytes: Uint8Array, size?: number) {
  const { logs, errors } = await unpackAll(bytes, size === undefined ? {} : { size });
  return { text: logs[0]?.bytes.toString() ?? '', problem: logs[0]?.problem, error: errors[0] };
}

describe('frames', () => {
  test('follow each other, empty ones and those that hold something else among them', async () => {
    const parts = [
      skippable(Buffer.from('pzstd says how long it is'), 10),
      frame([raw('one\n')]),
      skippable(Buffer.alloc(0)),
      frame([raw('')]),
      frame([raw('tw', false), raw('o\n')]),
      skippable(Buffer.alloc(100_000, 1), 15),
      fixture('zst'),
    ];
    for (const size of [1, 7, 65_536]) {
      const { text, problem } = await decoded(Buffer.concat(parts), size);
      expect([size, problem]).toEqual([size, undefined]);
      expect(text).toBe(`one\ntwo\n${APP_LOG}`);
    }
  });

  test('may be many and tiny', async () => {
    const many = Buffer.concat(Array.from({ length: 20_000 }, () => frame([raw('x')])));
    expect((await decoded(many)).text).toBe('x'.repeat(20_000));
  });

  test('hold runs of one byte, which a following block may look back at', async () => {
    const runs = frame([
      block(1, Buffer.from('a'), false, 131_072),
      block(1, Buffer.from('\n'), true, 3),
    ]);
    expect((await decoded(runs)).text).toBe(`${'a'.repeat(131_072)}\n\n\n`);
  });

  test.each([
    ['', 0x51d8e999],
    ['abc', 0xad770999],
    ['a'.repeat(100), undefined],
  ])('of %j carry the checksum XXH64 gives', async (text, known) => {
    const wrong = Buffer.concat([frame([raw(text)], { flags: 4 }), Buffer.from([1, 2, 3, 4])]);
    expect(await decoded(wrong)).toMatchObject({ text, problem: 'zstd-corrupt' });
    if (known === undefined) return;
    const right = Buffer.from(wrong);
    right.writeUInt32LE(known, right.length - 4);
    expect(await decoded(right)).toMatchObject({ text, problem: undefined });
  });

  test('say their length, and are told from those that have another', async () => {
    const of = (length: number): Buffer => frame([raw('four')], { flags: 0x20, rest: [length] });
    expect(await decoded(of(4))).toMatchObject({ text: 'four', problem: undefined });
    expect(await decoded(of(5))).toMatchObject({ text: 'four', problem: 'zstd-corrupt' });
  });

  test('with a dictionary are refused with a sentence', async () => {
    const { problem, error } = await decoded(frame([raw('x')], { flags: 1, rest: [0x50, 7] }));
    expect(problem).toBe('zstd-unsupported');
    expect(error?.text.en).toContain('dictionary');
  });

  test('followed by something else lose nothing', async () => {
    const { text, problem, error } = await decoded(
      Buffer.concat([fixture('zst'), Buffer.from('more')]),
    );
    expect([problem, text]).toEqual(['zstd-garbage', APP_LOG.toString()]);
    expect(error?.text.en).toContain('4 bytes');
    const padded = await decoded(Buffer.concat([fixture('zst'), Buffer.alloc(5000)]));
    expect([padded.problem, padded.text]).toEqual([undefined, APP_LOG.toString()]);
  });
});

describe('windows', () => {
  /** Ten exponents of two above 1 KiB: 2 GiB is 21 of them. */
  const wide = { rest: [21 << 3] };

  test('wider than there is memory for are no matter while their content is small', async () => {
    expect(await decoded(frame([raw('x\n')], wide))).toMatchObject({
      text: 'x\n',
      problem: undefined,
    });
  });

  test('wider than that give what fits, and say how to go on', async () => {
    const blocks = Array.from({ length: 1100 }, (_, index) =>
      block(1, Buffer.from('\n'), index === 1099, 131_072),
    );
    const { logs, errors } = await unpackAll(frame(blocks, wide));
    expect(logs[0]!.bytes.length).toBe(1 << 27);
    expect(errors.map(({ code }) => code)).toEqual(['zstd-window']);
    expect(errors[0]?.text.en).toContain('zstd -dc --long=31');
  });
});

describe('blocks that lie', () => {
  test('about a code that takes no bits do not hang the decoder', async () => {
    // Weights of literals by a table in which one symbol has all states.
    const literals = [2, 0x01, 0x02, 4, 0xf0, 0x03, 0x00, 0x80, 1, 1, 1, 1];
    const { problem } = await decoded(frame([block(2, Uint8Array.from([...literals, 0]), true)]));
    expect(problem).toBe('zstd-corrupt');
  });

  test('of any bytes at all are told as damaged or give at most 128 KiB', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.uint8Array({ minLength: 2, maxLength: 300 }),
        fc.constantFrom(0, 1, 2, 3),
        async (body, kind) => {
          body[0] = (body[0]! & 0xfc) | kind;
          const { logs } = await unpackAll(frame([block(2, body, true)]));
          expect(logs[0]!.bytes.length).toBeLessThanOrEqual(131_072);
        },
      ),
      { numRuns: 1500 },
    );
  });

  test('of the reserved kind, or too long, are damaged', async () => {
    expect((await decoded(frame([block(3, Buffer.from('x'), true)]))).problem).toBe('zstd-corrupt');
    expect((await decoded(frame([block(1, Buffer.from('x'), true, 131_073)]))).problem).toBe(
      'zstd-corrupt',
    );
  });
});

test('what the program zstd writes at any level comes out as it went in', async () => {
  const text = Buffer.concat(Array.from({ length: 12 }, () => APP_LOG));
  for (const argv of [['-1'], ['--fast=5'], ['-9'], ['-19', '--long=24'], ['-3', '--no-check']]) {
    const { stdout, error } = spawnSync('zstd', ['-qc', ...argv], {
      input: text,
      maxBuffer: 1 << 26,
    });
    if (error !== undefined) {
      console.warn('zstd is missing (apt-get install zstd): its levels were left out');
      expect(process.env.CI).toBeUndefined();
      return;
    }
    const { logs } = await unpackAll(stdout, { size: 5000 });
    expect([argv, logs[0]!.problem, logs[0]!.bytes.equals(text)]).toEqual([argv, undefined, true]);
  }
});
