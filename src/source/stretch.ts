/**
 * A stretch of a file: the lines that begin in it. Stretches that meet divide a file into its lines,
 * wherever the borders fall, so that several threads can share one file.
 */
import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { ENTRY_BYTES_MAX } from '../model/limits.ts';
import type { ByteReader } from '../model/source.ts';
import { describeFileError } from './file.ts';

export interface StretchFile {
  /** Open for all threads of the process. */
  readonly descriptor: number;
  /** Bytes when it was opened; what is written later belongs to the last stretch. */
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
}

const LINE_FEED = 0x0a;
const SEARCH_BYTES = 1 << 16;

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
      const begin = from === 0 ? 0 : findLine(read, from, to);
      if (begin === undefined) return undefined;
      const context = readContext(read, begin);
      return { reader: createReader(read, begin, to), offset: begin, context };
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

/** The first place in [from, to) behind a line feed. */
function findLine(read: ReadAt, from: number, to: number): number | undefined {
  const buffer = new Uint8Array(SEARCH_BYTES);
  for (let at = from - 1; at < to - 1; ) {
    const wanted = Math.min(buffer.length, to - 1 - at);
    const count = read(buffer.subarray(0, wanted), at);
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
  const buffer = new Uint8Array(begin - from);
  let length = 0;
  while (length < buffer.length) {
    const count = read(buffer.subarray(length), from + length);
    // The file was cut while it was read.
    if (count === 0) return new Uint8Array(0);
    length += count;
  }
  if (buffer.length <= ENTRY_BYTES_MAX) return buffer;
  return buffer.subarray(buffer.indexOf(LINE_FEED) + 1);
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
