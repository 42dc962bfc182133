/**
 * A stretch of a file: the lines that begin in it. Stretches that meet divide a file into its lines,
 * wherever the borders fall, so that several threads can share one file. A border never falls between
 * the parts of a record that a container runtime cut: it moves on to where none is open.
 */
import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { mayHoldParts } from '../model/container-line.ts';
import { ENTRY_BYTES_MAX, PARTS_APART_BYTES_MAX, RECORD_BYTES_MAX } from '../model/limits.ts';
import { createOpenParts, eachLine, type OpenParts } from '../model/open-parts.ts';
import type { ByteReader } from '../model/source.ts';
import { describeFileError } from './file.ts';

export interface StretchFile {
  /** Open for all threads of the process. */
  readonly descriptor: number;
  /** Bytes when it was opened; what is written later belongs to the last stretch that has a line. */
  readonly sizeBytes: number;
  /** The lines that begin in bytes [from, to), or undefined if none does. */
  stretch(from: number, to: number): Stretch | undefined;
  close(): void;
}

export interface Stretch {
  /** Gives the lines, the last one to its end; closing it leaves the file open. */
  readonly reader: ByteReader;
  /** Where the first of them begins in the file. */
  readonly offset: number;
  /** The whole lines before it, for what undated lines inherit: at most 64 KiB. */
  readonly context: Uint8Array;
  /** The same, and more where it would begin between the parts of a record. */
  readonly before: LinesBefore;
}

export interface LinesBefore {
  readonly lines: Uint8Array;
  /** Where they begin in the file, and what stands before them: at most 64 KiB. */
  readonly offset: number;
  readonly context: Uint8Array;
}

const LINE_FEED = 0x0a;
/** A line mostly ends soon. */
const SEARCH_BYTES_MIN = 1 << 12;
const SEARCH_BYTES_MAX = 1 << 16;

/** Opens the regular file at `path`; throws a ToolError that calls it `name`. */
export function openStretches(path: string, name: string): StretchFile {
  const descriptor = told(name, () => openSync(path, 'r'));
  const { size } = told(name, () => fstatSync(descriptor));
  return stretchesOf(descriptor, size, name);
}

/** The same of a file that is open, as another thread found it; the name may lead elsewhere by now. */
export function stretchesOf(descriptor: number, sizeBytes: number, name: string): StretchFile {
  const read = (into: Uint8Array, at: number): number =>
    told(name, () => readSync(descriptor, into, 0, into.length, at));
  return {
    descriptor,
    sizeBytes,
    stretch(from, to) {
      // What is written later has no borders, so that all find the same.
      const begin = from === 0 ? 0 : findBorder(read, from, Math.min(to, sizeBytes));
      if (begin === undefined) return undefined;
      const end = findBorder(read, to, sizeBytes) ?? Number.POSITIVE_INFINITY;
      const context = readContext(read, begin);
      const before = readBefore(read, begin, context);
      return { reader: createReader(read, begin, end), offset: begin, context, before };
    },
    close() {
      closeSync(descriptor);
    },
  };
}

function told<Result>(name: string, work: () => Result): Result {
  try {
    return work();
  } catch (error) {
    throw describeFileError(error, name);
  }
}

type ReadAt = (into: Uint8Array, at: number) => number;

/** The first place in [from, to) at which a line begins and no record is open. */
function findBorder(read: ReadAt, from: number, to: number): number | undefined {
  let line = findLine(read, from, to);
  if (line === undefined) return undefined;
  const open = openBefore(read, line);
  while (open.isOpen(line)) {
    const next = findLine(read, line + 1, to);
    if (next === undefined) return undefined;
    takeLine(read, line, next, open);
    line = next;
  }
  return line;
}

/** What the lines say of which the end lies within reach before `line`. */
function openBefore(read: ReadAt, line: number): OpenParts {
  const open = createOpenParts();
  const reach = line - PARTS_APART_BYTES_MAX;
  for (let margin = MARGIN_BYTES; ; margin *= MARGIN_GROWTH) {
    const from = Math.max(0, reach - margin);
    const before = Buffer.allocUnsafe(line - from);
    if (!fill(read, before, from)) return open;
    const first = from === 0 ? 0 : before.indexOf(LINE_FEED) + 1;
    if (from + first > Math.max(0, reach) && margin < RECORD_BYTES_MAX) continue;
    if (!mayHoldParts(before)) return open;
    eachLine(before, first, before.length, (start, end) =>
      open.take(before, start, end, from + start),
    );
    return open;
  }
}

/** Most lines are shorter. */
const MARGIN_BYTES = 1 << 12;
const MARGIN_GROWTH = 16;

function takeLine(read: ReadAt, from: number, to: number, open: OpenParts): void {
  if (to - from > RECORD_BYTES_MAX) return;
  const line = new Uint8Array(to - from);
  if (fill(read, line, from)) open.take(line, 0, line.length - 1, from);
}

/** The first place in [from, to) behind a line feed. */
function findLine(read: ReadAt, from: number, to: number): number | undefined {
  let length = SEARCH_BYTES_MIN;
  for (let at = from - 1; at < to - 1; length = SEARCH_BYTES_MAX) {
    const buffer = Buffer.allocUnsafe(Math.min(length, to - 1 - at));
    const count = read(buffer, at);
    if (count === 0) return undefined;
    const feed = buffer.subarray(0, count).indexOf(LINE_FEED);
    if (feed >= 0) return at + feed + 1;
    at += count;
  }
  return undefined;
}

function readContext(read: ReadAt, begin: number): Uint8Array {
  // With the byte before, which says whether a line begins there.
  const from = Math.max(0, begin - ENTRY_BYTES_MAX - 1);
  const buffer = Buffer.allocUnsafe(begin - from);
  if (!fill(read, buffer, from)) return new Uint8Array(0);
  if (buffer.length <= ENTRY_BYTES_MAX) return buffer;
  return buffer.subarray(buffer.indexOf(LINE_FEED) + 1);
}

/** The lines before `begin`, of which `context` is the end, from where no record is open. */
function readBefore(read: ReadAt, begin: number, context: Uint8Array): LinesBefore {
  const from = begin - context.length;
  const far = Math.max(0, from - RECORD_BYTES_MAX - PARTS_APART_BYTES_MAX);
  const isOpen = from > 0 && openBefore(read, from).isOpen(from);
  const offset = !isOpen ? from : far === 0 ? 0 : (findBorder(read, far, begin) ?? from);
  const lines = offset === from ? context : new Uint8Array(begin - offset);
  if (lines !== context) fill(read, lines, offset);
  return { lines, offset, context: readContext(read, offset) };
}

/** Reads the bytes from `at` on; false if they are not there: the file was cut while it was read. */
function fill(read: ReadAt, buffer: Uint8Array, at: number): boolean {
  for (let length = 0; length < buffer.length; ) {
    const count = read(buffer.subarray(length), at + length);
    if (count === 0) return false;
    length += count;
  }
  return true;
}

/** Reads from `begin` to the end of the line in which byte `to - 1` stands. */
function createReader(read: ReadAt, begin: number, to: number): ByteReader {
  let at = begin;
  let isDone = false;
  return {
    async read(into) {
      if (isDone) return 0;
      const count = read(into, at);
      const last = Math.max(0, to - 1 - at);
      at += count;
      if (last >= count) return count;
      const feed = into.subarray(last, count).indexOf(LINE_FEED);
      if (feed < 0) return count;
      isDone = true;
      return last + feed + 1;
    },
    close: async () => {},
  };
}
