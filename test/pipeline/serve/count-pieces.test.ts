/** However a log is handed out, its counts are those of the whole. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createLive } from '../../../src/analyze/live/live.ts';
import { type LiveData, toLiveData } from '../../../src/analyze/live/live-data.ts';
import { NO_WORKLOAD } from '../../../src/analyze/live/workload.ts';
import { ENTRY_BYTES_MAX, RECORD_BYTES_MAX } from '../../../src/model/limits.ts';
import { createPieceCounter } from '../../../src/pipeline/serve/count-pieces.ts';
import { createZone } from '../../../src/record/zone.ts';
import type { Piece } from '../../../src/source/follow/state.ts';
import { catalog, refusal } from '../../analyze/live/fixtures.ts';
import { NOW_MS } from '../../helpers/run.ts';

const LF = 10;

/** `log` as pieces that end at `cuts`, or behind the line in which a cut lies. */
function piecesOf(log: Buffer, cuts: readonly number[], isCutInLines: boolean): Piece[] {
  const ends = new Set([log.length]);
  for (const cut of cuts) {
    const at = cut % log.length;
    ends.add(isCutInLines ? Math.max(1, at) : log.indexOf(LF, at) + 1);
  }
  let from = 0;
  return [...ends]
    .sort((one, other) => one - other)
    .map((to) => {
      const begin = Math.max(0, from - ENTRY_BYTES_MAX);
      const before = log.subarray(begin, from);
      const context = begin === 0 ? before : before.subarray(before.indexOf(LF) + 1);
      const isLineOpen = log[to - 1] !== LF;
      const bytes = log.subarray(from, to);
      const piece: Piece = {
        ...{ stream: 's1', log: '/logs/app.log', name: 'app.log', kind: 'file' },
        ...{ context, bytes, from, to, modifiedMs: NOW_MS, isLineOpen },
      };
      from = to;
      return piece;
    });
}

async function countsOf(pieces: readonly Piece[]): Promise<unknown> {
  const live = createLive(NOW_MS);
  const count = createPieceCounter({
    ...{ live, catalog: () => catalog, selector: NO_WORKLOAD, encoding: 'auto' },
    ...{ zone: createZone('Asia/Shanghai'), now: () => NOW_MS },
  });
  const left = [...pieces];
  for (let piece = left.shift(); piece !== undefined; piece = left.shift()) {
    await count(piece, async () => left.shift());
  }
  // How many of the newest are kept hangs on the blocks; the rest must not.
  const { newest: _, ...data }: LiveData = toLiveData(live, NOW_MS);
  return data;
}

const line = fc.oneof(
  fc
    .constantFrom(0, 40014, 45009, 60020, 5_000_001)
    .map((code) => refusal(code, '2026-09-05 11:58:00')),
  fc.constant('{"errcode":42001,"errmsg":"the time stands above"}'),
  fc.constant('  at shop.orders.Sender.send(Sender.java:1)'),
  fc.constant('2026-09-05 11:57:00 nothing to see'),
);

describe('pieces of a log', () => {
  test('give the counts of the whole wherever lines are parted', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(line, { minLength: 1, maxLength: 40 }),
        fc.array(fc.nat(100_000), { maxLength: 6 }),
        async (lines, cuts) => {
          const log = Buffer.from(`${lines.join('\n')}\n`);
          expect(await countsOf(piecesOf(log, cuts, false))).toEqual(
            await countsOf(piecesOf(log, [], false)),
          );
        },
      ),
      { numRuns: 40 },
    );
  });

  test('give the counts of the whole for a line that is longer than a piece', async () => {
    const long = `${refusal(40014, '2026-09-05 11:58:00')}${'x'.repeat(2 * RECORD_BYTES_MAX)}{"errcode":45009}`;
    const log = Buffer.from(`${long}\n`);
    const whole = await countsOf(piecesOf(log, [], false));
    expect(whole).toMatchObject({ lines: 1, bytes: log.length });
    const cuts = [1, 100, 70_000, RECORD_BYTES_MAX, RECORD_BYTES_MAX + 7, log.length - 2];
    expect(await countsOf(piecesOf(log, cuts, true))).toEqual(whole);
  });

  test('count a line once whose rest was found in a copy', async () => {
    const text = `${refusal(40014, '2026-09-05 11:58:00')}${'x'.repeat(5000)}{"errcode":45009}\n`;
    const log = Buffer.from(text);
    const [begun, rest] = piecesOf(log, [3000], true);
    const none = new Uint8Array(0);
    const closing = { ...begun!, from: begun!.to, context: none, bytes: none, isLineOpen: false };
    expect(await countsOf([begun!, closing, rest!])).toMatchObject({
      ...{ lines: 1, bytes: log.length },
      codes: [{ errcode: 40014 }, { errcode: 45009 }],
    });
  });

  test('end a long line whose rest is gone', async () => {
    const log = Buffer.from(`${refusal(40014, '2026-09-05 11:58:00')} and on`);
    const [begun] = piecesOf(log, [], false);
    const none = new Uint8Array(0);
    const closing = { ...begun!, from: begun!.to, context: none, bytes: none, isLineOpen: false };
    expect(await countsOf([begun!, closing])).toMatchObject({
      ...{ lines: 1, bytes: log.length },
      codes: [{ errcode: 40014, counts: [['invalid-credential', 1, 0]] }],
    });
  });
});
