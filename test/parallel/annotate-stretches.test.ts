/** A file annotated in stretches is the file annotated whole, wherever the borders fall. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, describe, expect, test } from 'vitest';
import { loadCatalog } from '../../src/catalog/catalog.ts';
import { type AnnotateSettings, openBlockAnnotator } from '../../src/parallel/annotate-blocks.ts';
import { annotateStretches, divide } from '../../src/parallel/annotate-stretches.ts';
import { createOwnShare } from '../../src/parallel/own-share.ts';
import { createSequence, type Outcome } from '../../src/parallel/sequence.ts';
import { openStretches } from '../../src/source/stretch.ts';
import { arbitraryLog } from '../helpers/lines.ts';
import { annotated } from '../helpers/run.ts';

const folder = mkdtempSync(join(tmpdir(), 'annotate-stretches-'));
const path = join(folder, 'app.log');
afterAll(() => rmSync(folder, { recursive: true }));

const PLAIN: AnnotateSettings = {
  ...{ encoding: 'auto', lang: 'zh', format: 'text', only: 'all' },
  ...{ success: false, mask: false, undo: false, color: false, isTerminal: false },
};
const VARIANTS: readonly (readonly [name: string, settings: AnnotateSettings])[] = [
  ['text', PLAIN],
  ['--format ndjson', { ...PLAIN, format: 'ndjson' }],
  ['--only events', { ...PLAIN, only: 'events' }],
  ['--only errors --format ndjson', { ...PLAIN, only: 'errors', format: 'ndjson' }],
  ['--mask', { ...PLAIN, mask: true }],
  ['--success', { ...PLAIN, success: true }],
  ['--undo', { ...PLAIN, undo: true }],
];

interface Run {
  readonly outcome: Outcome;
  readonly bytes: Buffer;
}

/** Two threads in turn, played by this one; `isRead` says how long somebody reads. */
async function inStretches(
  settings: AnnotateSettings,
  annotators: readonly ReturnType<typeof openBlockAnnotator>[],
  stretchBytes: number,
  isRead: (written: number) => boolean = () => true,
  isStopped: (written: number) => boolean = () => false,
): Promise<Run> {
  const file = openStretches(path, path);
  const division = divide(file.sizeBytes, stretchBytes);
  const written: Buffer[] = [];
  const shares: ReturnType<typeof createOwnShare>[] = [];
  const sequence = createSequence({
    count: division.count,
    write: async (bytes) => {
      written.push(Buffer.from(bytes));
      return isRead(written.length);
    },
    isStopped: () => isStopped(written.length),
    onTurn: () => {
      for (const share of shares) share.onTurn();
    },
  });
  let next = 0;
  const take = (): number | undefined => (next < division.count ? next++ : undefined);
  for (const _ of annotators) shares.push(createOwnShare(sequence, take, async () => {}));
  await Promise.all(
    annotators.map((blocks, index) =>
      annotateStretches(file, division, blocks, settings, shares[index]!),
    ),
  );
  const outcome = await sequence.outcome;
  file.close();
  return { outcome, bytes: Buffer.concat(written) };
}

const openTwo = (settings: AnnotateSettings) =>
  [1, 2].map(() => openBlockAnnotator(settings, loadCatalog('zh')));

describe('stretches of a file', () => {
  test.each(VARIANTS)(
    'give the bytes of the whole, wherever the borders fall: %s',
    {
      timeout: 30_000,
    },
    async (_name, settings) => {
      const annotators = openTwo(settings);
      const check = async (log: Uint8Array, stretchBytes: number): Promise<void> => {
        const input = settings.undo ? await annotated(log) : log;
        writeFileSync(path, input);
        const { outcome, bytes } = await inStretches(settings, annotators, stretchBytes);
        expect(bytes.toString('latin1')).toBe(
          (await annotated(input, settings)).toString('latin1'),
        );
        expect(outcome).toEqual({
          kind: 'whole',
          isOpenEnded: input.length > 0 && input.at(-1) !== 0x0a,
          problem: undefined,
        });
      };
      await fc.assert(fc.asyncProperty(arbitraryLog, fc.integer({ min: 1, max: 600 }), check), {
        numRuns: 15,
      });
    },
  );

  const long = `${'yyy '.repeat(3 << 18)} errcode=40001`;
  const LONG_LINES = [
    'errcode=40014',
    long,
    'errcode=0',
    'zzz '.repeat(2 << 18),
    long,
    'tail',
  ].join('\n');

  test.each(VARIANTS)(
    'give the bytes of the whole with lines over the limit: %s',
    {
      timeout: 30_000,
    },
    async (_name, settings) => {
      const annotators = openTwo(settings);
      writeFileSync(path, LONG_LINES);
      const whole = await annotated(LONG_LINES, settings);
      for (const stretchBytes of [1 << 18, (1 << 20) + 1, 1 << 24]) {
        const { bytes } = await inStretches(settings, annotators, stretchBytes);
        expect(bytes.equals(whole)).toBe(true);
      }
    },
  );

  test('end with a prefix of the whole, of whole lines, when nobody reads or the user stops', async () => {
    const log = 'before errcode=40014 behind\n'.repeat(100_000);
    writeFileSync(path, log);
    const whole = await annotated(log);
    const annotators = openTwo(PLAIN);
    const unread = await inStretches(PLAIN, annotators, 1 << 18, (written) => written < 4);
    expect(unread.outcome.kind).toBe('unread');
    const stopped = await inStretches(
      ...([PLAIN, openTwo(PLAIN), 1 << 18, undefined, (written: number) => written === 4] as const),
    );
    expect(stopped.outcome.kind).toBe('stopped');
    for (const { bytes } of [unread, stopped]) {
      expect(bytes.length).toBeLessThan(whole.length);
      expect(bytes.equals(whole.subarray(0, bytes.length))).toBe(true);
      expect(bytes.at(-1)).toBe(0x0a);
    }
  });
});
