/** The figures as rules look at them: by code, in minutes, without what an overlay tolerates. */
import { UNKNOWN_ENTRY } from '../../catalog/unknown.ts';
import { BUCKETS } from '../../model/bucket.ts';
import type { Catalog, CatalogEntry } from '../../model/catalog.ts';
import { PLATFORMS, type Platform } from '../../model/event.ts';
import type { ReportNotice } from '../../model/report.ts';
import type { BesideData, HiddenData } from '../../model/summary-data.ts';
import { createZone, type Zone } from '../../record/zone.ts';
import { listDenied } from '../addresses.ts';
import type { SeriesReader } from '../episodes.ts';
import { toBesideData, toHiddenData } from '../hidden.ts';
import type { IncidentSource } from '../incidents.ts';
import { namesOfCode } from '../report-names.ts';
import { type Series, sumOf } from '../series.ts';
import { allCodes, allWorkloads, type Summary } from '../summary.ts';

/** What the figures were counted with. */
export interface DiagnosisFrame {
  readonly catalog: Catalog;
  /** Name of the zone in which sentences tell times. */
  readonly zone: string;
  readonly notices: readonly ReportNotice[];
  readonly incidents?: IncidentSource | undefined;
  readonly reader: SeriesReader;
  /** Whether refused exit addresses may be shown as they are: at a terminal, as a list to paste. */
  readonly showsAddresses?: boolean | undefined;
}

export interface DiagnosisView {
  /** By errcode; those of which something is not tolerated, without successes. */
  readonly codes: ReadonlyMap<number, CodeView>;
  readonly success: number;
  /** Ms since the epoch of the first and last dated record with a code; `from > to` without one. */
  readonly fromMs: number;
  readonly toMs: number;
  /** Width of the buckets that runs are made of. */
  readonly bucketMs: number;
  /** Calls of an interface that the log tells of; 0 if none. */
  eventsOfApi(path: string): number;
  /** Whether a path that begins so was met. */
  hasApi(prefix: string): boolean;
  readonly skew: ReadonlyMap<number, number>;
  /** Exit addresses that 60020 named; `list` only where they may be shown. */
  readonly denied: {
    readonly count: number;
    readonly hasMore: boolean;
    readonly list: readonly string[] | undefined;
  };
  /** Successes that are none. */
  readonly hidden: HiddenData;
  readonly beside: BesideData;
  readonly foreign: readonly ForeignCode[];
  readonly notices: readonly ReportNotice[];
  readonly zone: Zone;
}

/** A code that is another platform's. */
export interface ForeignCode {
  readonly platform: Platform;
  readonly errcode: number;
  readonly events: number;
}

export interface CodeView {
  readonly errcode: number;
  readonly entry: CatalogEntry | typeof UNKNOWN_ENTRY;
  /** Without the tolerated ones. */
  readonly events: number;
  /** Infinity and -Infinity where no record was dated. */
  readonly firstMs: number;
  readonly lastMs: number;
  /** Most events first, at most ten. */
  readonly apis: readonly { readonly name: string; readonly events: number }[];
  /** Masked; unknown codes have some. */
  readonly samples: readonly string[];
  /** Its stretches with gaps of less than ten minutes, in order of time. */
  runs(): readonly CodeRun[];
}

export interface CodeRun {
  /** Start of its first bucket, and end of its last. */
  readonly fromMs: number;
  readonly toMs: number;
  readonly events: number;
  /** The bucket with most events, the earliest of equals. */
  readonly peakMs: number;
  readonly peak: number;
}

export function createView(summary: Summary, frame: DiagnosisFrame): DiagnosisView {
  const source = frame.incidents?.summary ?? summary;
  const bucketMs = BUCKETS[source.ladder]!.seconds * 1000;
  const codes = new Map<number, CodeView>();
  let success = 0;
  let fromMs = Number.POSITIVE_INFINITY;
  let toMs = Number.NEGATIVE_INFINITY;
  for (const counts of allCodes(summary)) {
    const { errcode, firstMs, lastMs } = counts;
    if (counts.events === 0) continue;
    fromMs = Math.min(fromMs, firstMs);
    toMs = Math.max(toMs, lastMs);
    const events = counts.events - counts.tolerated;
    if (errcode === 0) success = counts.events;
    else if (events > 0) {
      let runs: readonly CodeRun[] | undefined;
      codes.set(errcode, {
        errcode,
        entry: frame.catalog.get(errcode) ?? UNKNOWN_ENTRY,
        ...{ events, firstMs, lastMs },
        apis: namesOfCode(summary.apis, errcode),
        samples: counts.samples.kept.map(({ text }) => text),
        runs: () => {
          runs ??= runsOf(seriesOf(source, errcode), bucketMs, frame.reader);
          return runs;
        },
      });
    }
  }
  const apis = new Map([...summary.apis.entries()].map(([api, { events }]) => [api, events]));
  return {
    ...{ codes, success, fromMs, toMs, bucketMs },
    eventsOfApi: (path) => apis.get(path) ?? 0,
    hasApi: (prefix) => [...apis.keys()].some((api) => api.startsWith(prefix)),
    skew: summary.skew,
    denied: {
      count: summary.denied.kept.size,
      hasMore: summary.denied.hasMore,
      list: frame.showsAddresses === true ? listDenied(summary.denied) : undefined,
    },
    hidden: toHiddenData(summary.hidden),
    beside: toBesideData(summary.beside),
    foreign: [...summary.foreign.entries()].map(([, { platform, errcode, events }]) => ({
      ...{ platform: PLATFORMS[platform]!, errcode, events },
    })),
    notices: frame.notices,
    zone: createZone(frame.zone),
  };
}

/** The worst run of a code: most events, the earliest of equals; undefined if none was dated. */
export function worstRun(code: CodeView): CodeRun | undefined {
  return code
    .runs()
    .reduce<CodeRun | undefined>(
      (worst, run) => (worst === undefined || run.events > worst.events ? run : worst),
      undefined,
    );
}

/** The bucket with most events of a code. */
export function peakRun(code: CodeView): CodeRun | undefined {
  return code
    .runs()
    .reduce<CodeRun | undefined>(
      (worst, run) => (worst === undefined || run.peak > worst.peak ? run : worst),
      undefined,
    );
}

/** The workload that alone has these codes; empty if several have, or nothing says whose log it is. */
export function workloadOf(summary: Summary, errcodes: readonly number[]): string {
  const names = [...allWorkloads(summary)]
    .filter(({ codes }) => errcodes.some((errcode) => (codes.get(errcode)?.events ?? 0) > 0))
    .map(({ workload }) => workload);
  return names.length === 1 ? names[0]! : '';
}

/** All workloads together. */
function seriesOf(source: Summary, errcode: number): Series {
  const pairs = [...allWorkloads(source)].flatMap(({ codes }) => codes.get(errcode) ?? []);
  return sumOf(pairs.map(({ series }) => series));
}

function runsOf(series: Series, bucketMs: number, reader: SeriesReader): CodeRun[] {
  return reader.episodesOf(series, bucketMs).map(({ first, last, events, peakBucket, peak }) => ({
    fromMs: first * bucketMs,
    toMs: (last + 1) * bucketMs,
    events,
    peakMs: peakBucket * bucketMs,
    peak,
  }));
}
