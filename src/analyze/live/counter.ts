/**
 * Counts the events of a block into the live summary: the same events, read by the same readers, as
 * the report's aggregator counts, but apart by workload and tolerance, and with what is newest.
 */
import { isShared } from '../../catalog/platforms.ts';
import { createTolerance } from '../../catalog/tolerance.ts';
import { UNKNOWN_ENTRY } from '../../catalog/unknown.ts';
import type { Block } from '../../model/block.ts';
import type { Catalog } from '../../model/catalog.ts';
import {
  EVENT_API,
  EVENT_AT,
  EVENT_ERRCODE,
  EVENT_FIELDS,
  EVENT_PLATFORM,
  EVENT_RECORD,
  EVENT_SHAPE,
  isForeign,
  NEAR_MISS,
  PLATFORM_UNKNOWN,
  PLATFORMS,
} from '../../model/event.ts';
import { APIS_MAX, HINTS_PER_BLOCK } from '../../model/limits.ts';
import type { Category } from '../../model/taxonomy.ts';
import { createApiPaths } from '../../record/api-path.ts';
import { readHintTime } from '../../record/hint.ts';
import type { TimeReader } from '../../record/time.ts';
import { isSkewSample } from '../aggregate.ts';
import {
  countApi,
  countForeign,
  countHost,
  countNearMiss,
  countOther,
  noteSkew,
  sampleRecord,
} from '../aggregate-rare.ts';
import type { EntryReader } from '../entry.ts';
import { createDetailReader } from '../finding.ts';
import { createHostOf } from '../host-of.ts';
import { createSuccessCounter } from '../success-counter.ts';
import type { SuccessReader } from '../successes.ts';
import { type CodeCounts, createCodeCounts, type Summary } from '../summary.ts';
import { addDeniedIp } from './denied.ts';
import { addAside, addToHistory, type History, isWithinHistory } from './history.ts';
import {
  addClockSkew,
  type CodeState,
  cellAt,
  codeAt,
  countLiveApi,
  type Live,
  type WorkloadState,
  workloadAt,
} from './live.ts';
import { offerExemplar } from './live-data.ts';
import { createNewest } from './newest.ts';
import type { WorkloadReader } from './workload.ts';

/** Counts the blocks of one source, in order. */
export interface LiveCounter {
  /** Counts the first `count` rows, which are of `block`; returns how many of them are events. */
  add(block: Block, events: Int32Array, count: number, nowMs: number): number;
}

export interface LiveCounterOptions {
  readonly live: Live;
  readonly catalog: Catalog;
  readonly bytes: Uint8Array;
  readonly entry: EntryReader;
  readonly time: TimeReader;
  /** Whose log it is. */
  readonly workload: WorkloadReader;
  readonly successes: SuccessReader;
}

/** The record whose rows are being counted: bytes [start, end), and what it is of. */
interface Current {
  start: number;
  end: number;
  /** NaN for a record without a time. */
  ms: number;
  workload: WorkloadState;
  /** There are too many workloads for it to be counted apart. */
  isFolded: boolean;
  host: string | undefined;
}

/** What one event adds to its API. */
const COUNTED = { events: 1, tolerated: 0 };
const TOLERATED = { events: 1, tolerated: 1 };

const NOWHERE: WorkloadState = { name: '', codes: new Map(), apis: new Map() };
const NO_RECORD: Current = {
  ...{ start: -1, end: 0, ms: Number.NaN, workload: NOWHERE },
  ...{ isFolded: false, host: undefined },
};
const LINE_FEED = 0x0a;

export function createLiveCounter(options: LiveCounterOptions): LiveCounter {
  const { live, catalog, bytes, entry, time, successes } = options;
  const tolerance = createTolerance(catalog.tolerances);
  const { summary } = live;
  const paths = createApiPaths(APIS_MAX);
  const hostOf = createHostOf(bytes, entry);
  const newest = createNewest(bytes);
  const details = createDetailCounter(live, bytes);
  const counter = createSuccessCounter(summary, bytes, successes);
  const current: Current = { ...NO_RECORD };

  const openRecord = (block: Block, at: number): void => {
    counter.openRecord(block, at);
    const feed = bytes.indexOf(LINE_FEED, at);
    entry.timeOf(block, at);
    current.start = at;
    current.end = feed < 0 || feed > block.end ? block.end : feed;
    current.ms = entry.clock[0]!;
    current.host = hostOf(block, at);
    const workload = options.workload(bytes, at, current.end);
    current.workload = workloadAt(live, workload);
    current.isFolded = current.workload.name !== workload;
    if (Number.isNaN(current.ms)) summary.undated++;
    else if (entry.isOwn() && !time.hadZone && isSkewSample(block.offset + at - block.start)) {
      noteSkew(summary, bytes, at, current.ms);
    }
  };

  const countEvent = (events: Int32Array, row: number, nowMs: number): void => {
    const errcode = events[row + EVENT_ERRCODE]!;
    const { start, end, ms, workload } = current;
    const entryOf = catalog.get(errcode);
    const counts = countsFor(summary, errcode, entryOf !== undefined);
    const apiAt = events[row + EVENT_API]! || entry.inheritedApi();
    const api = apiAt === 0 ? undefined : paths.read(bytes, apiAt);
    countApi(summary, api, errcode, counts !== undefined);
    countHost(summary, current.host, errcode, counts !== undefined);

    const { category, group } = entryOf ?? UNKNOWN_ENTRY;
    const isTolerated = tolerance?.holds(errcode, api, workload.name) ?? false;
    if (!isTolerated) counter.add(errcode, events[row + EVENT_AT]!, ms, api);
    if (counts === undefined) countOther(summary, isTolerated);
    else countForReport(counts, events, row, bytes, current, isTolerated);
    const code = countByCode(live, current, { errcode, category, isTolerated }, nowMs);
    const hasApi =
      api === undefined ||
      countLiveApi(live, workload, api, group, isTolerated ? TOLERATED : COUNTED);
    if (code.errcode === null || !hasApi || current.isFolded) live.seriesLimited++;
    if (errcode === 0) return;
    details.count(code, current, errcode, isTolerated, nowMs);
    if (isTolerated) return;
    newest.note({
      ...{ start, end, ms, seenMs: nowMs, errcode, category, workload: workload.name },
      ...(api === undefined ? {} : { api }),
    });
  };

  return {
    add(block, events, count, nowMs) {
      current.start = -1;
      details.open();
      counter.openBlock(block);
      let counted = 0;
      const end = count * EVENT_FIELDS;
      for (let row = 0; row < end; row += EVENT_FIELDS) {
        const record = events[row + EVENT_RECORD]!;
        if (record !== current.start) openRecord(block, record);
        if (events[row + EVENT_SHAPE] === NEAR_MISS) {
          countNearMiss(summary, bytes, record, events[row + EVENT_ERRCODE]!);
          continue;
        }
        counted++;
        const platform = events[row + EVENT_PLATFORM]!;
        if (isForeign(platform)) countForeignEvent(live, platform, events[row + EVENT_ERRCODE]!);
        else countEvent(events, row, nowMs);
      }
      newest.flush(live);
      return counted;
    },
  };
}

/** The report's counts of a code; undefined for one beyond those it names. */
function countsFor(
  summary: Summary,
  errcode: number,
  isCatalogued: boolean,
): CodeCounts | undefined {
  const known = summary.codes.get(errcode);
  if (known !== undefined) return known;
  if (!isCatalogued) return summary.unknown.at(String(errcode));
  const counts = createCodeCounts(errcode, true);
  summary.codes.set(errcode, counts);
  return counts;
}

function countForReport(
  counts: CodeCounts,
  events: Int32Array,
  row: number,
  bytes: Uint8Array,
  { start, ms }: Current,
  isTolerated: boolean,
): void {
  const isAmbiguous = events[row + EVENT_PLATFORM] === PLATFORM_UNKNOWN && isShared(counts.errcode);
  counts.events++;
  if (isTolerated) counts.tolerated++;
  counts.shapes[events[row + EVENT_SHAPE]!]!++;
  if (isAmbiguous) counts.ambiguous++;
  if (!counts.isKnown) sampleRecord(counts.samples, bytes, start);
  if (Number.isNaN(ms)) {
    counts.undated++;
    return;
  }
  counts.firstMs = Math.min(counts.firstMs, ms);
  counts.lastMs = Math.max(counts.lastMs, ms);
}

function countByCode(
  live: Live,
  { ms, workload }: Current,
  event: { readonly errcode: number; readonly category: Category; readonly isTolerated: boolean },
  nowMs: number,
): CodeState {
  const code = codeAt(live, workload, event.errcode, event.category !== 'unknown');
  const cell = cellAt(code, event.category);
  if (event.isTolerated) cell.tolerated++;
  else cell.events++;
  // A time ahead of the clock is a wrong zone or a wrong clock: nothing is seen in the future.
  const seenMs = Number.isNaN(ms) ? nowMs : Math.min(ms, nowMs);
  code.firstMs = Math.min(code.firstMs, seenMs);
  code.lastMs = Math.max(code.lastMs, seenMs);
  live.pieces += countByTime(code.history, ms, event.isTolerated, nowMs);
  return code;
}

/** Returns how many pieces of history that took. */
function countByTime(history: History, ms: number, isTolerated: boolean, nowMs: number): number {
  if (Number.isNaN(ms)) return isTolerated ? 0 : addAside(history, 'undated', nowMs, nowMs, 1);
  if (!isWithinHistory(ms, nowMs)) return 0;
  const pieces = addToHistory(history, ms, nowMs, 1);
  return isTolerated ? pieces + addAside(history, 'tolerated', ms, nowMs, 1) : pieces;
}

function countForeignEvent(live: Live, platform: number, errcode: number): void {
  countForeign(live.summary, platform, errcode);
  const name = PLATFORMS[platform]!;
  live.foreign.set(name, (live.foreign.get(name) ?? 0) + 1);
}

/** 60020 names the address that was refused. */
const DENIED_IP = 60020;

interface DetailCounter {
  /** Begins a block. */
  open(): void;
  count(code: CodeState, at: Current, errcode: number, isTolerated: boolean, nowMs: number): void;
}

/** What refusals say besides their code: hint, server time, exit address. Reading it costs more than counting. */
function createDetailCounter(live: Live, bytes: Uint8Array): DetailCounter {
  const read = createDetailReader(bytes);
  let left = 0;
  return {
    open() {
      left = HINTS_PER_BLOCK;
    },
    count(code, { start, end, ms }, errcode, tolerated, nowMs) {
      if (errcode !== DENIED_IP && left <= 0) return;
      left--;
      const { hint, fromIp } = read(start, end, 0, true);
      if (errcode === DENIED_IP && fromIp !== undefined) addDeniedIp(live.deniedIps, fromIp);
      if (hint === undefined) return;
      const hintMs = readHintTime(bytes, start, end);
      const isDated = !Number.isNaN(ms);
      if (isDated && !Number.isNaN(hintMs)) addClockSkew(live, Math.round((ms - hintMs) / 1000));
      const seenMs = isDated ? ms : hintMs;
      const latestMs = Number.isNaN(seenMs) ? nowMs : Math.min(seenMs, nowMs);
      offerExemplar(code, { hint, ms: latestMs, tolerated });
    },
  };
}
