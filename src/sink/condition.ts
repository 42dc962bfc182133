/** What a report says to a condition, in a sentence. */
import type { Condition, ConditionAnswer } from '../model/condition.ts';
import type { Bilingual, Lang } from '../model/lang.ts';
import { formatCount } from './report/figures.ts';

/** Without the name of the tool, without a line end. */
export function sayAnswer(answer: ConditionAnswer, lang: Lang): string {
  const { condition } = answer;
  if ('lacks' in answer) return LACKS[answer.lacks][lang](condition.text);
  const { value, events } = answer;
  const shown = `${valueText(value, condition, lang)}${behind(events, condition, lang)}`;
  return lang === 'zh'
    ? `--fail-on“${condition.text}”成立：实际为 ${shown}`
    : `--fail-on "${condition.text}" holds: it is ${shown}`;
}

type Sentence = Readonly<Record<Lang, (condition: string) => string>>;

const LACKS: Readonly<Record<'success' | 'period' | 'baseline', Sentence>> = {
  success: {
    zh: (text) =>
      `--fail-on“${text}”无法判断：日志没有记录成功的调用，算不出占比。请改用次数（errors > 100）或频率（errors > 10/h）。`,
    en: (text) =>
      `--fail-on "${text}" cannot be answered: the log does not record calls that succeed, so there is no share. Use a count (errors > 100) or a rate (errors > 10/h).`,
  },
  period: {
    zh: (text) =>
      `--fail-on“${text}”无法判断：不知道日志覆盖多长时间，算不出频率。请改用次数，或用 --since 与 --until 给出时间范围。`,
    en: (text) =>
      `--fail-on "${text}" cannot be answered: it is not known how long a time the log covers, so there is no rate. Use a count, or give the range with --since and --until.`,
  },
  baseline: {
    zh: (text) => `--fail-on“${text}”无法判断：没有可比较的报告。请用 --baseline 给出。`,
    en: (text) =>
      `--fail-on "${text}" cannot be answered: there is no report to compare with. Give one with --baseline.`,
  },
};

function valueText(value: number, { unit }: Condition, lang: Lang): string {
  if (value === Number.POSITIVE_INFINITY) return NONE_BEFORE[lang];
  const number = Number.isInteger(value) ? formatCount(value) : `${Number(value.toPrecision(3))}`;
  return unit === 'x' ? `${number}${TIMES[lang]}` : `${number}${unit}`;
}

const NONE_BEFORE: Bilingual = { zh: '基准里没有', en: 'not in the baseline at all' };
const TIMES: Bilingual = { zh: ' 倍', en: ' times the baseline' };

/** The count, where it is not the value itself. */
function behind(events: number, { unit }: Condition, lang: Lang): string {
  if (unit === '') return '';
  return lang === 'zh' ? `（${formatCount(events)} 次）` : ` (${formatCount(events)} events)`;
}
