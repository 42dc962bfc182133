/**
 * One report out of many. Counts add up; names, meanings and order are made anew, so it does not matter
 * who is merged with whom first, and a report of nothing changes nothing.
 */
import type { BucketWord } from '../../model/bucket.ts';
import { BUCKETS } from '../../model/bucket.ts';
import type { Catalog, Endpoint } from '../../model/catalog.ts';
import type { CopiesNotice, Report, ReportNotice } from '../../model/report.ts';
import { createZone } from '../../record/zone.ts';
import type { Dedupe } from '../aggregate.ts';
import type { NamedReport } from '../compare/compare.ts';
import { buildReport } from '../report.ts';
import { zoneNotices } from '../skew.ts';
import { summaryOf } from '../stored/report.ts';
import { recatalogued } from '../stored/retell.ts';
import { createSummary } from '../summary.ts';
import { addSummaryData } from '../summary-data.ts';
import { compareNames, mergeInputs } from './inputs.ts';

export interface MergeFrame {
  readonly catalog: Catalog;
  endpointOf(path: string): Endpoint | undefined;
  readonly version: string;
  /** Width of the buckets; that of the reports if undefined. */
  readonly by?: BucketWord | 'auto' | undefined;
  /** Ms since the epoch. */
  readonly nowMs: number;
  readonly seconds: number;
}

/** Throws a ToolError for a report that cannot be added up, or for a shard given twice. */
export function mergeReports(parts: readonly NamedReport[], frame: MergeFrame): Report {
  const { catalog } = frame;
  const summary = createSummary();
  for (const { report, name } of parts) {
    addSummaryData(summary, recatalogued(summaryOf(report, name), catalog));
  }
  const reports = parts.map(({ report }) => report);
  const told = reports.filter((report) => !isEmpty(report));
  const counted = told.length === 0 ? reports : told;
  const zones = namesOf(counted, 'merged-zones', ({ time }) => time.zone);
  const zone = createZone(zones[0] ?? 'Asia/Shanghai');
  const range = rangeOf(counted);
  return buildReport(summary, {
    catalog,
    endpointOf: frame.endpointOf,
    version: frame.version,
    zone: zone.name,
    input: mergeInputs(parts),
    ...range,
    by: frame.by ?? widthOf(counted),
    isMergeable: true,
    partial: reports.some(({ partial }) => partial),
    seconds: frame.seconds,
    madeMs: madeMs(reports),
    dedupe: dedupeOf(counted),
    notices: [
      ...zoneNotices(summary, zone, frame.nowMs),
      ...copiesNotice(reports),
      ...mergeNotices(counted, zones, catalog),
    ],
  });
}

/** One that would not be missed: nothing was read for it. */
function isEmpty({ input, totals }: Report): boolean {
  return input.sources === 0 && input.lines === 0 && totals.events === 0;
}

/** From the first asked moment to the last; open where one of the reports is. */
function rangeOf(reports: readonly Report[]): { sinceMs: number; untilMs: number } {
  const since = reports.map(({ time }) => Date.parse(time.since ?? ''));
  const until = reports.map(({ time }) => Date.parse(time.until ?? ''));
  const open = (ends: readonly number[]): boolean => ends.length === 0 || ends.some(Number.isNaN);
  return {
    sinceMs: open(since) ? Number.NEGATIVE_INFINITY : Math.min(...since),
    untilMs: open(until) ? Number.POSITIVE_INFINITY : Math.max(...until),
  };
}

/** Folded only if all of them are; unknown if one does not say. */
function dedupeOf(reports: readonly Report[]): Dedupe | undefined {
  const known = reports.flatMap(({ duplicates }) => duplicates ?? []);
  if (known.length < reports.length || known.length === 0) return undefined;
  return known.every(({ folded }) => folded) ? 'hint' : 'none';
}

/** The widest that one of them was asked for. */
function widthOf(reports: readonly Report[]): BucketWord | 'auto' {
  const widths = reports.map(({ summary }) =>
    BUCKETS.findIndex(({ word }) => word === summary?.by),
  );
  return BUCKETS[Math.max(-1, ...widths)]?.word ?? 'auto';
}

/** The latest; when this was written is no part of what the figures are of. */
function madeMs(reports: readonly Report[]): number | undefined {
  const moments = reports.flatMap(({ run }) =>
    run.madeAt === undefined ? [] : [Date.parse(run.madeAt)],
  );
  return moments.length === 0 ? undefined : Math.max(...moments);
}

function copiesNotice(reports: readonly Report[]): CopiesNotice[] {
  const notices = reports
    .flatMap((report) => report.notices)
    .filter((notice) => notice.id === 'same-content')
    .sort((left, right) => compareNames(left.name, right.name));
  const [first] = notices;
  if (first === undefined) return [];
  const sum = (key: 'inputs' | 'bytes'): number =>
    notices.reduce((total, notice) => total + notice[key], 0);
  return [{ ...first, inputs: sum('inputs'), bytes: sum('bytes') }];
}

function mergeNotices(
  reports: readonly Report[],
  zones: readonly string[],
  catalog: Catalog,
): ReportNotice[] {
  const ranges = namesOf(reports, 'merged-ranges', ({ time }) =>
    time.since === undefined && time.until === undefined
      ? ''
      : `${time.since ?? '..'}/${time.until ?? '..'}`,
  );
  const catalogs = namesOf(reports, 'merged-catalogs', (report) => report.catalog.version);
  const others = catalogs.filter((version) => version !== catalog.version);
  return [
    ...(zones.length > 1 ? [{ id: 'merged-zones', zones } as const] : []),
    ...(ranges.length > 1 ? [{ id: 'merged-ranges', ranges } as const] : []),
    ...(others.length > 0 ? [{ id: 'merged-catalogs', catalogs: others } as const] : []),
  ];
}

const MEMBERS = {
  'merged-zones': 'zones',
  'merged-ranges': 'ranges',
  'merged-catalogs': 'catalogs',
} as const;

/** What the reports say of themselves, or what they were merged from; each once, in order. */
function namesOf(
  reports: readonly Report[],
  id: keyof typeof MEMBERS,
  ownOf: (report: Report) => string,
): string[] {
  const names = reports.flatMap((report) => {
    const notice = report.notices.find((one) => one.id === id) as
      | Readonly<Record<string, unknown>>
      | undefined;
    const merged = notice?.[MEMBERS[id]];
    return Array.isArray(merged) ? merged.map(String) : [ownOf(report)];
  });
  return [...new Set(names)].sort();
}
