/**
 * What a run counted, as plain data: for other threads, other processes and files. JSON holds all of
 * it, and two of them add up (src/analyze/summary-data.ts); a report is a view of it.
 */
import type { NearMissReason } from './event.ts';

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
  /**
   * The buckets with events in order of time: the first, in units of its width since the epoch, and its
   * events, then of each other how many buckets it lies behind the one before, and its events.
   */
  readonly series: readonly number[];
  readonly samples: readonly SampleData[];
}

/** JSON holds all of it. */
export interface SummaryData {
  /** Index into the ladder of bucket widths. */
  readonly ladder: number;
  readonly codes: readonly CodeData[];
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
}
