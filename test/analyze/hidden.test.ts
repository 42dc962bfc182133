/** Successes that are none: what is counted of them, wherever they stand. */
import { describe, expect, test } from 'vitest';
import { loadCatalog } from '../../src/catalog/catalog.ts';
import {
  BESIDE_CODES_MAX,
  HIDDEN_APIS_MAX,
  RECORD_BYTES_MAX,
  SAMPLE_CHARACTERS_MAX,
} from '../../src/model/limits.ts';
import type { Report } from '../../src/model/report.ts';
import type { BesideData, HiddenData, SummaryData } from '../../src/model/summary-data.ts';
import { runMerge } from '../../src/pipeline/stored-reports.ts';
import { NOW_MS, reportOf } from '../helpers/run.ts';

const T = '2026-09-05T02:00:00Z';
const SEND = 'POST https://qyapi.weixin.qq.com/cgi-bin/message/send';

async function countsOf(
  lines: readonly string[],
  options: Parameters<typeof reportOf>[1] = {},
): Promise<{ readonly hidden: HiddenData; readonly beside: BesideData; readonly report: Report }> {
  const report = await reportOf(`${lines.join('\n')}\n`, { isMergeable: true, ...options });
  const { hidden, beside } = report.summary as unknown as SummaryData;
  return { hidden: hidden!, beside: beside!, report };
}

describe('successes that hide a failure', () => {
  test('are counted by kind and interface, with when they were met and a masked sample', async () => {
    const { hidden, report } = await countsOf([
      '{"errcode":0,"errmsg":"ok. Warning: wrong json format. "}',
      `${T} ${SEND} {"errcode":0,"errmsg":"ok","invaliduser":"zhangsan|lisi","unlicenseduser":"wangwu"}`,
      `2026-09-05T03:00:00Z ${SEND} {"errcode":0,"errmsg":"ok","invaliduser":["zhaoliu"]}`,
      `${T} ${SEND} {"errcode":0,"errmsg":"ok","invaliduser":""}`,
    ]);
    const apis = [{ api: '/cgi-bin/message/send', events: 2 }];
    expect(hidden).toMatchObject({ warned: 1, leftOut: 2 });
    expect(hidden.kinds).toMatchObject([
      { kind: 'wrong-json', events: 1, firstMs: null, lastMs: null, apis: [] },
      {
        ...{ kind: 'invalid-receivers', events: 2, apis },
        firstMs: Date.parse(T),
        lastMs: Date.parse('2026-09-05T03:00:00Z'),
      },
      { kind: 'unlicensed', events: 1 },
    ]);
    expect(report.totals.success).toBe(4);
    const text = JSON.stringify(report);
    expect(text).toContain('\\"invaliduser\\":[\\"***\\"]');
    expect(text).not.toMatch(/zhangsan|lisi|wangwu|zhaoliu/);
  });

  test('are those of WeCom: another platform has another meaning of 0', async () => {
    const { hidden, beside } = await countsOf([
      `${T} oapi.dingtalk.com {"errcode":0,"errmsg":"ok","invaliduser":"li"} {"errcode":88}`,
    ]);
    expect(hidden.kinds).toEqual([]);
    expect(beside.records).toBe(0);
  });

  test('show their code in the sample, however long the record is', async () => {
    const { hidden } = await countsOf([
      `${T} ${'x'.repeat(SAMPLE_CHARACTERS_MAX)} {"errcode":0,"errmsg":"ok","fail_list":["li"]}`,
    ]);
    expect(hidden.kinds[0]!.samples[0]!.text).toBe('errcode":0,"errmsg":"ok","fail_list":["***"]}');
  });

  test('have at most so many interfaces by name', async () => {
    const lines = Array.from(
      { length: HIDDEN_APIS_MAX + 7 },
      (_, index) => `${T} /cgi-bin/path/p${index} {"errcode":0,"fail_list":["li"]}`,
    );
    const { hidden } = await countsOf(lines);
    expect(hidden.kinds[0]).toMatchObject({ events: HIDDEN_APIS_MAX + 7, otherApis: 7 });
    expect(hidden.kinds[0]!.apis).toHaveLength(HIDDEN_APIS_MAX);
  });
});

describe('successes beside an error', () => {
  test('are counted by record and code, and by which comes first', async () => {
    const { beside } = await countsOf([
      `${T} {"errcode":0,"data":[{"errcode":40014},{"errcode":60111},{"errcode":40014}]}`,
      `${T} {"errcode":40014} and again {"errcode":0}`,
      `${T} {"errcode":45009} {"errcode":40014}`,
      `${T} {"errcode":0} {"errcode":0}`,
    ]);
    expect(beside).toMatchObject({
      ...{ records: 2, otherCodes: 0, firstMs: Date.parse(T), lastMs: Date.parse(T) },
      codes: [
        { errcode: 40014, records: 2, before: 1 },
        { errcode: 60111, records: 1, before: 1 },
      ],
    });
    expect(beside.samples).toHaveLength(2);
  });

  test('are not those whose error is tolerated', async () => {
    const catalog = { ...loadCatalog('zh'), tolerances: [{ code: 60111 }] };
    const lines = [`${T} {"errcode":0,"data":{"errcode":60111}}`];
    expect((await countsOf(lines, { catalog })).beside.records).toBe(0);
    expect((await countsOf(lines)).beside.records).toBe(1);
  });

  test('may stand far apart in one record', async () => {
    const far = 'x'.repeat(RECORD_BYTES_MAX * 2);
    const lines = [
      `${T} {"errcode":0} ${far} {"errcode":40014}`,
      `${T} ${far} {"errcode":45009}`,
      `${T} {"errcode":0}`,
    ];
    const { beside } = await countsOf(lines);
    expect(beside).toMatchObject({
      records: 1,
      codes: [{ errcode: 40014, records: 1, before: 1 }],
    });
  });

  test('have at most so many codes by name', async () => {
    const lines = Array.from(
      { length: BESIDE_CODES_MAX + 9 },
      (_, index) => `${T} qyapi.weixin.qq.com {"errcode":0} {"errcode":${900_000 + index}}`,
    );
    const { beside } = await countsOf(lines);
    expect(beside).toMatchObject({ records: BESIDE_CODES_MAX + 9, otherCodes: 9 });
    expect(beside.codes).toHaveLength(BESIDE_CODES_MAX);
  });
});

describe('a report that was made before they were counted', () => {
  test('can still be merged, and adds none', async () => {
    const lines = [`${T} ${SEND} {"errcode":0,"errmsg":"ok","invaliduser":"li"} {"errcode":40014}`];
    const { report } = await countsOf(lines);
    const { hidden: _, beside: __, ...summary } = report.summary!;
    const older = { ...report, summary } as Report;
    const merged = await runMerge(
      [
        { name: 'older.json', report: older },
        { name: 'newer.json', report },
      ],
      {
        ...{ catalog: loadCatalog('zh'), by: undefined, version: '0.0.0' },
        ...{ nowMs: NOW_MS, seconds: 0 },
      },
    );
    expect(merged.totals.success).toBe(2);
    expect(merged.summary).toMatchObject({ hidden: { leftOut: 1 }, beside: { records: 1 } });
  });

  test('is refused where the counts are damaged', async () => {
    const { report, ...counts } = await countsOf([`${T} {"errcode":0}`]);
    const hidden = { ...counts.hidden, leftOut: -1 };
    const damaged = { ...report, summary: { ...report.summary!, hidden } };
    const plan = { catalog: loadCatalog('en'), by: undefined, version: '0', nowMs: 0, seconds: 0 };
    await expect(async () => runMerge([{ name: 'a.json', report: damaged }], plan)).rejects.toThrow(
      /summary\.hidden\.leftOut/,
    );
  });
});
