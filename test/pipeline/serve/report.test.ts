/** Reports from what serve has counted: whole, by span, and refused where there is nothing. */
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { toLiveData } from '../../../src/analyze/live/live-data.ts';
import { openCheckpoint } from '../../../src/checkpoint/checkpoint.ts';
import { systemProcesses } from '../../../src/checkpoint/processes.ts';
import type { Report } from '../../../src/model/report.ts';
import type { ServeState } from '../../../src/pipeline/serve/state.ts';
import { zeroCounters } from '../../../src/source/follow/state.ts';
import { countLog, refusal } from '../../analyze/live/fixtures.ts';
import { folderOf } from '../../helpers/folder.ts';
import { command, NOW_MS } from '../../helpers/run.ts';

/** A state directory in which these lines are counted. */
async function stateOf(lines: readonly string[]): Promise<string> {
  const folder = join(folderOf({}), 'state');
  const live = toLiveData(await countLog(lines), NOW_MS);
  const counters = zeroCounters();
  const follow = { patterns: [], firstStartMs: 0, nextId: 1, counters, streams: [], seen: [] };
  const state: ServeState = { live, follow, floor: {}, binaries: [] };
  const checkpoint = await openCheckpoint(folder, {
    processes: systemProcesses(process.pid, (pid) => pid === process.pid),
    now: () => NOW_MS,
  });
  await checkpoint.load();
  await checkpoint.commit(state);
  await checkpoint.close();
  return folder;
}

async function reportOf(folder: string, argv: readonly string[] = []): Promise<Report> {
  const { code, out, told } = await command(['report', '--state', folder, '--json', ...argv]);
  expect([code, told]).toEqual([0, '']);
  return JSON.parse(out) as Report;
}

const LINES = [
  // First, because an undated line takes the time of the one above.
  'https://qyapi.weixin.qq.com/cgi-bin/token {"errcode":40001}',
  refusal(40014, '2026-09-05 11:58:00'),
  refusal(40014, '2026-09-05 11:59:00'),
  refusal(45009, '2026-09-01 10:00:00'),
  refusal(45009, '2026-08-20 10:00:00'),
];

describe('a report from the state of serve', () => {
  test('has everything that was counted', async () => {
    const report = await reportOf(await stateOf(LINES));
    expect(report.totals).toMatchObject({ events: 5, errors: 5 });
    expect(report.input.lines).toBe(5);
    expect(report.time).toMatchObject({ bucket: '1h', undated: 1 });
  });

  test.each([
    [['--month', '2026-08'], { 45009: 1 }],
    [['--month', '2026-09'], { 40014: 2, 45009: 1 }],
    [['--last', '2h'], { 40014: 2 }],
    [['--since', '2026-09-05 11:59'], { 40014: 1 }],
    [['--since', '2026-09-01', '--until', '2026-09-02'], { 45009: 1 }],
  ] as const)('has with %j what lies in that span', async (argv, events) => {
    const { codes } = await reportOf(await stateOf(LINES), argv);
    expect(Object.fromEntries(codes.map((code) => [code.errcode, code.events]))).toEqual(events);
  });

  test('is by minutes where minutes are kept, and by hours where they are not', async () => {
    const folder = await stateOf(LINES);
    expect((await reportOf(folder, ['--last', '2h'])).time.bucket).toBe('1m');
    expect((await reportOf(folder, ['--last', '2h', '--by', '1h'])).time.bucket).toBe('1h');
    expect((await reportOf(folder, ['--by', '1m'])).time.bucket).toBe('1h');
    expect((await reportOf(folder, ['--by', '1d'])).time.bucket).toBe('1d');
  });

  test('is a text for people, too', async () => {
    const argv = ['report', '--state', await stateOf(LINES), '--lang', 'en'];
    const { code, out } = await command(argv);
    expect(code).toBe(0);
    expect(out).toContain('WeCom errcode report');
    expect(out).toContain('45009');
  });

  test('is refused beside logs, and where there is no state', async () => {
    const folder = folderOf({ 'app.log': '' });
    const both = await command(['report', 'app.log', '--state', folder, '--lang', 'en']);
    expect([both.code, both.told]).toEqual([2, expect.stringContaining('reads no logs')]);
    const none = await command(['report', '--state', folder, '--lang', 'en']);
    expect([none.code, none.told]).toEqual([2, expect.stringContaining('holds no state')]);
    const missing = await command(['report', '--state', join(folder, 'none'), '--lang', 'en']);
    expect([missing.code, missing.told]).toEqual([2, expect.stringContaining('holds no state')]);
  });
});
