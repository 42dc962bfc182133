/**
 * The live summary: what `serve` counts beside the report's own summary, with its bounds. Mutable and
 * private to the process; what leaves it is the snapshot that live-data.ts makes.
 */
import type { Platform } from '../../model/event.ts';
import {
  HISTORY_PIECES_MAX,
  LIVE_API_SERIES_MAX,
  LIVE_APIS_MAX,
  LIVE_PAIRS_MAX,
  LIVE_UNKNOWN_CODES_MAX,
  NEWEST_MAX,
  REASONS_MAX,
  WORKLOAD_CHARACTERS_MAX,
  WORKLOADS_MAX,
} from '../../model/limits.ts';
import { type LiveEvent, OTHER } from '../../model/live.ts';
import type { Category, Group } from '../../model/taxonomy.ts';
import { createSummary, type Summary } from '../summary.ts';
import { createDeniedIps, type DeniedIps } from './denied.ts';
import { createHistory, dropDaysBefore, type History, pruneHistory } from './history.ts';

export interface CodeCell {
  events: number;
  tolerated: number;
}

/** Counts of one code in one workload. */
export interface CodeState {
  readonly errcode: number | null;
  readonly cells: Map<Category, CodeCell>;
  firstMs: number;
  lastMs: number;
  exemplar: { hint: string; ms: number; tolerated: boolean } | undefined;
  readonly history: History;
}

/** Events of an API; `tolerated` is part of `events`. */
export interface ApiCell {
  events: number;
  tolerated: number;
}

export interface WorkloadState {
  readonly name: string;
  readonly codes: Map<number | null, CodeState>;
  /** Events by API (null: the others) and group. */
  readonly apis: Map<string | null, Map<Group, ApiCell>>;
}

export interface Live {
  /** What a report needs; its series stay empty, time is kept by workload below. */
  readonly summary: Summary;
  readonly firstStartMs: number;
  lines: number;
  bytes: number;
  lostBytes: number;
  readonly skipped: Map<string, number>;
  readonly rotations: Map<string, number>;
  readonly workloads: Map<string, WorkloadState>;
  /** Codes outside the catalogue that have a series, and APIs that have one. */
  readonly unknownCodes: Set<number>;
  readonly apis: Set<string>;
  /** Numbers of what is bounded over all workloads. */
  pairs: number;
  apiSeries: number;
  pieces: number;
  seriesLimited: number;
  readonly foreign: Map<Platform, number>;
  readonly deniedIps: DeniedIps;
  clockSkews: number[];
  readonly shown: Set<string>;
  newest: LiveEvent[];
}

/** An empty live summary; `nowMs` becomes the time of the first start. */
export function createLive(nowMs: number): Live {
  return {
    summary: createSummary(),
    firstStartMs: nowMs,
    lines: 0,
    bytes: 0,
    lostBytes: 0,
    skipped: new Map(),
    rotations: new Map(),
    workloads: new Map(),
    unknownCodes: new Set(),
    apis: new Set(),
    pairs: 0,
    apiSeries: 0,
    pieces: 0,
    seriesLimited: 0,
    foreign: new Map(),
    deniedIps: createDeniedIps(),
    clockSkews: [],
    shown: new Set(),
    newest: [],
  };
}

/** The counts of a workload, of `other` when there are too many. */
export function workloadAt(live: Live, name: string): WorkloadState {
  const known = live.workloads.get(name);
  if (known !== undefined) return known;
  if (live.workloads.size >= WORKLOADS_MAX && name !== OTHER) return workloadAt(live, OTHER);
  const made: WorkloadState = { name, codes: new Map(), apis: new Map() };
  live.workloads.set(name, made);
  return made;
}

/** A workload's name fit for a label: one line, no control characters, cut. */
export function workloadName(text: string): string {
  // Buffers turn halves of surrogate pairs into replacement characters.
  const sound = Buffer.from(text.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu, ' ')).toString();
  return [...sound.trim()].slice(0, WORKLOAD_CHARACTERS_MAX).join('');
}

/**
 * The counts of a code: codes beyond the bounds share one state. `isCatalogued` says that the number
 * is one of a closed set.
 */
export function codeAt(
  live: Live,
  workload: WorkloadState,
  errcode: number | null,
  isCatalogued: boolean,
): CodeState {
  const known = workload.codes.get(errcode);
  if (known !== undefined) return known;
  if (errcode !== null) {
    const isNamed = isCatalogued || live.unknownCodes.has(errcode);
    const hasRoom = isNamed || live.unknownCodes.size < LIVE_UNKNOWN_CODES_MAX;
    if (!hasRoom || live.pairs >= LIVE_PAIRS_MAX) return codeAt(live, workload, null, true);
    if (!isNamed) live.unknownCodes.add(errcode);
    live.pairs++;
  }
  const made: CodeState = {
    errcode,
    cells: new Map(),
    firstMs: Number.POSITIVE_INFINITY,
    lastMs: Number.NEGATIVE_INFINITY,
    exemplar: undefined,
    history: createHistory(),
  };
  workload.codes.set(errcode, made);
  return made;
}

export function cellAt(code: CodeState, category: Category): CodeCell {
  let cell = code.cells.get(category);
  if (cell === undefined) {
    cell = { events: 0, tolerated: 0 };
    code.cells.set(category, cell);
  }
  return cell;
}

/** Counts `events` of an API; APIs beyond the bounds share one count. Returns whether it has its own. */
export function countLiveApi(
  live: Live,
  workload: WorkloadState,
  api: string | null,
  group: Group,
  { events, tolerated }: Readonly<ApiCell>,
): boolean {
  const named = api !== null && hasRoomForApi(live, workload, api, group) ? api : null;
  if (named !== null) live.apis.add(named);
  let groups = workload.apis.get(named);
  if (groups === undefined) {
    groups = new Map();
    workload.apis.set(named, groups);
  }
  const counts = groups.get(group);
  if (counts !== undefined) {
    counts.events += events;
    counts.tolerated += tolerated;
    return named === api;
  }
  if (named !== null) live.apiSeries++;
  groups.set(group, { events, tolerated });
  return named === api;
}

function hasRoomForApi(live: Live, workload: WorkloadState, api: string, group: Group): boolean {
  if (workload.apis.get(api)?.has(group) === true) return true;
  if (live.apiSeries >= LIVE_API_SERIES_MAX) return false;
  return live.apis.has(api) || live.apis.size < LIVE_APIS_MAX;
}

/** Adds to a count by word; words beyond the bound share one. */
export function countWord(counts: Map<string, number>, word: string, count: number): void {
  const named = counts.has(word) || counts.size < REASONS_MAX ? word : OTHER;
  counts.set(named, (counts.get(named) ?? 0) + count);
}

export function addNewest(live: Live, events: readonly LiveEvent[]): void {
  if (events.length === 0) return;
  live.newest = [...live.newest, ...events].slice(-NEWEST_MAX);
}

const SKEWS_KEPT = 31;

/** `seconds`: how far the log's clock was ahead of WeCom's. */
export function addClockSkew(live: Live, seconds: number): void {
  live.clockSkews = [...live.clockSkews.slice(1 - SKEWS_KEPT), seconds];
}

const DAY_MS = 86_400_000;

/** Lets go of history that is too old, or of the oldest when there is too much. */
export function pruneLive(live: Live, nowMs: number): void {
  const codes = [...live.workloads.values()].flatMap(({ codes }) => [...codes.values()]);
  for (const { history } of codes) live.pieces -= pruneHistory(history, nowMs);
  for (let day = oldestDay(codes); live.pieces > HISTORY_PIECES_MAX; day++) {
    for (const { history } of codes) live.pieces -= dropDaysBefore(history, day + 1);
    if (day * DAY_MS > nowMs + DAY_MS * 2) return;
  }
}

function oldestDay(codes: readonly CodeState[]): number {
  let oldest = Number.POSITIVE_INFINITY;
  for (const { history } of codes) {
    for (const day of history.hours.keys()) oldest = Math.min(oldest, day);
  }
  return oldest;
}
