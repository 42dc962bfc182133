/** What the status line says, gathered when it is drawn. */
import type { TailStatus } from '../../sink/tail/status-line.ts';
import type { Follower } from '../../source/follow/follower.ts';
import { ROTATION_KINDS, type RotationKind } from '../../source/follow/state.ts';
import { type Activity, FAILURES_MINUTES } from './activity.ts';

/** A rotation is news for so long. */
const NEWS_SECONDS = 60;

export interface StatusOptions {
  readonly follower: Pick<Follower, 'status'>;
  readonly activity: Activity;
  /** Ms of a clock that only goes forward. */
  readonly elapsedMs: () => number;
}

export function createStatus({ follower, activity, elapsedMs }: StatusOptions): () => TailStatus {
  let seen: Readonly<Record<RotationKind, number>> | undefined;
  let latest: { readonly kind: RotationKind; readonly atMs: number } | undefined;
  return () => {
    const { sources, counters } = follower.status();
    const nowMs = elapsedMs();
    const { rotations } = counters;
    const before = seen;
    const kind = ROTATION_KINDS.find((one) => rotations[one] > (before?.[one] ?? 0));
    if (kind !== undefined && before !== undefined) latest = { kind, atMs: nowMs };
    seen = rotations;
    const secondsAgo = latest === undefined ? NEWS_SECONDS : (nowMs - latest.atMs) / 1000;
    const live = sources.filter(({ isRotated }) => !isRotated);
    return {
      ...activity.lately(),
      files: live.length,
      onlyName: live.length === 1 ? live[0]!.name : undefined,
      minutes: FAILURES_MINUTES,
      lagBytes: sources.reduce((sum, { lagBytes }) => sum + lagBytes, 0),
      lagSeconds: sources.reduce((most, { lagSeconds }) => Math.max(most, lagSeconds), 0),
      rotation:
        latest === undefined || secondsAgo >= NEWS_SECONDS
          ? undefined
          : { kind: latest.kind, secondsAgo },
    };
  };
}
