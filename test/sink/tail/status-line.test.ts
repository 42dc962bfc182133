import { describe, expect, test } from 'vitest';
import { createLogNames } from '../../../src/sink/tail/names.ts';
import { startNotes } from '../../../src/sink/tail/start-note.ts';
import { statusLine, type TailStatus } from '../../../src/sink/tail/status-line.ts';
import { textWidth } from '../../../src/sink/width.ts';

const STATUS: TailStatus = {
  ...{ files: 3, onlyName: undefined, linesPerSecond: 1234.4, minutes: 5 },
  failures: [
    { group: 'credential', events: 7 },
    { group: 'retry', events: 5 },
  ],
  ...{ last: { errcode: 45009, secondsAgo: 8.4 }, lagBytes: 0, lagSeconds: 0, rotation: undefined },
};
const ZH = { lang: 'zh', color: false } as const;
const EN = { lang: 'en', color: false } as const;

describe('the status line', () => {
  test('says in both languages what is followed, what failed, how fast and how far behind', () => {
    expect(statusLine(STATUS, ZH, 120)).toBe(
      '── 3 个文件 · 近 5 分钟失败 12（凭证 7，可自愈 5） · 最近 45009（8 秒前） · 1,234 行/秒 · 无积压',
    );
    expect(statusLine(STATUS, EN, 120)).toBe(
      '── 3 files · 12 failed in 5 min (credential 7, retry 5) · last 45009, 8 s ago · 1,234 lines/s · caught up',
    );
  });

  test('tells a lag that lasts, and news of a rotation first', () => {
    const behind = { ...STATUS, lagBytes: 3_000_000, lagSeconds: 12.3 };
    expect(statusLine(behind, EN, 200)).toContain(' · 2.9 MiB, 12 s behind');
    const rotated = { ...behind, rotation: { kind: 'copytruncate', secondsAgo: 61 } };
    expect(statusLine(rotated, ZH, 200)).toMatch(
      /^── 3 个文件 · 日志已复制并清空（1 分钟前） · 近/,
    );
  });

  test('has no failures and no last code to tell of at first', () => {
    const first = { ...STATUS, failures: [], last: undefined, linesPerSecond: 0.25 };
    expect(statusLine(first, EN, 200)).toBe(
      '── 3 files · 0 failed in 5 min · 0.3 lines/s · caught up',
    );
  });

  test('is never wider than it may be, whatever the name, and steers no terminal', () => {
    const onlyName = `订单\u001b[31m服务${'长'.repeat(100)}.log`;
    for (const columns of [0, 1, 10, 33, 79, 200]) {
      for (const color of [true, false]) {
        const line = statusLine({ ...STATUS, onlyName }, { lang: 'zh', color }, columns);
        expect(textWidth(line)).toBeLessThanOrEqual(columns);
        expect(line).not.toContain('\u001b[31m服务');
      }
    }
  });
});

describe('names of logs', () => {
  const prefixes = (names: readonly string[]): string[] => {
    const known = createLogNames(false, false);
    for (const name of names) known.add({ id: name, name });
    return names.map((name) => known.prefixOf(name));
  };

  test('are as short as tells them apart, and equally wide', () => {
    expect(prefixes(['/var/log/app.log', '/var/log/通知.log'])).toEqual([
      'app.log  │ ',
      '通知.log │ ',
    ]);
    expect(prefixes(['/a/orders/app.log', '/a/bot/app.log', '/a/sync.log'])).toEqual([
      'orders/app.log │ ',
      'bot/app.log    │ ',
      'sync.log       │ ',
    ]);
    expect(prefixes(['app.log', 'old/app.log'])).toEqual(['app.log     │ ', 'old/app.log │ ']);
  });

  test('are cut on the left by their width, and spell out what would steer a terminal', () => {
    const [cut = '', other = ''] = prefixes([
      `/pods/${'订单'.repeat(20)}/0.log`,
      '/pods/\u001b[2J/0.log',
    ]);
    expect(cut).toMatch(/^….*订单\/0\.log +│ $/);
    expect([textWidth(cut), textWidth(other)]).toEqual([31, 31].map(() => textWidth(cut)));
    expect(textWidth(cut)).toBeLessThanOrEqual(31);
    expect(other).not.toContain('\u001b');
  });

  test('are needed when there are several logs, or may be', () => {
    const one = createLogNames(false, false);
    one.add({ id: 'a', name: 'a.log' });
    expect(one.isNeeded()).toBe(false);
    one.add({ id: 'b', name: 'b.log' });
    expect(one.isNeeded()).toBe(true);
    expect(createLogNames(true, false).isNeeded()).toBe(true);
  });
});

describe('the note at the start', () => {
  const facts = { files: 2, unreadBytes: 5000, lookedBytes: 4096, events: 3, missing: [] };

  test('says what is shown of what is there', () => {
    expect(startNotes(facts, true).map(({ zh }) => zh)).toEqual([
      '2 个文件已有 4.9 KiB，从现在起显示，先显示最近的 3 个事件。从头看用 --from beginning，统计用 wecomlog report。',
    ]);
    expect(startNotes({ ...facts, events: 0 }, true)[0]!.en).toBe(
      'shows what is written from now on; no event to show in the last 4.0 KiB; the 2 files hold 4.9 KiB already. --from beginning shows all of it, wecomlog report counts it.',
    );
    expect(startNotes({ ...facts, files: 1, events: 0 }, false)[0]!.en).toMatch(
      /^shows what is written from now on; the file holds 4\.9 KiB already\./,
    );
  });

  test('names what is not there yet, and is silent where nothing was left out', () => {
    const none = { ...facts, unreadBytes: 0 };
    expect(startNotes(none, true)).toEqual([]);
    expect(startNotes({ ...none, missing: ['a\u001b.log'] }, true)[0]!.en).toBe(
      'a\\x1b.log: no such file yet; it is shown from its beginning when it appears.',
    );
  });
});
