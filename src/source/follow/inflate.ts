/**
 * Compressed siblings. They are inflated twice: once to its end, to see whether the file is whole and
 * whose copy it is, and, if it holds bytes that were not delivered, once more to deliver them.
 */
import { ENTRY_BYTES_MAX } from '../../model/limits.ts';
import { lastClosed } from '../../model/open-parts.ts';
import type { ByteReader } from '../../model/source.ts';
import { ToolError } from '../../model/tool-error.ts';
import type { Decompress } from './desk.ts';
import type { FileStat, OpenFile } from './file-system.ts';
import { type Content, WINDOW_BYTES, windowHash } from './marks.ts';

/** Bytes inflated at once. */
const CHUNK_BYTES = 1 << 18;

export interface InflateProbe {
  readonly stat: FileStat;
  /** The windows that were asked for. */
  readonly positions: ReadonlySet<number>;
  /** Inflates some `bytes` more; resolves to true at the end. Rejects if the file is not whole. */
  advance(bytes: number): Promise<boolean>;
  /** What was inflated; asked for at the end. */
  content(): Content;
  close(): Promise<void>;
}

/** A look through a compressed file that takes the windows ending at `positions`. */
export async function openProbe(
  file: OpenFile,
  stat: FileStat,
  name: string,
  decompress: Decompress,
  positions: ReadonlySet<number>,
): Promise<InflateProbe> {
  const { reader } = await decompress(readerOf(file), name);
  const ascending = [...positions].sort((one, other) => one - other);
  const hashes = new Map<number, string>();
  const buffer = new Uint8Array(WINDOW_BYTES + CHUNK_BYTES);
  let head = new Uint8Array(0);
  let hole = 0;
  let length = 0;
  let kept = 0;
  let next = 0;
  const take = (count: number): void => {
    const bytes = buffer.subarray(0, kept + count);
    const start = length - kept;
    length += count;
    for (; next < ascending.length && ascending[next]! <= length; next++) {
      const end = ascending[next]! - start;
      hashes.set(
        ascending[next]!,
        windowHash(bytes.subarray(Math.max(0, end - WINDOW_BYTES), end)),
      );
    }
    const fresh = bytes.subarray(kept);
    const text = head.length > 0 ? 0 : fresh.findIndex((byte) => byte !== 0);
    if (text < 0) hole += count;
    else if (head.length < WINDOW_BYTES) {
      hole += text;
      const more = fresh.subarray(text, text + WINDOW_BYTES - head.length);
      head = new Uint8Array(Buffer.concat([head, more]));
    }
    kept = Math.min(WINDOW_BYTES, bytes.length);
    buffer.copyWithin(0, bytes.length - kept, bytes.length);
  };
  return {
    stat,
    positions,
    async advance(bytes) {
      for (let left = bytes; left > 0; ) {
        const count = await reader.read(buffer.subarray(kept, kept + CHUNK_BYTES));
        if (count === 0) {
          hashes.set(length, windowHash(buffer.subarray(0, kept)));
          return true;
        }
        take(count);
        left -= count;
      }
      return false;
    },
    content: () => ({
      lengthBytes: length,
      head: async (wanted) => (wanted === hole ? head : undefined),
      hashAt: async (at) => hashes.get(at),
    }),
    async close() {
      await reader.close();
      await file.close();
    },
  };
}

/** Inflated bytes in order, a window of context before them. */
export interface InflatedReader {
  /** Passes over the bytes before `offset`; false if what stands there is not what `hash` says. */
  skipTo(offset: number, hash: string | undefined): Promise<boolean>;
  /** Passes over NUL bytes; gives their number, and the window that ends behind them. */
  skipHole(): Promise<{ readonly bytes: number; readonly window: Uint8Array }>;
  /**
   * The next whole lines, or a part of one that is longer than a piece; undefined at the end. They
   * hold until the next call.
   */
  next(): Promise<InflatedLines | undefined>;
  close(): Promise<void>;
}

export interface InflatedLines {
  readonly context: Uint8Array;
  readonly bytes: Uint8Array;
  readonly isLineOpen: boolean;
}

const LF = 10;

export async function openInflated(
  file: OpenFile,
  name: string,
  decompress: Decompress,
  pieceBytes: number,
  holdsParts: boolean,
): Promise<InflatedReader> {
  const { reader } = await decompress(readerOf(file), name);
  const buffer = new Uint8Array(ENTRY_BYTES_MAX + pieceBytes);
  // Delivered bytes before `start`, bytes to deliver from there to `end`.
  let start = 0;
  let end = 0;
  const more = async (): Promise<boolean> => {
    if (end === buffer.length) {
      const kept = Math.max(0, start - ENTRY_BYTES_MAX);
      buffer.copyWithin(0, kept, end);
      start -= kept;
      end -= kept;
    }
    const count = await reader.read(buffer.subarray(end));
    end += count;
    return count > 0;
  };
  const cut = (to: number, isLineOpen: boolean): InflatedLines => {
    const context = buffer.subarray(Math.max(0, start - ENTRY_BYTES_MAX), start);
    const bytes = buffer.subarray(start, to);
    start = to;
    return { context, bytes, isLineOpen };
  };
  return {
    async skipTo(offset, hash) {
      for (let left = offset; left > 0; ) {
        if (end === start && !(await more())) return false;
        const step = Math.min(left, end - start);
        start += step;
        left -= step;
      }
      if (hash === undefined) return true;
      return windowHash(buffer.subarray(Math.max(0, start - WINDOW_BYTES), start)) === hash;
    },
    async skipHole() {
      let bytes = 0;
      while (start < end || (await more())) {
        if (buffer[start] !== 0) break;
        start++;
        bytes++;
      }
      return { bytes, window: buffer.subarray(Math.max(0, start - WINDOW_BYTES), start) };
    },
    async next() {
      while (end - start < pieceBytes && (await more()));
      if (end === start) return undefined;
      const isFull = end - start >= pieceBytes;
      const bytes = buffer.subarray(start, isFull ? start + pieceBytes : end);
      const lineEnd = bytes.lastIndexOf(LF) + 1;
      if (lineEnd === 0) return cut(start + bytes.length, isFull);
      // A record in parts goes into one piece, unless it is longer, or its last part is missing.
      const closed = isFull && holdsParts ? lastClosed(bytes, 0, lineEnd) : lineEnd;
      return cut(start + (closed > 0 ? closed : lineEnd), false);
    },
    close: () => reader.close(),
  };
}

/** A handle read from its beginning; it is closed by who opened it. */
function readerOf(file: OpenFile): ByteReader {
  let position = 0;
  return {
    async read(into) {
      const count = await file.read(into, position);
      position += count;
      return count;
    },
    close: async () => {},
  };
}

/** Whether `error` says that a compressed file is not whole, rather than not readable. */
export function isDamage(error: unknown): boolean {
  return error instanceof ToolError && !error.code.startsWith('input-');
}
