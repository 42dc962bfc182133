/** Between the two ways in which bytes move: pulled into a buffer, or handed on chunk by chunk. */
import type { ByteReader } from '../model/source.ts';

/** A reader over chunks; closing it closes what they come from. Once failed it fails for ever. */
export function readerOf(
  chunks: AsyncIterable<Uint8Array>,
  from: { close(): Promise<void> },
): ByteReader {
  const iterator = chunks[Symbol.asyncIterator]();
  let left: Uint8Array = new Uint8Array(0);
  let failure: { readonly error: unknown } | undefined;
  return {
    async read(into) {
      while (left.length === 0) {
        if (failure !== undefined) throw failure.error;
        try {
          const next = await iterator.next();
          if (next.done === true) return 0;
          left = next.value;
        } catch (error) {
          failure = { error };
        }
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

/** A reader that has nothing but a failure to give. */
export function failingReader(error: unknown): ByteReader {
  return {
    async read() {
      throw error;
    },
    close: async () => {},
  };
}
