/** Comparisons for pages: one in which every section has something to say, and such of 0 to 1,000 codes. */
import { compareReports } from '../../../../src/analyze/compare/compare.ts';
import { loadCatalog } from '../../../../src/catalog/catalog.ts';
import type { ReportComparison } from '../../../../src/model/comparison.ts';
import type { Lang } from '../../../../src/model/lang.ts';
import type { Report, ReportDiagnosis } from '../../../../src/model/report.ts';
import { renderComparisonHtml } from '../../../../src/sink/comparison/html/html.ts';
import { SHANGHAI } from '../../report/fixtures.ts';
import { everything as everyReport, twoWeeks } from '../../report/html/reports.ts';

const WEEK_SECONDS = 7 * 86_400;

export interface Pair {
  readonly base: Report;
  readonly head: Report;
}

/** Two weeks, one after the other, of so many codes. */
export function weeks(codes: number, lang: Lang): Pair {
  const { base, head } = twoWeeks(codes, lang);
  return { base: earlier(base), head };
}

/** A day and a half against eight hours, with workloads, diagnoses and whatever makes them unlike. */
export function everything(): Pair {
  const head = everyReport();
  const [denied, token, zone] = head.diagnoses as [
    ReportDiagnosis,
    ReportDiagnosis,
    ReportDiagnosis,
  ];
  const base: Report = {
    ...head,
    catalog: { version: 'page-2018', codes: 300 },
    input: {
      ...head.input,
      files: [{ name: 'old.log.gz', bytes: 9, lines: 1, events: 0, problem: 'cut off' }],
    },
    codes: head.codes.map((code) => ({
      ...code,
      errcode: code.errcode === 60020 ? 48002 : code.errcode,
      events: code.errcode === 45009 ? code.events * 40 : code.events,
      series: code.series.map(([at, count]) => [at - 5 * 86_400, count]),
    })),
    time: {
      ...head.time,
      from: '2026-08-25T12:00:00Z',
      to: '2026-08-27T00:00:00Z',
      zone: 'UTC',
      undated: 5000,
    },
    workloads: [{ workload: 'shop/order', events: 6000, errors: 200 }],
    diagnoses: [token, { ...denied, id: 'provider-limits', title: 'a limit that was lifted' }],
    partial: true,
  };
  return { base, head: { ...head, diagnoses: [denied, token, zone] } };
}

export function compare({ base, head }: Pair, lang: Lang): ReportComparison {
  return compareReports(
    { name: 'august.json', report: base },
    { name: 'september.json', report: head },
    loadCatalog(lang),
  );
}

export function render(pair: Pair, lang: Lang): string {
  return renderComparisonHtml(compare(pair, lang), { lang, zone: SHANGHAI, reports: pair });
}

/** The report of the week before. */
function earlier(report: Report): Report {
  const before = (text: string): string =>
    new Date(Date.parse(text) - WEEK_SECONDS * 1000).toISOString();
  const { from, to } = report.time;
  return {
    ...report,
    codes: report.codes.map((code) => ({
      ...code,
      series: code.series.map(([at, count]) => [at - WEEK_SECONDS, count]),
    })),
    time: {
      ...report.time,
      ...(from === undefined || to === undefined ? {} : { from: before(from), to: before(to) }),
    },
  };
}
