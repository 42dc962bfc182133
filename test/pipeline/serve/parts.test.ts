/** What a container runtime cuts while it is followed counts once: between its parts, too, and across kills. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createLive, type Live } from '../../../src/analyze/live/live.ts';
import { fromLiveData, type LiveData, toLiveData } from '../../../src/analyze/live/live-data.ts';
import { NO_WORKLOAD } from '../../../src/analyze/live/workload.ts';
import { decompressReader } from '../../../src/decompress/decompress.ts';
import { PARTS_WAIT_MS } from '../../../src/model/limits.ts';
import { createPieceCounter } from '../../../src/pipeline/serve/count-pieces.ts';
import { createZone } from '../../../src/record/zone.ts';
import { createFollower } from '../../../src/source/follow/follower.ts';
import type { FollowState } from '../../../src/source/follow/state.ts';
import { catalog, refusal } from '../../analyze/live/fixtures.ts';
import { criLines, dockerLines, interleave } from '../../helpers/container.ts';
import { countsOf, NOW_MS, reportOf } from '../../helpers/run.ts';
import { gzipFile } from '../../source/follow/disk.ts';
import { type SimulatedDisk, simulatedDisk } from '../../source/follow/simulated-disk.ts';

const LOG = '/logs/0.log';

/** A `serve` without its surroundings: what it counted, and what a kill leaves of it. */
function serveOn(disk: SimulatedDisk) {
  let saved: { readonly live: LiveData; readonly follow: FollowState } | undefined;
  let live: Live;
  let follower: ReturnType<typeof createFollower>;
  let count: ReturnType<typeof createPieceCounter>;
  const start = (): void => {
    live = saved === undefined ? createLive(NOW_MS) : fromLiveData(saved.live);
    follower = createFollower({
      ...{ patterns: ['/logs/*.log'], from: 'beginning', now: () => disk.now() },
      ...{ fileSystem: disk.fileSystem, decompress: decompressReader, state: saved?.follow },
      limits: { partsWaitMs: PARTS_WAIT_MS },
    });
    count = createPieceCounter({
      ...{ live, catalog: () => catalog, selector: NO_WORKLOAD, encoding: 'auto' },
      ...{ zone: createZone('Asia/Shanghai'), now: () => NOW_MS },
    });
  };
  start();
  return {
    async turn() {
      for await (const piece of follower.turn()) await count(piece, async () => undefined);
    },
    commit() {
      const state = { live: toLiveData(live, NOW_MS), follow: follower.state() };
      saved = JSON.parse(JSON.stringify(state)) as typeof state;
    },
    async kill() {
      await follower.close();
      start();
    },
    /** What must not hang on the pieces. */
    counts(): unknown {
      const { newest: _, ...data } = toLiveData(live, NOW_MS);
      return data;
    },
    events: (): Record<number, number> =>
      Object.fromEntries(
        toLiveData(live, NOW_MS).codes.map(({ errcode, counts }) => [
          errcode,
          counts.reduce((sum, [, events]) => sum + events, 0),
        ]),
      ),
    lines: () => live.lines,
    close: () => follower.close(),
  };
}

async function countsOfWhole(log: Buffer): Promise<unknown> {
  const disk = simulatedDisk();
  disk.append(LOG, log);
  disk.pass(PARTS_WAIT_MS);
  const serve = serveOn(disk);
  await serve.turn();
  await serve.turn();
  return serve.counts();
}

const printed = fc.record({
  stream: fc.constantFrom<'stdout' | 'stderr'>('stdout', 'stderr'),
  text: fc
    .tuple(fc.constantFrom(0, 40014, 60020, 5_000_001), fc.constantFrom(0, 0, 0, 16_200, 33_000))
    .map(([code, padding]) =>
      Buffer.from(`${'-'.repeat(padding)}${refusal(code, '2026-09-05 11:58:00')}`),
    ),
  ms: fc.nat(100_000).map((ms) => NOW_MS - 1_000_000 + ms),
  cuts: fc.array(fc.nat(250), { maxLength: 4 }),
  isDockers: fc.boolean(),
});

const steps = fc.array(
  fc.oneof(
    {
      weight: 6,
      arbitrary: fc.record({
        kind: fc.constant('write'),
        bytes: fc.integer({ min: 1, max: 20_000 }),
      }),
    },
    { weight: 6, arbitrary: fc.constant({ kind: 'turn', bytes: 0 }) },
    { weight: 2, arbitrary: fc.constant({ kind: 'commit', bytes: 0 }) },
    { weight: 2, arbitrary: fc.constant({ kind: 'kill', bytes: 0 }) },
  ),
  { maxLength: 40 },
);

describe('records in parts', () => {
  test('count live as they count at once, whatever is read and killed between the parts', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(printed, { minLength: 1, maxLength: 12 }),
        fc.array(fc.boolean(), { maxLength: 6 }),
        steps,
        async (records, turns, script) => {
          const written = records.map((one) => (one.isDockers ? dockerLines(one) : criLines(one)));
          const log = interleave(
            written,
            records.map(({ stream }) => stream),
            turns,
          );
          const disk = simulatedDisk();
          const serve = serveOn(disk);
          let at = 0;
          for (const { kind, bytes } of script) {
            if (kind === 'write') {
              disk.append(LOG, log.subarray(at, at + bytes));
              at += bytes;
            } else if (kind === 'turn') await serve.turn();
            else if (kind === 'commit') serve.commit();
            else await serve.kill();
          }
          disk.append(LOG, log.subarray(at));
          for (let turn = 0; turn < 3; turn++) {
            await serve.turn();
            disk.pass(PARTS_WAIT_MS);
          }
          expect(serve.counts()).toEqual(await countsOfWhole(log));
          expect(serve.events()).toEqual(countsOf(await reportOf(log)));
          await serve.close();
        },
      ),
      { numRuns: 30 },
    );
  });
});

const [FIRST, MIDDLE, LAST] = criLines({
  ...{ stream: 'stdout', text: Buffer.from('{"errcode":60020,"again":{"errcode":60020}}') },
  ...{ ms: NOW_MS, cuts: [14, 20] },
}) as [Buffer, Buffer, Buffer];
const OTHER = Buffer.from('2026-09-05T03:00:00Z stderr F errcode=40014\n');

describe('a record whose last part is to come', () => {
  test('is not counted before, and once then', async () => {
    const disk = simulatedDisk();
    const serve = serveOn(disk);
    disk.append(LOG, Buffer.concat([OTHER, FIRST, MIDDLE]));
    await serve.turn();
    expect([serve.events(), serve.lines()]).toEqual([{ 40014: 1 }, 1]);
    disk.append(LOG, LAST);
    await serve.turn();
    expect([serve.events(), serve.lines()]).toEqual([{ 40014: 1, 60020: 1 }, 4]);
  });

  test('is neither lost nor counted twice by a kill in between', async () => {
    const disk = simulatedDisk();
    const serve = serveOn(disk);
    disk.append(LOG, Buffer.concat([OTHER, FIRST]));
    await serve.turn();
    serve.commit();
    await serve.kill();
    disk.append(LOG, Buffer.concat([MIDDLE, LAST]));
    await serve.turn();
    expect([serve.events(), serve.lines()]).toEqual([{ 40014: 1, 60020: 1 }, 4]);
  });

  test('is counted as it is after ten seconds, with what the other stream wrote meanwhile', async () => {
    const disk = simulatedDisk();
    const serve = serveOn(disk);
    disk.append(LOG, FIRST);
    for (let second = 0; second < 9; second++) {
      await serve.turn();
      expect(serve.lines()).toBe(0);
      disk.pass(1000);
      disk.append(LOG, OTHER);
    }
    disk.pass(1000);
    await serve.turn();
    // The number was cut as well; nobody can know that.
    expect([serve.events(), serve.lines()]).toEqual([{ 600: 1, 40014: 9 }, 10]);
    disk.append(LOG, Buffer.concat([OTHER, MIDDLE]));
    await serve.turn();
    expect(serve.lines()).toBe(11);
    disk.pass(PARTS_WAIT_MS);
    await serve.turn();
    expect(serve.lines()).toBe(12);
  });

  test('is counted as it is where the rest went into the next file', async () => {
    const disk = simulatedDisk();
    const serve = serveOn(disk);
    disk.append(LOG, Buffer.concat([OTHER, FIRST, MIDDLE]));
    await serve.turn();
    disk.rename(LOG, '/logs/0.log.20260905-120000');
    disk.append(LOG, Buffer.concat([LAST, OTHER]));
    await serve.turn();
    disk.pass(PARTS_WAIT_MS);
    await serve.turn();
    expect([serve.events(), serve.lines()]).toEqual([{ 40014: 2, 60020: 2 }, 5]);
  });

  test('is found whole in the packed copy of a log that was rotated between two reads', async () => {
    const disk = simulatedDisk();
    const serve = serveOn(disk);
    disk.append(LOG, Buffer.concat([OTHER, FIRST]));
    await serve.turn();
    disk.append(LOG, Buffer.concat([MIDDLE, LAST]));
    disk.rename(LOG, '/logs/0.log.20260905-120000');
    gzipFile(disk, '/logs/0.log.20260905-120000');
    for (let turn = 0; turn < 3; turn++) await serve.turn();
    expect([serve.events(), serve.lines()]).toEqual([{ 40014: 1, 60020: 1 }, 4]);
  });
});
