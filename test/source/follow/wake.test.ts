import { appendFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { createWake } from '../../../src/source/follow/wake.ts';
import { folderOf } from '../../helpers/folder.ts';

/** A sleep that ends when the test says so. */
function clock() {
  const sleepers: { ms: number; end: () => void }[] = [];
  return {
    sleepers,
    sleep: (ms: number, signal: AbortSignal) =>
      new Promise<void>((resolve, reject) => {
        sleepers.push({ ms, end: resolve });
        signal.addEventListener('abort', () => reject(new Error('aborted')));
      }),
    async tick() {
      while (sleepers.length === 0) await Promise.resolve();
      sleepers.shift()!.end();
    },
  };
}

const never = new AbortController().signal;

test('waits for the whole interval where nothing is heard', async () => {
  const { sleep, tick, sleepers } = clock();
  const wake = createWake({ intervalMs: 1000, pauseMs: 100, signal: never, sleep });
  const waited = wake.wait();
  expect(sleepers[0]!.ms).toBe(100);
  await tick();
  await Promise.resolve();
  await tick();
  await waited;
});

test('is woken by an event, but not before the pause is over, and an event is not forgotten', async () => {
  const { sleep, tick, sleepers } = clock();
  const changes: (() => void)[] = [];
  const stopped: string[] = [];
  const subscribe = (directory: string, onChange: () => void) => {
    if (directory === '/none') throw new Error('ENOENT');
    changes.push(onChange);
    return () => stopped.push(directory);
  };
  const wake = createWake({ intervalMs: 1000, pauseMs: 100, signal: never, sleep, subscribe });
  wake.watch(['/logs', '/none']);
  const first = wake.wait();
  changes[0]!();
  await tick();
  await first;
  expect(sleepers).toEqual([]);
  const second = wake.wait();
  await tick();
  changes[0]!();
  await second;
  // What happens between two waits counts for the next.
  changes[0]!();
  const third = wake.wait();
  await tick();
  await third;
  wake.watch([]);
  wake.close();
  expect(stopped).toEqual(['/logs']);
});

test('returns at once when it is stopped', async () => {
  const stop = new AbortController();
  const wake = createWake({ intervalMs: 60_000, pauseMs: 10_000, signal: stop.signal });
  const waited = wake.wait();
  stop.abort();
  await waited;
  await wake.wait();
});

test('hears of a file that is written to, on this machine', async () => {
  const folder = folderOf({ 'app.log': '' });
  const wake = createWake({ intervalMs: 30_000, pauseMs: 0, signal: never });
  wake.watch([folder]);
  const waited = wake.wait();
  appendFileSync(join(folder, 'app.log'), 'a line\n');
  await waited;
  wake.close();
});
