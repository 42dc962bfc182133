/** A comparison for people at a terminal: better or worse, what changed, and who must act. */
import type { ReportComparison } from '../../model/comparison.ts';
import type { Lang } from '../../model/lang.ts';
import { formatRate } from '../report/figures.ts';
import { bullet, heading, INDENT, joinFacts, type Manner, widest } from '../report/layout.ts';
import { formatMoment, type ReportZone } from '../report/moments.ts';
import { printable } from '../report/printable.ts';
import { WORDS } from '../report/words.ts';
import { createStyle } from '../style.ts';
import { padEnd, truncate, wrap } from '../width.ts';
import { diagnosisLines } from './diagnoses.ts';
import { formatPerUnit, formOf, lengthText } from './figures.ts';
import { changesSentence, REMARKS_IN_ORDER, verdictSentence } from './sentence.ts';
import { breakdownLines, codeSections } from './tables.ts';
import { COMPARISON_WORDS, type ComparisonWords } from './words.ts';

const COLUMNS_MIN = 60;
const COLUMNS_MAX = 140;
const COLUMNS_DEFAULT = 100;
const NAME_COLUMNS_MAX = 40;

export interface ComparisonTextOptions {
  readonly lang: Lang;
  readonly color: boolean;
  /** Columns of the terminal; undefined or 0 if the output is none. */
  readonly width?: number | undefined;
  readonly zone: ReportZone;
}

/** Sections with a blank line between; no line is wider than the width. */
export function renderComparisonText(
  comparison: ReportComparison,
  { lang, color, zone, width }: ComparisonTextOptions,
): string {
  const columns = Math.min(COLUMNS_MAX, Math.max(COLUMNS_MIN, width || COLUMNS_DEFAULT));
  const manner: Manner = {
    ...{ lang, columns, words: WORDS[lang], style: createStyle(color), top: 20 },
    zone: { name: printable(zone.name), offsetMs: (utcMs) => zone.offsetMs(utcMs) },
  };
  const sections = [
    sideLines(comparison, manner),
    sentenceLines(comparison, manner),
    diagnosisLines(comparison, manner),
    ...codeSections(comparison, manner),
    ...breakdownLines(comparison, manner),
    readingLines(comparison, manner),
  ];
  const text = sections
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.map((line) => truncate(line, columns).trimEnd()).join('\n'))
    .join('\n\n');
  return `${text}\n`;
}

/** The sentences alone, for a report that has a baseline. */
export function sentenceLines(
  comparison: ReportComparison,
  { lang, style, columns }: Manner,
): string[] {
  const colors = { better: style.green, worse: style.red, same: style.bold };
  const verdict = wrap(verdictSentence(comparison, lang), columns, INDENT);
  const changes = changesSentence(comparison, lang);
  return [
    ...verdict.map((line) => colors[comparison.verdict](style.bold(line))),
    ...(changes === '' ? [] : wrap(changes, columns, INDENT)),
  ];
}

function sideLines(comparison: ReportComparison, manner: Manner): string[] {
  const { lang, style, columns } = manner;
  const words = COMPARISON_WORDS[lang];
  const labels = [words.sections.base, words.sections.head];
  const labelColumns = widest(labels);
  const indent = INDENT + labelColumns + 2;
  return [
    heading(words.title, [], manner),
    ...(['base', 'head'] as const).flatMap((side) =>
      joinFacts(factsOf(comparison, side, words, manner), columns - indent).map((line, index) => {
        const label = padEnd(index === 0 ? words.sections[side] : '', labelColumns);
        return `${style.dim(' '.repeat(INDENT) + label)}  ${line}`;
      }),
    ),
  ];
}

function factsOf(
  comparison: ReportComparison,
  key: 'base' | 'head',
  words: ComparisonWords,
  { zone, words: own }: Manner,
): string[] {
  const { name, period, totals, partial } = comparison[key];
  const { isHour } = formOf(comparison);
  const perDay = comparison.totals.errors[key === 'base' ? 'basePerDay' : 'headPerDay'];
  const { errors, success } = totals;
  return [
    truncate(printable(name), NAME_COLUMNS_MAX),
    ...(period === undefined
      ? [words.noPeriod]
      : [
          `${formatMoment(period.from, zone)} – ${formatMoment(period.to, zone)}`,
          lengthText(period.seconds, words),
        ]),
    own.lines(comparison[key].input.lines),
    words.failures(errors),
    ...(perDay === undefined || errors === 0
      ? []
      : [words.rate(formatPerUnit(isHour ? perDay / 24 : perDay), isHour)]),
    ...(success > 0 ? [words.share(formatRate(errors, errors + success))] : []),
    ...(partial ? [words.incomplete] : []),
  ];
}

/** Why the two may not be comparable; what is in order in most comparisons is no warning. */
export function remarkLines({ remarks }: ReportComparison, manner: Manner): string[] {
  const { lang, style, columns } = manner;
  return remarks.flatMap((remark) => {
    const mark = REMARKS_IN_ORDER.has(remark) ? style.dim('·') : style.yellow('!');
    return bullet(mark, COMPARISON_WORDS[lang].remarks[remark], columns);
  });
}

function readingLines(comparison: ReportComparison, manner: Manner): string[] {
  const { lang, style, columns } = manner;
  const words = COMPARISON_WORDS[lang];
  const { tolerated } = comparison.totals;
  const { generator, catalog } = comparison.head;
  const hasChance = comparison.codes.some(({ mayBeChance }) => mayBeChance);
  const plain = [
    words.rule,
    ...(hasChance ? [words.chanceRule] : []),
    ...(tolerated.base + tolerated.head > 0
      ? [words.tolerated(tolerated.base, tolerated.head)]
      : []),
  ];
  const tool = printable(`${generator.name} ${generator.version}`);
  return [
    style.bold(words.howToRead),
    ...remarkLines(comparison, manner),
    ...plain.flatMap((text) => bullet(style.dim('·'), text, columns)),
    '',
    ...wrap(style.dim(words.footer(tool, printable(catalog.version))), columns, INDENT),
  ];
}
