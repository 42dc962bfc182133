/** Finds out by the first bytes what a source holds, and gives its plain bytes. */
import type { ByteReader } from '../model/source.ts';
import { gunzip, isGzip } from './gzip.ts';

/** Enough to tell formats and binary files from text. */
export const HEAD_BYTES = 8192;

const MAGIC = Buffer.from([0x1f, 0x8b, 8]);

export interface Opened {
  readonly packing: 'none' | 'gzip';
  readonly reader: ByteReader;
  /** The first plain bytes, for a look at what they are. */
  readonly head: Uint8Array;
}

/** The plain bytes of `reader`; gzip is recognised by its magic bytes, not by the name. */
export async function decompress(reader: ByteReader, name: string): Promise<Opened> {
  const stored = await peek(reader);
  if (!isGzip(stored.head)) return stored;
  return { ...(await peek(readerOf(gunzip(stored.reader, name), stored.reader))), packing: 'gzip' };
}

/** Reads ahead once, and gives the bytes out again first. */
async function peek(reader: ByteReader): Promise<Opened> {
  const buffer = new Uint8Array(HEAD_BYTES);
  let failure: unknown;
  const read = (from: number): Promise<number> =>
    reader.read(buffer.subarray(from)).catch((error: unknown) => {
      failure = error;
      return 0;
    });
  let count = await read(0);
  // A pipe may give the magic bytes one by one; anything else is passed on as it comes.
  while (
    count > 0 &&
    count < MAGIC.length &&
    MAGIC.subarray(0, count).equals(buffer.subarray(0, count))
  ) {
    const more = await read(count);
    if (more === 0) break;
    count += more;
  }
  const head = buffer.subarray(0, count);
  let left = head;
  return {
    packing: 'none',
    head,
    reader: {
      async read(into) {
        if (failure !== undefined) throw failure;
        if (left.length === 0) return reader.read(into);
        const length = Math.min(left.length, into.length);
        into.set(left.subarray(0, length));
        left = left.subarray(length);
        return length;
      },
      close: () => reader.close(),
    },
  };
}

/** A reader over chunks; closing it closes what they come from. */
export function readerOf(
  chunks: AsyncIterable<Uint8Array>,
  from: { close(): Promise<void> },
): ByteReader {
  const iterator = chunks[Symbol.asyncIterator]();
  let left: Uint8Array = new Uint8Array(0);
  return {
    async read(into) {
      while (left.length === 0) {
        const next = await iterator.next();
        if (next.done === true) return 0;
        left = next.value;
      }
      const length = Math.min(left.length, into.length);
      into.set(left.subarray(0, length));
      left = left.subarray(length);
      return length;
    },
    async close() {
      await iterator.return?.();
      await from.close();
    },
  };
}
