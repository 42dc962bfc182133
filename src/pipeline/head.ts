/** A look at the first bytes of an input before it is read. */
import type { ByteReader } from '../model/source.ts';

export interface Begun {
  /** The first bytes: as many as were asked for, or all. */
  readonly head: Uint8Array;
  /** There are no more. */
  readonly isWhole: boolean;
  /** Gives all bytes, the first ones included; a failure is told in its place. */
  readonly reader: ByteReader;
}

/** Reads until `length` bytes are there or no more. */
export async function readHead(reader: ByteReader, length: number): Promise<Begun> {
  const buffer = new Uint8Array(length);
  let count = 0;
  let isWhole = false;
  let failure: { readonly error: unknown } | undefined;
  while (count < length && !isWhole) {
    const more = await reader.read(buffer.subarray(count)).catch((error: unknown) => {
      failure = { error };
      return 0;
    });
    isWhole = more === 0;
    count += more;
  }
  let left = buffer.subarray(0, count);
  const read = async (into: Uint8Array): Promise<number> => {
    if (left.length === 0) {
      if (failure !== undefined) throw failure.error;
      return reader.read(into);
    }
    const taken = Math.min(left.length, into.length);
    into.set(left.subarray(0, taken));
    left = left.subarray(taken);
    return taken;
  };
  const head = buffer.subarray(0, count);
  return { head, isWhole, reader: { read, close: () => reader.close() } };
}
