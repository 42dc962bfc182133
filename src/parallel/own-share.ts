/** The share of the thread that also writes: what stands first in line is written without a copy. */
import type { Share } from './annotate-stretches.ts';
import type { Sequence } from './sequence.ts';
import { piecesOf, SLOT_BYTES, SLOTS } from './slots.ts';

export interface OwnShare extends Share {
  /** Call when the turn of another stretch has come. */
  onTurn(): void;
}

/** `take` gives the number of the next stretch, `pause` gives signals and messages their turn. */
export function createOwnShare(
  sequence: Sequence,
  take: () => number | undefined,
  pause: () => Promise<void>,
): OwnShare {
  const free: Uint8Array[] = [];
  let slots = 0;
  /** What this thread waits for; nothing more comes of it when the sequence is over. */
  let wake: (() => void) | undefined;
  const waitUntil = async (isSo: () => boolean): Promise<void> => {
    while (!isSo() && !sequence.isOver()) {
      const woken = new Promise<void>((resolve) => {
        wake = resolve;
      });
      await Promise.race([woken, sequence.outcome]);
    }
  };
  const onChange = (): void => wake?.();

  const slot = (): Uint8Array | undefined => {
    if (free.length === 0 && slots < SLOTS) {
      slots++;
      free.push(new Uint8Array(SLOT_BYTES));
    }
    return free.pop();
  };

  return {
    async next() {
      await pause();
      return sequence.isOver() ? undefined : take();
    },
    async give(number, bytes, end) {
      if (bytes.length === 0 && end === undefined) return;
      if (sequence.turn() === number) {
        let isWritten = false;
        const release = (): void => {
          isWritten = true;
          onChange();
        };
        sequence.put({ number, bytes, end, release });
        await waitUntil(() => isWritten);
        return;
      }
      for (const piece of piecesOf(bytes, end)) {
        let room = slot();
        while (room === undefined && !sequence.isOver()) {
          await waitUntil(() => free.length > 0);
          room = slot();
        }
        if (room === undefined) return;
        const kept = room;
        kept.set(piece.bytes);
        const release = (): void => {
          free.push(kept);
          onChange();
        };
        sequence.put({
          ...{ number, end: piece.end, release },
          bytes: kept.subarray(0, piece.bytes.length),
        });
      }
    },
    turn: (number) => waitUntil(() => sequence.turn() === number),
    onTurn: onChange,
  };
}
