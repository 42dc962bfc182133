/** What is read back from the end of a file is what comes last of the whole. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { loadCatalog } from '../../../src/catalog/catalog.ts';
import {
  type AnnotateSettings,
  openBlockAnnotator,
} from '../../../src/parallel/annotate-blocks.ts';
import { type Back, readBack } from '../../../src/pipeline/tail/back.ts';
import type { OpenFile } from '../../../src/source/follow/file-system.ts';
import { annotated } from '../../helpers/run.ts';

const settings: AnnotateSettings = {
  ...{ encoding: 'auto', lang: 'en', format: 'text', only: 'events' },
  ...{ success: false, mask: false, undo: false, color: false, isTerminal: false },
};
const annotator = openBlockAnnotator(settings, loadCatalog('en'));

/** A file in memory that gives a few bytes at a time, and counts them. */
function fileOf(bytes: Buffer): OpenFile & { readonly given: () => number } {
  let given = 0;
  return {
    async stat() {
      throw new Error('not asked for');
    },
    async read(into, position) {
      const count = bytes.copy(into, 0, position, position + Math.min(into.length, 50_000));
      given += count;
      return count;
    },
    close: async () => undefined,
    given: () => given,
  };
}

function back(log: Buffer, lines: number, bytesMax = 1 << 26): Promise<Back> {
  return readBack(fileOf(log), log.length, { annotator, lines, bytesMax });
}

const textOf = ({ lines }: Back): string => Buffer.concat([...lines]).toString();

const PADDING = 'nothing to see here '.repeat(40);

describe('the end of a file', () => {
  test('gives the last events of the whole, however far apart they stand', async () => {
    const line = fc.oneof(
      {
        weight: 1,
        arbitrary: fc.constantFrom('errcode=40014', '{"errcode":45009}', 'errcode=0 ok'),
      },
      { weight: 9, arbitrary: fc.nat(300).map((length) => PADDING.slice(0, length)) },
      { weight: 1, arbitrary: fc.constant(PADDING.repeat(90)) },
    );
    await fc.assert(
      fc.asyncProperty(
        fc.array(line, { maxLength: 60 }),
        fc.nat(40),
        fc.integer({ min: 1, max: 12 }),
        async (lines, copies, wanted) => {
          const log = Buffer.from(`${lines.join('\n')}\n`.repeat(copies));
          const all = (await annotated(log, settings)).toString().split('\n').slice(0, -1);
          const last = all.slice(-wanted).map((text) => `${text}\n`);
          expect(textOf(await back(log, wanted))).toBe(last.join(''));
        },
      ),
      { numRuns: 40 },
    );
  });

  test('is all that is read where it holds enough', async () => {
    const log = Buffer.from(`errcode=40014 ${PADDING}\n`.repeat(20_000));
    const file = fileOf(log);
    const { bytesRead } = await readBack(file, log.length, { annotator, lines: 10, bytesMax: 1e9 });
    expect(bytesRead).toBeLessThanOrEqual(1 << 16);
    expect(file.given()).toBe(1 << 16);
  });

  test('is not looked through beyond the bound', async () => {
    const log = Buffer.from(`errcode=40014\n${`${PADDING}\n`.repeat(2000)}`);
    const found = await back(log, 10, 100_000);
    expect(found.lines).toEqual([]);
    expect(found.bytesRead).toBeLessThanOrEqual(100_000);
    expect(found.bytesRead).toBeGreaterThan(99_000);
    expect((await back(log, 10)).lines).toHaveLength(1);
  });

  test('passes over a line that is longer than what is looked at, and finds what stands before it', async () => {
    const log = Buffer.from(`errcode=40014\nerrcode=42001 ${'x'.repeat(9 << 20)}\nerrcode=45009\n`);
    expect(textOf(await back(log, 10)).match(/← \d+/g)).toEqual(['← 40014', '← 45009']);
  });

  test('of an empty file is empty', async () => {
    expect(await back(Buffer.alloc(0), 10)).toEqual({ lines: [], bytesRead: 0 });
  });
});
