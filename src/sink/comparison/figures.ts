/** Rates and changes as people read them. */
import type { ComparedFigure, ReportComparison } from '../../model/comparison.ts';
import { formatCount } from '../report/figures.ts';
import type { ComparisonWords } from './words.ts';

/** Periods of at most so many seconds have their rates by the hour: a day of them is a guess. */
const HOURLY_SECONDS_MAX = 2 * 86_400;

/** Periods whose lengths differ by less can have their plain counts beside each other: months. */
const LIKE_LENGTHS_MAX = 1.12;

/** What the two columns of a table show. */
export interface FigureForm {
  /** Events in a unit of time, or all of them. */
  readonly isRate: boolean;
  /** The unit is the hour, not the day. */
  readonly isHour: boolean;
}

export function formOf({ base, head }: ReportComparison): FigureForm {
  const [before, now] = [base.period?.seconds, head.period?.seconds];
  if (before === undefined || now === undefined) return { isRate: false, isHour: false };
  const ratio = Math.max(before, now) / Math.min(before, now);
  return { isRate: ratio > LIKE_LENGTHS_MAX, isHour: Math.max(before, now) <= HOURLY_SECONDS_MAX };
}

/** Both sides of a figure in this form; what is not there is a dash. */
export function sidesOf(figure: ComparedFigure, form: FigureForm): [base: string, head: string] {
  if (!form.isRate) return [countText(figure.base), countText(figure.head)];
  return [
    rateText(figure.base, figure.basePerDay, form),
    rateText(figure.head, figure.headPerDay, form),
  ];
}

function countText(events: number): string {
  return events === 0 ? '–' : formatCount(events);
}

function rateText(events: number, perDay: number | undefined, { isHour }: FigureForm): string {
  if (events === 0 || perDay === undefined) return '–';
  return formatPerUnit(isHour ? perDay / 24 : perDay);
}

/** Three digits at most before a decimal point is worth its place. */
export function formatPerUnit(rate: number): string {
  if (rate >= 100) return formatCount(Math.round(rate));
  if (rate >= 1) return rate.toFixed(1).replace(/\.0$/, '');
  return `${Number(rate.toPrecision(1))}`;
}

/** How long a period is: in days, or in hours if it has fewer than two. */
export function lengthText(seconds: number, words: ComparisonWords): string {
  const days = seconds / 86_400;
  if (days >= 2) return words.days(formatPerUnit(days));
  return words.hours(formatPerUnit(seconds / 3600));
}

/** `+98%`, `×3.2`, `new`; with a mark where it may be chance, and `≈` where it is no clear change. */
export function changeText(figure: ComparedFigure, words: ComparisonWords): string {
  const { change, mayBeChance } = figure;
  const mark = mayBeChance ? words.chance : '';
  if (change === 'new') return words.changeNew + mark;
  if (change === 'gone') return words.changeGone + mark;
  const text = ratioText(figure.ratio, words);
  if (change !== 'same') return text;
  return text === '+0%' ? '≈' : `≈${text}`;
}

/** From three times on a factor says more than percents. */
export function ratioText(ratio: number | undefined, words: ComparisonWords): string {
  if (ratio === undefined) return '';
  if (ratio >= 3)
    return words.times(ratio >= 100 ? formatCount(Math.round(ratio)) : ratio.toFixed(1));
  const percent = Math.round((ratio - 1) * 100);
  // What is still there has not fallen by everything.
  return percent === -100 ? '-99%' : `${percent < 0 ? '-' : '+'}${Math.abs(percent)}%`;
}
