/**
 * The summary a report is built from, out of a snapshot: `report --state` and `/api/v1/report` need no
 * log. Hours for 400 days, or minutes for the last day.
 */
import { BUCKETS } from '../../model/bucket.ts';
import { type LiveCode, OTHER } from '../../model/live.ts';
import { bucketsOf } from '../../model/pieces.ts';
import { addDeniedAddress } from '../addresses.ts';
import { addToSeries, entriesOf, readBuckets } from '../series.ts';
import {
  allCodes,
  allWorkloads,
  type CodeCounts,
  createCodeCounts,
  createSummary,
  pairAt,
  type Summary,
  type WorkloadCounts,
  workloadAt,
} from '../summary.ts';
import { addSummaryData } from '../summary-data.ts';
import type { LiveData } from './live-data.ts';

export interface LiveRange {
  /** Which buckets the series are made of. */
  readonly by: 'hours' | 'minutes';
  /** Ms since the epoch; buckets that begin in [sinceMs, untilMs). */
  readonly sinceMs: number;
  readonly untilMs: number;
}

export const ALL_HOURS: LiveRange = {
  by: 'hours',
  sinceMs: Number.NEGATIVE_INFINITY,
  untilMs: Number.POSITIVE_INFINITY,
};

const WIDTHS_MS = { hours: 3_600_000, minutes: 60_000 } as const;

/**
 * Without bounds: everything ever counted, with what is left of its series. With bounds: the dated
 * events of the buckets in between, by code; APIs, shapes and near misses are not kept by time and are
 * left out, and `outside` says how many events were.
 */
export function summaryOfLive(data: LiveData, range: LiveRange): Summary {
  const summary = createSummary();
  addSummaryData(summary, data.summary);
  for (const address of data.deniedIps.kept) addDeniedAddress(summary.denied, address);
  if (data.deniedIps.count > data.deniedIps.kept.length) summary.denied.hasMore = true;
  const seconds = WIDTHS_MS[range.by] / 1000;
  summary.ladder = BUCKETS.findIndex((bucket) => bucket.seconds === seconds);
  summary.bucketMs = WIDTHS_MS[range.by];
  const codes = new Set([...allCodes(summary)].map(({ errcode }) => errcode));
  for (const code of data.codes) {
    const workload = workloadAt(summary, code.workload);
    const events = code.counts.reduce((sum, [, met, tolerated]) => sum + met + tolerated, 0);
    if (code.errcode === null || !codes.has(code.errcode)) workload.unnamed += events;
    else addSeries(summary, workload, { ...code, errcode: code.errcode, events }, range);
  }
  const isBounded = Number.isFinite(range.sinceMs) || Number.isFinite(range.untilMs);
  return isBounded ? onlyDated(summary) : summary;
}

function addSeries(
  summary: Summary,
  workload: WorkloadCounts,
  code: LiveCode & { readonly errcode: number; readonly events: number },
  range: LiveRange,
): void {
  const widthMs = WIDTHS_MS[range.by];
  const pair = pairAt(workload, code.errcode);
  pair.events += code.events;
  for (const [bucket, events] of bucketsOf(range.by, code[range.by])) {
    const ms = bucket * widthMs;
    if (ms < range.sinceMs || ms >= range.untilMs) continue;
    if (addToSeries(pair.series, bucket, events)) summary.seriesRuns++;
  }
}

/** A summary of nothing but what the series hold. */
function onlyDated(whole: Summary): Summary {
  const summary = createSummary();
  summary.ladder = whole.ladder;
  summary.bucketMs = whole.bucketMs;
  for (const { workload, codes } of allWorkloads(whole)) {
    const kept = workload === OTHER ? summary.otherWorkloads : workloadAt(summary, workload);
    for (const { errcode, series } of codes.values()) {
      const pair = pairAt(kept, errcode);
      for (const [bucket, events] of entriesOf(readBuckets(series))) {
        pair.events += events;
        if (addToSeries(pair.series, bucket, events)) summary.seriesRuns++;
      }
    }
  }
  for (const counts of allCodes(whole)) keepDated(summary, counts);
  return summary;
}

/** What the series hold of a code. */
function keepDated(summary: Summary, counts: CodeCounts): void {
  let events = 0;
  let first = Number.POSITIVE_INFINITY;
  let last = Number.NEGATIVE_INFINITY;
  for (const { codes } of allWorkloads(summary)) {
    const pair = codes.get(counts.errcode);
    if (pair === undefined) continue;
    for (const [bucket, met] of entriesOf(readBuckets(pair.series))) {
      events += met;
      first = Math.min(first, bucket);
      last = Math.max(last, bucket);
    }
  }
  summary.outside += counts.events - events;
  if (events === 0) return;
  const kept = createCodeCounts(counts.errcode, counts.isKnown);
  kept.events = events;
  // Buckets say when to the width of one; the first and last record say it better where they can.
  kept.firstMs = Math.max(counts.firstMs, first * summary.bucketMs);
  kept.lastMs = Math.min(counts.lastMs, (last + 1) * summary.bucketMs - 1);
  kept.samples.kept.push(...counts.samples.kept);
  if (kept.isKnown) summary.codes.set(kept.errcode, kept);
  else Object.assign(summary.unknown.at(String(kept.errcode)) ?? {}, kept);
}
