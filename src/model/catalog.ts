/** What the catalogue says about one code. */
import type { Platform } from './event.ts';
import type { Bilingual, Lang } from './lang.ts';
import type { Category, Domain, Group, Owner, Retry } from './taxonomy.ts';

/** What annotations and reports say of a code. Texts are one line of plain text, in the asked language. */
export interface CatalogEntry {
  readonly errcode: number;
  /** In Chinese the official short text. */
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
}

/** An entry with everything that is known, as `explain --json` prints it. */
export interface FullEntry extends CatalogEntry {
  /** How to find the cause step by step, as Markdown, where there is something to say. */
  readonly troubleshooting?: string;
  /** Pages to open; the last one is WeCom's query tool. */
  readonly links: readonly CatalogLink[];
  /** What WeCom's documents say in numbers about the code; absent where nothing is said. */
  readonly facts?: readonly EntryFact[];
  /** What WeCom was seen to say in `errmsg`; it may say something else. */
  readonly errmsg?: string;
  /** Date, month or year of the oldest source that has the code. */
  readonly firstSeen?: string;
  /** No official Chinese text was seen: the Chinese meaning is made from the English errmsg. */
  readonly translated?: true;
  /** What the page of 2019 said, where something else is said today; in Chinese. */
  readonly page2019?: { readonly meaning: string; readonly remedy?: string };
  /** Ids of data/sources.yaml, with a place in the source behind a slash; `overlay` for the reader's own. */
  readonly sources: readonly string[];
}

export interface CatalogLink {
  readonly text: string;
  readonly url: string;
  /** A page on which something can be done about the code, not only read. */
  readonly action?: true;
}

/** The catalogue as a lookup; built once, never changed. */
export interface Catalog {
  /** Names the catalogue in reports: the date of its newest source, with `+overlay` if there is one. */
  readonly version: string;
  /** Language of its texts, and so of everything a report says in sentences. */
  readonly lang: Lang;
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
  /** What a code of another platform says there; undefined if we have no words for it. */
  foreign(platform: Platform, errcode: number): ForeignWords | undefined;
  /** What overlays tolerate; see createTolerance. */
  readonly tolerances: readonly Tolerance[];
}

/** What a code says on its own platform. */
export interface ForeignWords {
  readonly meaning: string;
  /** Only for WeCom's own libraries. */
  readonly remedy?: string;
}

/** What a file given by --catalog says, checked. */
export interface Overlay {
  readonly codes: readonly OverlayEntry[];
  /** Who must act, by category. */
  readonly categoryOwners: Readonly<Partial<Record<Category, Owner>>>;
  /** Who must act, by errcode; beats the category's. */
  readonly codeOwners: ReadonlyMap<number, Owner>;
  readonly tolerate: readonly Tolerance[];
}

/** A new code, or what is to be said otherwise of a known one; what is absent stays as it is. */
export interface OverlayEntry {
  readonly errcode: number;
  readonly meaning?: Bilingual;
  readonly remedy?: Bilingual;
  readonly category?: Category;
  readonly domain?: Domain;
  readonly owner?: Owner;
  readonly retry?: Retry;
  readonly retryMax?: number;
  readonly retryWaitSeconds?: number;
}

/** Events that are counted but need not alarm anybody; what is absent matches everything. */
export interface Tolerance {
  readonly code: number;
  readonly api?: string;
  readonly workload?: string;
}

export type FactKind =
  | 'lifetime'
  | 'single-use'
  | 'rate-limit'
  | 'block'
  | 'size-limit'
  | 'count-limit'
  | 'retry'
  | 'quota'
  | 'scope'
  | 'push-interval';

export type FactUnit =
  | 'seconds'
  | 'calls'
  | 'bytes'
  | 'items'
  | 'messages'
  | 'characters'
  | 'levels'
  | 'times'
  | 'percent';

/** One fact of WeCom's documents, such as how long an access_token lives. */
export interface CatalogFact {
  /** Stable identifier, e.g. `access-token-lifetime`. */
  readonly id: string;
  readonly kind: FactKind;
  /** What it is about, e.g. `access_token`. */
  readonly subject: string;
  /** Absent where no number is published. */
  readonly value?: number;
  readonly unit?: FactUnit;
  /** Window of a rate, in seconds: 60, 3600, 86400 (a calendar day), 2592000 (a month). */
  readonly per?: number;
  /** Within what it holds, e.g. `company-and-interface`. */
  readonly scope: string;
  /** The codes it explains. */
  readonly errcodes: readonly number[];
  /** One sentence. */
  readonly text: Bilingual;
  /** Where it is published, e.g. `document/path/90312`. */
  readonly source: string;
}

/** A fact as an entry shows it: in one language. */
export interface EntryFact extends Omit<CatalogFact, 'errcodes' | 'text'> {
  readonly text: string;
}

/** A number space of WeCom: the API's is `wecom`, the others belong to libraries and tools. */
export interface SystemEntry {
  readonly system: string;
  readonly errcode: number;
  readonly meaning: string;
  readonly remedy: string;
}

/** A code of the early years that WeCom's page no longer lists. */
export interface RetiredEntry {
  readonly errcode: number;
  readonly meaning: string;
}

/** A path of the API. */
export interface Endpoint {
  /** As the documentation writes it. */
  readonly api: string;
  readonly domain: Domain;
  /** What WeCom calls the interface, in Chinese; absent if only paths beside it are listed. */
  readonly title?: string;
}
