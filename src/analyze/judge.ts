/**
 * The judge: turns a record's candidates and evidence into events, as a careful human would who
 * reads the line. Candidates come in as rows, events leave as rows; the common record, one plain
 * wire key, passes without a function of its own, and nothing is allocated for it.
 */

import type { Arena } from '../model/arena.ts';
import type { Block } from '../model/block.ts';
import {
  EVENT_API,
  EVENT_AT,
  EVENT_ERRCODE,
  EVENT_FIELDS,
  EVENT_PLATFORM,
  EVENT_RECORD,
  EVENT_SHAPE,
  NEAR_MISS,
  NEAR_MISS_REASONS,
  type NearMissReason,
  PLATFORM_UNKNOWN,
  PLATFORM_WECOM,
} from '../model/event.ts';
import { WINDOW_OVERLAP_BYTES } from '../model/limits.ts';
import type { Encoding } from '../record/encoding.ts';
import { ANNOTATION, type EvidenceReader } from '../record/evidence.ts';
import { mayBeApart, platformOf } from '../record/platform.ts';
import {
  API,
  AT,
  HOST,
  KIND,
  KIND_MASK,
  LINKED,
  RECORD,
  ROW_FIELDS,
  type Scanner,
  VALUE,
  WIRE,
} from '../scan/candidate.ts';
import { createRecordJudge, type Verdict } from './judge-record.ts';

/** The record of a row behind the last. */
const NO_RECORD = -1;

export interface JudgeOptions {
  readonly arena: Arena;
  readonly scanner: Scanner;
  readonly evidence: EvidenceReader;
  /** Scans a record that had to be transcoded; reads from `scratchAt` on. */
  readonly scratch: { readonly scanner: Scanner; readonly at: number; readonly length: number };
  readonly encoding: Encoding;
  /** Whether a number is a code of some platform we know. */
  isKnown(errcode: number): boolean;
}

export interface Judge {
  /** Rows of events and near misses of the last block; borrowed until the next call. */
  readonly events: Int32Array;
  /** Judges a block; returns the number of its rows, in order of place. */
  judge(block: Block): number;
}

export function createJudge(options: JudgeOptions): Judge {
  const { arena, scanner } = options;
  const { bytes } = arena;
  const { rows } = scanner;
  const eventsLength = (rows.length / ROW_FIELDS) * EVENT_FIELDS;
  // In the arena, because kernels read them too.
  const events = new Int32Array(bytes.buffer, arena.allocate(eventsLength * 4), eventsLength);
  const judgeRecord = createRecordJudge(options);
  const judgePlain = createPlainJudge(options, events);
  /** Codes of a record that comes in windows; empty between such records. */
  const windowCodes = new Set<number>();
  let inWindows = false;
  let windowMiss: Verdict['miss'];
  let next = 0;

  const push = (
    errcode: number,
    shape: number,
    platform: number,
    record: number,
    api: number,
    at: number,
  ): void => {
    events[next + EVENT_ERRCODE] = errcode;
    events[next + EVENT_SHAPE] = shape;
    events[next + EVENT_PLATFORM] = platform;
    events[next + EVENT_RECORD] = record;
    events[next + EVENT_API] = api;
    events[next + EVENT_AT] = at;
    next += EVENT_FIELDS;
  };

  const pushMiss = (reason: NearMissReason, record: number): void =>
    push(NEAR_MISS_REASONS.indexOf(reason), NEAR_MISS, 0, record, 0, record);

  const judgeGroup = (from: number, to: number): void => {
    const record = rows[from + RECORD]!;
    const { count, errcodes, shapes, platforms, places, api, miss } = judgeRecord(rows, from, to);
    for (let index = 0; index < count; index++) {
      const errcode = errcodes[index]!;
      if (inWindows) {
        if (windowCodes.has(errcode)) continue;
        windowCodes.add(errcode);
      }
      push(errcode, shapes[index]!, platforms[index]!, record, api, places[index]! || record);
    }
    if (count > 0 || miss === undefined) return;
    if (inWindows) windowMiss ??= miss;
    else pushMiss(miss, record);
  };

  const judge = (block: Block): number => {
    next = 0;
    inWindows = block.part !== 'whole';
    const end = withinWindow(block, rows, scanner.scan(block.start, block.end)) * ROW_FIELDS;
    // No record begins there: the last row is alone if the one before it is another's.
    if (end < rows.length) rows[end + RECORD] = NO_RECORD;
    for (let row = 0; row < end; ) {
      if (!inWindows) {
        const from = row;
        row = judgePlain(row, end, next);
        next += ((row - from) / ROW_FIELDS) * EVENT_FIELDS;
        if (row === end) break;
      }
      const record = rows[row + RECORD]!;
      let to = row + ROW_FIELDS;
      while (to < end && rows[to + RECORD] === record) to += ROW_FIELDS;
      judgeGroup(row, to);
      row = to;
    }
    if (block.part === 'last') {
      if (windowCodes.size === 0 && windowMiss !== undefined) pushMiss(windowMiss, block.start);
      windowCodes.clear();
      windowMiss = undefined;
    }
    return next / EVENT_FIELDS;
  };
  return { events, judge };
}

/**
 * Judges the rows [row, end) up to the first of which the record is not one plain wire key alone, and
 * returns that; an event for each goes to `out` and on.
 */
type PlainJudge = (row: number, end: number, out: number) => number;

/** Most rows are such, so this keeps its state in locals and calls nothing for most of them. */
function createPlainJudge(
  { arena: { bytes }, scanner: { rows }, evidence }: JudgeOptions,
  events: Int32Array,
): PlainJudge {
  return (row, end, out) => {
    let to = out;
    let at = row;
    for (; at < end; at += ROW_FIELDS) {
      const record = rows[at + RECORD]!;
      const kind = rows[at + KIND]!;
      if ((kind & KIND_MASK) !== WIRE || rows[at + ROW_FIELDS + RECORD] === record) break;
      const errcode = rows[at + VALUE]!;
      if (mayBeApart(errcode)) break;
      let platform = PLATFORM_WECOM;
      if ((kind & (LINKED | HOST)) === 0) {
        const mask = evidence.read(record);
        if ((mask & ANNOTATION) !== 0) break;
        platform = mask === 0 ? PLATFORM_UNKNOWN : platformOf(bytes, mask, evidence.hintAt());
      }
      events[to + EVENT_ERRCODE] = errcode;
      events[to + EVENT_SHAPE] = WIRE;
      events[to + EVENT_PLATFORM] = platform;
      events[to + EVENT_RECORD] = record;
      events[to + EVENT_API] = rows[at + API]!;
      events[to + EVENT_AT] = rows[at + AT]!;
      to += EVENT_FIELDS;
    }
    return at;
  };
}

/**
 * How many of the rows count: near the end of a window that another follows a value may be cut, and
 * the next window holds it whole.
 */
function withinWindow(block: Block, rows: Int32Array, count: number): number {
  if (block.part === 'whole' || block.part === 'last') return count;
  const limit = block.end - WINDOW_OVERLAP_BYTES / 2;
  let kept = count;
  while (kept > 0 && rows[(kept - 1) * ROW_FIELDS + AT]! >= limit) kept--;
  return kept;
}
