/**
 * The summary a report is built from, out of a snapshot: `report --state` and `/api/v1/report` need no
 * log. Hours for 400 days, or minutes for the last day.
 */
import { BUCKETS } from '../../model/bucket.ts';
import type { LiveCode } from '../../model/live.ts';
import { bucketsOf } from '../../model/pieces.ts';
import { addToSeries, entriesOf } from '../series.ts';
import {
  allCodes,
  type CodeCounts,
  createCodeCounts,
  createSummary,
  type Summary,
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
  const seconds = WIDTHS_MS[range.by] / 1000;
  summary.ladder = BUCKETS.findIndex((bucket) => bucket.seconds === seconds);
  summary.bucketMs = WIDTHS_MS[range.by];
  const codes = new Map([...allCodes(summary)].map((counts) => [counts.errcode, counts]));
  for (const code of data.codes) {
    const counts = code.errcode === null ? undefined : codes.get(code.errcode);
    if (counts !== undefined) addSeries(summary, counts, code, range);
  }
  const isBounded = Number.isFinite(range.sinceMs) || Number.isFinite(range.untilMs);
  return isBounded ? onlyDated(summary) : summary;
}

function addSeries(summary: Summary, counts: CodeCounts, code: LiveCode, range: LiveRange): void {
  const widthMs = WIDTHS_MS[range.by];
  for (const [bucket, events] of bucketsOf(range.by, code[range.by])) {
    const ms = bucket * widthMs;
    if (ms < range.sinceMs || ms >= range.untilMs) continue;
    if (addToSeries(counts.series, bucket, events)) summary.seriesRuns++;
  }
}

/** A summary of nothing but what the series hold. */
function onlyDated(whole: Summary): Summary {
  const summary = createSummary();
  summary.ladder = whole.ladder;
  summary.bucketMs = whole.bucketMs;
  for (const counts of allCodes(whole)) {
    const buckets = entriesOf(counts.series);
    const events = buckets.reduce((sum, [, count]) => sum + count, 0);
    summary.outside += counts.events - events;
    if (events === 0) continue;
    const kept = createCodeCounts(counts.errcode, counts.isKnown);
    kept.events = events;
    // Buckets say when to the width of one; the first and last record say it better where they can.
    kept.firstMs = Math.max(counts.firstMs, buckets[0]![0] * whole.bucketMs);
    kept.lastMs = Math.min(counts.lastMs, (buckets.at(-1)![0] + 1) * whole.bucketMs - 1);
    for (const [bucket, count] of buckets) {
      if (addToSeries(kept.series, bucket, count)) summary.seriesRuns++;
    }
    kept.samples.kept.push(...counts.samples.kept);
    if (kept.isKnown) summary.codes.set(kept.errcode, kept);
    else Object.assign(summary.unknown.at(String(kept.errcode)) ?? {}, kept);
  }
  return summary;
}
