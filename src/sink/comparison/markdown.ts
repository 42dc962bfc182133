/** A comparison as Markdown for issues and wikis. */
import {
  CHANGES,
  type ComparedCode,
  type ComparedFigure,
  type ReportComparison,
} from '../../model/comparison.ts';
import type { Lang } from '../../model/lang.ts';
import { CATEGORIES, OWNER_NAMES } from '../../model/taxonomy.ts';
import { markdownPage, markdownTable, markdownText } from '../markdown.ts';
import { formatRate } from '../report/figures.ts';
import { formatMoment, type ReportZone } from '../report/moments.ts';
import { WORDS } from '../report/words.ts';
import { changeText, formatPerUnit, formOf, sidesOf } from './figures.ts';
import { changesSentence, verdictSentence } from './sentence.ts';
import { COMPARISON_WORDS, type ComparisonWords } from './words.ts';

export interface ComparisonMarkdownOptions {
  readonly lang: Lang;
  readonly zone: ReportZone;
}

export function renderComparisonMarkdown(
  comparison: ReportComparison,
  { lang, zone }: ComparisonMarkdownOptions,
): string {
  const words = COMPARISON_WORDS[lang];
  return markdownPage([
    `# ${words.title}`,
    sentences(comparison, lang),
    sidesTable(comparison, words, { lang, zone }),
    ...comparisonSections(comparison, lang, '##'),
    `## ${words.howToRead}\n\n${readings(comparison, words)}`,
    markdownText(
      words.footer(
        `${comparison.head.generator.name} ${comparison.head.generator.version}`,
        comparison.head.catalog.version,
      ),
    ),
  ]);
}

/** The sentences, as a paragraph; for a report that has a baseline as well. */
export function sentences(comparison: ReportComparison, lang: Lang): string {
  const changes = changesSentence(comparison, lang);
  const verdict = `**${markdownText(verdictSentence(comparison, lang))}**`;
  return changes === '' ? verdict : `${verdict}\n${markdownText(changes)}`;
}

/** Diagnoses, a table of codes a kind of change, categories and workloads; `level` is the mark of their headings. */
export function comparisonSections(
  comparison: ReportComparison,
  lang: Lang,
  level: string,
): string[] {
  const words = COMPARISON_WORDS[lang];
  const tables = CHANGES.map((change) => {
    const codes = comparison.codes.filter((code) => code.change === change);
    if (codes.length === 0) return '';
    const remark = markdownText(words.headingRemarks[change]);
    const title = `${level} ${words.headings[change]} (${codes.length})`;
    return `${title}\n\n${remark}\n\n${codesTable(codes, comparison, lang)}`;
  });
  return [
    diagnosesTable(comparison, lang, level),
    ...tables,
    ...breakdownTables(comparison, lang, level),
  ];
}

function diagnosesTable({ diagnoses = [] }: ReportComparison, lang: Lang, level: string): string {
  if (diagnoses.length === 0) return '';
  const words = COMPARISON_WORDS[lang];
  const titles = [words.columnChange, words.columnDiagnosis, words.columnOwner];
  const table = markdownTable(
    titles.map((title) => ({ title, isNumber: false })),
    diagnoses.map(({ change, title, owner }) => [
      words.diagnosisChanges[change],
      markdownText(title),
      OWNER_NAMES[owner][lang],
    ]),
  );
  return `${level} ${words.diagnoses}\n\n${table}`;
}

/** Categories, and workloads where both reports name them; areas and APIs are in the other forms. */
function breakdownTables(comparison: ReportComparison, lang: Lang, level: string): string[] {
  const words = COMPARISON_WORDS[lang];
  const { categories, workloads } = comparison;
  const table = (
    title: string,
    column: string,
    rows: readonly (readonly [name: string, figure: ComparedFigure])[],
  ): string => {
    if (rows.length === 0) return '';
    const columns = [{ title: column, isNumber: false }, ...numberColumns(comparison, words)];
    const cells = rows.map(([name, figure]) => [
      markdownText(name),
      ...sidesOf(figure, formOf(comparison)),
      markdownText(changeText(figure, words)),
    ]);
    return `${level} ${title}\n\n${markdownTable(columns, cells)}`;
  };
  return [
    table(
      words.byCategory,
      words.columnCategory,
      categories.map((figure) => [CATEGORIES[figure.category].name[lang], figure]),
    ),
    table(
      words.byWorkload,
      words.columnWorkload,
      workloads.map((figure) => [figure.workload || words.noWorkload, figure]),
    ),
  ];
}

function numberColumns(
  comparison: ReportComparison,
  words: ComparisonWords,
): { title: string; isNumber: boolean }[] {
  const { isRate, isHour } = formOf(comparison);
  const unit = (title: string): string => (isRate ? words.perUnit(title, isHour) : title);
  return [unit(words.columnBase), unit(words.columnHead), words.columnChange].map((title) => ({
    title,
    isNumber: true,
  }));
}

function codesTable(
  codes: readonly ComparedCode[],
  comparison: ReportComparison,
  lang: Lang,
): string {
  const words = COMPARISON_WORDS[lang];
  const columns = [
    { title: words.columnCode, isNumber: true },
    ...numberColumns(comparison, words),
    { title: words.columnMeaning, isNumber: false },
    { title: words.columnOwner, isNumber: false },
  ];
  return markdownTable(
    columns,
    codes.map((code) => [
      `${code.errcode}`,
      ...sidesOf(code, formOf(comparison)),
      markdownText(changeText(code, words)),
      markdownText(code.meaning ?? words.unknownMeaning),
      OWNER_NAMES[code.owner][lang],
    ]),
  );
}

function sidesTable(
  comparison: ReportComparison,
  words: ComparisonWords,
  { lang, zone }: ComparisonMarkdownOptions,
): string {
  const { isHour } = formOf(comparison);
  const rows = (['base', 'head'] as const).map((key) => {
    const { name, period, totals } = comparison[key];
    const perDay = comparison.totals.errors[key === 'base' ? 'basePerDay' : 'headPerDay'];
    const { errors, success } = totals;
    return [
      words.sections[key],
      markdownText(name),
      period === undefined
        ? words.noPeriod
        : `${formatMoment(period.from, zone)} – ${formatMoment(period.to, zone)}`,
      words.failures(errors),
      perDay === undefined ? '' : words.rate(formatPerUnit(isHour ? perDay / 24 : perDay), isHour),
      success > 0 ? words.share(formatRate(errors, errors + success)) : '',
    ];
  });
  const titles = ['', WORDS[lang].input, WORDS[lang].time, '', '', ''];
  return markdownTable(
    titles.map((title) => ({ title, isNumber: false })),
    rows,
  );
}

function readings(comparison: ReportComparison, words: ComparisonWords): string {
  const hasChance = comparison.codes.some(({ mayBeChance }) => mayBeChance);
  const texts = [
    ...comparison.remarks.map((remark) => words.remarks[remark]),
    words.rule,
    ...(hasChance ? [words.chanceRule] : []),
  ];
  return texts.map((text) => `- ${markdownText(text)}\n`).join('');
}
