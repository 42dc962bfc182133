/** Progress is shown where somebody looks, seldom enough to be read, and is gone before anything else. */
import { describe, expect, test } from 'vitest';
import { createProgress, type ProgressOptions } from '../../src/cli/progress.ts';
import { textWidth } from '../../src/sink/width.ts';
import { folderOf } from '../helpers/folder.ts';
import { command } from '../helpers/run.ts';

const CLEAR = '\u001b[K';

function shown(options: Partial<ProgressOptions> = {}) {
  const clock = { ms: 0, done: 0 };
  const written: string[] = [];
  let isStopped = false;
  const progress = createProgress(
    {
      lang: 'en',
      columns: 80,
      elapsedMs: () => clock.ms,
      doneBytes: () => clock.done,
      totalBytes: () => 400 << 20,
      write: (text) => written.push(text),
      ...options,
    },
    () => () => {
      isStopped = true;
    },
  );
  const at = (ms: number, done: number): void => {
    clock.ms = ms;
    clock.done = done;
    progress.draw();
  };
  return { progress, written, at, isStopped: () => isStopped };
}

describe('createProgress', () => {
  test('shows bytes, rate, time left and the input', () => {
    const { progress, written, at } = shown();
    progress.onInput('logs/app.log.3.gz');
    at(4000, 100 << 20);
    expect(written).toEqual([
      `\r████              25%  100.0 MiB / 400.0 MiB  25.0 MiB/s  12 s left  logs/app.…${CLEAR}`,
    ]);
  });

  test('says nothing of a short run, and not more than five times a second', () => {
    const { written, at } = shown();
    for (let ms = 0; ms < 3000; ms += 10) at(ms, ms << 16);
    expect(written).toHaveLength(10);
    expect(written[0]).not.toContain('left');
    expect(written.at(-1)).toContain('left');
  });

  test('where the whole is not known shows what is done', () => {
    const { progress, written, at } = shown({ totalBytes: () => undefined });
    progress.onInput('app.log');
    at(4000, 100 << 20);
    expect(written[0]).toBe(`\r100.0 MiB  25.0 MiB/s  app.log${CLEAR}`);
  });

  test('never fills a line, whatever the name and the language', () => {
    for (const lang of ['zh', 'en'] as const) {
      for (const columns of [20, 40, 80, 0]) {
        const { progress, written, at } = shown({ lang, columns });
        progress.onInput(`${'日志/'.repeat(40)}\u001b[31m.log`);
        at(400_000, 1 << 20);
        const line = written[0]!.replace('\r', '').replace(CLEAR, '');
        expect(textWidth(line)).toBeLessThan(columns || 80);
        expect(line).not.toContain('\u001b');
      }
    }
  });

  test('a file that grew is not more than all of it', () => {
    const { written, at } = shown();
    at(4000, 500 << 20);
    expect(written[0]).toContain('100%  400.0 MiB / 400.0 MiB');
  });

  test('takes the line away once, and for good at its end', () => {
    const { progress, written, at, isStopped } = shown();
    progress.clear();
    expect(written).toEqual([]);
    at(2000, 1 << 20);
    progress.clear();
    progress.clear();
    expect(written.slice(1)).toEqual([`\r${CLEAR}`]);
    progress.end();
    at(9000, 2 << 20);
    expect([written.length, isStopped()]).toEqual([2, true]);
  });
});

describe('report', () => {
  /** A clock that runs while the log is read. */
  function clock(): () => number {
    let ms = 0;
    return () => (ms += 400);
  }

  test.each([
    ['is no terminal', { stderrIsTerminal: false }, []],
    ['is a terminal, but quiet is asked for', { stderrIsTerminal: true }, ['--quiet']],
  ])('says nothing where standard error %s', async (_title, context, flags) => {
    const folder = folderOf({ 'app.log': 'errcode=40014\n' });
    const ran = await command(['report', folder, ...flags], '', { ...context, elapsedMs: clock() });
    expect([ran.code, ran.told]).toEqual([0, '']);
  });

  test('leaves nothing behind on a terminal', async () => {
    const folder = folderOf({ 'app.log': 'errcode=40014\n' });
    const context = { stderrIsTerminal: true, stderrColumns: 80, elapsedMs: clock() };
    const ran = await command(['report', folder, '--lang', 'en'], '', context);
    expect(ran.code).toBe(0);
    expect(ran.told).toMatch(/^(?:|.*\r\u001b\[K)$/s);
    expect(ran.out).toContain('1 failure');
  });
});
