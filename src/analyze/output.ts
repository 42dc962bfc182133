/** A growing stretch of bytes that a block's output is gathered in before it is written at once. */

export interface Output {
  /** Appends bytes [start, end) of the arena. */
  copy(start: number, end: number): void;
  /** Bytes [start, end) of the arena as they may go out. */
  view(start: number, end: number): Uint8Array;
  /** Appends other bytes. */
  write(bytes: Uint8Array): void;
  /** Bytes gathered and not taken. */
  length(): number;
  /** While held, nothing can be taken. */
  hold(isHeld: boolean): void;
  /** Forgets what was gathered while it was held. */
  drop(): void;
  /** What was gathered since the last call; borrowed until the next byte is appended. */
  take(): Uint8Array;
}

const FIRST_BYTES = 1 << 19;

/** An output over the arena `bytes`; `filter`, if given, changes copied bytes, never written ones. */
export function createOutput(
  bytes: Uint8Array,
  filter?: (bytes: Uint8Array) => Uint8Array,
): Output {
  let gathered = Buffer.allocUnsafe(FIRST_BYTES);
  let length = 0;
  let isHeld = false;
  let heldFrom = 0;
  const memory = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const reserve = (wanted: number): void => {
    if (length + wanted <= gathered.length) return;
    const larger = Buffer.allocUnsafe(Math.max(gathered.length * 2, length + wanted));
    gathered.copy(larger, 0, 0, length);
    gathered = larger;
  };
  const write = (part: Uint8Array): void => {
    reserve(part.length);
    gathered.set(part, length);
    length += part.length;
  };
  return {
    view: (start, end) => {
      const part = bytes.subarray(start, end);
      return filter === undefined ? part : filter(part);
    },
    write,
    copy(start, end) {
      if (end <= start) return;
      if (filter !== undefined) {
        write(filter(bytes.subarray(start, end)));
        return;
      }
      reserve(end - start);
      length += memory.copy(gathered, length, start, end);
    },
    length: () => length,
    hold(held) {
      if (held && !isHeld) heldFrom = length;
      isHeld = held;
    },
    drop() {
      length = heldFrom;
    },
    take() {
      if (isHeld) return gathered.subarray(0, 0);
      const taken = gathered.subarray(0, length);
      length = 0;
      return taken;
    },
  };
}
