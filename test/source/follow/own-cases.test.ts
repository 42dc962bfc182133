/** Scripts that the model once found, or that it cannot write, each under what it is about. */
import { describe, expect, test } from 'vitest';
import { decompressReader } from '../../../src/decompress/decompress.ts';
import { createFollower } from '../../../src/source/follow/follower.ts';
import { gzipFile } from './disk.ts';
import { type Action, playActions, type Setting } from './play.ts';
import { createRunner, type Runner } from './runner.ts';
import { type SimulatedDisk, simulatedDisk } from './simulated-disk.ts';

const LOG = '/logs/app.log';

describe('a copy beside a log of which nothing was delivered', () => {
  test('is read when the log went while it was looked at, and its inode came back empty', async () => {
    const setting: Setting = { pattern: 'path', isPositioned: false, openFilesMax: 1 };
    const script: readonly Action[] = [
      { kind: 'interfere', calls: 1, action: { kind: 'copytruncate, written in between' } },
      { kind: 'interfere', calls: 1, action: { kind: 'empty' } },
      { kind: 'write', lines: 1, length: 0 },
      { kind: 'commit' },
      { kind: 'copytruncate' },
      { kind: 'kill' },
      { kind: 'interfere', calls: 4, action: { kind: 'delete' } },
      { kind: 'commit' },
    ];
    const disk = simulatedDisk();
    await playActions(disk, '/logs', setting, script, disk);
  });

  test('is read when its plain form was deleted unread, and a kill gave that inode to the log', async () => {
    const setting: Setting = { pattern: 'path', isPositioned: true, openFilesMax: 1 };
    const script: readonly Action[] = [
      { kind: 'write', lines: 5, length: 3000 },
      { kind: 'copytruncate' },
      { kind: 'write', lines: 1, length: 0 },
      { kind: 'copytruncate, written in between' },
      { kind: 'poll' },
      { kind: 'rename' },
      { kind: 'interfere', calls: 1, action: { kind: 'gzip' } },
      { kind: 'commit' },
      { kind: 'kill' },
      { kind: 'empty' },
    ];
    const disk = simulatedDisk();
    await playActions(disk, '/logs', setting, script, disk);
  });

  test('is read when the log was emptied after it was seen to be the same', async () => {
    // The log is emptied before the `calls`-th call: before, while and after the copy is looked at.
    for (let calls = 1; calls <= 40; calls++) {
      const disk = simulatedDisk();
      disk.append(LOG, '');
      const runner = createRunner(disk, { patterns: [LOG] });
      await runner.settle();
      disk.append(LOG, 'only\n');
      disk.copy(LOG, `${LOG}.1`);
      disk.interfere(calls, () => disk.truncate(LOG));
      await runner.poll();
      await runner.settle();
      expect(runner.lines(), `emptied before call ${calls}`).toEqual(['only']);
      await runner.close();
    }
  });
});

describe('a log that was copied, emptied, filled anew and deleted between two looks', () => {
  test.each([
    ['shorter than what was known', 'b\n'],
    ['longer', `${'second'.repeat(40)}\n`],
  ])('is read whole by the handle that is held: %s', async (_, text) => {
    const { disk, runner } = await begun();
    disk.copy(LOG, `${LOG}.1`);
    disk.truncate(LOG);
    disk.append(LOG, text);
    disk.unlink(LOG);
    disk.append(LOG, 'third line\n');
    await runner.settle();
    const expected = ['first line', text.trimEnd(), 'third line'];
    expect(runner.lines().toSorted()).toEqual(expected.toSorted());
    await runner.close();
    expect(disk.openHandles()).toBe(0);
  });

  test('is new although its lines are the first of those that are known', async () => {
    const { disk, runner } = await begun('first line\nsecond line\n');
    disk.copy(LOG, `${LOG}.1`);
    disk.truncate(LOG);
    disk.append(LOG, 'first line\n');
    disk.unlink(LOG);
    await runner.settle();
    expect(runner.lines()).toEqual(['first line', 'second line', 'first line']);
    await runner.close();
  });

  test('is read whole when it is deleted at any moment after it was filled', async () => {
    for (let calls = 1; calls <= 40; calls++) {
      const { disk, runner } = await begun();
      disk.copy(LOG, `${LOG}.1`);
      disk.truncate(LOG);
      disk.append(LOG, 'second line\n');
      disk.interfere(calls, () => disk.unlink(LOG));
      await runner.poll();
      await runner.settle();
      expect(runner.lines(), `deleted before call ${calls}`).toEqual(['first line', 'second line']);
      await runner.close();
    }
  });

  test('is counted once when it was compressed before it was deleted', async () => {
    const { disk, runner } = await begun();
    disk.copy(LOG, `${LOG}.2`);
    disk.truncate(LOG);
    disk.append(LOG, 'second line\n');
    gzipFile(disk, LOG);
    disk.rename(`${LOG}.gz`, `${LOG}.1.gz`);
    await runner.settle();
    disk.pass(100_000);
    for (let turn = 0; turn < 3; turn++) await runner.settle();
    expect(runner.lines()).toEqual(['first line', 'second line']);
    expect(runner.status().counters).toMatchObject({ lostBytes: 0, rotations: { gap: 0 } });
    expect(runner.status().openFiles).toBe(0);
    await runner.close();
  });

  test.each([
    ['', false],
    [', and the inode is that of the new log', true],
  ])('is a gap when the process was killed before it read what it saw%s', async (_, isReused) => {
    const { disk, runner } = await begun();
    disk.truncate(LOG);
    disk.append(LOG, 'b\n');
    disk.unlink(LOG);
    await runner.poll();
    runner.commit();
    await runner.kill();
    if (isReused) disk.append(LOG, 'third line\n');
    for (let turn = 0; turn < 4; turn++) {
      await runner.settle();
      disk.pass(100_000);
    }
    expect(runner.lines()).toEqual(isReused ? ['first line', 'third line'] : ['first line']);
    expect(runner.status().counters.rotations.gap).toBe(1);
    await runner.close();
  });
});

describe('logs that were deleted, and a process that is killed while it reads them', () => {
  test.each([
    ['of which something was read', 'first line\n'],
    ['of which nothing was read', ''],
  ])('leave a trace in the counters: %s', async (_, text) => {
    const disk = simulatedDisk();
    const logs = [LOG, '/logs/other.log'];
    for (const path of logs) disk.append(path, text);
    const options = {
      ...({ patterns: logs, from: 'beginning', limits: { pieceBytes: 1000 } } as const),
      ...{ fileSystem: disk.fileSystem, decompress: decompressReader, now: () => disk.now() },
    };
    const follower = createFollower({ ...options, state: undefined });
    for await (const _ of follower.turn());
    for (const path of logs) {
      for (let line = 0; line < 100; line++) disk.append(path, `${'x'.repeat(40)}\n`);
      disk.unlink(path);
    }
    const turn = follower.turn();
    const { value } = await turn.next();
    expect(value!.to).toBeLessThan(4100);
    const state = JSON.parse(JSON.stringify(follower.state()));
    await turn.return(undefined);
    await follower.close();

    const next = createFollower({ ...options, state });
    for (let count = 0; count < 6; count++) {
      for await (const piece of next.turn()) expect(piece).toBeUndefined();
      disk.pass(100_000);
    }
    const { lostBytes, rotations } = next.status().counters;
    // The number is known of what was known before, and only if it was being read.
    expect(lostBytes).toBe(text === '' ? 0 : text.length + 4100 - state.streams[0].offset);
    expect(rotations.gap).toBe(2);
    await next.close();
  });
});

async function begun(text = 'first line\n'): Promise<{ disk: SimulatedDisk; runner: Runner }> {
  const disk = simulatedDisk();
  disk.append(LOG, text);
  const runner = createRunner(disk, { patterns: [LOG] });
  await runner.settle();
  return { disk, runner };
}
