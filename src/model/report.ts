/**
 * The report as data, `wecomlog.report/1`: every other form of it is a view of this. Documented in
 * docs/report.schema.json. Times are RFC 3339 in UTC, ids are stable English identifiers.
 */
import type { BucketWord } from './bucket.ts';
import type { NearMissReason, Platform, Shape } from './event.ts';
import type { Category, Domain, Group, Owner, Retry } from './taxonomy.ts';

export const REPORT_SCHEMA = 'wecomlog.report/1';

/** `[start of the bucket in seconds since the epoch, events]`, ascending, empty buckets left out. */
export type Series = readonly (readonly [seconds: number, events: number])[];

export interface ReportCode {
  readonly errcode: number;
  /** Absent for a code that is not in the catalogue. */
  readonly meaning?: string;
  readonly remedy?: string;
  readonly category: Category;
  readonly group: Group;
  readonly domain: Domain;
  readonly owner: Owner;
  readonly retry: Retry;
  readonly events: number;
  /** Earliest and latest time among the dated records; absent if none was dated. */
  readonly firstSeen?: string;
  readonly lastSeen?: string;
  /** Events whose record has no time. */
  readonly undated: number;
  /** How the code stood, by shape. */
  readonly shapes: Readonly<Partial<Record<Shape, number>>>;
  /** Events whose platform no evidence named, while another platform shares the number. */
  readonly ambiguous: number;
  /** The API paths named beside it, most events first. */
  readonly apis: readonly { readonly api: string; readonly events: number }[];
  /** Events that an overlay tolerates, part of `events`; absent if there are none. */
  readonly tolerated?: number;
  /** What WeCom said, masked, if a sample holds it; only for codes that are not in the catalogue. */
  readonly errmsg?: string;
  /** Masked records, at most three; only for codes that are not in the catalogue. */
  readonly samples?: readonly string[];
  readonly series: Series;
}

export interface ReportFile {
  readonly name: string;
  /** Bytes read, after decompression. */
  readonly bytes: number;
  readonly lines: number;
  readonly events: number;
  /** What went wrong with it; what was read before is counted. */
  readonly problem?: string;
  /** The input that held the same before; this one is not part of any sum. */
  readonly sameAs?: string;
}

export interface Report {
  readonly schema: typeof REPORT_SCHEMA;
  readonly generator: { readonly name: string; readonly version: string };
  readonly catalog: { readonly version: string; readonly codes: number };
  readonly input: {
    /** Inputs that were opened. */
    readonly sources: number;
    readonly bytes: number;
    readonly lines: number;
    /** What was not read as log, with the reason. */
    readonly skipped: readonly {
      readonly reason: string;
      readonly count: number;
      readonly bytes: number;
    }[];
    /** Records longer than the limit, judged window by window. */
    readonly longRecords: number;
    /** The first thousand inputs, in the order in which they were read. */
    readonly files: readonly ReportFile[];
  };
  readonly time: {
    readonly from?: string;
    readonly to?: string;
    /** Zone in which times without one were read, and in which text reports show times. */
    readonly zone: string;
    /** Width of the buckets of every series, in seconds. */
    readonly bucketSeconds: number;
    /** The same as a word of the ladder. */
    readonly bucket: BucketWord;
    /** Records with a code but without a time. */
    readonly undated: number;
    /** Records with a code left out because they lie outside the asked range (or are undated). */
    readonly outside: number;
    readonly since?: string;
    readonly until?: string;
  };
  readonly totals: {
    /** success + errors + foreign */
    readonly events: number;
    /** Unknown codes included. */
    readonly errors: number;
    readonly success: number;
    readonly unknown: number;
    readonly foreign: number;
    /** Part of errors: those that an overlay tolerates. */
    readonly tolerated: number;
    readonly nearMisses: number;
  };
  /** Every code counted with its WeCom meaning, 0 included, most events first. */
  readonly codes: readonly ReportCode[];
  /** Events of unknown codes beyond those that are counted by name. */
  readonly otherCodes: number;
  readonly categories: readonly {
    readonly category: Category;
    readonly group: Group;
    readonly events: number;
  }[];
  readonly domains: readonly {
    readonly domain: Domain;
    readonly events: number;
    readonly errors: number;
  }[];
  readonly apis: readonly {
    readonly api: string;
    /** Its area, where the path or its neighbours are listed. */
    readonly domain?: Domain;
    /** What WeCom calls the interface, in Chinese, where the path is listed. */
    readonly title?: string;
    readonly events: number;
    readonly errors: number;
  }[];
  /** Events of API paths beyond those that are counted by name. */
  readonly otherApis: number;
  /** Codes that evidence gives to another platform. */
  readonly foreign: readonly {
    readonly platform: Platform;
    readonly errcode: number;
    /** What it means there, where we have words for it. */
    readonly meaning?: string;
    readonly events: number;
  }[];
  readonly nearMisses: readonly {
    readonly reason: NearMissReason;
    readonly events: number;
    /** Masked records, at most three. */
    readonly samples: readonly string[];
  }[];
  readonly notices: readonly ReportNotice[];
  /** The run was ended before its inputs were. */
  readonly partial: boolean;
  /** Outside what is compared: differs from run to run. */
  readonly run: { readonly seconds: number };
}

/** Something the reader should know before trusting the figures. */
export type ReportNotice = ZoneNotice | CopiesNotice | SuccessNotice;

/** Server times in hints say that times without a zone are of another zone than was assumed. */
export interface ZoneNotice {
  readonly id: 'zone-differs';
  readonly assumed: string;
  readonly fits: string;
  readonly records: number;
}

/** Inputs held what others had held, and were not counted again. */
export interface CopiesNotice {
  readonly id: 'same-content';
  readonly inputs: number;
  readonly bytes: number;
  /** The first of them, and the input that was counted. */
  readonly name: string;
  readonly sameAs: string;
}

/** No call that worked is in the log, so no share of failures can be given. */
interface SuccessNotice {
  readonly id: 'success-not-logged';
}
