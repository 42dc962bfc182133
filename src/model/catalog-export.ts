/** A catalogue as one file, and what differs between two of them. */
import type { CatalogEntry, FullEntry } from './catalog.ts';
import type { Lang } from './lang.ts';
import type { Category, Domain, Owner, Retry } from './taxonomy.ts';

export const CATALOG_SCHEMA = 'wecomlog.catalog/1';
export const DIFF_SCHEMA = 'wecomlog.catalog-diff/1';

export interface CatalogExport {
  /** Of the catalogue, e.g. `2026-09`. */
  readonly version: string;
  readonly lang: Lang;
  readonly codes: readonly FullEntry[];
}

/** What is compared of a catalogue: as much of its entries as an older export may have. */
export interface CatalogSnapshot {
  /** Absent in the exports of old. */
  readonly version?: string;
  readonly lang: Lang;
  readonly codes: readonly SnapshotEntry[];
}

export type SnapshotEntry = Pick<
  CatalogEntry,
  'errcode' | 'meaning' | 'category' | 'domain' | 'owner' | 'retry' | 'remedy'
>;

export interface CatalogDiff {
  readonly old: SnapshotName;
  readonly new: SnapshotName;
  readonly lang: Lang;
  readonly added: readonly SnapshotEntry[];
  readonly removed: readonly SnapshotEntry[];
  /** Codes whose meaning reads otherwise, as (old, new). */
  readonly meanings: readonly Change<string>[];
  /** Codes that were put elsewhere; only what changed is there. */
  readonly reclassified: readonly Reclassified[];
  /** Codes whose remedy reads otherwise. */
  readonly remedies: readonly number[];
}

export interface SnapshotName {
  readonly version?: string;
  /** Number of entries. */
  readonly codes: number;
}

export interface Change<Value> {
  readonly errcode: number;
  readonly old: Value;
  readonly new: Value;
}

export interface Reclassified {
  readonly errcode: number;
  /** In the words of the newer catalogue. */
  readonly meaning: string;
  readonly category?: readonly [old: Category, new: Category];
  readonly domain?: readonly [old: Domain, new: Domain];
  readonly owner?: readonly [old: Owner, new: Owner];
  readonly retry?: readonly [old: Retry, new: Retry];
}
