/**
 * Memory of fixed size in which a thread lays down what it gives until that is written. Large gifts
 * go in pieces, so no thread can be ahead of the writing by more than its slots, whatever it makes.
 */
import type { StretchEnd } from './annotate-stretches.ts';

export const SLOT_BYTES = 1 << 20;
/** As much as a few stretches make, so that threads seldom wait for each other. */
export const SLOTS = 8;

/** A piece of a gift that fits a slot; the last one has its end. */
export interface Piece {
  readonly bytes: Uint8Array;
  readonly end: StretchEnd | undefined;
}

/** Cuts a gift into pieces; at least one if it has an end to tell. */
export function piecesOf(bytes: Uint8Array, end: StretchEnd | undefined): Piece[] {
  const pieces: Piece[] = [];
  for (let at = 0; at < bytes.length; at += SLOT_BYTES) {
    const isLast = at + SLOT_BYTES >= bytes.length;
    pieces.push({
      bytes: bytes.subarray(at, at + SLOT_BYTES),
      end: isLast ? end : undefined,
    });
  }
  if (pieces.length === 0 && end !== undefined) pieces.push({ bytes, end });
  return pieces;
}
