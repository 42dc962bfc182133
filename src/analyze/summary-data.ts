/**
 * A summary as plain data, for other threads, other processes and files, and the sum of two. Adding
 * is associative and commutative and the empty summary changes nothing, whatever was kept and what let go:
 * the bounded sets keep the keys of smallest hash, so a key that stays in the sum stayed in each part.
 */
import { BUCKETS } from '../model/bucket.ts';
import { NEAR_MISS_REASONS } from '../model/event.ts';
import type { CodeData, SeriesData, SummaryData, WorkloadData } from '../model/summary-data.ts';
import { addDeniedData, toDeniedData } from './addresses.ts';
import type { SeriesReader } from './episodes.ts';
import { addBesideData, addHiddenData, toBesideData, toHiddenData } from './hidden.ts';
import { addSamples } from './samples.ts';
import {
  addRun,
  addToSeries,
  listOf,
  type PackedSeries,
  pack,
  RUN_BUCKETS,
  readBuckets,
  reserve,
} from './series.ts';
import {
  allCodes,
  allWorkloads,
  type CodeCounts,
  coarsen,
  createCodeCounts,
  type NameCounts,
  type PairCounts,
  pairAt,
  type Summary,
  type WorkloadCounts,
  workloadAt,
} from './summary.ts';

export function toSummaryData(summary: Summary): SummaryData {
  return dataOf(summary, ({ series }) => [...listOf(readBuckets(series))]);
}

/** The same for a report, whose printer is quick with arrays of numbers that are none of JSON's. */
export function toReportData(summary: Summary, reader: SeriesReader): SummaryData {
  return dataOf(summary, ({ series }) => listOf(reader.bucketsOf(series)));
}

/** The same for another thread, which takes series as they lie. */
export interface ThreadSummary {
  /** Without the series. */
  readonly data: SummaryData;
  /** That of each code of each workload in `data`, those of the other workloads last. */
  readonly series: readonly PackedSeries[];
}

export function toThreadSummary(summary: Summary): ThreadSummary {
  const pairs = [...allWorkloads(summary)].flatMap(({ codes }) => [...codes.values()]);
  return { data: dataOf(summary, () => []), series: pairs.map(({ series }) => pack(series)) };
}

type SeriesOf = (pair: PairCounts) => SeriesData;

function dataOf(summary: Summary, seriesOf: SeriesOf): SummaryData {
  return {
    ladder: summary.ladder,
    codes: [...allCodes(summary)].map((counts) => ({
      errcode: counts.errcode,
      isKnown: counts.isKnown,
      events: counts.events,
      undated: counts.undated,
      ambiguous: counts.ambiguous,
      tolerated: counts.tolerated,
      firstMs: Number.isFinite(counts.firstMs) ? counts.firstMs : null,
      lastMs: Number.isFinite(counts.lastMs) ? counts.lastMs : null,
      shapes: [...counts.shapes],
      samples: counts.samples.kept,
    })),
    workloads: [...summary.workloads.entries()].map(([, counts]) => workloadData(counts, seriesOf)),
    otherWorkloads: workloadData(summary.otherWorkloads, seriesOf),
    hosts: [...summary.hosts.entries()].map(([host, counts]) => ({ host, ...nameData(counts) })),
    otherHosts: summary.otherHosts,
    duplicates: summary.duplicates,
    apis: [...summary.apis.entries()].map(([api, counts]) => ({ api, ...nameData(counts) })),
    foreign: [...summary.foreign.entries()].map(([, counts]) => ({ ...counts })),
    nearMisses: [...summary.nearMisses].map(([reason, { events, samples }]) => ({
      reason,
      events,
      samples: samples.kept,
    })),
    otherCodes: summary.otherCodes,
    otherTolerated: summary.otherTolerated,
    otherApis: summary.otherApis,
    otherForeign: summary.otherForeign,
    undated: summary.undated,
    outside: summary.outside,
    skew: [...summary.skew],
    denied: toDeniedData(summary.denied),
    hidden: toHiddenData(summary.hidden),
    beside: toBesideData(summary.beside),
  };
}

function workloadData(
  { workload, codes, unnamed }: WorkloadCounts,
  seriesOf: SeriesOf,
): WorkloadData {
  const pairs = [...codes.values()].map((pair) => ({
    ...{ errcode: pair.errcode, events: pair.events },
    series: seriesOf(pair),
  }));
  return { workload, codes: pairs, unnamed };
}

function nameData({ events, errors, codes }: NameCounts): Omit<SummaryData['apis'][number], 'api'> {
  return { events, errors, codes: [...codes] };
}

/** Adds the counts that another thread made to `summary`. */
export function addThreadSummary(summary: Summary, { data, series }: ThreadSummary): void {
  addSummaryData(summary, data);
  const packed = series.values();
  for (const { workload, codes } of [...data.workloads, data.otherWorkloads]) {
    const isOther = data.otherWorkloads.codes === codes;
    const counted = isOther ? summary.otherWorkloads : workloadAt(summary, workload);
    for (const { errcode } of codes) {
      const one = packed.next().value;
      if (one === undefined || !isNamed(summary, errcode)) continue;
      addPacked(summary, pairAt(counted, errcode), one, data.ladder);
    }
  }
}

/** Adds the counts of `data` to `summary`. */
export function addSummaryData(summary: Summary, data: SummaryData): void {
  coarsen(summary, data.ladder);
  summary.otherCodes += data.otherCodes;
  summary.otherTolerated += data.otherTolerated;
  summary.otherApis += data.otherApis;
  summary.otherForeign += data.otherForeign;
  summary.undated += data.undated;
  summary.outside += data.outside;
  summary.otherHosts += data.otherHosts;
  summary.duplicates += data.duplicates;
  for (const code of data.codes) addCode(summary, code);
  for (const workload of data.workloads) {
    addWorkload(summary, workloadAt(summary, workload.workload), workload, data.ladder);
  }
  addWorkload(summary, summary.otherWorkloads, data.otherWorkloads, data.ladder);
  for (const api of data.apis) {
    const counts = summary.apis.at(api.api);
    if (counts === undefined) summary.otherApis += api.events;
    else addName(summary, counts, api);
  }
  for (const host of data.hosts) {
    const counts = summary.hosts.at(host.host);
    if (counts === undefined) summary.otherHosts += host.events;
    else addName(summary, counts, host);
  }
  for (const { platform, errcode, events } of data.foreign) {
    const counts = summary.foreign.at(`${platform}:${errcode}`);
    if (counts === undefined) summary.otherForeign += events;
    else counts.events += events;
  }
  for (const { reason, events, samples } of data.nearMisses) {
    if (!NEAR_MISS_REASONS.includes(reason)) continue;
    let misses = summary.nearMisses.get(reason);
    if (misses === undefined) {
      misses = { events: 0, samples: { kept: [] } };
      summary.nearMisses.set(reason, misses);
    }
    misses.events += events;
    addSamples(misses.samples, samples);
  }
  if (data.denied !== undefined) addDeniedData(summary.denied, data.denied);
  if (data.hidden !== undefined) addHiddenData(summary.hidden, data.hidden);
  if (data.beside !== undefined) addBesideData(summary.beside, data.beside);
  for (const [quarters, records] of data.skew) {
    summary.skew.set(quarters, (summary.skew.get(quarters) ?? 0) + records);
  }
}

function addCode(summary: Summary, data: CodeData): void {
  const counts = countsFor(summary, data);
  if (counts === undefined) {
    summary.otherCodes += data.events;
    summary.otherTolerated += data.tolerated;
    return;
  }
  counts.events += data.events;
  counts.undated += data.undated;
  counts.ambiguous += data.ambiguous;
  counts.tolerated += data.tolerated;
  counts.firstMs = Math.min(counts.firstMs, data.firstMs ?? Number.POSITIVE_INFINITY);
  counts.lastMs = Math.max(counts.lastMs, data.lastMs ?? Number.NEGATIVE_INFINITY);
  data.shapes.forEach((events, shape) => {
    counts.shapes[shape]! += events;
  });
  addSamples(counts.samples, data.samples);
}

function countsFor(summary: Summary, { errcode, isKnown }: CodeData): CodeCounts | undefined {
  if (!isKnown) return summary.unknown.at(String(errcode));
  let counts = summary.codes.get(errcode);
  if (counts === undefined) {
    counts = createCodeCounts(errcode, true);
    summary.codes.set(errcode, counts);
  }
  return counts;
}

function addWorkload(
  summary: Summary,
  workload: WorkloadCounts,
  { codes, unnamed }: WorkloadData,
  ladder: number,
): void {
  workload.unnamed += unnamed;
  for (const { errcode, events, series } of codes) {
    if (!isNamed(summary, errcode)) {
      workload.unnamed += events;
      continue;
    }
    const pair = pairAt(workload, errcode);
    pair.events += events;
    addSeries(summary, pair, series, ladder);
  }
}

function addSeries(summary: Summary, pair: PairCounts, list: SeriesData, ladder: number): void {
  let bucket = 0;
  for (let at = 0; at + 1 < list.length; at += 2) {
    bucket += list[at]!;
    addBucket(summary, pair, bucket, list[at + 1]!, ladder);
  }
}

function addPacked(
  summary: Summary,
  pair: PairCounts,
  { numbers, events }: PackedSeries,
  ladder: number,
): void {
  if (ladder === summary.ladder) reserve(pair.series, numbers.length);
  for (const [index, number] of numbers.entries()) {
    const from = index * RUN_BUCKETS;
    const bucket = number * RUN_BUCKETS;
    if (ladder === summary.ladder) {
      if (addRun(pair.series, bucket, events, from)) noteRun(summary);
      continue;
    }
    for (let place = 0; place < RUN_BUCKETS; place++) {
      const count = events[from + place]!;
      if (count > 0) addBucket(summary, pair, bucket + place, count, ladder);
    }
  }
}

/** Adds events of a bucket of step `ladder`, which is no wider than those of the summary. */
function addBucket(
  summary: Summary,
  pair: PairCounts,
  bucket: number,
  events: number,
  ladder: number,
): void {
  const ratio = BUCKETS[summary.ladder]!.seconds / BUCKETS[ladder]!.seconds;
  if (addToSeries(pair.series, Math.floor(bucket / ratio), events)) noteRun(summary);
}

function noteRun(summary: Summary): void {
  summary.seriesRuns++;
  coarsen(summary, summary.ladder);
}

function addName(
  summary: Summary,
  counts: NameCounts,
  data: Pick<NameCounts, 'events' | 'errors'> & Pick<SummaryData['apis'][number], 'codes'>,
): void {
  counts.events += data.events;
  counts.errors += data.errors;
  for (const [errcode, events] of data.codes) {
    if (!isNamed(summary, errcode)) continue;
    counts.codes.set(errcode, (counts.codes.get(errcode) ?? 0) + events);
  }
}

/** A code that had to go from either part has no name any more. */
function isNamed(summary: Summary, errcode: number): boolean {
  return summary.codes.has(errcode) || summary.unknown.has(String(errcode));
}
