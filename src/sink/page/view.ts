/**
 * What the live page shows, as plain data: a view of one committed snapshot, of what is true of the
 * process beside it, and of the clock. Everything a reader may not see is left out here.
 */
import type { Catalog } from '../../model/catalog.ts';
import type { Bilingual, Lang } from '../../model/lang.ts';
import { PAGE_ADDRESSES_MAX, PAGE_NEWEST_MAX } from '../../model/limits.ts';
import type { LiveCounts, LiveSources, LiveStatus } from '../../model/live.ts';
import type { Group } from '../../model/taxonomy.ts';
import { digestOf } from './digest.ts';
import { type Happening, happeningOf } from './happening.ts';
import { type HourView, hourOf } from './hour.ts';
import {
  type AsideView,
  asideOf,
  type CodesView,
  codesOf,
  type FreshView,
  freshOf,
  type OriginsView,
  originsOf,
} from './lists.ts';
import { type StateView, stateOf } from './state.ts';

export interface PageFrame {
  readonly counts: LiveCounts;
  readonly status: LiveStatus;
  readonly sources: LiveSources;
  /** In the language of the reader. */
  readonly catalog: Catalog;
  readonly lang: Lang;
  /** Why the process should not be relied on now. */
  readonly unready: Bilingual | undefined;
  /** Ms since the epoch. */
  readonly nowMs: number;
  /** Whether this reader may see the exit addresses that 60020 names. */
  readonly showsAddresses: boolean;
}

export interface NewestView {
  /** Ms since the epoch; null where the record has no time. */
  readonly ms: number | null;
  readonly seenMs: number | null;
  readonly errcode: number;
  readonly meaning: string;
  readonly group: Group;
  readonly workload: string;
  readonly api: string;
  /** The record, masked and cut. */
  readonly text: string;
}

/** Exit addresses that 60020 named. */
export interface AddressesView {
  readonly count: number;
  /** Empty where the reader may not see them. */
  readonly shown: readonly string[];
  readonly areHidden: boolean;
}

export interface SourcesView extends LiveSources {
  readonly lagBytes: number;
  readonly lagSeconds: number;
  readonly files: number;
  readonly lines: number;
  readonly bytes: number;
  readonly lostBytes: number;
  readonly skipped: LiveCounts['skipped'];
  readonly undated: number;
  /** The middle one of how far the log's clock is ahead of WeCom's, in seconds. */
  readonly clockSkewSeconds: number | null;
  readonly checkpointFailures: number;
}

/** Section by section, because that is how changes are sent. */
export interface PageView {
  readonly state: StateView;
  readonly happening: readonly Happening[];
  readonly addresses: AddressesView;
  readonly hour: HourView;
  /** The latest first. */
  readonly newest: readonly NewestView[];
  readonly fresh: FreshView;
  readonly codes: CodesView;
  readonly origins: OriginsView;
  readonly sources: SourcesView;
  readonly aside: AsideView;
}

export type SectionName = keyof PageView;

export function pageView(frame: PageFrame): PageView {
  const { counts, catalog, nowMs } = frame;
  const digest = digestOf(counts, nowMs);
  const happening = happeningOf(digest, { catalog, nowMs, firstStartMs: counts.firstStartMs });
  return {
    state: stateOf(frame, digest, happening),
    happening,
    addresses: addressesOf(frame),
    hour: hourOf(digest, nowMs),
    newest: newestOf(frame),
    fresh: freshOf(digest, counts, catalog, nowMs),
    codes: codesOf(digest, catalog, nowMs),
    origins: originsOf(counts, digest),
    sources: sourcesOf(frame),
    aside: asideOf(counts, digest, catalog),
  };
}

function addressesOf({ counts, showsAddresses }: PageFrame): AddressesView {
  const { count, kept } = counts.deniedIps;
  return {
    count,
    shown: showsAddresses ? [...kept].sort().slice(0, PAGE_ADDRESSES_MAX) : [],
    areHidden: !showsAddresses,
  };
}

function newestOf({ counts, catalog }: PageFrame): NewestView[] {
  return counts.newest
    .slice(-PAGE_NEWEST_MAX)
    .reverse()
    .map(({ ms, seenMs, errcode, workload, api, text }) => ({
      ms,
      seenMs: seenMs ?? null,
      errcode,
      meaning: catalog.get(errcode)?.meaning ?? '',
      group: catalog.get(errcode)?.group ?? 'unknown',
      workload,
      api: api ?? '',
      text,
    }));
}

function sourcesOf({ counts, status, sources }: PageFrame): SourcesView {
  const skews = counts.clockSkews.toSorted((one, other) => one - other);
  return {
    ...sources,
    lagBytes: status.lagBytes,
    lagSeconds: Math.round(status.lagSeconds),
    files: status.sources,
    lines: counts.lines,
    bytes: counts.bytes,
    lostBytes: counts.lostBytes,
    skipped: counts.skipped,
    undated: counts.undated,
    clockSkewSeconds: skews[skews.length >> 1] ?? null,
    checkpointFailures: status.checkpointFailures,
  };
}
