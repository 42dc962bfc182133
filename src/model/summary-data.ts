/**
 * What a run counted, as plain data: for other threads, other processes and files. JSON holds all of
 * it, and two of them add up (src/analyze/summary-data.ts); a report is a view of it.
 */
import type { NearMissReason } from './event.ts';
import type { HiddenKind } from './hidden.ts';

export interface SampleData {
  readonly hash: number;
  readonly text: string;
}

export interface CodeData {
  readonly errcode: number;
  readonly isKnown: boolean;
  readonly events: number;
  readonly undated: number;
  readonly ambiguous: number;
  readonly tolerated: number;
  /** Ms since the epoch; null while no record was dated. */
  readonly firstMs: number | null;
  readonly lastMs: number | null;
  /** Events by shape; index as in SHAPES. */
  readonly shapes: readonly number[];
  readonly samples: readonly SampleData[];
}

/**
 * The buckets with events in order of time: the first, in units of its width since the epoch, and its
 * events, then of each other how many buckets it lies behind the one before, and its events:
 * `[29785423, 2, 1, 7]`. Files have a list of JSON.
 */
export type SeriesData = readonly number[] | Float64Array;

/** What is counted of one workload; time is kept here. */
export interface WorkloadData {
  /** Empty where nothing says whose log it is. */
  readonly workload: string;
  readonly codes: readonly {
    readonly errcode: number;
    readonly events: number;
    readonly series: SeriesData;
  }[];
  /** Events of codes that are not counted by name. */
  readonly unnamed: number;
}

/** What is counted of a host. */
export interface HostData {
  readonly host: string;
  readonly events: number;
  readonly errors: number;
  readonly codes: readonly (readonly [errcode: number, events: number])[];
}

/** Exit addresses that 60020 named, those of smallest hash; empty in files, which may not hold them. */
export interface DeniedData {
  readonly kept: readonly (readonly [hash: number, address: string])[];
  /** Others were met that are not kept. */
  readonly hasMore: boolean;
}

/** Ms since the epoch of the first and last dated record; null without one. */
export interface SpanData {
  readonly firstMs: number | null;
  readonly lastMs: number | null;
}

/** Successes that hide a failure, by kind; one may hide several kinds. */
export interface HiddenData {
  /** Those whose errmsg warns, and those that list what was left out. */
  readonly warned: number;
  readonly leftOut: number;
  readonly kinds: readonly (SpanData & {
    readonly kind: HiddenKind;
    readonly events: number;
    readonly apis: readonly { readonly api: string; readonly events: number }[];
    /** Events of APIs that are not counted by name. */
    readonly otherApis: number;
    readonly samples: readonly SampleData[];
  })[];
}

/** Records that hold errcode 0 and an error, by the error's code. */
export interface BesideData extends SpanData {
  readonly records: number;
  readonly codes: readonly {
    readonly errcode: number;
    readonly records: number;
    /** Those in which 0 comes first. */
    readonly before: number;
  }[];
  readonly otherCodes: number;
  readonly samples: readonly SampleData[];
}

/** JSON holds all of it. */
export interface SummaryData {
  /** Index into the ladder of bucket widths. */
  readonly ladder: number;
  readonly codes: readonly CodeData[];
  readonly workloads: readonly WorkloadData[];
  /** All workloads that are not counted by name. */
  readonly otherWorkloads: WorkloadData;
  readonly hosts: readonly HostData[];
  readonly otherHosts: number;
  /** Events that an earlier record told of already, by its hint. */
  readonly duplicates: number;
  readonly apis: readonly {
    readonly api: string;
    readonly events: number;
    readonly errors: number;
    readonly codes: readonly (readonly [errcode: number, events: number])[];
  }[];
  readonly foreign: readonly {
    readonly platform: number;
    readonly errcode: number;
    readonly events: number;
  }[];
  readonly nearMisses: readonly {
    readonly reason: NearMissReason;
    readonly events: number;
    readonly samples: readonly SampleData[];
  }[];
  readonly otherCodes: number;
  readonly otherTolerated: number;
  readonly otherApis: number;
  readonly otherForeign: number;
  readonly undated: number;
  readonly outside: number;
  readonly skew: readonly (readonly [quarters: number, records: number])[];
  /** Absent in summaries that were stored before it was counted. */
  readonly denied?: DeniedData;
  readonly hidden?: HiddenData;
  readonly beside?: BesideData;
}
