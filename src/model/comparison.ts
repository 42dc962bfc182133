/**
 * Two reports held against each other, `wecomlog.comparison/1`: what is new, gone, grown and shrunk.
 * Documented in docs/compare.md. Periods of unlike length are compared by events a day.
 */
import type { Report, ReportDiagnosis } from './report.ts';
import type { Category, Domain, Group, Owner, Retry } from './taxonomy.ts';

export const COMPARISON_SCHEMA = 'wecomlog.comparison/1';

export const CHANGES = ['new', 'grown', 'shrunk', 'gone', 'same'] as const;
/**
 * `new`: none before, some now; `gone`: the other way round. `grown` and `shrunk` only where the
 * difference is more than chance explains; everything else is `same`.
 */
export type Change = (typeof CHANGES)[number];

/** One figure, before and now. */
export interface ComparedFigure {
  /** Events in the base and in the head. */
  readonly base: number;
  readonly head: number;
  /** Events a day; absent where it is not known how long a report's period is. */
  readonly basePerDay?: number;
  readonly headPerDay?: number;
  /** Head by base: of the rates where both are known, else of the events; absent if base is 0. */
  readonly ratio?: number;
  readonly change: Change;
  /** `new` or `gone`, but so rare that the other period may have missed it by chance. */
  readonly mayBeChance: boolean;
}

export interface ComparedCode extends ComparedFigure {
  readonly errcode: number;
  /** Absent for a code that is not in the catalogue. */
  readonly meaning?: string;
  readonly remedy?: string;
  readonly category: Category;
  readonly group: Group;
  readonly domain: Domain;
  readonly owner: Owner;
  readonly retry: Retry;
  /** In the head, or in the base for a code that is gone. */
  readonly firstSeen?: string;
  readonly lastSeen?: string;
}

/** A diagnosis of either report. */
export interface ComparedDiagnosis
  extends Pick<
    ReportDiagnosis,
    'id' | 'severity' | 'owner' | 'errcodes' | 'workload' | 'title' | 'evidence' | 'remedy'
  > {
  /** In the head only, in the base only (and in its words), or in both (in the words of the head). */
  readonly change: 'new' | 'gone' | 'same';
}

/** One of the two reports, in brief. */
export interface ComparedSide {
  /** The file it came from, or the name that was given for it. */
  readonly name: string;
  /** What its rates are over; absent if no record was dated and no range asked. */
  readonly period?: {
    readonly from: string;
    readonly to: string;
    readonly seconds: number;
    /** The asked range; otherwise from the first to the last dated event. */
    readonly isAsked: boolean;
  };
  readonly generator: Report['generator'];
  readonly catalog: Report['catalog'];
  readonly zone: string;
  readonly input: { readonly sources: number; readonly bytes: number; readonly lines: number };
  readonly totals: Report['totals'];
  /** Records with a code but without a time. */
  readonly undated: number;
  /** Inputs with which something went wrong, of those that are listed. */
  readonly problems: number;
  readonly partial: boolean;
}

/** Why the two may not be comparable in every respect. */
export const COMPARISON_REMARKS = [
  /** The periods differ in length: events a day are compared, not events. */
  'periods-differ',
  /** The length of a period is not known: events are compared as they are. */
  'period-unknown',
  /** The periods share some time. */
  'periods-overlap',
  /** The base is later than the head. */
  'order-reversed',
  /** Times without a zone were read on different clocks. */
  'zones-differ',
  /** Codes have the meaning of the catalogue of the head's report. */
  'catalogs-differ',
  /** One of the reports was ended early. */
  'partial',
  /** One report had a much smaller log to read, more than ten times fewer lines a day. */
  'volumes-differ',
  /** Only one of the logs records calls that worked. */
  'success-differs',
  /** A tenth or more of what one of the reports counted has no time: nobody knows of which period it is. */
  'undated',
  /** Not every input of one of the reports could be read to its end. */
  'inputs-failed',
] as const;
export type ComparisonRemark = (typeof COMPARISON_REMARKS)[number];

export interface ReportComparison {
  readonly schema: typeof COMPARISON_SCHEMA;
  readonly base: ComparedSide;
  readonly head: ComparedSide;
  /** What `change` and `ratio` were decided by: events a day, or plain events. */
  readonly by: 'rate' | 'events';
  /** All in all; by the share of failures where both logs record successes, else by the failures. */
  readonly verdict: 'better' | 'worse' | 'same';
  /** Failures of all calls, 0 to 1; only where both logs record successes. */
  readonly failureShare?: { readonly base: number; readonly head: number };
  readonly totals: {
    readonly events: ComparedFigure;
    readonly errors: ComparedFigure;
    readonly success: ComparedFigure;
    readonly unknown: ComparedFigure;
    readonly foreign: ComparedFigure;
    readonly tolerated: ComparedFigure;
    readonly nearMisses: ComparedFigure;
  };
  /** How many codes of failures are new, grown and so on; those that may be chance included. */
  readonly changes: Readonly<Record<Change, number>>;
  /** Every code of either report but 0: new ones first, then grown, shrunk, gone, same; most events first. */
  readonly codes: readonly ComparedCode[];
  /** Those with events in either, in the order of the taxonomy; without successes. */
  readonly categories: readonly (ComparedFigure & {
    readonly category: Category;
    readonly group: Group;
  })[];
  readonly domains: readonly (ComparedFigure & { readonly domain: Domain })[];
  /** Failures by API, most first. */
  readonly apis: readonly (ComparedFigure & { readonly api: string; readonly title?: string })[];
  /** Failures by workload, most first; none unless both reports say whose log it is. */
  readonly workloads: readonly (ComparedFigure & { readonly workload: string })[];
  /** New ones first, then those still there, then those that are over; absent unless both were diagnosed. */
  readonly diagnoses?: readonly ComparedDiagnosis[];
  readonly remarks: readonly ComparisonRemark[];
}
