/**
 * Bytes that a block's output is gathered in before it is written at once: a region of the arena, where
 * copies cost least, and a buffer of its own for what outgrows that.
 */
import type { Arena } from '../model/arena.ts';

export interface Output {
  /** Appends bytes [start, end) of the arena. */
  copy(start: number, end: number): void;
  /** Bytes [start, end) of the arena as they may go out. */
  view(start: number, end: number): Uint8Array;
  /** Appends other bytes. */
  write(bytes: Uint8Array): void;
  /** Appends text that is ASCII to the last character. */
  writeAscii(text: string): void;
  /** Bytes gathered and not taken. */
  length(): number;
  /** While held, nothing can be taken. */
  hold(isHeld: boolean): void;
  /** Forgets what was gathered while it was held. */
  drop(): void;
  /** What was gathered since the last call; borrowed until the next byte is appended. */
  take(): Uint8Array;
}

/** Room in the arena. */
export const OUTPUT_BYTES = 1 << 21;

/** Bytes of one line that are held back until it is known whether the line is wanted. */
export const HELD_BYTES_MAX = 1 << 26;

/** Memory for a line that is held back, and for what is written before that is noticed. */
export function createHeldMemory(): SharedArrayBuffer {
  return new SharedArrayBuffer(HELD_BYTES_MAX + 2 * OUTPUT_BYTES);
}

export interface OutputOptions {
  readonly arena: Arena;
  /** Changes copied bytes, never written ones. */
  readonly filter?: ((bytes: Uint8Array) => Uint8Array) | undefined;
  /** Of threads that share it only one may hold a line at a time. */
  readonly held?: SharedArrayBuffer | undefined;
}

/** An output in the arena. */
export function createOutput({ arena, filter, held: heldMemory }: OutputOptions): Output {
  const { bytes } = arena;
  const regionAt = arena.allocate(OUTPUT_BYTES);
  const region = Buffer.from(bytes.buffer, bytes.byteOffset + regionAt, OUTPUT_BYTES);
  let gathered = region;
  let length = 0;
  let isHeld = false;
  let heldFrom = 0;
  const reserve = (wanted: number): void => {
    if (length + wanted <= gathered.length) return;
    const fits = heldMemory !== undefined && length + wanted <= heldMemory.byteLength;
    const larger =
      isHeld && fits
        ? Buffer.from(heldMemory)
        : Buffer.allocUnsafe(Math.max(gathered.length * 2, length + wanted));
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
    writeAscii(text) {
      reserve(text.length);
      length += gathered.write(text, length, 'latin1');
    },
    copy(start, end) {
      if (end <= start) return;
      if (filter !== undefined) {
        write(filter(bytes.subarray(start, end)));
        return;
      }
      reserve(end - start);
      if (gathered === region) bytes.copyWithin(regionAt + length, start, end);
      else gathered.set(bytes.subarray(start, end), length);
      length += end - start;
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
      if (isHeld || length === 0) return NOTHING;
      const taken = gathered.subarray(0, length);
      gathered = region;
      length = 0;
      return taken;
    },
  };
}

const NOTHING = new Uint8Array(0);
