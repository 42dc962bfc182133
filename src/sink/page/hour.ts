/** The last sixty minutes by group, minute by minute. */
import { GROUP_NAMES, type Group } from '../../model/taxonomy.ts';
import { type CodeDigest, isFailure, MINUTE_MS } from './digest.ts';

export interface HourView {
  /** Ms since the epoch: start of the first minute. */
  readonly fromMs: number;
  /** Failures by group, a number for each minute; groups without any are left out. */
  readonly groups: readonly { readonly group: Group; readonly events: readonly number[] }[];
}

export const HOUR_MINUTES = 60;

export function hourOf(digest: readonly CodeDigest[], nowMs: number): HourView {
  const first = Math.floor(nowMs / MINUTE_MS) - HOUR_MINUTES + 1;
  const sums = new Map<Group, number[]>();
  for (const { group, minutes } of digest.filter(isFailure)) {
    for (const [minute, events] of minutes) {
      if (minute < first || minute >= first + HOUR_MINUTES) continue;
      let sum = sums.get(group);
      if (sum === undefined) {
        sum = new Array<number>(HOUR_MINUTES).fill(0);
        sums.set(group, sum);
      }
      sum[minute - first]! += events;
    }
  }
  const groups = (Object.keys(GROUP_NAMES) as Group[]).flatMap((group) => {
    const events = sums.get(group);
    return events === undefined ? [] : [{ group, events }];
  });
  return { fromMs: first * MINUTE_MS, groups };
}
