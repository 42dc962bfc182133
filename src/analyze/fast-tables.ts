/**
 * The tables of the counting kernel: codes, days and API paths it knows, and what it counted of them.
 * Their layout is shared with kernel/assembly/kernel.ts.
 */
import { isDigit } from '../record/time-bytes.ts';
import { readMinute } from '../record/time-iso.ts';
import type { Zone } from '../record/zone.ts';
import { DENIED } from './addresses.ts';
import { RUN_BUCKETS } from './series.ts';
import {
  type CodeCounts,
  countMinutes,
  type PairCounts,
  pairAt,
  type Summary,
  type WorkloadCounts,
  workloadAt,
} from './summary.ts';

const CODE_HASH = 0;
const CODES = 8192;
const CODE_BYTES = 64;
/** Whether the slot is listed as one with events in its cells; within the code. */
const IS_TOUCHED = 48;
/** Whether its events are counted only if the address they name is known; within the code. */
const IS_DENIED = 52;
const DAYS = 24576;
const DAY_BYTES = 32;
const API_HASH = 25088;
const APIS = 29184;
const API_BYTES = 128;
const CELLS = 61952;
const TOUCHED = 324096;
const API_CODES = 325120;
const HEAD = 587264;
const HEAD_BYTES = 16;
const ADDRESSES = 587280;
const ADDRESSES_BYTES = 16_384;
export const TABLE_BYTES = ADDRESSES + ADDRESSES_BYTES;

const SLOTS_MAX = 256;
const HASH_MASK = 1023;
const WINDOW_MINUTES = 256;
const SHAPES = 6;
const ISO_BYTES = 36;
const PATH_BYTES_MIN = 9;
const PATH_BYTES_MAX = 96;
const MINUTE_MS = 60_000;
const LAST_MINUTE_MS = 1439 * MINUTE_MS;
const COMMA = 0x2c;

/** What the kernel can say about a path. */
export interface PathReader {
  pathLength(at: number): number;
  pathHash(at: number, length: number): number;
}

/** Where the kernel looks for the address of a refusal. */
export interface AddressFinder {
  refusedAddress(record: number): number;
  keepAddress(table: number, at: number): void;
}

export interface CodeTable {
  /** Gives a catalogued code a slot, if one is left. */
  learn(counts: CodeCounts, isShared: boolean): void;
  /** Adds the events of the first `touched` slots that have some to their series. */
  emptyCells(summary: Summary, workload: string, firstMinute: number, touched: number): void;
  /** Adds all other counts to those of the codes. */
  empty(summary: Summary, workload: string): void;
  readonly slots: readonly CodeCounts[];
}

export function createCodeTable(view: DataView): CodeTable {
  const slots: CodeCounts[] = [];
  const known = new Set<number>();
  const cells = new Uint32Array(view.buffer, view.byteOffset + CELLS, SLOTS_MAX * WINDOW_MINUTES);
  // By slot, of the workload counted for last.
  let pairs: (PairCounts | undefined)[] = [];
  let pairsOf: WorkloadCounts | undefined;
  const pairOf = (slot: number, workload: WorkloadCounts): PairCounts => {
    if (pairsOf !== workload) pairs = [];
    pairsOf = workload;
    pairs[slot] ??= pairAt(workload, slots[slot]!.errcode);
    return pairs[slot];
  };
  return {
    slots,
    learn(counts, isShared) {
      const { errcode } = counts;
      if (slots.length >= SLOTS_MAX || known.has(errcode)) return;
      known.add(errcode);
      let place = Math.imul(errcode, 0x9e3779b1) >>> 22;
      while (view.getInt32(CODE_HASH + place * 8 + 4, true) !== 0) place = (place + 1) & HASH_MASK;
      const slot = slots.push(counts) - 1;
      const at = CODES + slot * CODE_BYTES;
      clearCode(view, at);
      view.setUint32(at + 44, isShared ? 1 : 0, true);
      view.setUint32(at + IS_DENIED, errcode === DENIED ? 1 : 0, true);
      view.setInt32(CODE_HASH + place * 8, errcode, true);
      view.setInt32(CODE_HASH + place * 8 + 4, slot + 1, true);
    },
    emptyCells(summary, workload, firstMinute, touched) {
      if (touched === 0) return;
      const counted = workloadAt(summary, workload);
      for (let index = 0; index < touched; index++) {
        const slot = view.getUint32(TOUCHED + index * 4, true);
        view.setUint32(CODES + slot * CODE_BYTES + IS_TOUCHED, 0, true);
        const first = slot * WINDOW_MINUTES;
        for (let place = 0; place < WINDOW_MINUTES; place += RUN_BUCKETS) {
          const from = first + place;
          if (isEmpty(cells, from)) continue;
          countMinutes(summary, pairOf(slot, counted), firstMinute + place, cells, from);
          cells.fill(0, from, from + RUN_BUCKETS);
        }
      }
    },
    empty(summary, workload) {
      for (const [slot, counts] of slots.entries()) {
        const events = emptyCode(view, CODES + slot * CODE_BYTES, counts);
        if (events > 0) pairOf(slot, workloadAt(summary, workload)).events += events;
      }
    },
  };
}

function isEmpty(cells: Uint32Array, from: number): boolean {
  for (let place = from; place < from + RUN_BUCKETS; place++) {
    if (cells[place] !== 0) return false;
  }
  return true;
}

function clearCode(view: DataView, at: number): void {
  view.setFloat64(at, Number.POSITIVE_INFINITY, true);
  view.setFloat64(at + 8, Number.NEGATIVE_INFINITY, true);
  for (let place = at + 16; place < at + 44; place += 4) view.setUint32(place, 0, true);
}

/** Returns how many events there were. */
function emptyCode(view: DataView, at: number, counts: CodeCounts): number {
  let all = 0;
  counts.firstMs = Math.min(counts.firstMs, view.getFloat64(at, true));
  counts.lastMs = Math.max(counts.lastMs, view.getFloat64(at + 8, true));
  for (let shape = 0; shape < SHAPES; shape++) {
    const events = view.getUint32(at + 16 + shape * 4, true);
    counts.shapes[shape]! += events;
    all += events;
  }
  counts.events += all;
  counts.ambiguous += view.getUint32(at + 40, true);
  clearCode(view, at);
  return all;
}

/** Teaches the kernel the day of the ISO time at `at`, if its whole day is one offset from UTC. */
export function learnDay(
  view: DataView,
  bytes: Uint8Array,
  at: number,
  end: number,
  zone: Zone,
): void {
  const day = DAYS + (bytes[at + 9]! & 0x0f) * DAY_BYTES;
  // Most times that are not known are written otherwise; they are not worth a closer look.
  if (at + ISO_BYTES > end || !isDigit(bytes[at]!)) return;
  if (isSameDate(bytes, at, view.byteOffset + day)) return;
  const localMs = readMinute(bytes, at, end);
  if (Number.isNaN(localMs)) return;
  const dayMs = Math.floor(localMs / DAY_MS) * DAY_MS;
  const offsetMs = dayMs - zone.toUtc(dayMs);
  const endOffsetMs = dayMs + LAST_MINUTE_MS - zone.toUtc(dayMs + LAST_MINUTE_MS);
  // Offsets of old times have seconds; NaN is no multiple either.
  if (offsetMs !== endOffsetMs || offsetMs % MINUTE_MS !== 0) return;
  bytes.copyWithin(view.byteOffset + day, at, at + 16);
  view.setInt32(day + 16, dayMs / MINUTE_MS, true);
  view.setInt32(day + 20, offsetMs / MINUTE_MS, true);
  // It may have been of the day that had this place.
  const head = view.byteOffset + HEAD;
  bytes.fill(0, head, head + HEAD_BYTES);
}

const DAY_MS = 86_400_000;
const DATE_BYTES = 10;

function isSameDate(bytes: Uint8Array, left: number, right: number): boolean {
  for (let index = 0; index < DATE_BYTES; index++) {
    if (bytes[left + index] !== bytes[right + index]) return false;
  }
  return true;
}

/** Teaches the kernel the address of the record at `record`, which was read as `address`. */
export function learnAddress(
  view: DataView,
  bytes: Uint8Array,
  record: number,
  address: string,
  finder: AddressFinder,
): void {
  const at = finder.refusedAddress(record);
  if (at === 0) return;
  const end = at + address.length;
  if (bytes[end] !== COMMA || !isText(bytes, at, address)) return;
  finder.keepAddress(view.byteOffset + ADDRESSES, at);
}

function isText(bytes: Uint8Array, at: number, text: string): boolean {
  for (let index = 0; index < text.length; index++) {
    if (bytes[at + index] !== text.charCodeAt(index)) return false;
  }
  return true;
}

export interface ApiTable {
  /** Gives the path that stands at `at` a slot, if it is plainly written and a slot is left. */
  learn(at: number, api: string, summary: Summary): void;
  /** Adds what was counted to the summary. */
  empty(codes: readonly CodeCounts[], summary: Summary): void;
}

export function createApiTable(view: DataView, bytes: Uint8Array, reader: PathReader): ApiTable {
  const slots: string[] = [];
  const known = new Set<string>();
  return {
    learn(at, api, summary) {
      if (slots.length >= SLOTS_MAX || known.has(api) || !summary.apis.has(api)) return;
      const length = reader.pathLength(at);
      if (length < PATH_BYTES_MIN || length >= PATH_BYTES_MAX || length !== api.length - 1) return;
      known.add(api);
      let place = reader.pathHash(at, length);
      while (view.getInt32(API_HASH + place * 4, true) !== 0) place = (place + 1) & HASH_MASK;
      const slot = slots.push(api) - 1;
      const kept = APIS + slot * API_BYTES;
      view.setInt32(kept, length, true);
      bytes.copyWithin(view.byteOffset + kept + 16, at, at + length);
      view.setInt32(API_HASH + place * 4, slot + 1, true);
    },
    empty(codes, summary) {
      for (const [slot, api] of slots.entries()) emptyApi(view, slot, api, codes, summary);
    },
  };
}

function emptyApi(
  view: DataView,
  slot: number,
  api: string,
  codes: readonly CodeCounts[],
  summary: Summary,
): void {
  const at = APIS + slot * API_BYTES;
  const events = view.getUint32(at + 8, true);
  if (events === 0) return;
  const errors = view.getUint32(at + 12, true);
  view.setUint32(at + 8, 0, true);
  view.setUint32(at + 12, 0, true);
  // A path of a smaller hash may have taken its place.
  const counts = summary.apis.at(api);
  if (counts === undefined) summary.otherApis += events;
  else {
    counts.events += events;
    counts.errors += errors;
  }
  codes.forEach(({ errcode }, codeSlot) => {
    const pair = API_CODES + (slot * SLOTS_MAX + codeSlot) * 4;
    const both = view.getUint32(pair, true);
    if (both === 0) return;
    view.setUint32(pair, 0, true);
    counts?.codes.set(errcode, (counts.codes.get(errcode) ?? 0) + both);
  });
}
