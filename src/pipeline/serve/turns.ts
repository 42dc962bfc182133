/** The loop of `serve`: look, count, commit now and then, wait until there may be more. */
import { setTimeout as delay } from 'node:timers/promises';
import type { Checkpoint } from '../../checkpoint/checkpoint.ts';
import type { Follower } from '../../source/follow/follower.ts';
import type { Piece } from '../../source/follow/state.ts';
import type { createWake } from '../../source/follow/wake.ts';
import type { Committer } from './committer.ts';
import type { PieceCounter } from './count-pieces.ts';
import type { Ledger } from './ledger.ts';
import type { Moments } from './moments.ts';

export interface TurnOptions {
  readonly plan: {
    readonly signal: AbortSignal;
    /** Ms of a clock that only goes forward. */
    readonly elapsedMs: () => number;
  };
  readonly follower: Follower;
  readonly checkpoint: Pick<Checkpoint, 'keepAlive'>;
  readonly moments: Moments;
  readonly committer: Committer<unknown>;
  readonly ledger: Ledger;
  readonly count: PieceCounter;
  readonly createWake: typeof createWake;
}

export interface Turns {
  /** Turns until the signal; resolves after the last commit, to whether it succeeded. */
  run(onFirstLook: () => void): Promise<boolean>;
  /** Turns until nothing is left to read. */
  runOnce(): Promise<boolean>;
}

/** The longest time without a look: where no event tells that a file grew. */
const INTERVAL_MS = 1000;
/** Lines that come one by one are counted some at a time. */
const PAUSE_MS = 100;
/** A look at many files takes long: it is followed by a rest of so many times its length. */
const REST_SHARE = 3;
const REST_MS_MAX = 900;
/** A kill loses so much work at most, never a count. */
const COMMIT_MS = 1000;
/** A large state is written so much less often that writing takes a tenth of the time. */
const COMMIT_SHARE = 10;
/** A turn that is under way at the end may go on for so long. */
const LAST_TURN_MS = 5000;

export function createTurns(options: TurnOptions): Turns {
  const { plan, follower, checkpoint, moments, committer, ledger, count } = options;
  const { signal, elapsedMs } = plan;
  const cadence = createCadence(options);
  let fault: unknown;
  const next = async (turn: AsyncGenerator<Piece>): Promise<Piece | undefined> => {
    const step = await turn.next();
    return step.done === true ? undefined : step.value;
  };

  /** One turn; at the end of the run it is broken off if it lasts too long. */
  const oneTurn = async (onFirstLook: () => void): Promise<void> => {
    const turn = follower.turn();
    let endMs = Number.POSITIVE_INFINITY;
    let piece = await next(turn);
    onFirstLook();
    while (piece !== undefined) {
      await count(piece, () => next(turn));
      committer.touch();
      moments.pass();
      cadence.beat();
      if (signal.aborted) endMs = Math.min(endMs, elapsedMs() + LAST_TURN_MS);
      if (elapsedMs() >= endMs) {
        await turn.return(undefined);
        break;
      }
      piece = await next(turn);
    }
    if (ledger.hasNews()) committer.touch();
    if (fault !== undefined) throw fault;
    await checkpoint.keepAlive();
  };

  const finish = async (): Promise<boolean> => {
    moments.stay();
    // One may be under way that does not hold everything.
    await committer.commit();
    await committer.commit();
    return committer.unready() === undefined;
  };
  cadence.onFault((error) => {
    fault = error;
  });

  return {
    async run(onFirstLook) {
      const wake = options.createWake({ intervalMs: INTERVAL_MS, pauseMs: PAUSE_MS, signal });
      let look = onFirstLook;
      try {
        while (!signal.aborted) {
          const startMs = elapsedMs();
          await oneTurn(look);
          const restMs = Math.min((elapsedMs() - startMs) * REST_SHARE, REST_MS_MAX) - PAUSE_MS;
          look = () => {};
          const { isQuiet, directories } = follower.status();
          wake.watch(directories);
          await moments.during(async () => {
            cadence.beat();
            if (!isQuiet) return;
            // An end of the run is no failure.
            if (restMs > 0) await delay(restMs, undefined, { signal }).catch(() => undefined);
            await wake.wait();
          });
        }
      } finally {
        wake.close();
      }
      return finish();
    },
    async runOnce() {
      do {
        await oneTurn(() => {});
        cadence.beat();
      } while (!follower.status().isQuiet && !signal.aborted);
      return finish();
    },
  };
}

interface Cadence {
  /** Begins a commit if it is time for one. */
  beat(): void;
  onFault(tell: (error: unknown) => void): void;
}

function createCadence({ plan, committer }: TurnOptions): Cadence {
  let dueMs = Number.NEGATIVE_INFINITY;
  let tell: (error: unknown) => void = () => {};
  let isUnderWay = false;
  const commit = async (): Promise<void> => {
    const startMs = plan.elapsedMs();
    isUnderWay = true;
    try {
      await committer.commit();
    } catch (error) {
      tell(error);
    } finally {
      isUnderWay = false;
      const endMs = plan.elapsedMs();
      dueMs = Math.max(startMs + COMMIT_MS, endMs + (endMs - startMs) * COMMIT_SHARE);
    }
  };
  return {
    beat() {
      if (!isUnderWay && plan.elapsedMs() >= dueMs) void commit();
    },
    onFault(listener) {
      tell = listener;
    },
  };
}
