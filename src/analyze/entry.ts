/**
 * The time of a record: its own, else its entry's, else its hint's. An entry is a record with its
 * own time and the undated lines below it; it reaches at most 64 KiB down. Undated lines also take
 * the API path of the nearest line of their entry that names one.
 */
import type { Block } from '../model/block.ts';
import { containerForm } from '../model/container-line.ts';
import { ENTRY_BYTES_MAX } from '../model/limits.ts';
import { readHintTime } from '../record/hint.ts';
import type { TimeReader } from '../record/time.ts';

export interface EntryReader {
  /**
   * Puts the ms since the epoch of the record at `record` in `block` into `clock[0]`, NaN if it has
   * no time. Records of one source must come in order.
   */
  timeOf(block: Block, record: number): void;
  readonly clock: Float64Array;
  /** Whether that time stands in the record itself. */
  isOwn(): boolean;
  /** Offset of `cgi-bin` for the record whose time was read last, if only its entry names one; or 0. */
  inheritedApi(): number;
  /** Offset of the head of that record's entry, if the record itself has no time; or 0. */
  inheritedHead(): number;
}

const LINE_FEED = 0x0a;
const API = Buffer.from('cgi-bin/');

// Places of the state. Offsets and times are no small integers: as variables of a closure each
// assignment would allocate one.
/** The nearest head known, by offset in the source, and its time. */
const HEAD_OFFSET = 0;
const HEAD_MS = 1;
/** Everything up to here has been looked at for a head. */
const CHECKED = 2;
/** Time of a record that comes in windows, read at its first. */
const WINDOW_MS = 3;
/** The latest API path found for an undated line, and how far was looked for one. */
const API_OFFSET = 4;
const API_SEARCHED = 5;

/** A reader for one source; its records are entries of their own if nothing `inherits`. */
export function createEntryReader(
  bytes: Uint8Array,
  time: TimeReader,
  inherits = true,
): EntryReader {
  const reach = inherits ? ENTRY_BYTES_MAX : 0;
  const memory = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const clock = new Float64Array(1);
  const state = Float64Array.of(-1, Number.NaN, -1, Number.NaN, -1, -1);
  let inherited = 0;
  let head = 0;
  let isOwn = false;

  const setHead = (offset: number, ms: number): void => {
    state[HEAD_OFFSET] = offset;
    state[HEAD_MS] = ms;
  };

  /** Looks up from `record` for a line with a time, no further than where we looked before. */
  const findHead = (block: Block, record: number): void => {
    const floor = Math.max(
      block.historyStart,
      record - reach,
      block.start + state[CHECKED]! - block.offset,
    );
    for (let end = record; end > floor; ) {
      const start = memory.lastIndexOf(LINE_FEED, end - 2) + 1;
      const from = Math.max(start, block.historyStart);
      if (from >= end || from < floor) break;
      const ms = time.read(bytes, from, end - 1);
      if (!Number.isNaN(ms)) {
        // A container's lines all have their time: what stands below without one is not theirs.
        const isHead = containerForm(bytes, from, end - 1) === undefined;
        setHead(block.offset + from - block.start, isHead ? ms : Number.NaN);
        break;
      }
      end = from;
    }
    state[CHECKED] = block.offset + record - block.start;
  };

  /** The nearest API path between the head and the record, looking only where none looked before. */
  const findApi = (block: Block, record: number): number => {
    const toArena = block.start - block.offset;
    const fromOffset = Math.max(state[HEAD_OFFSET]!, state[API_SEARCHED]!);
    const from = Math.max(block.historyStart, toArena + fromOffset);
    const at = memory.subarray(from, record).lastIndexOf(API);
    if (at >= 0) state[API_OFFSET] = from + at - toArena;
    state[API_SEARCHED] = record - toArena;
    const isInReach = state[API_OFFSET]! >= state[HEAD_OFFSET]!;
    return isInReach ? Math.max(0, toArena + state[API_OFFSET]!) : 0;
  };

  const timeInEntry = (block: Block, record: number): number => {
    findHead(block, record);
    const offset = block.offset + record - block.start;
    const isNear = state[HEAD_OFFSET]! >= 0 && offset - state[HEAD_OFFSET]! <= reach;
    if (!isNear || Number.isNaN(state[HEAD_MS]!)) {
      return readHintTime(bytes, record, memory.indexOf(LINE_FEED, record));
    }
    inherited = findApi(block, record);
    head = Math.max(0, block.start - block.offset + state[HEAD_OFFSET]!);
    return state[HEAD_MS]!;
  };

  return {
    clock,
    timeOf(block, record) {
      inherited = 0;
      head = 0;
      isOwn = false;
      if (block.part === 'middle' || block.part === 'last') {
        clock[0] = state[WINDOW_MS]!;
        return;
      }
      // A dated record is not kept as a head: whoever needs one looks up to it.
      if (time.readStart(bytes, record, block.end)) {
        isOwn = true;
        clock[0] = time.clock[0]!;
      } else {
        const ms = time.read(bytes, record, memory.indexOf(LINE_FEED, record));
        isOwn = !Number.isNaN(ms);
        clock[0] = isOwn ? ms : timeInEntry(block, record);
      }
      if (block.part === 'first') state[WINDOW_MS] = clock[0]!;
    },
    isOwn: () => isOwn,
    inheritedApi: () => inherited,
    inheritedHead: () => head,
  };
}
