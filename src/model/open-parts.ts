/**
 * Which records are open at a place of a log: of those that a container runtime cut into parts the last
 * part may still be to come. What is open hangs on the few lines before alone, so that whoever begins
 * to read there (another thread, the next piece, the next process) says the same.
 */
import { mayBePart, readContainerLine, STREAMS } from './container-line.ts';
import { PARTS_APART_BYTES_MAX, RECORD_BYTES_MAX } from './limits.ts';

export interface OpenParts {
  /** Takes the line [start, end) of `bytes`, without its line feed, which begins at `offset`. */
  take(bytes: Uint8Array, start: number, end: number, offset: number): void;
  /** Whether a record is open for a line that begins at `offset`. */
  isOpen(offset: number): boolean;
  /** Forgets everything. */
  clear(): void;
}

const LINE_FEED = 0x0a;
const NEVER = Number.NEGATIVE_INFINITY;

/** Lines must be taken in order. */
export function createOpenParts(): OpenParts {
  /** By stream, where the part ends whose record is open. */
  const ends = new Float64Array(STREAMS).fill(NEVER);
  let latest = NEVER;
  return {
    take(bytes, start, end, offset) {
      const isOpen = latest !== NEVER;
      if (!isOpen && !mayBePart(bytes, start, end)) return;
      if (end - start > RECORD_BYTES_MAX) return;
      const line = readContainerLine(bytes, start, end);
      if (line === undefined) return;
      ends[line.stream] = line.isPart ? offset + end - start + 1 : NEVER;
      latest = Math.max(...ends);
    },
    isOpen: (offset) => offset - latest <= PARTS_APART_BYTES_MAX,
    clear() {
      ends.fill(NEVER);
      latest = NEVER;
    },
  };
}

/**
 * The last place in the whole lines [from, to) at which no record is open, `to` if it is one. Nothing
 * may be open at `from`.
 */
export function lastClosed(bytes: Uint8Array, from: number, to: number): number {
  const open = createOpenParts();
  // Whatever is open at the end was opened or continued by a line that ends within reach.
  const reach = to - PARTS_APART_BYTES_MAX - 1;
  const near = reach <= from ? from : bytes.lastIndexOf(LINE_FEED, reach - 1) + 1;
  eachLine(bytes, Math.max(from, near), to, (start, end) => open.take(bytes, start, end, start));
  if (!open.isOpen(to)) return to;
  open.clear();
  let closed = from;
  eachLine(bytes, from, to, (start, end) => {
    if (!open.isOpen(start)) closed = start;
    open.take(bytes, start, end, start);
  });
  return closed;
}

/** Calls `visit` with each line of [from, to), without its line feed. */
export function eachLine(
  bytes: Uint8Array,
  from: number,
  to: number,
  visit: (start: number, end: number) => void,
): void {
  for (let start = from; start < to; ) {
    const feed = bytes.indexOf(LINE_FEED, start);
    const end = feed < 0 || feed >= to ? to : feed;
    visit(start, end);
    start = end + 1;
  }
}
