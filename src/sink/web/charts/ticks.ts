/** Which labels of an axis have room beside each other. */
import type { TimeAxis } from './time-axis.ts';

type Tick = TimeAxis['ticks'][number];

/** Parts of the width that labels take: a date or an hour, and a date with its hour or year. */
export interface LabelShares {
  readonly short: number;
  readonly long: number;
}

/** From the left, those that none before them runs into, on an axis of so many cells. */
export function freeTicks(
  ticks: readonly Tick[],
  cells: number,
  { short, long }: LabelShares,
): readonly Tick[] {
  let end = 0;
  return ticks.filter(({ place, label }) => {
    const isFree = place >= end;
    if (isFree) end = place + cells * (label.length > SHORT_LENGTH ? long : short);
    return isFree;
  });
}

const SHORT_LENGTH = '09-01'.length;
