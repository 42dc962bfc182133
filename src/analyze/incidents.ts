/**
 * Incidents: when a code went wrong in a workload, for how long, and whether it still does. They are
 * read from the series, which add up, so the incidents of merged reports are those of the whole.
 */
import { createTolerance, type ToleranceRules } from '../catalog/tolerance.ts';
import { UNKNOWN_ENTRY } from '../catalog/unknown.ts';
import { BUCKETS } from '../model/bucket.ts';
import type { Catalog } from '../model/catalog.ts';
import { INCIDENTS_MAX } from '../model/limits.ts';
import type { Report, ReportIncident } from '../model/report.ts';
import { type Episode, QUIET_MS, type SeriesReader } from './episodes.ts';
import { instant } from './instant.ts';
import { namesOfCode } from './report-names.ts';
import { allWorkloads, type CodeCounts, type Summary } from './summary.ts';

/** Another summary whose series hold the minutes of the same events, from a moment on. */
export interface IncidentSource {
  readonly summary: Summary;
  /** Ms since the epoch: no minutes are kept of what was before. */
  readonly fromMs: number;
}

export interface IncidentOptions {
  readonly catalog: Catalog;
  /** Ms since the epoch of the last dated record with a code: where the log ends. */
  readonly toMs: number;
  readonly incidents?: IncidentSource | undefined;
  readonly reader: SeriesReader;
}

/** One of them, before it is put into words. */
interface Found {
  readonly episode: Episode;
  readonly errcode: number;
  readonly workload: string;
  readonly isOngoing: boolean;
  /** Somebody should act: no answer about one object, and not tolerated. */
  readonly isGrave: boolean;
}

/**
 * The incidents of every code that is a failure: first those that somebody should act on, of these the
 * ongoing ones, then by events.
 */
export function incidentsOf(
  summary: Summary,
  options: IncidentOptions,
): Pick<Report, 'incidents' | 'otherIncidents' | 'incidentTime'> {
  const source = options.incidents?.summary ?? summary;
  const { seconds } = BUCKETS[source.ladder]!;
  const found = findAll(source, options);
  const isCut = options.incidents !== undefined;
  return {
    incidents: found.kept.map((incident) => describe(incident, seconds * 1000, summary)),
    otherIncidents: found.others,
    incidentTime: {
      bucketSeconds: seconds,
      ...(isCut ? { from: instant(options.incidents.fromMs) } : {}),
    },
  };
}

function findAll(
  source: Summary,
  { catalog, toMs, reader }: IncidentOptions,
): { readonly kept: Found[]; readonly others: number } {
  const widthMs = BUCKETS[source.ladder]!.seconds * 1000;
  const tolerance = createTolerance(catalog.tolerances);
  let kept: Found[] = [];
  /** The last of those that would be told if there were no more. */
  let last: Found | undefined;
  let all = 0;
  for (const { workload, codes } of allWorkloads(source)) {
    for (const { errcode, series } of codes.values()) {
      if (errcode === 0) continue;
      const isGrave = isGraveIn(source, errcode, workload, catalog, tolerance);
      for (const episode of reader.episodesOf(series, widthMs)) {
        all++;
        const quietMs = toMs - (episode.last + 1) * widthMs;
        const found = { errcode, workload, isGrave, isOngoing: quietMs < QUIET_MS, episode };
        if (last === undefined || byGravity(found, last) < 0) kept.push(found);
      }
      // Bounded while it grows: a noisy year has a million of them.
      if (kept.length > INCIDENTS_MAX * 2) {
        kept = worst(kept);
        last = kept.at(-1);
      }
    }
  }
  kept = worst(kept);
  return { kept, others: all - kept.length };
}

function isGraveIn(
  source: Summary,
  errcode: number,
  workload: string,
  catalog: Catalog,
  tolerance: ToleranceRules | undefined,
): boolean {
  const { group } = catalog.get(errcode) ?? UNKNOWN_ENTRY;
  if (group === 'object' || group === 'ok') return false;
  if (tolerance?.holds(errcode, undefined, workload) === true) return false;
  const counts = countsOf(source, errcode);
  return counts === undefined || counts.tolerated < counts.events;
}

function countsOf(summary: Summary, errcode: number): CodeCounts | undefined {
  const known = summary.codes.get(errcode);
  if (known !== undefined || !summary.unknown.has(String(errcode))) return known;
  return summary.unknown.at(String(errcode));
}

function worst(found: readonly Found[]): Found[] {
  return found.toSorted(byGravity).slice(0, INCIDENTS_MAX);
}

function byGravity(left: Found, right: Found): number {
  return (
    Number(right.isGrave) - Number(left.isGrave) ||
    Number(right.isOngoing) - Number(left.isOngoing) ||
    right.episode.events - left.episode.events ||
    left.episode.first - right.episode.first ||
    left.errcode - right.errcode ||
    (left.workload < right.workload ? -1 : 1)
  );
}

function describe(found: Found, widthMs: number, summary: Summary): ReportIncident {
  const { errcode, workload, isOngoing } = found;
  const { first, last, events, peakBucket, peak } = found.episode;
  const fromMs = first * widthMs;
  const toMs = (last + 1) * widthMs;
  return {
    ...{ errcode, workload, from: instant(fromMs), to: instant(toMs) },
    minutes: (toMs - fromMs) / 60_000,
    events,
    peak: { at: instant(peakBucket * widthMs), events: peak },
    apis: namesOfCode(summary.apis, errcode).map(({ name }) => name),
    hosts: namesOfCode(summary.hosts, errcode).map(({ name }) => name),
    isOngoing,
  };
}
