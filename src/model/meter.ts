/** Counts bytes on their way in, on every thread at once, for whoever shows progress. */
import type { ByteReader } from './source.ts';

export interface Meter {
  /** To be handed to another thread. */
  readonly buffer: SharedArrayBuffer;
  add(bytes: number): void;
  /** Bytes so far. */
  total(): number;
  /** The same reader, its bytes counted. */
  reading(reader: ByteReader): ByteReader;
}

const COUNTER_BYTES = 8;

/** A new one, or that of another thread. */
export function createMeter(buffer = new SharedArrayBuffer(COUNTER_BYTES)): Meter {
  const counter = new BigInt64Array(buffer);
  const add = (bytes: number): void => {
    Atomics.add(counter, 0, BigInt(bytes));
  };
  return {
    buffer,
    add,
    total: () => Number(Atomics.load(counter, 0)),
    reading: (reader) => ({
      async read(into) {
        const count = await reader.read(into);
        add(count);
        return count;
      },
      close: () => reader.close(),
    }),
  };
}
