/** A comparison as JSON, `wecomlog.comparison/1`, in one order of keys. */
import type { ComparedFigure, ComparedSide, ReportComparison } from '../../model/comparison.ts';
import type { Report } from '../../model/report.ts';
import { type Layout, printJson } from '../report/json-layout.ts';

export function renderComparisonJson(comparison: ReportComparison): string {
  return printJson(comparison, COMPARISON);
}

const FIGURE: Layout<ComparedFigure> = {
  base: 'value',
  head: 'value',
  basePerDay: 'value',
  headPerDay: 'value',
  ratio: 'value',
  change: 'value',
  mayBeChance: 'value',
};

/** Of a report; each side of a comparison has them too. */
export const TOTALS: Layout<Report['totals']> = {
  events: 'value',
  errors: 'value',
  success: 'value',
  unknown: 'value',
  foreign: 'value',
  tolerated: 'value',
  nearMisses: 'value',
};

const SIDE: Layout<ComparedSide> = {
  name: 'value',
  period: { from: 'value', to: 'value', seconds: 'value', isAsked: 'value' },
  generator: { name: 'value', version: 'value' },
  catalog: { version: 'value', codes: 'value' },
  zone: 'value',
  input: { sources: 'value', bytes: 'value', lines: 'value' },
  totals: TOTALS,
  undated: 'value',
  problems: 'value',
  partial: 'value',
};

/** Where it is part of a report as well. */
export const COMPARISON: Layout<ReportComparison> = {
  schema: 'value',
  base: SIDE,
  head: SIDE,
  by: 'value',
  verdict: 'value',
  failureShare: { base: 'value', head: 'value' },
  totals: {
    events: FIGURE,
    errors: FIGURE,
    success: FIGURE,
    unknown: FIGURE,
    foreign: FIGURE,
    tolerated: FIGURE,
    nearMisses: FIGURE,
  },
  changes: { new: 'value', grown: 'value', shrunk: 'value', gone: 'value', same: 'value' },
  codes: {
    errcode: 'value',
    meaning: 'value',
    remedy: 'value',
    category: 'value',
    group: 'value',
    domain: 'value',
    owner: 'value',
    retry: 'value',
    ...FIGURE,
    firstSeen: 'value',
    lastSeen: 'value',
  },
  categories: { category: 'value', group: 'value', ...FIGURE },
  domains: { domain: 'value', ...FIGURE },
  apis: { api: 'value', title: 'value', ...FIGURE },
  workloads: { workload: 'value', ...FIGURE },
  diagnoses: {
    id: 'value',
    change: 'value',
    severity: 'value',
    owner: 'value',
    errcodes: 'value',
    workload: 'value',
    title: 'value',
    evidence: 'value',
    remedy: 'value',
  },
  remarks: 'value',
};
