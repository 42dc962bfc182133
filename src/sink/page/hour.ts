/** The last sixty minutes by group, minute by minute. */
import { GROUP_NAMES, type Group } from '../../model/taxonomy.ts';
import { type CodeDigest, DAY_MINUTES, isFailure, minuteMs } from './digest.ts';

export interface HourView {
  /** Ms since the epoch: start of the first minute. */
  readonly fromMs: number;
  /** Failures by group, a number for each minute; groups without any are left out. */
  readonly groups: readonly { readonly group: Group; readonly events: readonly number[] }[];
}

export const HOUR_MINUTES = 60;

export function hourOf(digest: readonly CodeDigest[], nowMs: number): HourView {
  const sums = new Map<Group, number[]>();
  for (const { group, minutes } of digest.filter(isFailure)) {
    const hour = minutes.subarray(DAY_MINUTES - HOUR_MINUTES);
    if (!hour.some((events) => events > 0)) continue;
    const sum = sums.get(group) ?? new Array<number>(HOUR_MINUTES).fill(0);
    sums.set(group, sum);
    for (const [minute, events] of hour.entries()) sum[minute]! += events;
  }
  const groups = (Object.keys(GROUP_NAMES) as Group[]).flatMap((group) => {
    const events = sums.get(group);
    return events === undefined ? [] : [{ group, events }];
  });
  return { fromMs: minuteMs(DAY_MINUTES - HOUR_MINUTES, nowMs), groups };
}
