/** A condition of `--fail-on`, read; docs/compare.md has the grammar. */
import type { Category, Domain, Group, Owner } from './taxonomy.ts';

export const TOTAL_FIGURES = [
  'errors',
  'events',
  'success',
  'unknown',
  'foreign',
  'tolerated',
  'near-misses',
] as const;
export type TotalFigure = (typeof TOTAL_FIGURES)[number];

/** Kinds of codes that can be counted, such as `new codes`; all but `unknown` need a baseline. */
export const CODE_KINDS = ['new', 'grown', 'shrunk', 'gone', 'unknown'] as const;
export type CodeKind = (typeof CODE_KINDS)[number];

/** What is looked at. Failures that an overlay tolerates are part of `tolerated` and `events` alone. */
export type ConditionFigure =
  | { readonly kind: 'total'; readonly name: TotalFigure }
  | { readonly kind: 'code'; readonly errcode: number }
  | { readonly kind: 'category'; readonly id: Category }
  | { readonly kind: 'group'; readonly id: Group }
  | { readonly kind: 'domain'; readonly id: Domain }
  | { readonly kind: 'owner'; readonly id: Owner }
  | { readonly kind: 'codes'; readonly of: CodeKind };

export const COMPARATORS = ['>', '>=', '<', '<=', '==', '!='] as const;
export type Comparator = (typeof COMPARATORS)[number];

/** `%` of all calls, events in a minute, hour or day, or times the baseline; empty: as counted. */
export const CONDITION_UNITS = ['', '%', '/min', '/h', '/d', 'x'] as const;
export type ConditionUnit = (typeof CONDITION_UNITS)[number];

export interface Condition {
  /** As it was written. */
  readonly text: string;
  readonly figure: ConditionFigure;
  readonly comparator: Comparator;
  readonly limit: number;
  readonly unit: ConditionUnit;
}

/** What a report says to a condition. */
export type ConditionAnswer =
  | {
      readonly condition: Condition;
      readonly holds: boolean;
      /** In the unit of the condition; Infinity for any number of times none. */
      readonly value: number;
      /** The events, or codes, behind it. */
      readonly events: number;
    }
  | {
      readonly condition: Condition;
      /**
       * Why there is no answer: the log has no successful call to make a share of, or no time to make
       * a rate of, or there is nothing to compare with.
       */
      readonly lacks: 'success' | 'period' | 'baseline';
    };
