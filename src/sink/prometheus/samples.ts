/**
 * A committed snapshot as samples of the table's metrics. A series that no scrape has shown yet stands
 * at 0 in the first one: a counter born at 1 is no increase, and would never alert.
 */
import { NEAR_MISS_REASONS, type Platform } from '../../model/event.ts';
import {
  type CodeFacts,
  type LiveCode,
  type LiveCounts,
  type LiveStatus,
  OTHER,
  ROTATION_KINDS,
  SKIP_REASONS,
} from '../../model/live.ts';
import { CATEGORIES, CATEGORY_IDS, type Category } from '../../model/taxonomy.ts';
import type { MetricName } from './table.ts';

export type Labels = Readonly<Record<string, string>>;

export interface Exemplar {
  readonly labels: Labels;
  readonly value: number;
  /** Seconds since the epoch. */
  readonly seconds: number;
}

export interface Sample {
  readonly labels: Labels;
  readonly value: number;
  readonly exemplar?: Exemplar;
}

/** What the samples are made of besides the counts. */
export interface SampleOptions {
  /** Of wecomlog, and of Node.js without its `v`. */
  readonly version: string;
  readonly nodeVersion: string;
  readonly catalogVersion: string;
  /** What is known of a code, in the language of the instance. */
  factsOf(errcode: number): CodeFacts;
  /** Codes that have a series at 0 from the start: those of the catalogue for `--series all`. */
  readonly codes: readonly number[];
  /** Workloads that are there from the start. */
  readonly workloads: readonly string[];
  /** Whether a new series stands at 0 for one scrape. */
  readonly holdsNew: boolean;
}

export interface Frame {
  readonly samples: ReadonlyMap<MetricName, readonly Sample[]>;
  /** Keys of the series that are shown for the first time. */
  readonly firstShown: readonly string[];
}

type Show = (metric: 'c' | 'e' | 'a' | 'f', labels: Labels, value: number) => number;

export function frameOf(counts: LiveCounts, status: LiveStatus, options: SampleOptions): Frame {
  const shown = new Set(counts.shown);
  const firstShown: string[] = [];
  const show: Show = (metric, labels, value) => {
    const key = JSON.stringify([metric, ...Object.values(labels)]);
    if (shown.has(key)) return value;
    firstShown.push(key);
    return options.holdsNew ? 0 : value;
  };
  const samples = new Map<MetricName, readonly Sample[]>([
    ['wecom_events_total', categorySamples(counts, options, show)],
    ['wecom_errcode_events_total', codeSamples(counts, options, show)],
    ['wecom_errcode_info', infoSamples(counts, options)],
    ['wecom_api_events_total', apiSamples(counts, show)],
    ['wecom_foreign_events_total', foreignSamples(counts, show)],
    ...seenSamples(counts),
    ...ownSamples(counts, status, options),
  ]);
  return { samples, firstShown };
}

/** All categories of every workload, at 0 if need be; tolerated ones where there are any. */
function categorySamples(counts: LiveCounts, options: SampleOptions, show: Show): Sample[] {
  const sums = new Map<
    string,
    { category: Category; workload: string; values: [number, number] }
  >();
  const at = (category: Category, workload: string): [number, number] => {
    const key = `${category} ${workload}`;
    let sum = sums.get(key);
    if (sum === undefined) {
      sum = { category, workload, values: [0, 0] };
      sums.set(key, sum);
    }
    return sum.values;
  };
  for (const workload of workloadsOf(counts, options)) {
    for (const category of CATEGORY_IDS) at(category, workload);
  }
  for (const code of counts.codes) {
    for (const [category, events, tolerated] of code.counts) {
      const values = at(category, code.workload);
      values[0] += events;
      values[1] += tolerated;
    }
  }
  return [...sums.values()].flatMap(({ category, workload, values }) => {
    const base = { category, group: CATEGORIES[category].group, workload };
    return toleranceSamples('c', base, values, true, show);
  });
}

function workloadsOf(counts: LiveCounts, options: SampleOptions): ReadonlySet<string> {
  return new Set([...options.workloads, ...counts.workloads]);
}

function toleranceSamples(
  metric: 'c' | 'e',
  base: Labels,
  [events, tolerated]: readonly [number, number],
  isAlways: boolean,
  show: Show,
): { labels: Labels; value: number }[] {
  const samples: { labels: Labels; value: number }[] = [];
  const add = (labels: Labels, value: number): void => {
    samples.push({ labels, value: show(metric, labels, value) });
  };
  if (isAlways || events > 0) add({ ...base, tolerated: 'false' }, events);
  if (tolerated > 0) add({ ...base, tolerated: 'true' }, tolerated);
  return samples;
}

function codeSamples(counts: LiveCounts, options: SampleOptions, show: Show): Sample[] {
  const samples: Sample[] = [];
  const counted = new Set<string>();
  for (const code of counts.codes) {
    const base = { errcode: nameOf(code), workload: code.workload };
    counted.add(`${base.errcode} ${base.workload}`);
    const values: [number, number] = [0, 0];
    for (const [, events, tolerated] of code.counts) {
      values[0] += events;
      values[1] += tolerated;
    }
    for (const sample of toleranceSamples('e', base, values, false, show)) {
      const exemplar = sample.value > 0 ? exemplarOf(code, sample.labels) : undefined;
      samples.push(exemplar === undefined ? sample : { ...sample, exemplar });
    }
  }
  for (const workload of options.workloads) {
    for (const errcode of options.codes) {
      if (counted.has(`${errcode} ${workload}`)) continue;
      const base = { errcode: String(errcode), workload };
      samples.push(...toleranceSamples('e', base, [0, 0], true, show));
    }
  }
  return samples;
}

function nameOf({ errcode }: LiveCode): string {
  return errcode === null ? OTHER : String(errcode);
}

/** One event, so its value is 1. */
function exemplarOf({ exemplar }: LiveCode, labels: Labels): Exemplar | undefined {
  if (exemplar === undefined || String(exemplar.tolerated) !== labels.tolerated) return undefined;
  return { labels: { hint: exemplar.hint }, value: 1, seconds: exemplar.ms / 1000 };
}

function infoSamples(counts: LiveCounts, options: SampleOptions): Sample[] {
  const codes = new Set<number>();
  for (const { errcode } of counts.codes) if (errcode !== null) codes.add(errcode);
  if (options.workloads.length > 0) for (const errcode of options.codes) codes.add(errcode);
  return [...codes].map((errcode) => {
    const { category, group, domain, owner, retry, meaning } = options.factsOf(errcode);
    const labels = { errcode: String(errcode), category, group, domain, owner, retry, meaning };
    return { labels, value: 1 };
  });
}

function apiSamples(counts: LiveCounts, show: Show): Sample[] {
  return counts.apis.map(({ api, group, workload, events }) => {
    const labels = { api: api ?? OTHER, group, workload };
    return { labels, value: show('a', labels, events) };
  });
}

/** The platforms that evidence may name. */
const FOREIGN: readonly Platform[] = ['weixin', 'dingtalk'];

function foreignSamples(counts: LiveCounts, show: Show): Sample[] {
  const events = new Map<string, number>([
    ...FOREIGN.map((platform) => [platform, 0] as const),
    ...counts.foreign,
  ]);
  return [...events].map(([platform, value]) => ({
    labels: { platform },
    value: show('f', { platform }, value),
  }));
}

function seenSamples(counts: LiveCounts): [MetricName, Sample[]][] {
  const seen = (msOf: (code: LiveCode) => number): Sample[] =>
    counts.codes.map((code) => ({
      labels: { errcode: nameOf(code), workload: code.workload },
      value: msOf(code) / 1000,
    }));
  return [
    ['wecom_errcode_first_seen_timestamp_seconds', seen(({ firstMs }) => firstMs)],
    ['wecom_errcode_last_seen_timestamp_seconds', seen(({ lastMs }) => lastMs)],
  ];
}

function ownSamples(
  counts: LiveCounts,
  status: LiveStatus,
  options: SampleOptions,
): [MetricName, Sample[]][] {
  const { version, nodeVersion, catalogVersion } = options;
  return [
    ['wecom_denied_ips', one(counts.deniedIps.count)],
    ['wecomlog_lines_total', one(counts.lines)],
    ['wecomlog_bytes_total', one(counts.bytes)],
    ['wecomlog_skipped_total', words('reason', SKIP_REASONS, counts.skipped)],
    ['wecomlog_near_misses_total', words('reason', NEAR_MISS_REASONS, counts.nearMisses)],
    ['wecomlog_undated_total', one(counts.undated)],
    ['wecomlog_lost_bytes_total', one(counts.lostBytes)],
    ['wecomlog_source_lag_bytes', one(status.lagBytes)],
    ['wecomlog_source_lag_seconds', one(status.lagSeconds)],
    ['wecomlog_sources', one(status.sources)],
    ['wecomlog_rotations_total', words('kind', ROTATION_KINDS, counts.rotations)],
    ['wecomlog_series_limited_total', one(counts.seriesLimited)],
    ['wecomlog_checkpoint_timestamp_seconds', one(counts.savedMs / 1000)],
    ['wecomlog_checkpoint_failures_total', one(status.checkpointFailures)],
    ['wecomlog_first_start_timestamp_seconds', one(counts.firstStartMs / 1000)],
    ['wecomlog_clock_skew_seconds', medianOf(counts.clockSkews).flatMap(one)],
    ['wecomlog_catalog_info', [{ labels: { version: catalogVersion }, value: 1 }]],
    ['wecomlog_build_info', [{ labels: { version, node_version: nodeVersion }, value: 1 }]],
  ];
}

function one(value: number): Sample[] {
  return [{ labels: {}, value }];
}

/** The words that are known beforehand at 0, and those that were counted. */
function words(
  label: string,
  known: readonly string[],
  counted: readonly (readonly [word: string, count: number])[],
): Sample[] {
  const values = new Map([...known.map((word) => [word, 0] as const), ...counted]);
  return [...values].map(([word, value]) => ({ labels: { [label]: word }, value }));
}

/** The middle one, or none. */
function medianOf(numbers: readonly number[]): number[] {
  const sorted = numbers.toSorted((left, right) => left - right);
  return sorted.slice(sorted.length >> 1, (sorted.length >> 1) + 1);
}
