/** A plain file as a content that can be asked for its windows. */
import type { OpenFile } from './file-system.ts';
import { type PlainContent, WINDOW_BYTES, windowHash } from './marks.ts';

/** The first `lengthBytes` of `file`. */
export function plainContent(file: OpenFile, lengthBytes: number): PlainContent {
  let first: Uint8Array | undefined;
  const bytes = (from: number, length: number): Promise<Uint8Array> =>
    readAt(file, from, Math.max(0, Math.min(length, lengthBytes - from)));
  return {
    lengthBytes,
    bytes,
    async head(hole) {
      const head = await bytes(hole, WINDOW_BYTES);
      // What stands before it is compared by the mark at its end.
      return hole > 0 && head[0] === 0 ? undefined : head;
    },
    async hashAt(at) {
      first ??= await bytes(0, WINDOW_BYTES);
      if (at <= WINDOW_BYTES) return windowHash(first.subarray(0, at));
      return windowHash(await bytes(at - WINDOW_BYTES, WINDOW_BYTES));
    },
  };
}

/** The bytes from `position` on, fewer than `length` at the end of the file. */
export async function readAt(
  file: OpenFile,
  position: number,
  length: number,
): Promise<Uint8Array> {
  const into = new Uint8Array(length);
  return into.subarray(0, await fill(file, into, position));
}

/** Fills `into` from `position` on; resolves to the number of bytes, fewer at the end of the file. */
export async function fill(file: OpenFile, into: Uint8Array, position: number): Promise<number> {
  let count = 0;
  while (count < into.length) {
    const more = await file.read(into.subarray(count), position + count);
    if (more === 0) break;
    count += more;
  }
  return count;
}

const LF = 10;
const SEARCH_BYTES = 1 << 16;

/** The offset behind the last line end below `size`; 0 if there is none. */
export async function lastLineEnd(file: OpenFile, size: number): Promise<number> {
  for (let to = size; to > 0; to -= SEARCH_BYTES) {
    const from = Math.max(0, to - SEARCH_BYTES);
    const found = (await readAt(file, from, to - from)).lastIndexOf(LF);
    if (found >= 0) return from + found + 1;
  }
  return 0;
}
