/**
 * What is held back: the lines of a record that a container runtime cut into parts, until the last part
 * has come. So a piece ends where no record is open, and a process that is killed begins anew with one.
 */
import { lastClosed } from '../../model/open-parts.ts';
import type { Desk } from './desk.ts';
import type { Stream } from './stream.ts';

/** What is known of the bytes that were read. */
export interface ReadState {
  /** There may be more behind them: no more were wanted. */
  readonly isFull: boolean;
  readonly isAtEnd: boolean;
  /** Of the file, in ms since the epoch. */
  readonly modifiedMs: number;
}

/** How many bytes of `lines` are to be handed out now. */
export function recordsEnd(
  desk: Desk,
  stream: Stream,
  lines: Uint8Array,
  { isFull, isAtEnd, modifiedMs }: ReadState,
): number {
  const { partsWaitMs } = desk.limits;
  if (partsWaitMs === 0 || isAtEnd) return lines.length;
  const end = lastClosed(lines, 0, lines.length);
  if (end === lines.length) return end;
  // A record that is longer than a piece is cut where every reader cuts it.
  if (isFull) return end > 0 ? end : lines.length;
  const isIdle = desk.options.now() - modifiedMs >= partsWaitMs;
  return isIdle || (end === 0 && hasWaited(desk, stream)) ? lines.length : end;
}

/** Whether a record has waited long enough for its next part. */
export function hasWaited(desk: Desk, { heldSinceMs }: Stream): boolean {
  return heldSinceMs !== undefined && desk.options.now() - heldSinceMs >= desk.limits.partsWaitMs;
}
