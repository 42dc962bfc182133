/** A comparison as metrics in the text format, for a textfile collector: a job can alert on what is new. */
import {
  CHANGES,
  COMPARISON_REMARKS,
  type ComparedCode,
  type ComparedSide,
  type ReportComparison,
} from '../../model/comparison.ts';
import { COMPARISON_METRICS, type ComparisonMetricName } from './comparison-table.ts';
import { nameCodes, OTHER } from './named-codes.ts';
import { createRegistry } from './registry.ts';
import type { Sample } from './samples.ts';

export async function renderComparisonMetrics(comparison: ReportComparison): Promise<string> {
  const registry = createRegistry({ hasProcess: false, rows: COMPARISON_METRICS });
  return registry.text(new Map(comparisonSamples(comparison)));
}

/** Also of a report that has a baseline. */
export function comparisonSamples(
  comparison: ReportComparison,
): [ComparisonMetricName, Sample[]][] {
  const { changes, verdict, remarks, failureShare } = comparison;
  const { named, others } = nameCodes(comparison.codes);
  return [
    ['wecomlog_comparison_verdict', states('verdict', VERDICTS, [verdict])],
    [
      'wecomlog_comparison_codes',
      CHANGES.map((change) => ({ labels: { change }, value: changes[change] })),
    ],
    ['wecomlog_comparison_failures', bySide(comparison, ({ totals }) => totals.errors)],
    ['wecomlog_comparison_successes', bySide(comparison, ({ totals }) => totals.success)],
    [
      'wecomlog_comparison_failure_ratio',
      SIDES.flatMap((side) =>
        failureShare === undefined ? [] : [{ labels: { side }, value: failureShare[side] }],
      ),
    ],
    ['wecomlog_comparison_period_seconds', bySide(comparison, ({ period }) => period?.seconds)],
    [
      'wecomlog_comparison_to_timestamp_seconds',
      bySide(comparison, ({ period }) => period && Date.parse(period.to) / 1000),
    ],
    [
      'wecomlog_comparison_errcode_events',
      [
        ...named.flatMap((code) => eventsOf(`${code.errcode}`, code)),
        ...(others.length > 0 ? eventsOf(OTHER, sumOf(others)) : []),
      ],
    ],
    [
      'wecomlog_comparison_errcode_ratio',
      named.flatMap(({ errcode, ratio }) =>
        ratio === undefined ? [] : [{ labels: { errcode: `${errcode}` }, value: ratio }],
      ),
    ],
    ['wecomlog_comparison_errcode_change_info', changeInfo(named)],
    ['wecomlog_comparison_remark', states('remark', COMPARISON_REMARKS, remarks)],
  ];
}

const SIDES = ['base', 'head'] as const;
const VERDICTS = ['better', 'worse', 'same'] as const;

function bySide(
  comparison: ReportComparison,
  read: (side: ComparedSide) => number | undefined,
): Sample[] {
  return SIDES.flatMap((side) => {
    const value = read(comparison[side]);
    return value === undefined ? [] : [{ labels: { side }, value }];
  });
}

function eventsOf(errcode: string, counts: { base: number; head: number }): Sample[] {
  return SIDES.map((side) => ({ labels: { errcode, side }, value: counts[side] }));
}

function sumOf(codes: readonly ComparedCode[]): { base: number; head: number } {
  const sum = (side: 'base' | 'head'): number =>
    codes.reduce((total, code) => total + code[side], 0);
  return { base: sum('base'), head: sum('head') };
}

function changeInfo(codes: readonly ComparedCode[]): Sample[] {
  return codes.map(({ errcode, change, mayBeChance, category, group, owner }) => ({
    labels: {
      ...{ errcode: `${errcode}`, change, may_be_chance: `${mayBeChance}` },
      ...{ category, group, owner },
    },
    value: 1,
  }));
}

/** Every state there is, so that a query finds its series before it holds. */
function states(label: string, all: readonly string[], holding: readonly string[]): Sample[] {
  return all.map((state) => ({
    labels: { [label]: state },
    value: holding.includes(state) ? 1 : 0,
  }));
}
