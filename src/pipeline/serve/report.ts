/** The report of what `serve` has counted: from its memory or from its state directory. */

import type { TimeRange } from '../../analyze/aggregate.ts';
import type { IncidentSource } from '../../analyze/incidents.ts';
import type { LiveData } from '../../analyze/live/live-data.ts';
import { type LiveRange, summaryOfLive } from '../../analyze/live/report-summary.ts';
import { buildReport } from '../../analyze/report.ts';
import { zoneNotices } from '../../analyze/skew.ts';
import { loadEndpoints } from '../../catalog/endpoints.ts';
import type { BucketWord } from '../../model/bucket.ts';
import type { Catalog } from '../../model/catalog.ts';
import { MINUTES_KEPT_MS } from '../../model/limits.ts';
import type { Report } from '../../model/report.ts';
import type { Zone } from '../../record/zone.ts';
import { readServeState, type ServeState } from './state.ts';

export interface LiveReportRange {
  readonly range: TimeRange;
  readonly by: BucketWord | 'auto';
}

export const EVERYTHING: LiveReportRange = {
  range: { sinceMs: Number.NEGATIVE_INFINITY, untilMs: Number.POSITIVE_INFINITY },
  by: 'auto',
};

export interface LiveReportFrame {
  readonly catalog: Catalog;
  readonly zone: Zone;
  readonly version: string;
  /** Ms since the epoch. */
  readonly nowMs: number;
  readonly seconds: number;
  /** Whether the report carries the counts themselves, for `merge`. */
  readonly isMergeable?: boolean;
  /** Whether refused exit addresses may be shown as they are. */
  readonly showsAddresses?: boolean | undefined;
}

/** The report of the state in `folder`, of a process that runs or has ended. Throws a ToolError. */
export async function runStateReport(
  folder: string,
  asked: LiveReportRange,
  frame: LiveReportFrame,
): Promise<Report> {
  return liveReport(await readServeState(folder), asked, frame);
}

/** The report of a snapshot. */
export async function liveReport(
  { live, follow }: Pick<ServeState, 'live' | 'follow'>,
  { range, by }: LiveReportRange,
  { catalog, zone, version, nowMs, seconds, isMergeable, showsAddresses }: LiveReportFrame,
): Promise<Report> {
  const buckets = bucketsFor(live, range, by);
  const summary = summaryOfLive(live, { ...range, by: buckets });
  const endpoints = await loadEndpoints();
  return buildReport(summary, {
    catalog,
    endpointOf: endpoints.find,
    version,
    zone: zone.name,
    input: {
      sources: new Set(follow.streams.map(({ log }) => log)).size,
      bytes: live.bytes,
      lines: live.lines,
      skipped: live.skipped.map(([reason, count]) => ({ reason, count, bytes: 0 })),
      longRecords: 0,
      files: [],
    },
    ...range,
    incidents: incidentsOf(live, range, buckets),
    by,
    isMergeable,
    showsAddresses,
    partial: false,
    seconds,
    madeMs: nowMs,
    notices: zoneNotices(summary, zone, nowMs),
  });
}

const HOUR_MS = 3_600_000;

/** Hours are too wide for incidents: those of the last day are known by the minute. */
function incidentsOf(
  live: LiveData,
  range: TimeRange,
  buckets: LiveRange['by'],
): IncidentSource | undefined {
  if (buckets === 'minutes') return undefined;
  return {
    summary: summaryOfLive(live, { ...range, by: 'minutes' }),
    fromMs: minutesFromMs(live),
  };
}

/** Since when minutes are kept. */
function minutesFromMs({ savedMs }: LiveData): number {
  return Math.ceil((savedMs - MINUTES_KEPT_MS) / HOUR_MS) * HOUR_MS;
}

/** Minutes where they cover what is asked for, else hours: the minutes of the last day only are kept. */
function bucketsFor(
  live: LiveData,
  { sinceMs }: TimeRange,
  by: BucketWord | 'auto',
): LiveRange['by'] {
  if (by === '1h' || by === '1d') return 'hours';
  // The first bucket of the first day: `13:2 14:7`.
  const hours = live.codes.flatMap((code) =>
    code.hours.slice(0, 1).map(([day, buckets]) => day * 24 + Number.parseInt(buckets, 10)),
  );
  const firstMs = hours.reduce((first, hour) => Math.min(first, hour * HOUR_MS), Infinity);
  return Math.max(sinceMs, firstMs) >= minutesFromMs(live) ? 'minutes' : 'hours';
}
