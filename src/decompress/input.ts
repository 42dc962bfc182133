/** Packed bytes on their way to a decoder: as many ahead as it asks for. */
import type { ByteReader } from '../model/source.ts';

/** Asked of the reader at once. */
const PIECE_BYTES = 1 << 14;

export interface Input {
  /** What is read and not used yet; borrowed until the next `fill`. */
  readonly bytes: Uint8Array;
  /** Bytes that were used since the beginning. */
  readonly position: number;
  /** Reads until at least `length` bytes are there; false at the end. Fails as the reader fails. */
  fill(length: number): Promise<boolean>;
  /** Forgets the first `length` of `bytes`. */
  use(length: number): void;
}

export function createInput(reader: ByteReader): Input {
  let buffer = new Uint8Array(2 * PIECE_BYTES);
  let start = 0;
  let end = 0;
  let position = 0;
  const makeRoom = (length: number): void => {
    if (start + length + PIECE_BYTES <= buffer.length) return;
    const roomy =
      length + PIECE_BYTES <= buffer.length ? buffer : new Uint8Array(2 * (length + PIECE_BYTES));
    roomy.set(buffer.subarray(start, end));
    buffer = roomy;
    end -= start;
    start = 0;
  };
  return {
    get bytes() {
      return buffer.subarray(start, end);
    },
    async fill(length) {
      if (end - start >= length) return true;
      makeRoom(length);
      while (end - start < length) {
        const count = await reader.read(buffer.subarray(end, end + PIECE_BYTES));
        if (count === 0) return false;
        end += count;
      }
      return true;
    },
    get position() {
      return position;
    },
    use(length) {
      start += length;
      position += length;
    },
  };
}

/** Passes over `length` bytes; false if the input ends before. */
export async function skip(input: Input, length: number): Promise<boolean> {
  let left = length;
  while (left > 0) {
    if (!(await input.fill(1))) return false;
    const passed = Math.min(left, input.bytes.length);
    input.use(passed);
    left -= passed;
  }
  return true;
}

/** Passes over all that is left; resolves to its length and whether all of it is zero. */
export async function drain(input: Input): Promise<{ length: number; isPadding: boolean }> {
  let length = 0;
  let isPadding = true;
  while (await input.fill(1)) {
    isPadding &&= input.bytes.every((byte) => byte === 0);
    length += input.bytes.length;
    input.use(input.bytes.length);
  }
  return { length, isPadding };
}
