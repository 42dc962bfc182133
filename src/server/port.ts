/** What the server asks of the process that counts; whoever wires `serve` fills it. */
import type { Catalog, CatalogFact } from '../model/catalog.ts';
import type { Bilingual, Lang } from '../model/lang.ts';
import type { LiveCounts, LiveSources, LiveStatus } from '../model/live.ts';
import type { Report } from '../model/report.ts';

export interface ServePort {
  /**
   * The last committed snapshot, after committing what is new; undefined before the first commit. A
   * commit that fails is no rejection: the former snapshot stands.
   */
  committed(): Promise<LiveCounts | undefined>;
  /** Has `listener` told of each commit what it stored; returns how to end that. */
  onCommit(listener: (counts: LiveCounts) => void): () => void;
  status(): LiveStatus;
  /** What is followed, by name. */
  sources(): LiveSources;
  /** The catalogue of now in this language. */
  catalog(lang: Lang): Catalog;
  /** Why requests should go elsewhere; undefined when all is well. */
  unready(): Bilingual | undefined;
  /** Remembers, with the next commit, that series have stood at 0 in a scrape. */
  markShown(keys: readonly string[]): void;
  /** The report of the last committed snapshot, in this language; undefined before the first. */
  report(lang: Lang): Promise<Report | undefined>;
  /** What WeCom publishes on limits and blocks. */
  facts(): Promise<readonly CatalogFact[]>;
  /** Reads configuration and overlays anew; rejects with a ToolError that says what is wrong. */
  reload(): Promise<void>;
}
