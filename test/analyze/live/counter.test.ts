/** What the live summary counts, and that it counts what the report counts. */

import { describe, expect, test } from 'vitest';
import { fromLiveData, toLiveData } from '../../../src/analyze/live/live-data.ts';
import { ALL_HOURS, summaryOfLive } from '../../../src/analyze/live/report-summary.ts';
import { buildReport } from '../../../src/analyze/report.ts';
import { loadEndpoints } from '../../../src/catalog/endpoints.ts';
import {
  LIVE_UNKNOWN_CODES_MAX,
  MINUTES_KEPT_MS,
  NEWEST_MAX,
  WORKLOADS_MAX,
} from '../../../src/model/limits.ts';
import type { LiveCode, Pieces } from '../../../src/model/live.ts';
import { bucketsOf } from '../../../src/model/pieces.ts';
import { NOW_MS, reportOf } from '../../helpers/run.ts';
import { catalog, countLog, refusal } from './fixtures.ts';

/** The server time inside the hint of `refusal`. */
const HINT_MS = 1_788_580_800_000;
const T = '2026-09-05 11:58:00';

async function dataOf(...args: Parameters<typeof countLog>) {
  return toLiveData(await countLog(...args), NOW_MS);
}

function events(codes: readonly LiveCode[]): Record<string, number> {
  const sums: Record<string, number> = {};
  for (const { errcode, workload, counts } of codes) {
    for (const [category, plain, tolerated] of counts) {
      const key = `${errcode} ${category} ${workload}`.trim();
      if (plain > 0) sums[key] = (sums[key] ?? 0) + plain;
      if (tolerated > 0) sums[`${key} tolerated`] = (sums[`${key} tolerated`] ?? 0) + tolerated;
    }
  }
  return sums;
}

describe('the live counter', () => {
  test('counts events by code, category, workload and tolerance', async () => {
    const data = await dataOf(
      [refusal(40014, T), refusal(40014, T), refusal(0, T), refusal(60111, T), refusal(999_001, T)],
      {
        label: 'orders',
        catalog: { ...catalog, tolerances: [{ code: 60111, api: '/cgi-bin/message/send' }] },
      },
    );
    expect(events(data.codes)).toEqual({
      '0 success orders': 1,
      '40014 invalid-credential orders': 2,
      '60111 not-found orders tolerated': 1,
      '999001 unknown orders': 1,
    });
    expect(data.workloads).toEqual(['orders']);
    expect(data.apis).toContainEqual({
      api: '/cgi-bin/message/send',
      group: 'credential',
      workload: 'orders',
      events: 2,
    });
  });

  test('knows when a code was first and last seen, and never in the future', async () => {
    const data = await dataOf([
      refusal(40014, '2026-09-05 11:00:00'),
      refusal(40014, '2026-09-05 10:00:00'),
      refusal(40014, '2026-09-05 19:00:00'),
      refusal(40001, 'no time at all'),
    ]);
    const seen = (errcode: number) => data.codes.find((code) => code.errcode === errcode)!;
    expect(seen(40014).firstMs).toBe(Date.parse('2026-09-05T10:00:00+08:00'));
    expect(seen(40014).lastMs).toBe(NOW_MS);
    expect(data.undated).toBe(0);
    // Its hint dates it.
    expect(seen(40001).firstMs).toBe(HINT_MS);
  });

  test('gives a code its latest hint, and the clock its distance from the server', async () => {
    const data = await dataOf([refusal(40014, '2026-09-05 11:20:05')]);
    expect(data.codes[0]!.exemplar).toEqual({
      hint: '1788580800123456789012345',
      ms: Date.parse('2026-09-05T11:20:05+08:00'),
      tolerated: false,
    });
    expect(data.clockSkews).toEqual([
      Date.parse('2026-09-05T11:20:05+08:00') / 1000 - 1_788_580_800,
    ]);
  });

  test('counts distinct denied addresses, foreign codes and near misses apart', async () => {
    const denied = (ip: string) => refusal(60020, T, `, from ip: ${ip}, more info`);
    const data = await dataOf([
      denied('203.0.113.7'),
      denied('203.0.113.7'),
      denied('203.0.113.8'),
      `${T} https://oapi.dingtalk.com/robot/send {"errcode":310000}`,
    ]);
    expect(data.deniedIps).toEqual({ count: 2, kept: ['203.0.113.7', '203.0.113.8'] });
    expect(data.foreign).toEqual([['dingtalk', 1]]);
    expect(Object.keys(events(data.codes))).toEqual(['60020 permission-denied']);
  });

  test('names the first two hundred unknown codes and counts the others together', async () => {
    const lines = Array.from({ length: LIVE_UNKNOWN_CODES_MAX + 50 }, (_, index) =>
      refusal(5_000_000 + index, T),
    );
    const data = await dataOf([...lines, ...lines]);
    expect(data.codes.filter(({ errcode }) => errcode !== null)).toHaveLength(
      LIVE_UNKNOWN_CODES_MAX,
    );
    expect(events(data.codes)['null unknown']).toBe(100);
    expect(data.seriesLimited).toBe(100);
  });

  test('folds workloads beyond the bound into one', async () => {
    const lines = Array.from({ length: WORKLOADS_MAX + 20 }, (_, index) =>
      JSON.stringify({ time: '2026-09-05T11:58:00+08:00', app: `app-${index}`, errcode: 40014 }),
    );
    const data = await dataOf(lines, { label: '.app' });
    expect(data.workloads).toHaveLength(WORKLOADS_MAX + 1);
    expect(data.workloads.at(-1)).toBe('other');
    expect(events(data.codes)['40014 invalid-credential other']).toBe(21);
    expect(data.seriesLimited).toBe(21);
  });

  test('keeps the newest events masked and bounded', async () => {
    const live = await countLog([]);
    for (let round = 0; round < 50; round++) {
      const lines = Array.from({ length: 25 }, (_, index) =>
        refusal(40014, T, `, access_token=secret-${round}-${index}`),
      );
      await countLog(lines, { live });
    }
    const { newest } = toLiveData(live, NOW_MS);
    expect(newest).toHaveLength(NEWEST_MAX);
    expect(newest.at(-1)!.text).toContain('"errcode":40014');
    expect(JSON.stringify(newest)).not.toContain('secret-');
  });

  test('notes of the newest failures where they come from and when, without colours, and none that is tolerated', async () => {
    const tolerances = [{ code: 60111 }];
    const data = await dataOf(
      [refusal(60111, T), refusal(0, T), `\u001b[31m${refusal(40014, T)}\u001b[0m`],
      { catalog: { ...catalog, tolerances } },
    );
    expect(data.newest).toEqual([
      {
        ms: Date.parse('2026-09-05T11:58:00+08:00'),
        seenMs: NOW_MS,
        errcode: 40014,
        category: 'invalid-credential',
        workload: '',
        api: '/cgi-bin/message/send',
        text: refusal(40014, T),
      },
    ]);
  });

  test('tells minute by minute what is tolerated, and what has no time at the moment it was counted', async () => {
    const lines = [
      refusal(60111, T),
      refusal(60111, T),
      refusal(50001, T),
      'qyapi.weixin.qq.com said errcode=45009 some day',
    ];
    const inMinutes = (pieces: Pieces | undefined) =>
      [...bucketsOf('minutes', pieces ?? [])].map(([minute, events]) => [
        new Date(minute * 60_000).toISOString(),
        events,
      ]);
    const live = await countLog(lines.slice(3));
    await countLog(lines.slice(0, 3), {
      live,
      catalog: { ...catalog, tolerances: [{ code: 60111 }] },
    });
    // Through a state and back.
    const data = toLiveData(fromLiveData(toLiveData(live, NOW_MS)), NOW_MS);
    const codeOf = (errcode: number) => data.codes.find((code) => code.errcode === errcode)!;
    const at = '2026-09-05T03:58:00.000Z';
    expect(inMinutes(codeOf(60111).minutes)).toEqual([[at, 2]]);
    expect(inMinutes(codeOf(60111).toleratedMinutes)).toEqual([[at, 2]]);
    expect(inMinutes(codeOf(50001).minutes)).toEqual([[at, 1]]);
    expect(codeOf(50001)).not.toHaveProperty('toleratedMinutes');
    expect(inMinutes(codeOf(45009).minutes)).toEqual([]);
    expect(inMinutes(codeOf(45009).undatedMinutes)).toEqual([['2026-09-05T04:00:00.000Z', 1]]);
    expect(data.apis.find(({ group }) => group === 'object')).toMatchObject({
      events: 2,
      tolerated: 2,
    });
  });
});

describe('a report of the live summary', () => {
  const lines = [
    refusal(40014, '2026-09-05 11:20:05'),
    '  at com.example.Stack(Trace.java:1) errcode=41001',
    refusal(0, '2026-09-05 11:21:05'),
    refusal(5_000_001, '2026-09-04 23:59:59'),
    `${T} https://oapi.dingtalk.com/robot/send {"errcode":310000}`,
    'qyapi.weixin.qq.com said errcode=45009 some day',
    `${T} qyapi.weixin.qq.com {"errcode":0,"errmsg":"ok. Warning: wrong json format. "}`,
    `${T} /cgi-bin/message/send {"errcode":0,"errmsg":"ok","unlicenseduser":"li"}`,
    `${T} qyapi.weixin.qq.com {"errcode":40014} {"errcode":0}`,
  ];

  test('says what the report of the same log says, in hours', async () => {
    const live = await countLog(lines);
    const batch = await reportOf(`${lines.join('\n')}\n`, { by: '1h' });
    const data = toLiveData(live, NOW_MS);
    const minutes = summaryOfLive(data, { ...ALL_HOURS, by: 'minutes' });
    const fromMs = NOW_MS - MINUTES_KEPT_MS;
    const report = buildReport(summaryOfLive(data, ALL_HOURS), {
      incidents: { summary: minutes, fromMs },
      catalog,
      endpointOf: (await loadEndpoints()).find,
      version: '0.0.0',
      zone: 'Asia/Shanghai',
      input: batch.input,
      sinceMs: Number.NEGATIVE_INFINITY,
      untilMs: Number.POSITIVE_INFINITY,
      by: '1h',
      partial: false,
      seconds: 0,
      madeMs: Date.parse(batch.run.madeAt ?? ''),
      notices: [],
    });
    // Live, nobody looks for failures that two records tell of.
    const { problems: _, hasFailed: __, duplicates: ___, ...expected } = batch;
    expect(report.incidents).toHaveLength(5);
    expect(report.diagnoses?.map(({ id }) => id)).toEqual(
      expect.arrayContaining([
        ...['success-with-warning', 'success-left-some-out', 'success-beside-error'],
      ]),
    );
    expect(report).toEqual({
      ...expected,
      incidentTime: {
        bucketSeconds: 60,
        from: new Date(fromMs).toISOString().replace('.000Z', 'Z'),
      },
    });
  });

  test('gives a day of it without the log, and says what lies outside', async () => {
    const live = await countLog(lines);
    const summary = summaryOfLive(toLiveData(live, NOW_MS), {
      by: 'minutes',
      sinceMs: Date.parse('2026-09-05T11:00:00+08:00'),
      untilMs: Number.POSITIVE_INFINITY,
    });
    expect([...summary.codes.keys()].sort()).toEqual([0, 40014, 41001, 45009]);
    expect(summary.outside).toBe(1);
    expect(summary.codes.get(40014)!.firstMs).toBe(Date.parse('2026-09-05T11:20:05+08:00'));
  });
});
