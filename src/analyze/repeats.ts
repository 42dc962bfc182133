/**
 * Finds failures that two records tell of: where SDK and application both log what WeCom answered, the
 * hint is the same, and no two answers have the same one. Looks back 64 KiB in the same source, so any
 * division of a source that keeps as much in view gives the same.
 * docs/decisions/0016-hosts-and-repeats.md.
 */
import { type Arena, loadKernel } from '../model/arena.ts';
import type { Block } from '../model/block.ts';
import {
  EVENT_AT,
  EVENT_ERRCODE,
  EVENT_FIELDS,
  EVENT_PLATFORM,
  EVENT_RECORD,
  EVENT_SHAPE,
  isForeign,
  NEAR_MISS,
  REPEATED,
} from '../model/event.ts';
import { DUPLICATE_BYTES_MAX } from '../model/limits.ts';
import { KERNEL_BASE64 } from './kernel/kernel.generated.ts';

export interface RepeatFinder {
  /** Forgets what it met: another source comes, or another place of it. */
  open(): void;
  /**
   * Marks those of the first `count` rows of the block that an earlier record told of. Blocks come in
   * order. Records over the length limit are left alone.
   */
  mark(block: Block, count: number): void;
}

const ROW_BYTES = EVENT_FIELDS * 4;
/** 512 sets of four hints of 16 bytes; 64 KiB hold three hundred failures if there is nothing else. */
const TABLE_BYTES = 512 * 4 * 16;
export const REPEAT_FINDER_BYTES = TABLE_BYTES;

interface Kernel {
  markRepeats(from: number, to: number, table: number, shift: number): void;
}

/** A finder for `events`, rows that lie in the arena. */
export function createRepeatFinder(arena: Arena, events: Int32Array): RepeatFinder {
  if (arena.memory === undefined) return createScalarRepeatFinder(arena.bytes, events);
  const { bytes } = arena;
  const table = arena.allocate(TABLE_BYTES);
  const kernel = loadKernel(arena, 'analyze', KERNEL_BASE64) as Kernel;
  return {
    open() {
      bytes.fill(0, table, table + TABLE_BYTES);
    },
    mark(block, count) {
      if (block.part !== 'whole') return;
      const from = events.byteOffset;
      kernel.markRepeats(from, from + count * ROW_BYTES, table, block.offset - block.start + 1);
    },
  };
}

/** The same without a kernel; the reference that the kernel is held against. */
export function createScalarRepeatFinder(bytes: Uint8Array, events: Int32Array): RepeatFinder {
  /** Offset of the latest record with this code and hint, the one met last at the end. */
  const met = new Map<string, number>();
  const forgetBefore = (offset: number): void => {
    for (const [key, last] of met) {
      if (last >= offset) return;
      met.delete(key);
    }
  };
  return {
    open: () => met.clear(),
    mark(block, count) {
      if (block.part !== 'whole') return;
      for (let row = 0; row < count * EVENT_FIELDS; row += EVENT_FIELDS) {
        const errcode = events[row + EVENT_ERRCODE]!;
        if (errcode === 0 || events[row + EVENT_SHAPE] === NEAR_MISS) continue;
        if (isForeign(events[row + EVENT_PLATFORM]!)) continue;
        const record = events[row + EVENT_RECORD]!;
        const hint = readHint(bytes, record, events[row + EVENT_AT]!);
        if (hint === undefined) continue;
        const offset = block.offset + record - block.start;
        forgetBefore(offset - DUPLICATE_BYTES_MAX);
        const key = `${errcode} ${hint}`;
        if (met.delete(key)) events[row + EVENT_AT] = REPEATED;
        met.set(key, offset);
      }
    },
  };
}

const LINE_FEED = 0x0a;
/** What the kernel allows as well. */
const GAP_MAX = 24;
const DIGITS = /^\d{10}/;
const VALUE = /^\w{16,64}/;

/** The hint nearest behind `at` in the record, else the first in it. */
function readHint(bytes: Uint8Array, record: number, at: number): string | undefined {
  const end = bytes.indexOf(LINE_FEED, at);
  const text = Buffer.from(bytes.subarray(record, end)).toString('latin1');
  return hintIn(text, at - record) ?? hintIn(text, 0);
}

function hintIn(text: string, from: number): string | undefined {
  for (let at = text.indexOf('hint', from); at >= 0; at = text.indexOf('hint', at + 1)) {
    const behind = text.slice(at + 4);
    const bracket = /\[|%5b/i.exec(behind);
    if (bracket === null || bracket.index >= GAP_MAX) continue;
    const value = behind.slice(bracket.index + bracket[0].length).replace(/^ +/, '');
    if (DIGITS.test(value) && VALUE.test(value)) return VALUE.exec(value)![0];
  }
  return undefined;
}
