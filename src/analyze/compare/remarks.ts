/** Why two reports may not be comparable in every respect. */
import {
  COMPARISON_REMARKS,
  type ComparedSide,
  type ComparisonRemark,
} from '../../model/comparison.ts';

/** Periods that differ by less are of one length: a month has 28 to 31 days, and that is said. */
const LENGTH_RATIO_MIN = 1.02;

/** Lines a day of one log by those of the other before it is said that much less was read. */
const VOLUME_RATIO_MIN = 10;

/** Part of what was counted that must lack a time before that is said. */
const UNDATED_SHARE_MIN = 0.1;

/** In the order of COMPARISON_REMARKS. */
export function remarksOn(base: ComparedSide, head: ComparedSide): ComparisonRemark[] {
  const holds: Readonly<Record<ComparisonRemark, boolean>> = {
    ...remarksOnPeriods(base, head),
    'zones-differ': base.zone !== head.zone,
    'catalogs-differ': base.catalog.version !== head.catalog.version,
    partial: base.partial || head.partial,
    'volumes-differ': ratioOf(linesADay(base), linesADay(head)) > VOLUME_RATIO_MIN,
    undated: [base, head].some(isMuchUndated),
    'inputs-failed': base.problems + head.problems > 0,
    'success-differs': (base.totals.success === 0) !== (head.totals.success === 0),
  };
  return COMPARISON_REMARKS.filter((remark) => holds[remark]);
}

function remarksOnPeriods(
  base: ComparedSide,
  head: ComparedSide,
): Record<'periods-differ' | 'period-unknown' | 'periods-overlap' | 'order-reversed', boolean> {
  if (base.period === undefined || head.period === undefined) {
    return {
      'periods-differ': false,
      'period-unknown': true,
      'periods-overlap': false,
      'order-reversed': false,
    };
  }
  const [baseFrom, baseTo, headFrom, headTo] = [
    ...[base.period.from, base.period.to],
    ...[head.period.from, head.period.to],
  ].map((text) => Date.parse(text)) as [number, number, number, number];
  return {
    'periods-differ': ratioOf(base.period.seconds, head.period.seconds) > LENGTH_RATIO_MIN,
    'period-unknown': false,
    'periods-overlap': Math.max(baseFrom, headFrom) < Math.min(baseTo, headTo),
    'order-reversed': headTo <= baseFrom,
  };
}

/** Where no period is known that is said already. */
function isMuchUndated({ undated, totals, period }: ComparedSide): boolean {
  return period !== undefined && undated > 0 && undated >= totals.events * UNDATED_SHARE_MIN;
}

function linesADay({ input, period }: ComparedSide): number {
  return input.lines / (period?.seconds ?? 1);
}

/** Of the greater by the less; 1 where one of them is nothing to compare with. */
function ratioOf(left: number, right: number): number {
  if (left <= 0 || right <= 0) return 1;
  return Math.max(left, right) / Math.min(left, right);
}
