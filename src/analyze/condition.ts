/** What a report says to the conditions of `--fail-on`. */
import type {
  CodeKind,
  Comparator,
  Condition,
  ConditionAnswer,
  ConditionFigure,
  ConditionUnit,
  TotalFigure,
} from '../model/condition.ts';
import type { Report, ReportCode } from '../model/report.ts';
import { periodOf } from './compare/period.ts';

export function answerCondition(condition: Condition, report: Report): ConditionAnswer {
  const events = countOf(condition.figure, report);
  if (events === undefined) return { condition, lacks: 'baseline' };
  const value = inUnit(events, condition, report);
  if (typeof value !== 'number') return { condition, ...value };
  const holds = COMPARE[condition.comparator](value, condition.limit);
  return { condition, holds, value, events };
}

const COMPARE: Readonly<Record<Comparator, (value: number, limit: number) => boolean>> = {
  '>': (value, limit) => value > limit,
  '>=': (value, limit) => value >= limit,
  '<': (value, limit) => value < limit,
  '<=': (value, limit) => value <= limit,
  '==': (value, limit) => value === limit,
  '!=': (value, limit) => value !== limit,
};

/** Events, or codes; undefined where only a baseline could tell. */
function countOf(figure: ConditionFigure, report: Report): number | undefined {
  if (figure.kind === 'total') return totalOf(figure.name, report);
  if (figure.kind === 'codes') return codesOf(figure.of, report);
  const isMeant = meantBy(figure);
  const named = report.codes.filter(isMeant).reduce((sum, code) => sum + untolerated(code), 0);
  // Codes beyond those that are counted by name are unknown ones.
  const isUnknown = 'id' in figure && figure.id === 'unknown';
  return named + (isUnknown ? report.otherCodes : 0);
}

function meantBy(
  figure: Exclude<ConditionFigure, { kind: 'total' | 'codes' }>,
): (code: ReportCode) => boolean {
  switch (figure.kind) {
    case 'code':
      return ({ errcode }) => errcode === figure.errcode;
    case 'category':
      return ({ category }) => category === figure.id;
    case 'group':
      return ({ group }) => group === figure.id;
    // Successes belong to an area as well; conditions are about failures.
    case 'domain':
      return ({ domain, errcode }) => domain === figure.id && errcode !== 0;
    case 'owner':
      return ({ owner, errcode }) => owner === figure.id && errcode !== 0;
  }
}

function untolerated({ events, tolerated = 0 }: ReportCode): number {
  return events - tolerated;
}

function totalOf(name: TotalFigure, { totals }: Report): number {
  if (name === 'near-misses') return totals.nearMisses;
  return name === 'errors' ? totals.errors - totals.tolerated : totals[name];
}

function codesOf(kind: CodeKind, { codes, baseline }: Report): number | undefined {
  if (kind === 'unknown') return codes.filter(({ category }) => category === 'unknown').length;
  return baseline?.changes[kind];
}

type Lack = { readonly lacks: 'success' | 'period' | 'baseline' };

function inUnit(events: number, { figure, unit }: Condition, report: Report): number | Lack {
  if (unit === '') return events;
  if (unit === '%') return shareOf(events, report);
  if (unit === 'x') return timesOf(events, figure, report);
  const period = periodOf(report);
  if (period === undefined) return events === 0 ? 0 : { lacks: 'period' };
  return (events * UNIT_SECONDS[unit]) / period.seconds;
}

const UNIT_SECONDS: Readonly<Record<Exclude<ConditionUnit, '' | '%' | 'x'>, number>> = {
  '/min': 60,
  '/h': 3600,
  '/d': 86_400,
};

/** Of all calls, which are only known where the log records those that worked. */
function shareOf(events: number, { totals }: Report): number | Lack {
  if (totals.success === 0) return events === 0 && totals.errors === 0 ? 0 : { lacks: 'success' };
  return (events * 100) / (totals.success + totals.errors);
}

/** By rate where both periods are known. Tolerated failures of the baseline are not known by code. */
function timesOf(events: number, figure: ConditionFigure, { baseline }: Report): number | Lack {
  if (baseline === undefined) return { lacks: 'baseline' };
  const before = baseOf(figure, baseline);
  const { base, head } = baseline;
  const lengths =
    base.period === undefined || head.period === undefined
      ? 1
      : head.period.seconds / base.period.seconds;
  if (before === 0) return events === 0 ? 0 : Number.POSITIVE_INFINITY;
  return events / (before * lengths);
}

function baseOf(figure: ConditionFigure, { base, codes }: NonNullable<Report['baseline']>): number {
  if (figure.kind === 'total') return totalOf(figure.name, { totals: base.totals } as Report);
  if (figure.kind === 'code' && figure.errcode === 0) return base.totals.success;
  if (figure.kind === 'codes') return 0;
  const isMeant = meantBy(figure) as (code: { readonly errcode: number }) => boolean;
  return codes.filter(isMeant).reduce((sum, code) => sum + code.base, 0);
}
