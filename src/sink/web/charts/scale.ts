/** The upright axis: round numbers, and what is written beside them. */
import { formatCount } from '../../report/figures.ts';

const ROUND = [1, 2, 3, 4, 5, 6, 8, 10];

export interface CountScale {
  /** The round number at the top. */
  readonly top: number;
  /** From 0 up. */
  readonly ticks: readonly { readonly value: number; readonly label: string }[];
}

/** Up to the next round number at or above `most`, with the half of it where that is whole. */
export function createScale(most: number): CountScale {
  const power = 10 ** Math.floor(Math.log10(Math.max(1, most)));
  const top = (ROUND.find((factor) => factor * power >= most) ?? 10) * power;
  const values = top % 2 === 0 ? [0, top / 2, top] : [0, top];
  return { top, ticks: values.map((value) => ({ value, label: formatCount(value) })) };
}
