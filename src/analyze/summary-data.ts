/**
 * A summary as plain data, for other threads, other processes and files, and the sum of two. Adding
 * is associative and commutative and the empty summary changes nothing, whatever was kept and what let go:
 * the bounded sets keep the keys of smallest hash, so a key that stays in the sum stayed in each part.
 */
import { BUCKETS } from '../model/bucket.ts';
import { NEAR_MISS_REASONS } from '../model/event.ts';
import type { CodeData, SampleData, SummaryData } from '../model/summary-data.ts';
import { addRun, addToSeries, listOf, type PackedSeries, pack, RUN_BUCKETS } from './series.ts';
import {
  allCodes,
  type CodeCounts,
  coarsen,
  createCodeCounts,
  offerSample,
  type Samples,
  type Summary,
} from './summary.ts';

export function toSummaryData(summary: Summary): SummaryData {
  return dataOf(summary, (counts) => listOf(counts.series));
}

/** The same for another thread, which takes series as they lie. */
export interface ThreadSummary {
  /** Without the series. */
  readonly data: SummaryData;
  /** That of each code in `data`. */
  readonly series: readonly PackedSeries[];
}

export function toThreadSummary(summary: Summary): ThreadSummary {
  return {
    data: dataOf(summary, () => []),
    series: [...allCodes(summary)].map((counts) => pack(counts.series)),
  };
}

function dataOf(
  summary: Summary,
  seriesOf: (counts: CodeCounts) => readonly number[],
): SummaryData {
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
      series: seriesOf(counts),
      samples: counts.samples.kept,
    })),
    apis: [...summary.apis.entries()].map(([, { api, events, errors, codes }]) => ({
      api,
      events,
      errors,
      codes: [...codes],
    })),
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
  };
}

/** Adds the counts that another thread made to `summary`. */
export function addThreadSummary(summary: Summary, { data, series }: ThreadSummary): void {
  addSummaryData(summary, data);
  for (const [index, code] of data.codes.entries()) {
    const counts = countsFor(summary, code);
    if (counts !== undefined) addPacked(summary, counts, series[index]!, data.ladder);
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
  for (const code of data.codes) addCode(summary, code, data.ladder);
  for (const api of data.apis) addApi(summary, api);
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
  for (const [quarters, records] of data.skew) {
    summary.skew.set(quarters, (summary.skew.get(quarters) ?? 0) + records);
  }
}

function addCode(summary: Summary, data: CodeData, ladder: number): void {
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
  let bucket = 0;
  for (let at = 0; at + 1 < data.series.length; at += 2) {
    bucket += data.series[at]!;
    addBucket(summary, counts, bucket, data.series[at + 1]!, ladder);
  }
}

function addPacked(
  summary: Summary,
  counts: CodeCounts,
  { numbers, events }: PackedSeries,
  ladder: number,
): void {
  for (const [index, number] of numbers.entries()) {
    const from = index * RUN_BUCKETS;
    const bucket = number * RUN_BUCKETS;
    if (ladder === summary.ladder) {
      if (addRun(counts.series, bucket, events, from)) noteRun(summary);
      continue;
    }
    for (let place = 0; place < RUN_BUCKETS; place++) {
      const count = events[from + place]!;
      if (count > 0) addBucket(summary, counts, bucket + place, count, ladder);
    }
  }
}

/** Adds events of a bucket of step `ladder`, which is no wider than those of the summary. */
function addBucket(
  summary: Summary,
  counts: CodeCounts,
  bucket: number,
  events: number,
  ladder: number,
): void {
  const ratio = BUCKETS[summary.ladder]!.seconds / BUCKETS[ladder]!.seconds;
  if (addToSeries(counts.series, Math.floor(bucket / ratio), events)) noteRun(summary);
}

function noteRun(summary: Summary): void {
  summary.seriesRuns++;
  coarsen(summary, summary.ladder);
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

function addApi(summary: Summary, data: SummaryData['apis'][number]): void {
  const counts = summary.apis.at(data.api);
  if (counts === undefined) {
    summary.otherApis += data.events;
    return;
  }
  counts.events += data.events;
  counts.errors += data.errors;
  for (const [errcode, events] of data.codes) {
    // A code that had to go from either part has no name any more.
    if (!summary.codes.has(errcode) && !summary.unknown.has(String(errcode))) continue;
    counts.codes.set(errcode, (counts.codes.get(errcode) ?? 0) + events);
  }
}

function addSamples(samples: Samples, added: readonly SampleData[]): void {
  for (const { hash, text } of added) offerSample(samples, hash, () => text);
}
