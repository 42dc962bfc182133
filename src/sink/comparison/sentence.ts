/** The comparison in a few sentences: better or worse, by how much, what is new, and who acts. */
import {
  CHANGES,
  type ComparedCode,
  type ComparisonRemark,
  type ReportComparison,
} from '../../model/comparison.ts';
import type { Lang } from '../../model/lang.ts';
import { formatRate } from '../report/figures.ts';
import { printable } from '../report/printable.ts';
import { WORDS } from '../report/words.ts';
import { truncate } from '../width.ts';
import { formatPerUnit, formOf, ratioText } from './figures.ts';
import { COMPARISON_WORDS, type ComparisonWords } from './words.ts';

/** A longer meaning is cut, so that the sentence stays one. */
const MEANING_COLUMNS_MAX = 40;

/** Remarks on what is in order in most comparisons; the others are warnings. */
export const REMARKS_IN_ORDER: ReadonlySet<ComparisonRemark> = new Set([
  'periods-differ',
  'catalogs-differ',
]);

/** `Worse than the base: failures went from 39 to 77 a day (+98%).` In plain text. */
export function verdictSentence(comparison: ReportComparison, lang: Lang): string {
  const words = COMPARISON_WORDS[lang];
  const { verdict } = comparison;
  return words.verdicts[verdict] + words.colon + movement(comparison, words) + words.fullStop;
}

/** `2 new codes, 1 grown; look at 60020 (…) first: the administrator must act.` Empty if there are no codes. */
export function changesSentence(comparison: ReportComparison, lang: Lang): string {
  const words = COMPARISON_WORDS[lang];
  const { changes, codes } = comparison;
  const counted = CHANGES.filter((change) => changes[change] > 0);
  if (counted.length === 0) return '';
  const list = counted.map((change) => words.counted[change](changes[change])).join(words.comma);
  const first = firstToLookAt(codes);
  const advice = first === undefined ? '' : words.semicolon + adviceOn(first, lang);
  return capital(list + advice + words.fullStop);
}

function movement(comparison: ReportComparison, words: ComparisonWords): string {
  const { totals, failureShare, base, head } = comparison;
  const { errors } = totals;
  if (errors.base === 0 && errors.head === 0) return words.neverFailing;
  if (errors.base === 0) return words.nowFailing(errors.head);
  if (errors.head === 0) return words.notFailing(errors.base);
  if (failureShare !== undefined) {
    const [before, now] = [base.totals, head.totals].map(({ errors: failed, success }) =>
      formatRate(failed, failed + success),
    ) as [string, string];
    return words.shareMoved(before, now);
  }
  const change = ratioText(errors.ratio, words);
  if (errors.basePerDay === undefined || errors.headPerDay === undefined) {
    return words.countMoved(errors.base, errors.head, change);
  }
  const { isHour } = formOf(comparison);
  const [before, now] = [errors.basePerDay, errors.headPerDay].map((perDay) =>
    formatPerUnit(isHour ? perDay / 24 : perDay),
  ) as [string, string];
  return words.rateMoved(before, now, change, isHour);
}

/** What is new beyond chance, else what has grown: that which adds most. Nobody is sent after nothing. */
export function firstToLookAt(codes: readonly ComparedCode[]): ComparedCode | undefined {
  const isNews = ({ change, mayBeChance, owner }: ComparedCode): boolean =>
    (change === 'new' || change === 'grown') && !mayBeChance && owner !== 'nobody';
  const added = ({ head, basePerDay, headPerDay, base }: ComparedCode): number =>
    headPerDay === undefined || basePerDay === undefined ? head - base : headPerDay - basePerDay;
  return codes.filter(isNews).sort((left, right) => added(right) - added(left))[0];
}

function adviceOn({ errcode, meaning, category, owner }: ComparedCode, lang: Lang): string {
  const words = COMPARISON_WORDS[lang];
  const said = meaning === undefined ? words.unknownMeaning : printable(meaning);
  const code = `${errcode}${words.paren(truncate(said, MEANING_COLUMNS_MAX))}`;
  const { lookUp, actions } = WORDS[lang];
  return words.first(code, category === 'unknown' ? lookUp : actions[owner]);
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
