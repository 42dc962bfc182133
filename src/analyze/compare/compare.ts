/** Holds one report against an earlier one, code by code and in all. */
import { UNKNOWN_ENTRY } from '../../catalog/unknown.ts';
import type { Catalog } from '../../model/catalog.ts';
import {
  CHANGES,
  type Change,
  COMPARISON_SCHEMA,
  type ComparedCode,
  type ComparedFigure,
  type ComparedSide,
  type ReportComparison,
} from '../../model/comparison.ts';
import type { Report, ReportCode } from '../../model/report.ts';
import { CATEGORIES, CATEGORY_IDS, DOMAIN_NAMES, type Domain } from '../../model/taxonomy.ts';
import { compareDiagnoses } from './diagnoses.ts';
import { compareFigure, compareShares, type Lengths, rounded } from './figure.ts';
import { periodOf } from './period.ts';
import { remarksOn } from './remarks.ts';

/** A report and what to call it. */
export interface NamedReport {
  readonly name: string;
  readonly report: Report;
}

/**
 * What changed from `base` to `head`. Codes have the meaning, category and owner of `catalog`, so that
 * reports of different versions and languages can be held against each other.
 */
export function compareReports(
  base: NamedReport,
  head: NamedReport,
  catalog: Pick<Catalog, 'get'>,
): ReportComparison {
  const sides = { base: sideOf(base), head: sideOf(head) };
  const lengths = lengthsOf(sides.base, sides.head);
  const codes = compareCodes(base.report, head.report, catalog, lengths);
  const totals = compareTotals(base.report, head.report, lengths);
  const counts = { base: base.report, head: head.report };
  const diagnoses = compareDiagnoses(base.report, head.report);
  return {
    schema: COMPARISON_SCHEMA,
    ...sides,
    by: lengths === undefined ? 'events' : 'rate',
    ...judgeAll(base.report, head.report, totals.errors),
    totals,
    changes: countChanges(codes),
    codes,
    categories: compareCategories(counts, codes, lengths),
    domains: compareDomains(counts, codes, lengths),
    apis: compareApis(base.report, head.report, lengths),
    workloads: compareWorkloads(base.report, head.report, lengths),
    ...(diagnoses === undefined ? {} : { diagnoses }),
    remarks: remarksOn(sides.base, sides.head),
  };
}

function sideOf({ name, report }: NamedReport): ComparedSide {
  const period = periodOf(report);
  const { sources, bytes, lines } = report.input;
  return {
    name,
    ...(period === undefined ? {} : { period }),
    generator: report.generator,
    catalog: report.catalog,
    zone: report.time.zone,
    input: { sources, bytes, lines },
    totals: report.totals,
    undated: report.time.undated,
    problems: report.input.files.filter(({ problem }) => problem !== undefined).length,
    partial: report.partial,
  };
}

function lengthsOf(base: ComparedSide, head: ComparedSide): Lengths {
  if (base.period === undefined || head.period === undefined) return undefined;
  return { base: base.period.seconds, head: head.period.seconds };
}

function compareTotals(base: Report, head: Report, lengths: Lengths): ReportComparison['totals'] {
  const figure = (name: keyof Report['totals']): ComparedFigure =>
    compareFigure(base.totals[name], head.totals[name], lengths);
  return {
    events: figure('events'),
    errors: figure('errors'),
    success: figure('success'),
    unknown: figure('unknown'),
    foreign: figure('foreign'),
    tolerated: figure('tolerated'),
    nearMisses: figure('nearMisses'),
  };
}

/** By the share of calls where both logs know how many there were; more calls fail more often. */
function judgeAll(
  base: Report,
  head: Report,
  errors: ComparedFigure,
): Pick<ReportComparison, 'verdict' | 'failureShare'> {
  if (base.totals.success > 0 && head.totals.success > 0) {
    const [before, now] = [base, head].map(({ totals }) => ({
      errors: totals.errors,
      calls: totals.errors + totals.success,
    })) as [Parameters<typeof compareShares>[0], Parameters<typeof compareShares>[0]];
    return {
      verdict: compareShares(before, now),
      failureShare: {
        base: rounded(before.errors / before.calls),
        head: rounded(now.errors / now.calls),
      },
    };
  }
  if (errors.mayBeChance || errors.change === 'same') return { verdict: 'same' };
  const isWorse = errors.change === 'new' || errors.change === 'grown';
  return { verdict: isWorse ? 'worse' : 'better' };
}

function compareCodes(
  base: Report,
  head: Report,
  catalog: Pick<Catalog, 'get'>,
  lengths: Lengths,
): ComparedCode[] {
  const [before, now] = [base, head].map(
    ({ codes }) => new Map(codes.map((code) => [code.errcode, code])),
  ) as [Map<number, ReportCode>, Map<number, ReportCode>];
  return [...new Set([...now.keys(), ...before.keys()])]
    .filter((errcode) => errcode !== 0)
    .map((errcode): ComparedCode => {
      const [earlier, later] = [before.get(errcode), now.get(errcode)];
      const { firstSeen, lastSeen } = (later ?? earlier)!;
      return {
        errcode,
        ...factsOf(errcode, catalog),
        ...compareFigure(earlier?.events ?? 0, later?.events ?? 0, lengths),
        ...(firstSeen === undefined ? {} : { firstSeen }),
        ...(lastSeen === undefined ? {} : { lastSeen }),
      };
    })
    .sort(
      (left, right) =>
        CHANGES.indexOf(left.change) - CHANGES.indexOf(right.change) ||
        weightOf(right) - weightOf(left) ||
        left.errcode - right.errcode,
    );
}

function factsOf(
  errcode: number,
  catalog: Pick<Catalog, 'get'>,
): Omit<ComparedCode, 'errcode' | keyof ComparedFigure | 'firstSeen' | 'lastSeen'> {
  const entry = catalog.get(errcode) ?? UNKNOWN_ENTRY;
  const { category, group, domain, owner, retry } = entry;
  const words = 'meaning' in entry ? { meaning: entry.meaning, remedy: entry.remedy } : {};
  return { ...words, category, group, domain, owner, retry };
}

/** What has gone counts by what it was. */
function weightOf({ change, base, head }: ComparedFigure): number {
  return change === 'gone' || change === 'shrunk' ? base : head;
}

function countChanges(codes: readonly ComparedCode[]): Record<Change, number> {
  const changes: Record<Change, number> = { new: 0, grown: 0, shrunk: 0, gone: 0, same: 0 };
  for (const { change } of codes) changes[change]++;
  return changes;
}

interface Sides {
  readonly base: Report;
  readonly head: Report;
}

function compareCategories(
  { base, head }: Sides,
  codes: readonly ComparedCode[],
  lengths: Lengths,
): ReportComparison['categories'] {
  const others = { key: 'unknown', base: base.otherCodes, head: head.otherCodes };
  const sums = sumBy(codes, ({ category }) => category, others);
  return CATEGORY_IDS.flatMap((category) => {
    const sum = sums.get(category);
    if (sum === undefined) return [];
    const { group } = CATEGORIES[category];
    return [{ category, group, ...compareFigure(sum.base, sum.head, lengths) }];
  });
}

function compareDomains(
  { base, head }: Sides,
  codes: readonly ComparedCode[],
  lengths: Lengths,
): ReportComparison['domains'] {
  const others = { key: 'unknown', base: base.otherCodes, head: head.otherCodes };
  const sums = sumBy(codes, ({ domain }) => domain, others);
  return (Object.keys(DOMAIN_NAMES) as Domain[]).flatMap((domain) => {
    const sum = sums.get(domain);
    return sum === undefined ? [] : [{ domain, ...compareFigure(sum.base, sum.head, lengths) }];
  });
}

function sumBy(
  codes: readonly ComparedCode[],
  keyOf: (code: ComparedCode) => string,
  others: { readonly key: string; readonly base: number; readonly head: number },
): Map<string, { base: number; head: number }> {
  const sums = new Map<string, { base: number; head: number }>();
  const add = (key: string, base: number, head: number): void => {
    if (base === 0 && head === 0) return;
    const sum = sums.get(key) ?? { base: 0, head: 0 };
    sums.set(key, { base: sum.base + base, head: sum.head + head });
  };
  for (const code of codes) add(keyOf(code), code.base, code.head);
  add(others.key, others.base, others.head);
  return sums;
}

function compareApis(base: Report, head: Report, lengths: Lengths): ReportComparison['apis'] {
  const failed = ({ apis }: Report): Map<string, Report['apis'][number]> =>
    new Map(apis.filter(({ errors }) => errors > 0).map((api) => [api.api, api]));
  const [before, now] = [failed(base), failed(head)];
  return [...new Set([...now.keys(), ...before.keys()])]
    .map((api) => {
      const [earlier, later] = [before.get(api), now.get(api)];
      const title = later?.title ?? earlier?.title;
      const figure = compareFigure(earlier?.errors ?? 0, later?.errors ?? 0, lengths);
      return { api, ...(title === undefined ? {} : { title }), ...figure };
    })
    .sort(
      (left, right) =>
        right.head - left.head || right.base - left.base || (left.api < right.api ? -1 : 1),
    );
}

/** Reports without labels have no workloads: against one that has some, all of theirs would be new. */
function compareWorkloads(
  base: Report,
  head: Report,
  lengths: Lengths,
): ReportComparison['workloads'] {
  if (base.workloads.length === 0 || head.workloads.length === 0) return [];
  const errorsOf = ({ workloads }: Report): Map<string, number> =>
    new Map(workloads.map(({ workload, errors }) => [workload, errors]));
  const [before, now] = [errorsOf(base), errorsOf(head)];
  return [...new Set([...now.keys(), ...before.keys()])]
    .map((workload) => ({
      workload,
      ...compareFigure(before.get(workload) ?? 0, now.get(workload) ?? 0, lengths),
    }))
    .filter((figure) => figure.base + figure.head > 0)
    .sort(
      (left, right) =>
        right.head - left.head ||
        right.base - left.base ||
        (left.workload < right.workload ? -1 : 1),
    );
}
