/** Scripts that the model once found, or that it cannot write, each under what it is about. */
import { describe, expect, test } from 'vitest';
import { type Action, playActions, type Setting } from './play.ts';
import { createRunner } from './runner.ts';
import { simulatedDisk } from './simulated-disk.ts';

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
