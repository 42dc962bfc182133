/**
 * The report as data, `wecomlog.report/1`: every other form of it is a view of this. Documented in
 * docs/report.schema.json. Times are RFC 3339 in UTC, ids are stable English identifiers.
 */

import type { BucketWord } from './bucket.ts';
import type { ReportComparison } from './comparison.ts';
import type { NearMissReason, Platform, Shape } from './event.ts';
import type { HiddenKind } from './hidden.ts';
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
  /** Some of it was left to other shards of this set: `ReportShard.set`. */
  readonly part?: string;
}

/** A report of one part of the inputs, as `--shard` asks; all of its set make a whole. */
export interface ReportShard {
  /** Names the set: the same for shards of the same inputs and number. */
  readonly set: string;
  /** From 1 to `count`. */
  readonly index: number;
  readonly count: number;
}

/**
 * A run of minutes with events of one code in one workload, with gaps of less than ten minutes.
 * Made of the buckets of one minute; where a log was too long for those, of the next wider ones.
 */
export interface ReportIncident {
  readonly errcode: number;
  /** Empty without labels. */
  readonly workload: string;
  /** Start of its first bucket with events, and end of its last one. */
  readonly from: string;
  readonly to: string;
  /** Minutes from first to last, both included. */
  readonly minutes: number;
  readonly events: number;
  /** The bucket with most events, the earliest of equals. */
  readonly peak: { readonly at: string; readonly events: number };
  /** Those that the code was met with, most events first, at most ten; of the code, not of these minutes. */
  readonly apis: readonly string[];
  readonly hosts: readonly string[];
  /** Whether the log ends less than ten minutes after its last event. */
  readonly isOngoing: boolean;
}

export const DIAGNOSIS_SEVERITIES = ['critical', 'warning', 'info'] as const;
export type DiagnosisSeverity = (typeof DIAGNOSIS_SEVERITIES)[number];

/** What a rule concludes from the figures; texts are in the language of the report. */
export interface ReportDiagnosis {
  /** Stable English id of the rule. */
  readonly id: string;
  readonly severity: DiagnosisSeverity;
  readonly owner: Owner;
  /** Codes it speaks of. */
  readonly errcodes: readonly number[];
  /** Empty: of all workloads. */
  readonly workload: string;
  readonly title: string;
  /** What in the figures says so, a sentence each, with the numbers. */
  readonly evidence: readonly string[];
  /** What to do, a step each. */
  readonly remedy: readonly string[];
  /** To be pasted as it is, such as the list of exit addresses; masked where they may not be shown. */
  readonly paste?: string;
  /** Where to paste it or to read on. */
  readonly link?: string;
  /** Masked records, at most three. */
  readonly samples: readonly string[];
}

/** What is wrong with successes, by kind and by error. */
export interface ReportSuccesses {
  /** Those whose errmsg warns. */
  readonly warned: number;
  /** Those that list who or what was left out. */
  readonly leftOut: number;
  /** Records that hold errcode 0 and an error. */
  readonly besideErrors: number;
  readonly kinds: readonly {
    readonly kind: HiddenKind;
    readonly events: number;
    readonly firstSeen?: string;
    readonly lastSeen?: string;
    /** Most events first. */
    readonly apis: readonly { readonly api: string; readonly events: number }[];
    readonly otherApis: number;
  }[];
  /** Most records first. */
  readonly errors: readonly {
    readonly errcode: number;
    readonly records: number;
    /** Those in which 0 comes first. */
    readonly zeroFirst: number;
  }[];
  readonly otherErrors: number;
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
    /** The shards that this is the report of, while others of their sets are wanting. */
    readonly shards?: readonly ReportShard[];
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
    /** Its events by group of the code, successes included; those without events are left out. */
    readonly groups: Readonly<Partial<Record<Group, number>>>;
  }[];
  /** Events of API paths beyond those that are counted by name. */
  readonly otherApis: number;
  /** Whose log it is, as `--label workload=…` says; empty without labels. */
  readonly workloads: readonly {
    readonly workload: string;
    readonly events: number;
    readonly errors: number;
  }[];
  /** Events of workloads beyond those that are counted by name. */
  readonly otherWorkloads: number;
  /** Machines and pods that records name themselves by. */
  readonly hosts: readonly {
    readonly host: string;
    readonly events: number;
    readonly errors: number;
  }[];
  /** Events of hosts beyond those that are counted by name. */
  readonly otherHosts: number;
  /**
   * Worst first: those that somebody should act on (no answers about one object, nothing tolerated), of
   * these the ongoing ones, then by events.
   */
  readonly incidents: readonly ReportIncident[];
  /** Incidents beyond those that are listed. */
  readonly otherIncidents: number;
  readonly incidentTime: {
    /** Width in seconds of the buckets incidents are made of: 60, unless the log was too long for that. */
    readonly bucketSeconds: number;
    /** Only incidents from here on are known; absent if all are. */
    readonly from?: string;
  };
  /** Gravest first. */
  readonly diagnoses?: readonly ReportDiagnosis[];
  /** Successes that are none. Absent in reports of versions that did not look for them. */
  readonly successes?: ReportSuccesses;
  /**
   * Failures that two records tell of, by their hint; `folded`: counted once, as `--dedupe hint` asks.
   * Absent where nobody looked, as in reports of `serve`.
   */
  readonly duplicates?: { readonly events: number; readonly folded: boolean };
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
  /** Only where it is asked for: what `merge` adds up. */
  readonly summary?: ReportSummary;
  /** Against an earlier report, as `--baseline` asks. */
  readonly baseline?: ReportComparison;
  /** The run was ended before its inputs were. */
  readonly partial: boolean;
  /** Outside what is compared: differs from run to run. */
  readonly run: { readonly seconds: number /** When it was made. */; readonly madeAt?: string };
}

/** The counts a report was made of, packed (src/analyze/stored/pack.ts); for `merge` alone. */
export interface ReportSummary {
  readonly format: number;
  /** The width of buckets that was asked for. */
  readonly by: BucketWord | 'auto';
  readonly [member: string]: unknown;
}

/** Something the reader should know before trusting the figures. */
export type ReportNotice =
  | ZoneNotice
  | CopiesNotice
  | SuccessNotice
  | MergedZonesNotice
  | MergedRangesNotice
  | MergedCatalogsNotice;

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

/** Merged from reports that read times without a zone on different clocks. */
export interface MergedZonesNotice {
  readonly id: 'merged-zones';
  readonly zones: readonly string[];
}

/** Merged from reports of different ranges; `/` stands between the ends, as in ISO 8601. */
export interface MergedRangesNotice {
  readonly id: 'merged-ranges';
  readonly ranges: readonly string[];
}

/** Merged from reports that were counted with other catalogues than the one that names the codes here. */
export interface MergedCatalogsNotice {
  readonly id: 'merged-catalogs';
  readonly catalogs: readonly string[];
}
