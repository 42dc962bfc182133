/** Takes counts and offsets of one moment, and has them committed before the counts are shown. */
import { setTimeout as delay } from 'node:timers/promises';
import type { Live } from '../../analyze/live/live.ts';
import { toLiveData } from '../../analyze/live/live-data.ts';
import { type Checkpoint, type Numbers, raiseToFloor } from '../../checkpoint/checkpoint.ts';
import type { LiveCounts } from '../../model/live.ts';
import type { ToolError } from '../../model/tool-error.ts';
import type { Follower } from '../../source/follow/follower.ts';
import { type Committer, createCommitter, type Snapshot } from './committer.ts';
import type { Ledger } from './ledger.ts';
import type { Moments } from './moments.ts';
import { numbersOf, raiseCounts, unreached } from './shown.ts';
import type { ServeState } from './state.ts';

export interface Shown {
  readonly stored: ServeState;
  /** The counts in it, nothing lower than it was shown before. */
  readonly counts: LiveCounts;
}

export interface KeeperOptions {
  readonly checkpoint: Pick<Checkpoint, 'commit'>;
  readonly live: Live;
  readonly follower: Pick<Follower, 'state'>;
  readonly ledger: Ledger;
  readonly moments: Moments;
  /** Numbers that were shown and are not reached again yet. */
  readonly floor: Numbers;
  /** Ms since the epoch. */
  readonly now: () => number;
  readonly onProblem: (problem: ToolError) => void;
}

interface Stored {
  readonly value: ServeState;
  readonly numbers: Numbers;
}

/** How long a scrape waits for a commit before it is given the one before. */
const PATIENCE_MS = 2000;

export function createKeeper(options: KeeperOptions): Committer<Shown> {
  const { checkpoint, live, follower, ledger, moments, now } = options;
  let { floor } = options;
  const take = (): Snapshot<Shown> => {
    ledger.bring();
    const data = toLiveData(live, now());
    const own = numbersOf(data);
    floor = unreached(own, floor);
    const { binaries } = ledger;
    const value: ServeState = { live: data, follow: follower.state(), floor, binaries };
    const stored: Stored = { value, numbers: raiseToFloor(own, floor) };
    return { shown: { stored: value, counts: raiseCounts(data, floor) }, stored };
  };
  return createCommitter<Shown>({
    snapshot: () => moments.next(take),
    async store(stored) {
      const { value, numbers } = stored as Stored;
      await checkpoint.commit(value, numbers);
    },
    patience: () => delay(PATIENCE_MS, undefined, { ref: false }),
    onProblem: options.onProblem,
  });
}
