import { describe, expect, test } from 'vitest';
import { compareReports } from '../../../src/analyze/compare/compare.ts';
import { loadCatalog } from '../../../src/catalog/catalog.ts';
import { CHANGES, COMPARISON_REMARKS } from '../../../src/model/comparison.ts';
import type { Report } from '../../../src/model/report.ts';
import { renderComparisonMetrics } from '../../../src/sink/prometheus/comparison.ts';
import { renderReportMetrics } from '../../../src/sink/prometheus/report.ts';
import { promtool } from '../../helpers/promtool.ts';
import { buildReport } from '../report/fixtures.ts';
import { parseText } from './parse.ts';

const BASE = buildReport({
  start: '2026-08-31T00:00:00Z',
  codes: [
    { errcode: 0, counts: [900] },
    { errcode: 40014, counts: [40] },
    { errcode: 48002, counts: [12] },
  ],
});
const HEAD = buildReport({
  codes: [
    { errcode: 0, counts: [900] },
    { errcode: 40014, counts: [90] },
    { errcode: 60020, counts: [30] },
  ],
});

function compare(base: Report, head: Report) {
  const [before, now] = [
    { name: 'base', report: base },
    { name: 'head', report: head },
  ];
  return compareReports(before!, now!, loadCatalog('en'));
}

async function samplesOf(base: Report, head: Report): Promise<Record<string, number>> {
  const text = await renderComparisonMetrics(compare(base, head));
  expect(promtool(['check', 'metrics'], text)).toMatchObject({ isClean: true });
  return parseText(text).samples;
}

describe('a comparison as metrics', () => {
  test('says what became of each code, and how many events it had on either side', async () => {
    const samples = await samplesOf(BASE, HEAD);
    expect(samples).toMatchObject({
      'wecomlog_comparison_verdict{verdict="worse"}': 1,
      'wecomlog_comparison_verdict{verdict="better"}': 0,
      'wecomlog_comparison_codes{change="new"}': 1,
      'wecomlog_comparison_codes{change="same"}': 0,
      'wecomlog_comparison_failures{side="base"}': 52,
      'wecomlog_comparison_failures{side="head"}': 120,
      'wecomlog_comparison_failure_ratio{side="head"}': 0.117647,
      'wecomlog_comparison_errcode_events{errcode="60020",side="base"}': 0,
      'wecomlog_comparison_errcode_events{errcode="60020",side="head"}': 30,
      'wecomlog_comparison_errcode_ratio{errcode="40014"}': 2.25,
      'wecomlog_comparison_errcode_ratio{errcode="48002"}': 0,
      'wecomlog_comparison_errcode_change_info{errcode="60020",change="new",may_be_chance="false",category="permission-denied",group="grant",owner="administrator"}': 1,
    });
    expect(samples).not.toHaveProperty(['wecomlog_comparison_errcode_ratio{errcode="60020"}']);
  });

  test('has every state at 0 or 1, so that what does not hold yet can be asked for', async () => {
    const samples = await samplesOf(BASE, { ...HEAD, partial: true });
    const count = (name: string) =>
      Object.keys(samples).filter((key) => key.startsWith(name)).length;
    expect(count('wecomlog_comparison_remark{')).toBe(COMPARISON_REMARKS.length);
    expect(count('wecomlog_comparison_codes{')).toBe(CHANGES.length);
    expect(samples['wecomlog_comparison_remark{remark="partial"}']).toBe(1);
    expect(samples['wecomlog_comparison_remark{remark="zones-differ"}']).toBe(0);
  });

  test('leaves out what is not known: periods without a time, shares without successes', async () => {
    const samples = await samplesOf(
      buildReport(),
      buildReport({ codes: [{ errcode: 40014, counts: [], undated: 3 }] }),
    );
    const names = new Set(Object.keys(samples).map((key) => key.replace(/\{.*/, '')));
    expect(names).not.toContain('wecomlog_comparison_period_seconds');
    expect(names).not.toContain('wecomlog_comparison_failure_ratio');
    expect(samples['wecomlog_comparison_errcode_events{errcode="40014",side="head"}']).toBe(3);
  });

  test('sums up the unknown codes beyond those that have a series', async () => {
    const codes = Array.from({ length: 230 }, (_, index) => ({
      errcode: 9_000_000 + index,
      counts: [2],
    }));
    const samples = await samplesOf(buildReport(), buildReport({ codes }));
    expect(samples['wecomlog_comparison_errcode_events{errcode="other",side="head"}']).toBe(60);
    expect(samples['wecomlog_comparison_codes{change="new"}']).toBe(230);
  });

  test('stands beside the figures of a report that has a baseline', async () => {
    const text = await renderReportMetrics({ ...HEAD, baseline: compare(BASE, HEAD) });
    const { samples } = parseText(text);
    expect(samples['wecomlog_comparison_codes{change="gone"}']).toBe(1);
    expect(samples).toHaveProperty(['wecomlog_report_partial']);
    expect(await renderReportMetrics(HEAD)).not.toContain('wecomlog_comparison_');
  });
});
