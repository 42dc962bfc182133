/** What the catalogue says about one code. */
import type { Category, Domain, Group, Owner, Retry } from './taxonomy.ts';

export interface CatalogLink {
  readonly text: string;
  readonly url: string;
}

/** One catalogue entry, as `explain --json` prints it. Texts are plain text, `troubleshooting` is Markdown. */
export interface CatalogEntry {
  readonly errcode: number;
  /** The official short text, in Chinese. */
  readonly meaning: string;
  readonly category: Category;
  readonly group: Group;
  readonly domain: Domain;
  readonly owner: Owner;
  readonly retry: Retry;
  /** Repeat at most so many times. */
  readonly retryMax?: number;
  /** Wait so long before repeating, in seconds. */
  readonly retryWaitSeconds?: number;
  /** What to do about it; never empty. */
  readonly remedy: string;
  /** The long section of the official page, as Markdown, where there is one. */
  readonly troubleshooting?: string;
  readonly links: readonly CatalogLink[];
  /** Where the entry comes from, e.g. `page-2019`. */
  readonly sources: readonly string[];
}

/** The catalogue as a lookup; built once, never changed. */
export interface Catalog {
  /** Names the catalogue in reports, e.g. `page-2019`. */
  readonly version: string;
  /** Number of entries. */
  readonly size: number;
  /** The errcodes that have an entry, ascending. */
  readonly codes: readonly number[];
  /** Numbers without an entry that are codes of WeCom or of a relative. */
  readonly relatives: readonly number[];
  /** All entries, ascending by errcode; made when asked for. */
  readonly entries: readonly CatalogEntry[];
  get(errcode: number): CatalogEntry | undefined;
  /** Whether the number is a code of WeCom or of a relative, be there an entry or not. */
  isKnown(errcode: number): boolean;
}
