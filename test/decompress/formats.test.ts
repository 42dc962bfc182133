/** What holds for every packing: whole, in pieces, cut off, damaged. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, onTestFinished, test } from 'vitest';
import { APP_LOG, cutsOf, fixture, unpackAll } from '../helpers/packed.ts';

const FORMATS = [
  'gz',
  'zst',
  'long.zst',
  'frames.zst',
  'bz2',
  'xz',
  'tar.gz',
  'stream.zip',
  'file.zip',
];

/** What the problem of a damaged file may be called. */
const FAMILY: Readonly<Record<string, RegExp>> = {
  gz: /^gzip-/,
  zst: /^zstd-/,
  bz2: /^bzip2-/,
  xz: /^xz-/,
  'tar.gz': /^(?:gzip|tar)-/,
  zip: /^zip-/,
};

const familyOf = (format: string): RegExp =>
  FAMILY[format] ?? FAMILY[format.split('.').at(-1) ?? ''] ?? /^$/;

/** Some bytes of the packed file that may be lost before a cut: what its blocks hold. */
const LOST_BYTES_MAX = 131_072;

function fileOf(bytes: Uint8Array): string {
  const folder = mkdtempSync(join(tmpdir(), 'wecomlog-test-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const path = join(folder, 'x');
  writeFileSync(path, bytes);
  return path;
}

describe.each(FORMATS)('app.log.%s', (format) => {
  const packed = fixture(format);

  test('is known by its bytes and gives the log', async () => {
    const { logs, problem } = await unpackAll(packed);
    expect(problem).toBeUndefined();
    expect(logs).toHaveLength(1);
    expect(logs[0]!.problem).toBeUndefined();
    expect(logs[0]!.bytes.equals(APP_LOG)).toBe(true);
    expect(logs[0]!.name).toMatch(/tar|zip/.test(format) ? /^x!\/(?:app\.log|-)$/ : /^x$/);
  });

  test('gives the same however its bytes arrive', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 3000 }), async (size) => {
        const { logs, problem } = await unpackAll(packed, { size });
        expect([problem, logs[0]!.problem]).toEqual([undefined, undefined]);
        expect(logs[0]!.bytes.equals(APP_LOG)).toBe(true);
      }),
      { numRuns: 12, examples: [[1], [3], [511]] },
    );
  });

  test('cut off anywhere gives a beginning of the log and says once what is wrong', async () => {
    let longest = 0;
    for (const length of cutsOf(packed)) {
      const { logs, problem } = await unpackAll(packed.subarray(0, length));
      const problems = [...logs.map((log) => log.problem), problem].filter(
        (one) => one !== undefined,
      );
      const isArchive = logs.some(({ name }) => name !== 'x');
      const bytes = logs[0]?.bytes ?? Buffer.alloc(0);
      // Too few bytes to be known as anything, or all but the directory of a zip.
      if (length < 20 && problems.length === 0) continue;
      expect([length, problems]).toEqual([length, [expect.stringMatching(familyOf(format))]]);
      expect(APP_LOG.subarray(0, bytes.length).equals(bytes) || !isArchive).toBe(true);
      longest = Math.max(longest, bytes.length);
    }
    expect(longest).toBeGreaterThan(APP_LOG.length - LOST_BYTES_MAX);
  });

  test('damaged anywhere neither fails, nor hangs, nor says anything twice', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(fc.nat(packed.length - 1), fc.integer({ min: 0, max: 255 })), {
          minLength: 1,
          maxLength: 4,
        }),
        async (changes) => {
          const damaged = Buffer.from(packed);
          for (const [place, byte] of changes) damaged[place] = byte;
          const { errors } = await unpackAll(damaged);
          const sentences = errors.map(({ text }) => text.en);
          expect(new Set(sentences).size).toBe(sentences.length);
          for (const { text } of errors) {
            expect(text.en).toMatch(/^x[^\n]*: .*\.$/);
            expect(text.zh).toMatch(/^x[^\n]*：.*$/);
          }
        },
      ),
      { numRuns: 150 },
    );
  });

  test('as a file gives the same as through a pipe', async () => {
    const path = fileOf(packed);
    const { logs, problem } = await unpackAll(packed, { path });
    expect([problem, logs[0]!.problem]).toEqual([undefined, undefined]);
    expect(logs[0]!.bytes.equals(APP_LOG)).toBe(true);
  });
});
