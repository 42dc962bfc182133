/**
 * What is kept of a content to know it again: hashes of small windows at growing distances, and one
 * that ends at the offset. A copy that is shorter than the offset is held against those it reaches.
 */
import { createHash } from 'node:crypto';
import type { Mark } from './state.ts';

/** Bytes of a window: a handful of lines, so that equal windows mean equal logs. */
export const WINDOW_BYTES = 1024;

/** Up to here every line end has a mark: short files and short copies are told apart by lines. */
const DENSE_BYTES = 1024;
/** Line ends nearer than this to the last mark have none. */
const DENSE_GAP_BYTES = 8;

const LF = 10;

/** The hash of a window: 72 bits of SHA-256. */
export function windowHash(window: Uint8Array): string {
  return createHash('sha256').update(window).digest('base64url').slice(0, 12);
}

/**
 * `marks`, which end at the former offset, carried on to the offset `to`. `bytes` ends there and
 * begins a window before the former offset, or at 0. The content begins with `hole` NUL bytes.
 */
export function extendMarks(
  marks: readonly Mark[],
  bytes: Uint8Array,
  to: number,
  hole = 0,
): Mark[] {
  const start = to - bytes.length;
  const from = marks.at(-1)?.[0] ?? 0;
  const denseTo = hole + DENSE_BYTES;
  const kept = marks.filter(([at]) => at <= denseTo || isPowerOfTwo(at));
  const add = (at: number): void => {
    const end = at - start;
    kept.push([at, windowHash(bytes.subarray(Math.max(0, end - WINDOW_BYTES), end))]);
  };
  for (let at = from; at < Math.min(to, denseTo); ) {
    const found = bytes.indexOf(LF, at - start);
    at = found + 1 + start;
    if (found < 0 || at > denseTo) break;
    if (at - (kept.at(-1)?.[0] ?? 0) >= DENSE_GAP_BYTES) add(at);
  }
  for (let at = DENSE_BYTES; at <= to; at *= 2) if (at > from && kept.at(-1)?.[0] !== at) add(at);
  if (to > 0 && kept.at(-1)?.[0] !== to) add(to);
  return kept;
}

function isPowerOfTwo(value: number): boolean {
  return Number.isInteger(Math.log2(value));
}

/** Where a content of `length` bytes has windows whatever was delivered of it. */
export function ladder(length: number): number[] {
  const positions: number[] = [];
  for (let at = DENSE_BYTES; at < length; at *= 2) positions.push(at);
  return positions;
}

/** The marks of a content of which nothing was delivered, up to `offset`. */
export async function marksOf(content: PlainContent, offset: number): Promise<Mark[]> {
  const dense = await content.bytes(0, Math.min(offset, DENSE_BYTES));
  const marks = extendMarks([], dense, dense.length);
  for (const at of ladder(offset))
    if (at > dense.length) marks.push([at, await content.hashAt(at)]);
  if (offset > dense.length) marks.push([offset, await content.hashAt(offset)]);
  return marks;
}

/** A content that can be asked for its windows. */
export interface Content {
  readonly lengthBytes: number;
  /** The hash of the window that ends at `at`, at most `lengthBytes`; undefined if not at hand. */
  hashAt(at: number): Promise<string | undefined>;
  /** The KiB behind the first `hole` bytes; undefined if that is not where its text begins. */
  head(hole: number): Promise<Uint8Array | undefined>;
}

/**
 * The mark of the first KiB, undefined of a content that has less: where a file was emptied and
 * filled again with like lines, the beginning tells it when the end does not.
 */
export function headMark(marks: readonly Mark[]): Mark | undefined {
  return marks.find(([at]) => at === DENSE_BYTES);
}

/** A content every window of which is at hand. */
export interface PlainContent extends Content {
  hashAt(at: number): Promise<string>;
  bytes(from: number, length: number): Promise<Uint8Array>;
}

/**
 * `continues`: all that is known is its beginning; `prefix`: it is the beginning of what is known;
 * `undecided`: too short to tell; `different`; `again`: a window is not at hand.
 */
export type Verdict = 'continues' | 'prefix' | 'undecided' | 'different' | 'again';

/**
 * `content` held against the marks of a stream that was delivered up to the last of them, and that
 * begins with `hole` NUL bytes.
 */
export async function compare(
  content: Content,
  marks: readonly Mark[],
  hole = 0,
): Promise<Verdict> {
  const offset = marks.at(-1)?.[0] ?? 0;
  if (offset === 0) return 'undecided';
  const reached = marks.filter(([at]) => at <= content.lengthBytes);
  // The last says most, so it is asked first.
  for (const [at, hash] of reached.reverse()) {
    const found = await content.hashAt(at);
    if (found === undefined) return 'again';
    if (found !== hash) return 'different';
  }
  if (content.lengthBytes >= offset) return 'continues';
  if (content.lengthBytes <= hole) return compareInHole(content);
  const head = await content.head(hole);
  if (head === undefined) return 'different';
  // Every line end of the first KiB has a mark, unless it is near another: here it has none.
  const lastLineEnd = hole + head.lastIndexOf(LF) + 1;
  const lastDense = reached.find(([at]) => at <= hole + DENSE_BYTES)?.[0] ?? hole;
  if (lastLineEnd - lastDense >= DENSE_GAP_BYTES) return 'different';
  return (reached[0]?.[0] ?? 0) > hole ? 'prefix' : 'undecided';
}

/** A writer that does not append leaves holes that only grow: a shorter one is of another content. */
async function compareInHole(content: Content): Promise<Verdict> {
  const nothing = new Uint8Array(Math.min(content.lengthBytes, WINDOW_BYTES));
  const isHole = (await content.hashAt(content.lengthBytes)) === windowHash(nothing);
  return isHole ? 'undecided' : 'different';
}
