/** The summary as a report: sorted, named, and turned into plain data. */

import { UNKNOWN_ENTRY } from '../catalog/unknown.ts';
import { BUCKETS, type BucketWord } from '../model/bucket.ts';
import type { Catalog, Endpoint } from '../model/catalog.ts';
import { NEAR_MISS_REASONS, PLATFORMS, SHAPES, type Shape } from '../model/event.ts';
import {
  REPORT_SCHEMA,
  type Report,
  type ReportCode,
  type ReportNotice,
  type Series,
} from '../model/report.ts';
import {
  CATEGORIES,
  CATEGORY_IDS,
  type Category,
  type Domain,
  GROUP_NAMES,
  type Group,
} from '../model/taxonomy.ts';
import { readErrmsg } from '../record/errmsg.ts';
import type { Dedupe } from './aggregate.ts';
import { diagnose } from './diagnose/diagnose.ts';
import { createSeriesReader, type SeriesReader } from './episodes.ts';
import { type IncidentSource, incidentsOf } from './incidents.ts';
import { instant } from './instant.ts';
import { byEvents, hostsOf, namesOfCode, workloadsOf } from './report-names.ts';
import { successesOf } from './report-successes.ts';
import { entriesOf } from './series.ts';
import { packSummary } from './stored/pack.ts';
import {
  allCodes,
  allWorkloads,
  type CodeCounts,
  type NameCounts,
  type Summary,
} from './summary.ts';
import { toReportData } from './summary-data.ts';

/** What a report says besides its counts. */
export interface ReportFrame {
  readonly catalog: Catalog;
  /** The interface at a path of the API, if it is known. */
  endpointOf(path: string): Endpoint | undefined;
  readonly version: string;
  readonly zone: string;
  readonly input: Report['input'];
  readonly sinceMs: number;
  readonly untilMs: number;
  /** Width the reader asked for; series are never finer than counted. */
  readonly by: BucketWord | 'auto';
  /** Whether the counts themselves are part of it, to be merged. */
  readonly isMergeable?: boolean | undefined;
  readonly partial: boolean;
  readonly seconds: number;
  /** When it is made, in ms since the epoch. */
  readonly madeMs?: number | undefined;
  readonly notices: readonly ReportNotice[];
  /** Whether failures that two records told of were counted once; undefined where nobody looked. */
  readonly dedupe?: Dedupe | undefined;
  /** Whether refused exit addresses may be shown as they are: at a terminal, as a list to paste. */
  readonly showsAddresses?: boolean | undefined;
  /** Where incidents are read from, if not from the series of the summary. */
  readonly incidents?: IncidentSource | undefined;
}

export function buildReport(summary: Summary, frame: ReportFrame): Report {
  const counted = [...allCodes(summary)].filter((counts) => counts.events > 0);
  const ladder = Math.max(summary.ladder, ladderFor(frame.by, counted));
  const reader = createSeriesReader();
  const codes = counted
    .map((counts) => codeOf(counts, summary, ladder, frame.catalog, reader))
    .sort((left, right) => right.events - left.events || left.errcode - right.errcode);
  const success = codes.find((code) => code.errcode === 0)?.events ?? 0;
  const all = sum(codes.map((code) => code.events)) + summary.otherCodes;
  const unknown = sum(codes.filter(isUnknown).map((code) => code.events)) + summary.otherCodes;
  const foreign = sum([...summary.foreign.entries()].map(([, counts]) => counts.events));
  const totals = {
    events: all + foreign + summary.otherForeign,
    errors: all - success,
    success,
    unknown,
    foreign: foreign + summary.otherForeign,
    tolerated: sum(codes.map((code) => code.tolerated ?? 0)) + summary.otherTolerated,
    nearMisses: sum([...summary.nearMisses.values()].map((misses) => misses.events)),
  };
  return {
    schema: REPORT_SCHEMA,
    generator: { name: 'wecomlog', version: frame.version },
    catalog: { version: frame.catalog.version, codes: frame.catalog.size },
    input: frame.input,
    time: timeOf(summary, counted, frame, ladder),
    totals,
    codes,
    otherCodes: summary.otherCodes,
    categories: categoriesOf(codes, summary.otherCodes),
    domains: domainsOf(codes, summary.otherCodes),
    apis: apisOf(summary, frame),
    otherApis: summary.otherApis,
    ...workloadsOf(summary),
    ...hostsOf(summary),
    ...incidentsOf(summary, { ...frame, toMs: rangeOf(counted)[1], reader }),
    diagnoses: diagnose(summary, { ...frame, reader }),
    successes: successesOf(summary),
    ...(frame.dedupe === undefined
      ? {}
      : { duplicates: { events: summary.duplicates, folded: frame.dedupe === 'hint' } }),
    foreign: foreignOf(summary, frame.catalog),
    nearMisses: nearMissesOf(summary),
    notices: [...frame.notices, ...successNotice(totals)],
    ...(frame.isMergeable === true
      ? { summary: packSummary(toReportData(summary, reader), frame.by) }
      : {}),
    partial: frame.partial,
    run: {
      seconds: frame.seconds,
      ...(frame.madeMs === undefined ? {} : { madeAt: instant(frame.madeMs) }),
    },
  };
}

/** Buckets that a reader can take in: a day by the minute, five days by five minutes. */
const SHOWN_BUCKETS_MAX = 1500;

/** Step of the ladder for the width that was asked for, or that suits the range of the records. */
function ladderFor(by: BucketWord | 'auto', counted: readonly CodeCounts[]): number {
  if (by !== 'auto') return BUCKETS.findIndex((bucket) => bucket.word === by);
  const [from, to] = rangeOf(counted);
  const seconds = Math.max(0, to - from) / 1000;
  return BUCKETS.findIndex(
    (bucket) => bucket.word === '1h' || seconds / bucket.seconds <= SHOWN_BUCKETS_MAX,
  );
}

function rangeOf(counted: readonly CodeCounts[]): readonly [fromMs: number, toMs: number] {
  let from = Number.POSITIVE_INFINITY;
  let to = Number.NEGATIVE_INFINITY;
  for (const { firstMs, lastMs } of counted) {
    from = Math.min(from, firstMs);
    to = Math.max(to, lastMs);
  }
  return [from, to];
}

function isUnknown(code: ReportCode): boolean {
  return code.category === 'unknown';
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}

function codeOf(
  counts: CodeCounts,
  summary: Summary,
  ladder: number,
  catalog: Catalog,
  reader: SeriesReader,
): ReportCode {
  const entry = catalog.get(counts.errcode) ?? UNKNOWN_ENTRY;
  const isDated = counts.firstMs <= counts.lastMs;
  return {
    errcode: counts.errcode,
    ...('meaning' in entry ? { meaning: entry.meaning, remedy: entry.remedy } : {}),
    category: entry.category,
    group: entry.group,
    domain: entry.domain,
    owner: entry.owner,
    retry: entry.retry,
    events: counts.events,
    ...(isDated ? { firstSeen: instant(counts.firstMs), lastSeen: instant(counts.lastMs) } : {}),
    undated: counts.undated,
    shapes: shapesOf(counts),
    ambiguous: counts.ambiguous,
    ...(counts.tolerated === 0 ? {} : { tolerated: counts.tolerated }),
    apis: apisOfCode(counts.errcode, summary),
    ...(counts.isKnown ? {} : unknownWords(counts)),
    series: seriesOf(counts.errcode, summary, ladder, reader),
  };
}

/** Samples, and what WeCom said in the first that holds it. */
function unknownWords({ samples }: CodeCounts): Pick<ReportCode, 'errmsg' | 'samples'> {
  const texts = samples.kept.map((sample) => sample.text);
  const errmsg = texts.map(readErrmsg).find((words) => words !== undefined);
  return { ...(errmsg === undefined ? {} : { errmsg }), samples: texts };
}

function shapesOf(counts: CodeCounts): Partial<Record<Shape, number>> {
  const shapes: Partial<Record<Shape, number>> = {};
  counts.shapes.forEach((events, index) => {
    if (events > 0) shapes[SHAPES[index] as Shape] = events;
  });
  return shapes;
}

function apisOfCode(errcode: number, summary: Summary): ReportCode['apis'] {
  const names = namesOfCode(summary.apis, errcode);
  return names.map(({ name, events }) => ({ api: name, events }));
}

/** The sum of what it has in each workload, in the width of step `to`. */
function seriesOf(errcode: number, summary: Summary, to: number, reader: SeriesReader): Series {
  const { seconds } = BUCKETS[to]!;
  const ratio = seconds / BUCKETS[summary.ladder]!.seconds;
  const parts = [...allWorkloads(summary)].flatMap(({ codes }) => codes.get(errcode) ?? []);
  const [first, ...others] = parts.map(({ series }) => entriesOf(reader.bucketsOf(series), ratio));
  if (first === undefined) return [];
  const sums = new Map(others.length === 0 ? [] : first);
  for (const [bucket, events] of others.flat()) {
    sums.set(bucket, (sums.get(bucket) ?? 0) + events);
  }
  const entries = others.length === 0 ? first : [...sums].sort(([left], [right]) => left - right);
  return entries.map(([bucket, events]) => [bucket * seconds, events]);
}

function timeOf(
  summary: Summary,
  counted: readonly CodeCounts[],
  frame: ReportFrame,
  ladder: number,
): Report['time'] {
  const [from, to] = rangeOf(counted);
  return {
    ...(from <= to ? { from: instant(from), to: instant(to) } : {}),
    zone: frame.zone,
    bucketSeconds: BUCKETS[ladder]!.seconds,
    bucket: BUCKETS[ladder]!.word,
    undated: summary.undated,
    outside: summary.outside,
    ...(Number.isFinite(frame.sinceMs) ? { since: instant(frame.sinceMs) } : {}),
    ...(Number.isFinite(frame.untilMs) ? { until: instant(frame.untilMs) } : {}),
  };
}

function categoriesOf(codes: readonly ReportCode[], other: number): Report['categories'] {
  const events = new Map<Category, number>([['unknown', other]]);
  for (const code of codes) {
    events.set(code.category, (events.get(code.category) ?? 0) + code.events);
  }
  return CATEGORY_IDS.map((category) => ({
    category,
    group: CATEGORIES[category].group,
    events: events.get(category) ?? 0,
  }));
}

function domainsOf(codes: readonly ReportCode[], other: number): Report['domains'] {
  const domains = new Map<Domain, { events: number; errors: number }>();
  const add = (domain: Domain, events: number, errors: number): void => {
    const counts = domains.get(domain) ?? { events: 0, errors: 0 };
    domains.set(domain, { events: counts.events + events, errors: counts.errors + errors });
  };
  for (const code of codes) add(code.domain, code.events, code.errcode === 0 ? 0 : code.events);
  if (other > 0) add('unknown', other, other);
  return [...domains]
    .map(([domain, counts]) => ({ domain, ...counts }))
    .sort(byEvents((entry) => entry.domain));
}

function apisOf(summary: Summary, { endpointOf, catalog }: ReportFrame): Report['apis'] {
  return [...summary.apis.entries()]
    .map(([api, counts]) => {
      const { events, errors } = counts;
      const { domain, title } = endpointOf(api) ?? {};
      return {
        api,
        ...(domain === undefined ? {} : { domain }),
        ...(title === undefined ? {} : { title }),
        events,
        errors,
        groups: groupsOf(counts, catalog),
      };
    })
    .sort(byEvents((entry) => entry.api));
}

/** In one order, whatever was met first; failures of codes that are not counted by name are unknown ones. */
function groupsOf(
  { events, errors, codes }: NameCounts,
  catalog: Catalog,
): Report['apis'][number]['groups'] {
  const sums = new Map<Group, number>([['ok', events - errors]]);
  const add = (group: Group, count: number): void => {
    sums.set(group, (sums.get(group) ?? 0) + count);
  };
  let named = 0;
  for (const [errcode, count] of codes) {
    add(catalog.get(errcode)?.group ?? 'unknown', count);
    named += count;
  }
  add('unknown', errors - named);
  const groups = Object.keys(GROUP_NAMES) as Group[];
  return Object.fromEntries(
    groups.map((group) => [group, sums.get(group) ?? 0] as const).filter(([, count]) => count > 0),
  );
}

function foreignOf(summary: Summary, catalog: Catalog): Report['foreign'] {
  return [...summary.foreign.entries()]
    .map(([, { platform: index, errcode, events }]) => {
      const platform = PLATFORMS[index]!;
      const meaning = catalog.foreign(platform, errcode)?.meaning;
      return { platform, errcode, ...(meaning === undefined ? {} : { meaning }), events };
    })
    .sort(byEvents((entry) => `${entry.platform} ${entry.errcode}`));
}

function nearMissesOf(summary: Summary): Report['nearMisses'] {
  return NEAR_MISS_REASONS.flatMap((reason) => {
    const misses = summary.nearMisses.get(reason);
    if (misses === undefined) return [];
    const samples = misses.samples.kept.map((sample) => sample.text);
    return [{ reason, events: misses.events, samples }];
  });
}

function successNotice(totals: Report['totals']): ReportNotice[] {
  return totals.errors > 0 && totals.success === 0 ? [{ id: 'success-not-logged' }] : [];
}
