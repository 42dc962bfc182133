/**
 * Counts plain events in WebAssembly, into tables that lie in the arena beside the log. The kernel
 * knows what was learnt here from events that went the long way: codes, days, API paths. What it
 * does not know it leaves.
 */
import { type Arena, loadKernel } from '../model/arena.ts';
import type { Block } from '../model/block.ts';
import { EVENT_API, EVENT_FIELDS, EVENT_RECORD } from '../model/event.ts';
import { SKEW_STRETCH_BYTES, SKEW_WHOLE_BYTES } from '../model/limits.ts';
import type { Zone } from '../record/zone.ts';
import {
  type AddressFinder,
  type ApiTable,
  type CodeTable,
  createApiTable,
  createCodeTable,
  learnAddress,
  learnDay,
  type PathReader,
  TABLE_BYTES,
} from './fast-tables.ts';
import { KERNEL_BASE64 } from './kernel/kernel.generated.ts';
import type { SuccessReader } from './successes.ts';
import type { CodeCounts, Summary } from './summary.ts';

export interface FastCounter {
  /** Counts for this workload of `summary` from now on; times without a zone are of `zone`. */
  bind(summary: Summary, workload: string, zone: Zone): void;
  /**
   * Counts what it can of the first `count` rows of the block and moves the others to the front;
   * returns how many those are.
   */
  count(block: Block, count: number, sinceMs: number, untilMs: number): number;
  /** Takes note of an event that went the long way, of a code that no rule concerns: it knows none. */
  learn(block: Block, row: number, learnt: Learnt): void;
  /** Adds what was counted to the summary, which is not complete before. */
  flush(): void;
}

/** What the long way found out about an event. */
export interface Learnt {
  readonly counts: CodeCounts | undefined;
  /** Whether another platform uses the number too. */
  readonly isShared: boolean;
  readonly api: string | undefined;
  /** The exit address that a refusal names. */
  readonly address: string | undefined;
}

interface Kernel extends PathReader, AddressFinder {
  count(
    from: number,
    to: number,
    out: number,
    table: number,
    forms: number,
    end: number,
    delta: number,
    since: number,
    until: number,
  ): number;
  countLeft(): number;
  countTouched(): number;
  firstMinute(): number;
  clearTouched(): void;
}

/** Memory it takes of an arena. */
export const FAST_COUNTER_BYTES = TABLE_BYTES;

const ROW_BYTES = EVENT_FIELDS * 4;

/**
 * A counter of `events`, rows that lie in the arena; undefined where the runtime has no SIMD. `forms` are
 * those of successes.
 */
export function createFastCounter(
  arena: Arena,
  events: Int32Array,
  { forms }: SuccessReader,
): FastCounter | undefined {
  if (arena.memory === undefined) return undefined;
  const { bytes } = arena;
  const table = arena.allocate(TABLE_BYTES);
  const view = new DataView(bytes.buffer, table, TABLE_BYTES);
  const kernel = loadKernel(arena, 'analyze', KERNEL_BASE64) as Kernel;
  let bound: { summary: Summary; codes: CodeTable; apis: ApiTable; zone: Zone } | undefined;
  let workload = '';

  const emptyCells = (): void => {
    const touched = kernel.countTouched();
    bound?.codes.emptyCells(bound.summary, workload, kernel.firstMinute(), touched);
    kernel.clearTouched();
  };

  const flush = (): void => {
    emptyCells();
    bound?.codes.empty(bound.summary, workload);
    bound?.apis.empty(bound.codes.slots, bound.summary);
  };

  const learnTime = (block: Block, record: number): void => {
    if (bound === undefined) return;
    learnDay(view, bytes, record + bytesBeforeTime(bytes, record), block.end, bound.zone);
  };

  return {
    flush,
    bind(summary, name, zone) {
      const isSame = bound?.summary === summary && bound.zone === zone;
      if (isSame && workload === name) return;
      flush();
      workload = name;
      if (isSame) return;
      bytes.fill(0, table, table + TABLE_BYTES);
      const apis = createApiTable(view, bytes, kernel);
      bound = { summary, codes: createCodeTable(view), apis, zone };
    },
    count(block, count, sinceMs, untilMs) {
      // In the sampled stretches every record's hint is looked at.
      if (block.part !== 'whole' || block.offset < SKEW_WHOLE_BYTES) return count;
      // A day mostly begins within a block: its last record tells of it.
      if (count > 0) learnTime(block, events[(count - 1) * EVENT_FIELDS + EVENT_RECORD]!);
      const delta = (block.offset % SKEW_STRETCH_BYTES) - block.start;
      const to = events.byteOffset + count * ROW_BYTES;
      let out = events.byteOffset;
      for (let from = out; from < to; ) {
        from = kernel.count(from, to, out, table, forms, block.end, delta, sinceMs, untilMs);
        out += kernel.countLeft() * ROW_BYTES;
        if (from < to) emptyCells();
      }
      return (out - events.byteOffset) / ROW_BYTES;
    },
    learn(block, row, { counts, isShared, api, address }) {
      if (bound === undefined || counts?.isKnown !== true) return;
      bound.codes.learn(counts, isShared);
      const record = events[row + EVENT_RECORD]!;
      learnTime(block, record);
      const at = events[row + EVENT_API]!;
      if (at !== 0 && api !== undefined) bound.apis.learn(at, api, bound.summary);
      if (address !== undefined) learnAddress(view, bytes, record, address, kernel);
    },
  };
}

/** A bracket, or `time=`. */
function bytesBeforeTime(bytes: Uint8Array, record: number): number {
  if (bytes[record] === 0x5b) return 1;
  return TIME_KEY.every((byte, index) => bytes[record + index] === byte) ? TIME_KEY.length : 0;
}

const TIME_KEY = [...Buffer.from('time=')];
