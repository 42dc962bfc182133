import { spawn } from 'node:child_process';
import { once } from 'node:events';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { StateFileSystem } from '../../src/checkpoint/file-system.ts';
import { takeLock } from '../../src/checkpoint/lock.ts';
import { type ProcessTable, systemProcesses } from '../../src/checkpoint/processes.ts';
import { ToolError } from '../../src/model/tool-error.ts';
import { memoryFileSystem } from './memory-file-system.ts';

const NOW = 5_000_000;

/** Processes by id, with their start. */
function table(
  pid: number,
  running: ReadonlyMap<number, string>,
  scope = 'boot space',
): ProcessTable {
  return { pid, scope: async () => scope, startOf: async (of) => running.get(of) };
}

const isRunning = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as { code?: string }).code === 'EPERM';
  }
};

describe('the lock of a state directory', () => {
  test('refuses a second process and names the first', async () => {
    const disk = memoryFileSystem();
    const running = new Map([
      [11, 'a'],
      [12, 'b'],
    ]);
    const lock = await takeLock('/state', disk, table(11, running), NOW);
    const refused = takeLock('/state', disk, table(12, running), NOW);
    await expect(refused).rejects.toThrow(/process 11 is using/);
    await lock.release();
    await (await takeLock('/state', disk, table(12, running), NOW)).release();
    expect([...disk.files.keys()]).toEqual([]);
  });

  test('is none once its process was killed, nor when its id was given to another process', async () => {
    const disk = memoryFileSystem();
    await takeLock('/state', disk, table(11, new Map([[11, 'a']])), NOW);
    await takeLock('/state', disk, table(12, new Map([[12, 'b']])), NOW);
    // 12 is running again, as another process.
    await takeLock('/state', disk, table(12, new Map([[12, 'c']])), NOW);
    expect([...disk.files.keys()]).toEqual(['/state/lock']);
  });

  test('is none where the file is damaged', async () => {
    const disk = memoryFileSystem();
    disk.files.set('/state/lock', { bytes: new Uint8Array(0), modifiedMs: NOW });
    await takeLock('/state', disk, table(12, new Map([[12, 'b']])), NOW);
  });

  test('of another container holds while it is renewed', async () => {
    const disk = memoryFileSystem();
    disk.now = NOW;
    const there = table(1, new Map([[1, 'a']]), 'boot there');
    const here = table(1, new Map([[1, 'b']]), 'boot here');
    const lock = await takeLock('/state', disk, there, NOW);
    await expect(takeLock('/state', disk, here, NOW + 10_000)).rejects.toBeInstanceOf(ToolError);
    await lock.renew(NOW + 10_000);
    await expect(takeLock('/state', disk, here, NOW + 20_000)).rejects.toBeInstanceOf(ToolError);
    await takeLock('/state', disk, here, NOW + 40_000);
    // The former owner does not take it away.
    await lock.release();
    expect(disk.files.has('/state/lock')).toBe(true);
  });

  test('of a time before the machine was started is none', async () => {
    const disk = memoryFileSystem();
    disk.now = NOW;
    await takeLock('/state', disk, table(1, new Map([[1, 'a']]), 'former space'), NOW);
    await takeLock('/state', disk, table(1, new Map([[1, 'a']]), 'boot space'), NOW + 1000);
  });

  test('is had by one at most of any number that find it stale, in any order of their steps', async () => {
    await fc.assert(
      fc.asyncProperty(fc.scheduler(), fc.integer({ min: 2, max: 4 }), async (scheduler, count) => {
        const disk = memoryFileSystem();
        const running = new Map<number, string>();
        await takeLock('/state', disk, table(9, new Map([[9, 'dead']])), NOW);
        const slow = slowed(disk, scheduler);
        const attempts = Array.from({ length: count }, (_, index) => {
          running.set(index + 20, `start ${index}`);
          return takeLock('/state', slow, table(index + 20, running), NOW).then(
            () => true,
            (error: unknown) => {
              expect(error).toBeInstanceOf(ToolError);
              return false;
            },
          );
        });
        await scheduler.waitFor(Promise.all(attempts));
        const taken = (await Promise.all(attempts)).filter((isTaken) => isTaken);
        expect(taken).toHaveLength(1);
      }),
      { numRuns: 300 },
    );
  });

  test('tells a running process from one that was killed, on this machine', async () => {
    const child = spawn('sleep', ['60'], { stdio: 'ignore' });
    await once(child, 'spawn');
    const processes = systemProcesses(process.pid, isRunning);
    const started = await processes.startOf(child.pid!);
    expect(started).toMatch(/^(\d+|running)$/);
    expect(await processes.startOf(child.pid!)).toBe(started);
    child.kill('SIGKILL');
    await once(child, 'exit');
    expect(await processes.startOf(child.pid!)).toBeUndefined();
    expect(await processes.startOf(process.pid)).toBeDefined();
  });
});

/** Every call waits until the scheduler lets it go. */
function slowed(disk: StateFileSystem, scheduler: fc.Scheduler): StateFileSystem {
  const entries = Object.entries(disk).filter(([, value]) => typeof value === 'function');
  return Object.fromEntries(
    entries.map(([name, act]) => [
      name,
      (...given: unknown[]) =>
        scheduler
          .schedule(Promise.resolve(name))
          .then(() => (act as (...all: unknown[]) => unknown)(...given)),
    ]),
  ) as unknown as StateFileSystem;
}
