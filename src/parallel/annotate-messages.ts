/** What the writing thread and the others say to each other while they annotate. All of it is plain data. */
import type { CatalogSource } from '../catalog/catalog.ts';
import type { Bilingual } from '../model/lang.ts';
import type { AnnotateSettings, SharedParts } from './annotate-blocks.ts';
import type { Division } from './annotate-stretches.ts';

/** Told once, at the start of a thread. */
export interface AnnotateThreadPlan {
  readonly settings: AnnotateSettings;
  readonly catalog: CatalogSource;
  readonly shared: SharedParts;
  /** Where the thread lays down what it has made. */
  readonly slots: SharedArrayBuffer;
  /** One 32-bit integer: the slots that were written since the start. */
  readonly written: SharedArrayBuffer;
}

/** A file to work on. */
export interface AnnotateRequest {
  readonly path: string;
  readonly name: string;
  readonly division: Division;
  /** Two 32-bit integers, see the places below. */
  readonly progress: SharedArrayBuffer;
}

/** The next stretch that nobody has taken. */
export const NEXT = 0;
/** The stretch that is written now. */
export const TURN = 1;

/** A part of a stretch lies in a slot. */
export interface AnnotateReply {
  readonly number: number;
  readonly slot: number;
  readonly length: number;
  readonly end:
    | {
        readonly isOpenEnded: boolean;
        readonly problem: { readonly code: string; readonly text: Bilingual } | undefined;
      }
    | undefined;
}
