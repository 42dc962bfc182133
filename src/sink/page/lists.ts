/** The lists of the page: codes, new ones, where failures come from, and what is counted apart. */
import type { Catalog } from '../../model/catalog.ts';
import { PAGE_CODES_MAX, PAGE_NAMES_MAX } from '../../model/limits.ts';
import { type LiveCounts, OTHER } from '../../model/live.ts';
import { type CodeDigest, DAY_MS, HOUR_MS, isFailure, minuteMs } from './digest.ts';
import { type CodeWords, wordsOf } from './happening.ts';

export interface CodeRow extends CodeWords {
  readonly events: number;
  /** Of the last 24 hours. */
  readonly lastDay: number;
  /** The same, a number for each of 24 hours, the present one last. */
  readonly hours: readonly number[];
  /** Ms since the epoch. */
  readonly firstMs: number;
  readonly lastMs: number;
}

export interface CodesView {
  /** Most events of the last 24 hours first, then of all time. */
  readonly rows: readonly CodeRow[];
  readonly more: { readonly codes: number; readonly events: number };
}

export interface FreshView {
  /** First met within 24 hours, the latest first. */
  readonly rows: readonly CodeRow[];
  readonly more: number;
  /** Counting began less than 24 hours ago: everything is new. */
  readonly isYoung: boolean;
  /** Ms since the epoch of the first start. */
  readonly sinceMs: number;
}

/** A name with what was counted of it since the first start. */
export interface OriginRow {
  /** null: those beyond the bounds; empty: records that name none. */
  readonly name: string | null;
  readonly failures: number;
  readonly successes: number;
}

export interface OriginList {
  readonly rows: readonly OriginRow[];
  readonly more: number;
}

export interface OriginsView {
  readonly apis: OriginList;
  readonly workloads: OriginList;
  readonly hosts: OriginList;
  /** What is tolerated is part of the failures of hosts, and of nothing else here. */
  readonly hostsHaveTolerated: boolean;
}

export interface AsideView {
  readonly tolerated: readonly {
    readonly errcode: number | null;
    readonly meaning: string;
    readonly events: number;
  }[];
  readonly toleratedEvents: number;
  /** Events counted under `other` because a bound was reached. */
  readonly limited: number;
  readonly foreign: LiveCounts['foreign'];
  readonly nearMisses: LiveCounts['nearMisses'];
}

const DAY_HOURS = 24;

export function codesOf(digest: readonly CodeDigest[], catalog: Catalog, nowMs: number): CodesView {
  const rows = digest
    .filter((code) => isFailure(code) && code.events > 0)
    .map((code) => rowOf(code, catalog, nowMs))
    .sort(
      (one, other) =>
        other.lastDay - one.lastDay ||
        other.events - one.events ||
        (one.errcode ?? 0) - (other.errcode ?? 0),
    );
  const left = rows.slice(PAGE_CODES_MAX);
  return {
    rows: rows.slice(0, PAGE_CODES_MAX),
    more: { codes: left.length, events: left.reduce((sum, { events }) => sum + events, 0) },
  };
}

function rowOf(code: CodeDigest, catalog: Catalog, nowMs: number): CodeRow {
  const last = Math.floor(nowMs / HOUR_MS);
  const hours = new Array<number>(DAY_HOURS).fill(0);
  let lastDay = 0;
  for (const [place, events] of code.minutes.entries()) {
    if (events === 0) continue;
    const hour = Math.floor(minuteMs(place, nowMs) / HOUR_MS) - last + DAY_HOURS - 1;
    if (hour >= 0 && hour < DAY_HOURS) hours[hour]! += events;
    lastDay += events;
  }
  const { events, firstMs, lastMs } = code;
  return { ...wordsOf(code, catalog), events, lastDay, hours, firstMs, lastMs };
}

export function freshOf(
  digest: readonly CodeDigest[],
  { firstStartMs }: LiveCounts,
  catalog: Catalog,
  nowMs: number,
): FreshView {
  const rows = digest
    .filter((code) => isFailure(code) && code.errcode !== null && code.events > 0)
    .filter(({ firstMs }) => firstMs > nowMs - DAY_MS)
    .map((code) => rowOf(code, catalog, nowMs))
    .sort((one, other) => other.firstMs - one.firstMs);
  return {
    rows: rows.slice(0, PAGE_NAMES_MAX),
    more: Math.max(0, rows.length - PAGE_NAMES_MAX),
    isYoung: nowMs - firstStartMs < DAY_MS,
    sinceMs: firstStartMs,
  };
}

export function originsOf(counts: LiveCounts, digest: readonly CodeDigest[]): OriginsView {
  const apis = createTally();
  for (const { api, group, events, tolerated = 0 } of counts.apis) {
    apis.add(api, events - tolerated, group === 'ok');
  }
  const workloads = createTally();
  for (const code of digest) {
    for (const [name, events] of code.workloads) {
      workloads.add(name === OTHER ? null : name, events, !isFailure(code));
    }
  }
  const hosts = createTally();
  for (const { host, events, errors } of counts.summary?.hosts ?? []) {
    hosts.add(host, errors, false);
    hosts.add(host, events - errors, true);
  }
  const named = workloads.list();
  const isLabelled = named.rows.some(({ name }) => name !== '');
  return {
    apis: apis.list(),
    workloads: isLabelled ? named : { rows: [], more: 0 },
    hosts: hosts.list(),
    hostsHaveTolerated: digest.some(({ tolerated }) => tolerated > 0),
  };
}

interface Tally {
  add(name: string | null, events: number, isSuccess: boolean): void;
  list(): OriginList;
}

/** Most failures first; what is beyond the bounds comes last. */
function createTally(): Tally {
  const sums = new Map<string | null, { failures: number; successes: number }>();
  return {
    add(name, events, isSuccess) {
      const sum = sums.get(name) ?? { failures: 0, successes: 0 };
      if (isSuccess) sum.successes += events;
      else sum.failures += events;
      sums.set(name, sum);
    },
    list() {
      const rows = [...sums]
        .map(([name, sum]) => ({ name, ...sum }))
        .filter(({ failures, successes }) => failures + successes > 0)
        .sort(
          (one, other) =>
            Number(one.name === null) - Number(other.name === null) ||
            other.failures - one.failures ||
            other.successes - one.successes ||
            ((one.name ?? '') < (other.name ?? '') ? -1 : 1),
        );
      return {
        rows: rows.slice(0, PAGE_NAMES_MAX),
        more: Math.max(0, rows.length - PAGE_NAMES_MAX),
      };
    },
  };
}

export function asideOf(
  counts: LiveCounts,
  digest: readonly CodeDigest[],
  catalog: Catalog,
): AsideView {
  const tolerated = digest
    .filter((code) => code.tolerated > 0)
    .sort((one, other) => other.tolerated - one.tolerated);
  return {
    tolerated: tolerated.slice(0, PAGE_NAMES_MAX).map((code) => ({
      errcode: code.errcode,
      meaning: wordsOf(code, catalog).meaning,
      events: code.tolerated,
    })),
    toleratedEvents: tolerated.reduce((sum, code) => sum + code.tolerated, 0),
    limited: counts.seriesLimited,
    foreign: counts.foreign.filter(([, events]) => events > 0),
    nearMisses: counts.nearMisses.filter(([, events]) => events > 0),
  };
}
