/** Two reports held against each other: sides, periods, remarks, and what comes first. */
import { describe, expect, test } from 'vitest';
import { compareReports } from '../../../src/analyze/compare/compare.ts';
import { loadCatalog } from '../../../src/catalog/catalog.ts';
import type { ReportComparison } from '../../../src/model/comparison.ts';
import type { Report } from '../../../src/model/report.ts';
import { buildReport } from '../../sink/report/fixtures.ts';

const catalog = loadCatalog('en');

type Time = Partial<Report['time']>;

/** A report of `counts` in a time; success is code 0. */
function reportOf(
  counts: Readonly<Record<number, number>>,
  time: Time = {},
  more: Partial<Report> = {},
): Report {
  const codes = Object.entries(counts).map(([errcode, count]) => ({
    errcode: Number(errcode),
    counts: [count],
  }));
  const report = buildReport({ codes }, more);
  return { ...report, time: { ...report.time, ...time } };
}

const AUGUST: Time = { since: '2026-08-01T00:00:00Z', until: '2026-09-01T00:00:00Z' };
const SEPTEMBER: Time = { since: '2026-09-01T00:00:00Z', until: '2026-10-01T00:00:00Z' };

function compare(base: Report, head: Report): ReportComparison {
  return compareReports({ name: 'base', report: base }, { name: 'head', report: head }, catalog);
}

describe('compareReports', () => {
  test('puts what is new first, then what has grown, shrunk, gone, and the rest', () => {
    const { codes, changes } = compare(
      reportOf({ 40014: 100, 45009: 10, 60011: 50, 81013: 40 }, AUGUST),
      reportOf({ 40014: 100, 45009: 90, 81013: 5, 60020: 7, 40029: 70 }, SEPTEMBER),
    );
    expect(codes.map(({ errcode, change }) => [errcode, change])).toEqual([
      [40029, 'new'],
      [60020, 'new'],
      [45009, 'grown'],
      [81013, 'shrunk'],
      [60011, 'gone'],
      [40014, 'same'],
    ]);
    expect(changes).toEqual({ new: 2, grown: 1, shrunk: 1, gone: 1, same: 1 });
  });

  test('says of codes what the catalogue at hand says, not what the reports said', () => {
    const [code] = compare(reportOf({ 40014: 1 }), reportOf({ 40014: 1 })).codes;
    expect(code).toMatchObject({
      errcode: 40014,
      meaning: 'Invalid access_token',
      owner: 'program',
    });
  });

  test('judges by the share of failures where both logs record successes', () => {
    const twice = compare(
      reportOf({ 0: 10_000, 40014: 100 }, AUGUST),
      reportOf({ 0: 20_000, 40014: 200 }, SEPTEMBER),
    );
    expect(twice.verdict).toBe('same');
    expect(twice.totals.errors.change).toBe('grown');
    expect(twice.failureShare).toEqual({ base: 0.00990099, head: 0.00990099 });
    const onlyOne = compare(
      reportOf({ 40014: 100 }, AUGUST),
      reportOf({ 0: 20_000, 40014: 200 }, SEPTEMBER),
    );
    expect(onlyOne).toMatchObject({
      verdict: 'worse',
      remarks: ['periods-differ', 'success-differs'],
    });
    expect(onlyOne).not.toHaveProperty('failureShare');
  });

  test.each([
    ['the asked range', AUGUST, {}, ['2026-08-01T00:00:00Z', '2026-09-01T00:00:00Z', true]],
    [
      'what was over of it when the report was made',
      { ...AUGUST, from: '2026-08-02T00:00:00Z', to: '2026-08-16T11:00:00Z' },
      { run: { seconds: 1, madeAt: '2026-08-16T12:00:00Z' } },
      ['2026-08-01T00:00:00Z', '2026-08-16T12:00:00Z', true],
    ],
    [
      'from the first to the last dated event',
      { from: '2026-08-02T00:00:00Z', to: '2026-08-03T00:00:00Z' },
      {},
      ['2026-08-02T00:00:00Z', '2026-08-03T00:00:00Z', false],
    ],
    [
      'from the asked beginning to the last dated event',
      { since: '2026-08-01T00:00:00Z', to: '2026-08-03T00:00:00Z' },
      {},
      ['2026-08-01T00:00:00Z', '2026-08-03T00:00:00Z', false],
    ],
    [
      'nothing if that is less than a minute',
      { from: '2026-08-02T00:00:00Z', to: '2026-08-02T00:00:59Z' },
      {},
      undefined,
    ],
  ] as const)('takes as period %s', (_title, time, more, period) => {
    const { head, by } = compare(
      reportOf({ 40014: 1 }, AUGUST),
      reportOf({ 40014: 1 }, time, more),
    );
    const { from, to, isAsked } = head.period ?? {};
    expect(period === undefined ? head.period : [from, to, isAsked]).toEqual(period);
    expect(by).toBe(period === undefined ? 'events' : 'rate');
  });

  test.each([
    ['periods-overlap', AUGUST, { ...SEPTEMBER, since: '2026-08-20T00:00:00Z' }, {}],
    ['order-reversed', SEPTEMBER, AUGUST, {}],
    ['zones-differ', AUGUST, { ...SEPTEMBER, zone: 'UTC' }, {}],
    ['period-unknown', AUGUST, { from: '2026-09-01T00:00:00Z', to: '2026-09-01T00:00:00Z' }, {}],
    ['catalogs-differ', AUGUST, SEPTEMBER, { catalog: { version: 'other', codes: 1 } }],
    ['partial', AUGUST, SEPTEMBER, { partial: true }],
  ] as const)('remarks: %s', (remark, base, head, more) => {
    const { remarks } = compare(reportOf({ 40014: 1 }, base), reportOf({ 40014: 1 }, head, more));
    expect(remarks).toContain(remark);
    expect(
      compare(reportOf({ 40014: 1 }, AUGUST), reportOf({ 40014: 1 }, AUGUST)).remarks,
    ).not.toContain(remark === 'periods-overlap' ? 'order-reversed' : remark);
  });

  test('remarks on logs of very different size', () => {
    const small = reportOf({ 40014: 1 }, AUGUST);
    const large = reportOf({ 40014: 1 }, AUGUST);
    const grown = { ...large, input: { ...large.input, lines: large.input.lines * 11 } };
    expect(compare(small, grown).remarks).toContain('volumes-differ');
    expect(compare(small, large).remarks).not.toContain('volumes-differ');
  });

  test('counts unknown codes beyond those with a name in their category and area', () => {
    const head = { ...reportOf({ 7654321: 2 }, SEPTEMBER), otherCodes: 5 };
    const { categories, domains } = compare(reportOf({}, AUGUST), head);
    expect(categories).toMatchObject([{ category: 'unknown', base: 0, head: 7 }]);
    expect(domains).toMatchObject([{ domain: 'unknown', base: 0, head: 7 }]);
  });
});

describe('what the reports say of themselves', () => {
  test('compares failures by workload where both are labelled, and else not at all', () => {
    const labelled = (workloads: Report['workloads']) => ({ ...reportOf({ 40014: 9 }), workloads });
    const before = labelled([
      { workload: 'orders', events: 90, errors: 5 },
      { workload: 'idle', events: 9, errors: 0 },
    ]);
    const now = labelled([
      { workload: 'notify', events: 30, errors: 30 },
      { workload: 'orders', events: 90, errors: 60 },
    ]);
    expect(
      compare(before, now).workloads.map(({ workload, base, head, change }) => [
        ...[workload, base, head, change],
      ]),
    ).toEqual([
      ['orders', 5, 60, 'grown'],
      ['notify', 0, 30, 'new'],
    ]);
    expect(compare(reportOf({ 40014: 9 }), now).workloads).toEqual([]);
    expect(compare(before, reportOf({ 40014: 9 })).workloads).toEqual([]);
  });

  test('warns of records without a time from a tenth on, and of inputs that failed', () => {
    const plain = reportOf({ 40014: 100 });
    const undated = (records: number) => ({ ...plain, time: { ...plain.time, undated: records } });
    expect(compare(undated(9), plain).remarks).not.toContain('undated');
    expect(compare(undated(10), plain)).toMatchObject({ base: { undated: 10 } });
    expect(compare(plain, undated(10)).remarks).toContain('undated');
    const [file] = plain.input.files;
    const files = [{ ...file!, problem: 'cut off' }, file!];
    const broken = { ...plain, input: { ...plain.input, files } };
    expect(compare(broken, plain)).toMatchObject({ base: { problems: 1 }, head: { problems: 0 } });
    expect(compare(broken, plain).remarks).toContain('inputs-failed');
  });
});
