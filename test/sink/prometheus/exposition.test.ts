/** Metrics of snapshots: names, labels, zeros first, both formats, and nothing that goes back. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fromLiveData, toLiveData } from '../../../src/analyze/live/live-data.ts';
import type { LiveCounts } from '../../../src/model/live.ts';
import { CATEGORY_IDS } from '../../../src/model/taxonomy.ts';
import type { Exposition } from '../../../src/sink/prometheus/exposition.ts';
import { METRICS, PROCESS_METRICS } from '../../../src/sink/prometheus/table.ts';
import { countLog, refusal } from '../../analyze/live/fixtures.ts';
import { promtool } from '../../helpers/promtool.ts';
import { NOW_MS } from '../../helpers/run.ts';
import { codeOf, countsOf, expositionOf, STATUS } from './fixtures.ts';
import { type Parsed, parseOpenMetrics, parseText } from './parse.ts';

/** Every kind of series at once, with all that must be escaped. */
const FULL = countsOf({
  workloads: ['', 'a"b\\c'],
  codes: [
    codeOf({
      counts: [
        ['invalid-credential', 3, 0],
        ['unknown', 1, 2],
      ],
      exemplar: { hint: '1788580800123456789012345', ms: NOW_MS - 1500, tolerated: false },
    }),
    codeOf({ workload: 'a"b\\c' }),
    codeOf({ errcode: null, counts: [['unknown', 7, 0]] }),
  ],
  apis: [
    { api: '/cgi-bin/message/send', group: 'credential', workload: '', events: 3 },
    { api: null, group: 'unknown', workload: '', events: 1 },
  ],
  foreign: [['dingtalk', 4]],
  skipped: [['binary', 2]],
  rotations: [['rename', 5]],
  nearMisses: [['no-code', 6]],
  deniedIps: { count: 2, kept: ['203.0.113.7', '203.0.113.8'] },
  clockSkews: [5, 1, 28_800],
});

async function scrape(exposition: Exposition, counts: LiveCounts): Promise<Parsed> {
  return parseText((await exposition.render('text', counts, STATUS)).text);
}

/** The same counts once everything in them has been shown. */
async function shown(exposition: Exposition, counts: LiveCounts): Promise<LiveCounts> {
  const { firstShown } = await exposition.render('text', counts, STATUS);
  return { ...counts, shown: [...counts.shown, ...firstShown] };
}

describe('a scrape', () => {
  test('shows every category at 0 before anything happened', async () => {
    const { samples } = await scrape(await expositionOf(), countsOf());
    const categories = Object.entries(samples).filter(([key]) => key.startsWith('wecom_events_'));
    expect(categories.map(([, value]) => value)).toEqual(CATEGORY_IDS.map(() => 0));
    expect(samples).toHaveProperty([
      'wecom_events_total{category="rate-limited",group="retry",workload="",tolerated="false"}',
    ]);
  });

  test('shows a new series at 0 first and its count from the next on', async () => {
    const exposition = await expositionOf();
    const counts = countsOf({ codes: [codeOf()] });
    const key = 'wecom_errcode_events_total{errcode="40014",workload="",tolerated="false"}';
    expect((await scrape(exposition, counts)).samples[key]).toBe(0);
    const next = await shown(exposition, counts);
    expect((await scrape(exposition, next)).samples[key]).toBe(3);
    expect((await exposition.render('text', next, STATUS)).firstShown).toEqual([]);
  });

  test('shows counts at once where nothing is held back, as in a first file', async () => {
    const { samples } = await scrape(await expositionOf({ holdsNew: false }), FULL);
    expect(samples).toMatchObject({
      'wecom_errcode_events_total{errcode="40014",workload="",tolerated="false"}': 4,
      'wecom_errcode_events_total{errcode="40014",workload="",tolerated="true"}': 2,
      'wecom_errcode_events_total{errcode="other",workload="",tolerated="false"}': 7,
      'wecom_events_total{category="unknown",group="unknown",workload="",tolerated="false"}': 8,
      'wecom_events_total{category="unknown",group="unknown",workload="",tolerated="true"}': 2,
      'wecom_errcode_first_seen_timestamp_seconds{errcode="40014",workload=""}': NOW_MS / 1000 - 5,
      'wecom_api_events_total{api="other",group="unknown",workload=""}': 1,
      'wecom_foreign_events_total{platform="dingtalk"}': 4,
      'wecom_foreign_events_total{platform="weixin"}': 0,
      wecom_denied_ips: 2,
      'wecomlog_skipped_total{reason="binary"}': 2,
      'wecomlog_rotations_total{kind="rename"}': 5,
      'wecomlog_rotations_total{kind="gap"}': 0,
      'wecomlog_near_misses_total{reason="no-code"}': 6,
      wecomlog_clock_skew_seconds: 5,
      wecomlog_checkpoint_timestamp_seconds: NOW_MS / 1000,
      'wecomlog_build_info{version="1.2.3",node_version="20.20.2"}': 1,
    });
  });

  test('has no clock skew before a hint told it', async () => {
    const { samples, types } = await scrape(await expositionOf(), countsOf());
    expect(samples).not.toHaveProperty('wecomlog_clock_skew_seconds');
    expect(types).toHaveProperty('wecomlog_clock_skew_seconds');
  });

  test('shows every code asked for at 0, with what it means', async () => {
    const exposition = await expositionOf({ codes: [40001, 40014] });
    const counts = await shown(exposition, countsOf({ codes: [codeOf()] }));
    const { samples } = await scrape(exposition, counts);
    const key = (code: number) =>
      `wecom_errcode_events_total{errcode="${code}",workload="",tolerated="false"}`;
    expect([samples[key(40001)], samples[key(40014)]]).toEqual([0, 3]);
    const infos = Object.keys(samples).filter((name) => name.startsWith('wecom_errcode_info{'));
    expect(infos).toHaveLength(2);
    expect(infos[0]).toContain('meaning="不合法的 \\"access_token\\"\\\\ 40014\\n"');
  });

  test('has exactly the metrics of the table', async () => {
    const { types, helps } = await scrape(await expositionOf(), FULL);
    expect(types).toEqual(Object.fromEntries(METRICS.map(({ name, type }) => [name, type])));
    expect(helps).toEqual(Object.fromEntries(METRICS.map(({ name, help }) => [name, help])));
  });

  test('has the labels of the table and no others', async () => {
    const { samples } = await scrape(await expositionOf(), FULL);
    const labels = new Map<string, readonly string[]>(
      METRICS.map(({ name, labels }) => [name, labels]),
    );
    for (const key of Object.keys(samples)) {
      const [, name, list = ''] = /^([^{]+)(\{.*\})?$/.exec(key)!;
      const found = [...list.matchAll(/[{,]([a-z_]+)="/g)].map(([, label]) => label);
      expect([key, found]).toEqual([key, labels.get(name!)]);
    }
  });

  test('has the process metrics of the table where they are wanted', async () => {
    const { types } = await scrape(await expositionOf({ hasProcess: true }), FULL);
    const process = Object.keys(types).filter((name) => /^(?:process|nodejs)_/.test(name));
    expect(process.sort()).toEqual([...PROCESS_METRICS].sort());
  });
});

describe('the keys of series that were shown', () => {
  test('never change: a state of an older wecomlog would show its counters at 0 again', async () => {
    const { firstShown } = await (await expositionOf()).render('text', FULL, STATUS);
    expect(firstShown).toEqual(
      expect.arrayContaining([
        '["c","invalid-credential","credential","","false"]',
        '["c","unknown","unknown","","true"]',
        '["e","40014","","false"]',
        '["e","other","","false"]',
        '["a","/cgi-bin/message/send","credential",""]',
        '["f","dingtalk"]',
      ]),
    );
    expect(new Set(firstShown).size).toBe(firstShown.length);
  });
});

describe('the two formats', () => {
  test('say the same, whichever was asked for before', async () => {
    const exposition = await expositionOf({ hasProcess: true });
    const counts = await shown(exposition, FULL);
    const text = (await exposition.render('text', counts, STATUS)).text;
    const open = (await exposition.render('openmetrics', counts, STATUS)).text;
    const again = (await exposition.render('text', counts, STATUS)).text;
    const ours = (parsed: Parsed) =>
      Object.fromEntries(Object.entries(parsed.samples).filter(([key]) => key.startsWith('wecom')));
    expect(ours(parseText(again))).toEqual(ours(parseText(text)));
    expect(ours(parseOpenMetrics(open))).toEqual(ours(parseText(text)));
    expect(Object.keys(ours(parseText(text))).length).toBeGreaterThan(60);
  });

  test('differ in names of families and in exemplars', async () => {
    const exposition = await expositionOf({ holdsNew: false });
    const open = (await exposition.render('openmetrics', FULL, STATUS)).text;
    const { types, exemplars } = parseOpenMetrics(open);
    expect(types).toMatchObject({ wecom_events: 'counter', wecom_denied_ips: 'gauge' });
    expect(exemplars).toEqual({
      'wecom_errcode_events_total{errcode="40014",workload="",tolerated="false"}': `{hint="1788580800123456789012345"} 1 ${NOW_MS / 1000 - 1.5}`,
    });
  });

  test('keep exemplars back while the count is', async () => {
    const open = (await (await expositionOf()).render('openmetrics', FULL, STATUS)).text;
    expect(parseOpenMetrics(open).exemplars).toEqual({});
  });

  test('can be rendered at the same time without mixing', async () => {
    const exposition = await expositionOf({ holdsNew: false });
    const [one, two] = await Promise.all([
      exposition.render('text', countsOf({ lines: 1 }), STATUS),
      exposition.render('openmetrics', countsOf({ lines: 2 }), STATUS),
    ]);
    expect(parseText(one.text).samples.wecomlog_lines_total).toBe(1);
    expect(parseOpenMetrics(two.text).samples.wecomlog_lines_total).toBe(2);
  });

  test('survive any text in a label', async () => {
    const exposition = await expositionOf({ holdsNew: false });
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'grapheme', maxLength: 20 }), async (workload) => {
        const counts = countsOf({ workloads: [workload], codes: [codeOf({ workload })] });
        for (const format of ['text', 'openmetrics'] as const) {
          const { text } = await exposition.render(format, counts, STATUS);
          const { samples } = (format === 'text' ? parseText : parseOpenMetrics)(text);
          const escaped = workload
            .replaceAll('\\', '\\\\')
            .replaceAll('"', '\\"')
            .replaceAll('\n', '\\n');
          const key = `wecom_errcode_events_total{errcode="40014",workload="${escaped}",tolerated="false"}`;
          expect(samples[key]).toBe(3);
        }
      }),
      { numRuns: 40 },
    );
  });
});

describe('promtool', () => {
  test('has nothing to say of the text format', async () => {
    const exposition = await expositionOf({ hasProcess: true, holdsNew: false });
    const { text } = await exposition.render('text', FULL, STATUS);
    const { isClean, said } = promtool(['check', 'metrics'], text);
    expect(isClean, said).toBe(true);
  });
});

describe('counters', () => {
  const line = fc
    .constantFrom(0, 40014, 45009, 60111, 5_000_001)
    .map((errcode) => refusal(errcode, '2026-09-05 11:58:00'));

  /** One turn of a server: some log, a scrape or not, a kill or not. */
  const turn = fc.record({
    lines: fc.array(line, { maxLength: 4 }),
    isScraped: fc.boolean(),
    isKilled: fc.boolean(),
    format: fc.constantFrom('text' as const, 'openmetrics' as const),
  });

  test('never go back and are born at 0, whatever is killed when', async () => {
    const exposition = await expositionOf();
    await fc.assert(
      fc.asyncProperty(fc.array(turn, { maxLength: 8 }), async (turns) => {
        let live = await countLog([]);
        let committed = toLiveData(live, NOW_MS);
        const last = new Map<string, number>();
        for (const { lines, isScraped, isKilled, format } of turns) {
          await countLog(lines, { live });
          if (isScraped) {
            committed = toLiveData(live, NOW_MS);
            const { text, firstShown } = await exposition.render(format, committed, STATUS);
            const { samples } = (format === 'text' ? parseText : parseOpenMetrics)(text);
            for (const [key, value] of Object.entries(samples)) {
              if (!/_total(?:\{|$)/.test(key)) continue;
              if (/^wecom_/.test(key) && !last.has(key)) expect([key, value]).toEqual([key, 0]);
              expect(value).toBeGreaterThanOrEqual(last.get(key) ?? 0);
              last.set(key, value);
            }
            for (const key of firstShown) live.shown.add(key);
          }
          if (isKilled) live = fromLiveData(JSON.parse(JSON.stringify(committed)));
        }
      }),
      { numRuns: 60 },
    );
  });
});
