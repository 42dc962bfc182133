/**
 * Joins what container runtimes cut into parts: the record stands in the place of its last part as the
 * runtime would have written it whole, with the time of the first. It happens in place, and neither the
 * bytes nor the lines become fewer: blank lines fill what the heads of the other parts took.
 *
 * Whether a log is a container's is asked of one line in each stretch of its bytes, so that other logs
 * cost nothing; and all of it hangs on the bytes of the source and their offsets alone.
 */
import { containerForm, mayBePart, readContainerLine, STREAMS } from '../model/container-line.ts';
import {
  CONTAINER_STRETCH_BYTES,
  DOCKER_PART_BYTES,
  PARTS_APART_BYTES_MAX,
  RECORD_BYTES_MAX,
} from '../model/limits.ts';
import { createOpenParts, eachLine } from '../model/open-parts.ts';

export interface PartsJoiner {
  /**
   * Joins parts in the whole lines [from, to), which stand at `offset` in the source and before which no
   * record is open. Returns where the first record begins whose last part is still to come, or `to`;
   * nothing comes any more where the source ends or the next line is too long to be joined with.
   */
  join(from: number, to: number, offset: number, next: Next): number;
  /** Records that were longer than a record may be, and were cut there. */
  tooLong(): number;
}

/** The place in the source at which reading begins, and the whole lines before it. */
interface Start {
  readonly offset: number;
  readonly context: Uint8Array;
}

/** What follows the lines. */
export type Next = 'more' | 'end' | 'too-long';

const LINE_FEED = 0x0a;
const BLANK = 0x20;
const FULL = 0x46;

/** A joiner for what is read of a source from `from` on. */
export function createPartsJoiner(
  bytes: Uint8Array,
  from: Start,
  recordBytesMax = RECORD_BYTES_MAX,
): PartsJoiner {
  const open = createOpenParts();
  const stretch = stretchAt(from);
  const findPart = createPartFinder(bytes, stretch);
  let tooLong = 0;

  /** Where nothing is open any more behind the part at `from`, or -1. */
  const findEnd = (from: number, to: number, toOffset: number): number => {
    open.clear();
    for (let start = from; start < to; ) {
      const end = lineEnd(bytes, start, to);
      const isTooLong = Math.min(end + 1, to) - from > recordBytesMax;
      if (start > from && (isTooLong || !open.isOpen(start + toOffset))) {
        if (open.isOpen(start + toOffset)) tooLong++;
        return start;
      }
      enter(stretch, bytes, start, end, start + toOffset);
      open.take(bytes, start, end, start + toOffset);
      start = end + 1;
    }
    return open.isOpen(to + toOffset) ? -1 : to;
  };

  return {
    join(from, to, at, next) {
      const toOffset = at - from;
      for (let start = findPart(from, to, toOffset); start < to; ) {
        const { number, form } = stretch;
        const end = findEnd(start, to, toOffset);
        if (end < 0 && next === 'more') {
          // The same lines come again, with more behind them.
          Object.assign(stretch, { number, form });
          return start;
        }
        if (end < 0 && next === 'too-long') tooLong++;
        joinRegion(bytes, start, end < 0 ? to : end);
        start = end < 0 ? to : findPart(end, to, toOffset);
      }
      return to;
    },
    tooLong: () => tooLong,
  };
}

/** Some bytes of a source by their number, and what wrote the first line that begins in them. */
interface Stretch {
  number: number;
  form: ReturnType<typeof containerForm>;
}

/** The stretch that reading begins in, as the lines before tell it. */
function stretchAt({ offset, context }: Start): Stretch {
  const begin = Math.max(0, context.length - (offset % CONTAINER_STRETCH_BYTES));
  const feed = begin === 0 ? -1 : context.indexOf(LINE_FEED, begin - 1);
  const first = begin === 0 ? 0 : feed < 0 ? context.length : feed + 1;
  if (first === context.length) return { number: -1, form: undefined };
  const form = containerForm(context, first, lineEnd(context, first, context.length));
  return { number: Math.floor(offset / CONTAINER_STRETCH_BYTES), form };
}

/** Goes on to the line [start, end) at `offset`. */
function enter(
  stretch: Stretch,
  bytes: Uint8Array,
  start: number,
  end: number,
  offset: number,
): void {
  const number = Math.floor(offset / CONTAINER_STRETCH_BYTES);
  if (number === stretch.number) return;
  stretch.number = number;
  stretch.form = containerForm(bytes, start, end);
}

function lineEnd(bytes: Uint8Array, start: number, to: number): number {
  const feed = bytes.indexOf(LINE_FEED, start);
  return feed < 0 || feed >= to ? to : feed;
}

/** Gives the first part in the whole lines [from, to), or `to`. Called for lines in order. */
type PartFinder = (from: number, to: number, toOffset: number) => number;

function createPartFinder(bytes: Uint8Array, stretch: Stretch): PartFinder {
  // A buffer finds a byte several times faster than an array does.
  const memory = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return (from, to, toOffset) => {
    for (let start = from; start < to; ) {
      enter(stretch, bytes, start, lineEnd(memory, start, to), start + toOffset);
      const stop = Math.min(to, (stretch.number + 1) * CONTAINER_STRETCH_BYTES - toOffset);
      if (stretch.form !== undefined) {
        const find = stretch.form === 'cri' ? findCri : findDocker;
        const found = find(memory, start, stop, to);
        if (found < stop) return found;
      }
      start = lineEnd(memory, stop - 1, to) + 1;
    }
    return to;
  };
}

/** The first part in CRI's form that begins in [start, stop), or `stop`; the last line ends before `to`. */
function findCri(memory: Buffer, start: number, stop: number, to: number): number {
  for (let at = start; at < stop; ) {
    const end = lineEnd(memory, at, to);
    if (isPart(memory, at, end)) return at;
    at = end + 1;
  }
  return stop;
}

/** The same in docker's form: only a long line can be one. */
function findDocker(memory: Buffer, start: number, stop: number, to: number): number {
  for (let at = start; at < stop; ) {
    const feed = memory.lastIndexOf(LINE_FEED, Math.min(at + DOCKER_PART_BYTES, to) - 1);
    if (feed < at) {
      const end = lineEnd(memory, at, to);
      if (isPart(memory, at, end)) return at;
      at = end + 1;
    } else at = feed + 1;
  }
  return stop;
}

function isPart(bytes: Uint8Array, start: number, end: number): boolean {
  return mayBePart(bytes, start, end) && readContainerLine(bytes, start, end)?.isPart === true;
}

/** Bytes of a line that is a part: the line with its line feed, the program's text, CRI's tag. */
interface Part {
  readonly start: number;
  readonly end: number;
  readonly from: number;
  readonly to: number;
  readonly tag: number;
}

/** A record, whole or as much of it as there is. */
interface PartedRecord {
  readonly parts: Part[];
  isWhole: boolean;
}

/** Rewrites the lines [from, to), in which the parts of some records stand. */
function joinRegion(bytes: Uint8Array, from: number, to: number): void {
  const source = bytes.slice(from, to);
  const writer = createWriter(bytes, from, source);
  const records = readRecords(source);
  eachLine(source, 0, source.length, (start, end) => {
    const next = Math.min(end + 1, source.length);
    const record = records.get(start);
    if (record === undefined) writer.copy(start, next);
    else if (record.parts.at(-1)!.start === start) writer.writeRecord(record);
  });
}

/** The records of several parts, by the place of each part. */
function readRecords(source: Uint8Array): Map<number, PartedRecord> {
  const records = new Map<number, PartedRecord>();
  const open: (PartedRecord | undefined)[] = Array(STREAMS).fill(undefined);
  eachLine(source, 0, source.length, (start, end) => {
    const line = readContainerLine(source, start, end);
    if (line === undefined) return;
    const { stream, isPart: goesOn, from, to, tag } = line;
    const begun = open[stream];
    const isNear = begun !== undefined && start - begun.parts.at(-1)!.end <= PARTS_APART_BYTES_MAX;
    open[stream] = undefined;
    if (!isNear && !goesOn) return;
    const record = isNear ? begun : { parts: [], isWhole: false };
    record.parts.push({ start, end: Math.min(end + 1, source.length), from, to, tag });
    record.isWhole = !goesOn;
    records.set(start, record);
    if (goesOn) open[stream] = record;
  });
  return records;
}

interface Writer {
  copy(start: number, end: number): void;
  writeRecord(record: PartedRecord): void;
}

/** Writes into `bytes` from `at` on what it is given of `source`. */
function createWriter(bytes: Uint8Array, at: number, source: Uint8Array): Writer {
  let next = at;
  const copy = (start: number, end: number): void => {
    bytes.set(source.subarray(start, end), next);
    next += end - start;
  };
  return {
    copy,
    writeRecord({ parts, isWhole }) {
      const first = parts[0]!;
      const last = parts.at(-1)!;
      const text = sum(parts, ({ from, to }) => to - from);
      const hasFeed = source[last.end - 1] === LINE_FEED ? 1 : 0;
      const firstEnd = source[first.end - 1] === LINE_FEED ? first.end - 1 : first.end;
      const tail = firstEnd - first.to;
      const length = first.from - first.start + text + tail + hasFeed;
      // Each part but the last gives up its line feed, and more than that.
      const blanks = sum(parts, ({ start, end }) => end - start) - length - (parts.length - 1);
      bytes.fill(BLANK, next, next + blanks);
      bytes.fill(LINE_FEED, next + blanks, next + blanks + parts.length - 1);
      next += blanks + parts.length - 1;
      const head = next;
      copy(first.start, first.from);
      if (isWhole && first.tag > 0) bytes[head + first.tag - first.start] = FULL;
      for (const { from, to } of parts) copy(from, to);
      copy(first.to, firstEnd);
      if (hasFeed === 1) copy(last.end - 1, last.end);
    },
  };
}

function sum(parts: readonly Part[], of: (part: Part) => number): number {
  return parts.reduce((total, part) => total + of(part), 0);
}
