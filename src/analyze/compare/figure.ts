/**
 * Whether a figure changed by more than chance. Events that occur independently scatter around their
 * mean by its square root; what lies within three of those of an even split over both periods is told
 * as unchanged. docs/compare.md says the same in words.
 */
import type { Change, ComparedFigure } from '../../model/comparison.ts';

/** Standard deviations by which a figure must lie off before it has changed. */
const DEVIATIONS_MIN = 3;

/** Smaller changes are of no concern, however certain they are. */
const RATIO_MIN = 1.2;

/** What is absent from one side by chance more often than this is told to be perhaps chance. */
const CHANCE_MAX = 0.05;

const DAY_SECONDS = 86_400;

/** Lengths of the periods in seconds; undefined where either is not known. */
export type Lengths = { readonly base: number; readonly head: number } | undefined;

/** One figure before and now. Without lengths the events themselves are compared. */
export function compareFigure(base: number, head: number, lengths: Lengths): ComparedFigure {
  const share = lengths === undefined ? 0.5 : lengths.head / (lengths.base + lengths.head);
  const ratio = base === 0 ? undefined : (head * (1 - share)) / (base * share);
  const perDay = (events: number, seconds: number): number =>
    rounded((events * DAY_SECONDS) / seconds);
  return {
    base,
    head,
    ...(lengths === undefined
      ? {}
      : { basePerDay: perDay(base, lengths.base), headPerDay: perDay(head, lengths.head) }),
    ...(ratio === undefined ? {} : { ratio: rounded(ratio) }),
    ...judge(base, head, share, ratio),
  };
}

function judge(
  base: number,
  head: number,
  share: number,
  ratio: number | undefined,
): { readonly change: Change; readonly mayBeChance: boolean } {
  if (base === 0 && head === 0) return { change: 'same', mayBeChance: false };
  if (base === 0) return { change: 'new', mayBeChance: share ** head > CHANCE_MAX };
  if (head === 0) return { change: 'gone', mayBeChance: (1 - share) ** base > CHANCE_MAX };
  return { change: changeOf(base, head, share, ratio!), mayBeChance: false };
}

function changeOf(base: number, head: number, share: number, ratio: number): Change {
  const all = base + head;
  const off = head - all * share;
  if (Math.abs(off) <= DEVIATIONS_MIN * Math.sqrt(all * share * (1 - share))) return 'same';
  if (ratio >= RATIO_MIN) return 'grown';
  return ratio <= 1 / RATIO_MIN ? 'shrunk' : 'same';
}

interface Share {
  readonly errors: number;
  readonly calls: number;
}

/** The same of a share of calls. */
export function compareShares(base: Share, head: Share): 'better' | 'worse' | 'same' {
  const pooled = (base.errors + head.errors) / (base.calls + head.calls);
  const deviation = Math.sqrt(pooled * (1 - pooled) * (1 / base.calls + 1 / head.calls));
  const [before, now] = [base.errors / base.calls, head.errors / head.calls];
  if (Math.abs(now - before) <= DEVIATIONS_MIN * deviation) return 'same';
  if (now >= before * RATIO_MIN) return 'worse';
  return now * RATIO_MIN <= before ? 'better' : 'same';
}

/** Six digits say all there is to say of a rate, and are the same on every machine. */
export function rounded(value: number): number {
  return Number(value.toPrecision(6));
}
