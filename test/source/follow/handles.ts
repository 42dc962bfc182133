/** Which files a follower holds open, and which of them it only looks into for the moment. */
import type { OpenFile } from '../../../src/source/follow/file-system.ts';

export interface Handles {
  /** `file` as it is to be handed to the follower. */
  add(identity: string, file: OpenFile): OpenFile;
  betweenTurns(): void;
  /** Whether a handle of the file is older than the turn that is under way. */
  isHeld(identity: string): boolean;
}

export function createHandles(): Handles {
  const open = new Set<{ readonly identity: string; readonly turn: number }>();
  let turn = 0;
  return {
    add(identity, file) {
      const entry = { identity, turn };
      open.add(entry);
      return {
        ...file,
        async close() {
          open.delete(entry);
          await file.close();
        },
      };
    },
    betweenTurns() {
      turn++;
    },
    isHeld: (identity) => [...open].some((one) => one.identity === identity && one.turn < turn),
  };
}
