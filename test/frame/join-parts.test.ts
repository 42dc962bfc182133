/** What container runtimes cut is joined in place: no byte and no line more or less, however it comes. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { arenaBytes, FRAME_LIMITS, type FrameLimits, frameBlocks } from '../../src/frame/blocks.ts';
import { createPartsJoiner } from '../../src/frame/join-parts.ts';
import { PARTS_APART_BYTES_MAX } from '../../src/model/limits.ts';
import {
  criLines,
  DOCKER_BYTES,
  dockerLines,
  interleave,
  type Printed,
  type Written,
} from '../helpers/container.ts';

const MS = Date.parse('2026-11-23T09:00:00.123Z');
const LF = 0x0a;

interface Joined {
  readonly bytes: Buffer;
  readonly tooLong: number;
}

/** All blocks of `log`, read in chunks of `sizes` and then as asked. */
async function join(
  log: Buffer,
  sizes: readonly number[] = [],
  limits: FrameLimits = FRAME_LIMITS,
): Promise<Joined> {
  const arena = new Uint8Array(arenaBytes(limits));
  const from = { offset: 0, context: new Uint8Array(0) };
  const joiner = createPartsJoiner(arena, from, limits.recordBytesMax);
  let at = 0;
  let turn = 0;
  const reader = {
    async read(into: Uint8Array): Promise<number> {
      const size = sizes[turn++] ?? into.length;
      const count = Math.min(size, into.length, log.length - at);
      into.set(log.subarray(at, at + count));
      at += count;
      return count;
    },
    async close() {},
  };
  const pieces: Buffer[] = [];
  let offset = 0;
  for await (const block of frameBlocks(reader, arena, limits, from, joiner)) {
    const skipped = offset - block.offset;
    pieces.push(Buffer.from(arena.subarray(block.start + skipped, block.end)));
    offset = block.offset + block.end - block.start;
  }
  return { bytes: Buffer.concat(pieces), tooLong: joiner.tooLong() };
}

/** The lines that are not blank. */
function linesOf(bytes: Buffer): string[] {
  return bytes
    .toString('latin1')
    .split('\n')
    .filter((line) => line.trim() !== '');
}

function feedsOf(bytes: Buffer): number {
  return bytes.toString('latin1').split('\n').length;
}

const text = fc.oneof(
  fc.uint8Array({ maxLength: 60 }).map((bytes) => Buffer.from(bytes.filter((byte) => byte !== LF))),
  fc
    .constantFrom('{"errcode":40014}', 'stdout P x', '2026-11-23T09:00:00Z stdout P x', '\\')
    .map((one) => Buffer.from(one)),
  fc.nat(3 * DOCKER_BYTES).map((length) => Buffer.alloc(length, 'wecom "企业微信"\\ ')),
);

const printed: fc.Arbitrary<Printed> = fc.record({
  stream: fc.constantFrom('stdout', 'stderr'),
  text,
  ms: fc.nat(100_000).map((ms) => MS + ms),
  cuts: fc.array(fc.nat(80), { maxLength: 4 }),
});

/** Lines as no runtime leaves them: torn, alone, out of order, of others. */
const anyLog = fc
  .array(
    fc.oneof(
      printed.chain((one) => fc.shuffledSubarray([...criLines(one)])),
      printed.chain((one) => fc.shuffledSubarray([...dockerLines(one)])),
      fc
        .constantFrom(
          '',
          'plain\n',
          ' \n',
          '2026-11-23T09:00:00Z stdout P\n',
          '{"log":"\n',
          '2026-11-23T09:00:00Z stderr P x',
        )
        .map((line) => [Buffer.from(line)]),
      fc.nat(PARTS_APART_BYTES_MAX).map((length) => [Buffer.from(`${'-'.repeat(length)}\n`)]),
    ),
    { maxLength: 12 },
  )
  .map((lines) => Buffer.concat(lines.flat()));

const chunks = fc.array(fc.integer({ min: 1, max: 40_000 }), { maxLength: 40 });

const SMALL: FrameLimits = {
  recordBytesMax: 1000,
  overlapBytes: 100,
  historyBytes: 64,
  readBytes: 300,
};

describe('joining', () => {
  test('gives the lines of a log that was never cut', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(printed, { minLength: 1, maxLength: 8 }),
        fc.constantFrom<(one: Printed) => Written>(criLines, dockerLines),
        fc.array(fc.boolean(), { maxLength: 6 }),
        async (records, write, turns) => {
          const streams = records.map(({ stream }) => stream);
          const cut = interleave(
            records.map((one) => write(one)),
            streams,
            turns,
          );
          const whole = records.map((one) =>
            write === criLines ? criLines({ ...one, cuts: [] }) : dockerLines(one, Infinity),
          );
          const { bytes } = await join(cut);
          expect(linesOf(bytes).toSorted()).toEqual(
            linesOf(Buffer.concat(whole.flat())).toSorted(),
          );
        },
      ),
      { numRuns: 100 },
    );
  });

  test('leaves as many bytes and lines as there were, whatever they are and however they come', async () => {
    await fc.assert(
      fc.asyncProperty(
        anyLog,
        chunks,
        fc.constantFrom(FRAME_LIMITS, SMALL),
        async (log, sizes, limits) => {
          const whole = await join(log, [], limits);
          expect(whole.bytes.length).toBe(log.length);
          expect(feedsOf(whole.bytes)).toBe(feedsOf(log));
          const other = await join(log, sizes, limits);
          expect(other.bytes.equals(whole.bytes)).toBe(true);
          expect(other.tooLong).toBe(whole.tooLong);
        },
      ),
      { numRuns: 100 },
    );
  });

  test('puts a record where its last part stands, with the time of its first', async () => {
    const log = [
      '2026-11-23T09:00:00.1Z stdout P {"errco',
      '2026-11-23T09:00:00.2Z stderr F other',
      '2026-11-23T09:00:00.3Z stdout P de":4',
      '2026-11-23T09:00:00.4Z stdout F 0014}',
      '2026-11-23T09:00:00.5Z stdout F behind',
      '',
    ].join('\n');
    expect(linesOf((await join(Buffer.from(log))).bytes)).toEqual([
      '2026-11-23T09:00:00.2Z stderr F other',
      '2026-11-23T09:00:00.1Z stdout F {"errcode":40014}',
      '2026-11-23T09:00:00.5Z stdout F behind',
    ]);
  });

  test('takes the tags behind the first for what they are', async () => {
    const log =
      '2026-11-23T09:00:00Z stdout P:a:b errco\n2026-11-23T09:00:00+08:00 stdout F:c de=1\n';
    expect(linesOf((await join(Buffer.from(log))).bytes)).toEqual([
      '2026-11-23T09:00:00Z stdout F:a:b errcode=1',
    ]);
  });

  test('keeps the labels that docker writes', async () => {
    const tail = `","stream":"stderr","attrs":{"tag":"a \\"b\\" {c}"},"time":"2026-11-23T09:00:00.1Z"}`;
    const full = 'x'.repeat(DOCKER_BYTES);
    const log = `{"log":"${full}${tail}\n{"log":"y\\n${tail}\n`;
    expect(linesOf((await join(Buffer.from(log))).bytes)).toEqual([`{"log":"${full}y\\n${tail}`]);
  });

  test('takes a short text of docker without line feed for the last word of a program', async () => {
    const line = (text: string): string =>
      `{"log":"${text}","stream":"stdout","time":"2026-11-23T09:00:00.1Z"}\n`;
    const log = line('errcode=40014') + line('errcode=40014') + line('x'.repeat(DOCKER_BYTES - 1));
    expect((await join(Buffer.from(log))).bytes.toString()).toBe(log);
  });

  test('leaves parts as they are where the log ends, or where the next one is too far away', async () => {
    const part = '2026-11-23T09:00:00.1Z stdout P errco\n';
    const full = '2026-11-23T09:00:00.2Z stdout F de=1\n';
    const other = (bytes: number): string =>
      `${'2026-11-23T09:00:00.2Z stderr F '.padEnd(bytes - 1, 'x')}\n`;
    const near = await join(Buffer.from(part + other(PARTS_APART_BYTES_MAX) + full));
    expect(linesOf(near.bytes).at(-1)).toBe('2026-11-23T09:00:00.1Z stdout F errcode=1');
    for (const log of [part, part + part, part + other(PARTS_APART_BYTES_MAX + 1) + full]) {
      const { bytes, tooLong } = await join(Buffer.from(log));
      expect(tooLong).toBe(0);
      if (log !== part + part) expect(bytes.toString()).toBe(log);
      else expect(linesOf(bytes)).toEqual(['2026-11-23T09:00:00.1Z stdout P errcoerrco']);
    }
  });

  test('cuts a record that is longer than one may be, and counts it', async () => {
    const part = `2026-11-23T09:00:00.1Z stdout P ${'x'.repeat(368)}\n`;
    const log = Buffer.from(`${part.repeat(5)}2026-11-23T09:00:00.1Z stdout F end\n`);
    const { bytes, tooLong } = await join(log, [], { ...SMALL, recordBytesMax: 1203 });
    expect(tooLong).toBe(1);
    expect(linesOf(bytes).map((line) => line.length)).toEqual([32 + 3 * 368, 32 + 2 * 368 + 3]);
    const long = Buffer.from(`${part}2026-11-23T09:00:00.1Z stdout F ${'y'.repeat(2000)}\n`);
    expect(await join(long, [], SMALL)).toEqual({ bytes: long, tooLong: 1 });
  });

  test('looks for parts only where a container has written the first line of a stretch', async () => {
    const part = '2026-11-23T09:00:00.1Z stdout P errco\n2026-11-23T09:00:00.2Z stdout F de=1\n';
    const plain = `a line of another program\n${part}`;
    expect((await join(Buffer.from(plain))).bytes.toString()).toBe(plain);
  });
});
