/** What the main thread and the others say to each other. All of it is plain data. */
import type { Dedupe, TimeRange } from '../analyze/aggregate.ts';
import type { ThreadSummary } from '../analyze/summary-data.ts';
import type { Kernels } from '../model/arena.ts';
import type { Tolerance } from '../model/catalog.ts';
import type { Bilingual } from '../model/lang.ts';
import type { Encoding } from '../record/encoding.ts';
import type { DividedFile } from './divide.ts';
import type { WholeFile } from './files-at-once.ts';

/** Told once, before anything is asked. */
export interface ThreadPlan {
  readonly encoding: Encoding;
  readonly zone: string;
  readonly range: TimeRange;
  /** Codes with an entry in the catalogue. */
  readonly catalogued: Int32Array;
  /** Other numbers that are codes of WeCom or of a relative. */
  readonly related: Int32Array;
  readonly tolerances: readonly Tolerance[];
  readonly dedupe: Dedupe;
  readonly kernels: Kernels;
}

export type Request =
  | { readonly kind: 'plan'; readonly plan: ThreadPlan }
  | { readonly kind: 'count'; readonly file: DividedFile }
  | { readonly kind: 'file'; readonly file: WholeFile }
  | { readonly kind: 'finish' };

export type Reply =
  | {
      readonly kind: 'counted';
      readonly bytes: number;
      readonly lines: number;
      readonly events: number;
      readonly longRecords: number;
      readonly problem: { readonly code: string; readonly text: Bilingual } | undefined;
    }
  | { readonly kind: 'finished'; readonly summary: ThreadSummary };
