/**
 * The time of a record: its own, else its entry's, else its hint's. An entry is a record with its
 * own time and the undated lines below it; it reaches at most 64 KiB down. Undated lines also take
 * the API path of the nearest line of their entry that names one.
 */
import type { Block } from '../model/block.ts';
import { ENTRY_BYTES_MAX } from '../model/limits.ts';
import { readHintTime } from '../record/hint.ts';
import type { TimeReader } from '../record/time.ts';

export interface EntryReader {
  /** Call for every source before its first block. */
  reset(): void;
  /** Ms since the epoch of the record at `record` in `block`, or NaN. */
  timeOf(block: Block, record: number): number;
  /** Offset of `cgi-bin` for the record whose time was read last, if only its entry names one; or 0. */
  inheritedApi(): number;
}

const LINE_FEED = 0x0a;
const API = Buffer.from('cgi-bin/');

export function createEntryReader(bytes: Uint8Array, time: TimeReader): EntryReader {
  const memory = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  // The nearest head known, by offset in the source: everything up to `checked` has been looked at.
  let headOffset = -1;
  let headMs = Number.NaN;
  let checked = -1;
  /** The latest API path found for an undated line, and how far was looked for one. */
  let apiOffset = -1;
  let apiSearched = -1;
  /** Time of a record that comes in windows, read at its first. */
  let windowMs = Number.NaN;
  let inherited = 0;

  /** Looks up from `record` for a line with a time, no further than where we looked before. */
  const findHead = (block: Block, record: number): void => {
    const offset = block.offset + record - block.start;
    const floor = Math.max(
      block.historyStart,
      record - ENTRY_BYTES_MAX,
      block.start + checked - block.offset,
    );
    let end = record;
    while (end > floor) {
      const start = memory.lastIndexOf(LINE_FEED, end - 2) + 1;
      const from = Math.max(start, block.historyStart);
      if (from >= end || from < floor) break;
      const ms = time.read(bytes, from, end - 1);
      if (!Number.isNaN(ms)) {
        headOffset = block.offset + from - block.start;
        headMs = ms;
        break;
      }
      end = from;
    }
    checked = offset;
  };

  const ownTime = (block: Block, record: number): number => {
    const ms = time.readStart(bytes, record, block.end);
    return Number.isNaN(ms) ? time.read(bytes, record, memory.indexOf(LINE_FEED, record)) : ms;
  };

  const timeInEntry = (block: Block, record: number): number => {
    findHead(block, record);
    const offset = block.offset + record - block.start;
    if (headOffset < 0 || offset - headOffset > ENTRY_BYTES_MAX) {
      return readHintTime(bytes, record, memory.indexOf(LINE_FEED, record));
    }
    inherited = findApi(block, record, offset);
    return headMs;
  };

  /** The nearest API path between the head and the record, looking only where none looked before. */
  const findApi = (block: Block, record: number, offset: number): number => {
    const fromOffset = Math.max(headOffset, apiSearched);
    const from = Math.max(block.historyStart, block.start + fromOffset - block.offset);
    const at = memory.subarray(from, record).lastIndexOf(API);
    if (at >= 0) apiOffset = block.offset + from + at - block.start;
    apiSearched = offset;
    return apiOffset >= headOffset ? block.start + apiOffset - block.offset : 0;
  };

  return {
    reset() {
      headOffset = -1;
      headMs = Number.NaN;
      checked = -1;
      apiOffset = -1;
      apiSearched = -1;
      windowMs = Number.NaN;
    },
    timeOf(block, record) {
      inherited = 0;
      if (block.part === 'middle' || block.part === 'last') return windowMs;
      const ms = ownTime(block, record);
      if (!Number.isNaN(ms)) {
        headOffset = block.offset + record - block.start;
        headMs = ms;
        checked = headOffset;
        windowMs = ms;
        return ms;
      }
      windowMs = timeInEntry(block, record);
      return windowMs;
    },
    inheritedApi: () => inherited,
  };
}
