/** The tables of a comparison: codes by kind of change, then categories, areas and APIs. */
import {
  CHANGES,
  type Change,
  type ComparedCode,
  type ComparedFigure,
  type ReportComparison,
} from '../../model/comparison.ts';
import { CATEGORIES, DOMAIN_NAMES, OWNER_NAMES } from '../../model/taxonomy.ts';
import { clip, GAP, heading, INDENT, type Manner, padStart, widest } from '../report/layout.ts';
import { printable } from '../report/printable.ts';
import type { StyleName } from '../style.ts';
import { padEnd, truncate, wrap } from '../width.ts';
import { changeText, type FigureForm, formOf, sidesOf } from './figures.ts';
import { COMPARISON_WORDS, type ComparisonWords } from './words.ts';

/** Codes listed of one kind of change; those without a clear change are of less interest. */
const CODES_MAX: Readonly<Record<Change, number>> = {
  new: 20,
  grown: 20,
  shrunk: 10,
  gone: 10,
  same: 5,
};
const ROWS_MAX = 10;
const REMEDY_LINES_MAX = 2;
const MEANING_COLUMNS_MIN = 16;

const COLORS: Readonly<Record<Change, StyleName>> = {
  new: 'red',
  grown: 'yellow',
  shrunk: 'green',
  gone: 'green',
  same: 'dim',
};

/** A section a kind of change that there is. All share their columns, so that one learns one table. */
export function codeSections(
  comparison: ReportComparison,
  manner: Manner,
  changes: readonly Change[] = CHANGES,
): string[][] {
  const words = COMPARISON_WORDS[manner.lang];
  const form = formOf(comparison);
  const shown = changes
    .map((change) => {
      const codes = comparison.codes.filter((code) => code.change === change);
      return { change, codes, listed: codes.slice(0, CODES_MAX[change]) };
    })
    .filter(({ codes }) => codes.length > 0);
  const plan = planOf(
    shown.flatMap(({ listed }) => listed),
    form,
    words,
    manner,
  );
  return shown.map(({ change, codes, listed }) => {
    const rest = codes.length - listed.length;
    const { style, columns } = manner;
    return [
      heading(
        `${words.headings[change]} (${codes.length})`,
        [words.headingRemarks[change]],
        manner,
      ),
      style.dim(rowText(plan, headerOf(form, words, words.columnCode))),
      ...listed.flatMap((code) => codeLines(code, plan, form, manner)),
      ...(rest > 0 ? wrap(style.dim(words.rest(rest)), columns, INDENT) : []),
    ];
  });
}

/** Widths of the columns of numbers, of the name and of what is said of it. */
interface Plan {
  readonly numbers: readonly [number, number, number];
  readonly name: number;
  readonly meaning: number;
  readonly owner: number;
}

interface Row {
  readonly base: string;
  readonly head: string;
  readonly change: string;
  readonly name: string;
  readonly meaning: string;
  readonly owner: string;
}

function headerOf({ isRate, isHour }: FigureForm, words: ComparisonWords, name: string): Row {
  const unit = (title: string): string => (isRate ? words.perUnit(title, isHour) : title);
  return {
    base: unit(words.columnBase),
    head: unit(words.columnHead),
    change: words.columnChange,
    name,
    meaning: words.columnMeaning,
    owner: words.columnOwner,
  };
}

function rowOf(code: ComparedCode, form: FigureForm, { lang }: Manner): Row {
  const words = COMPARISON_WORDS[lang];
  const [base, head] = sidesOf(code, form);
  return {
    base,
    head,
    change: changeText(code, words),
    name: `${code.errcode}`,
    meaning: code.meaning === undefined ? words.unknownMeaning : printable(code.meaning),
    owner: OWNER_NAMES[code.owner][lang],
  };
}

function planOf(
  codes: readonly ComparedCode[],
  form: FigureForm,
  words: ComparisonWords,
  manner: Manner,
): Plan {
  const rows = [
    headerOf(form, words, words.columnCode),
    ...codes.map((code) => rowOf(code, form, manner)),
  ];
  const widthOf = (key: keyof Row): number => widest(rows.map((row) => row[key]));
  const numbers = [widthOf('base'), widthOf('head'), widthOf('change')] as const;
  const name = widthOf('name');
  const owner = widthOf('owner');
  const used = INDENT + numbers[0] + numbers[1] + numbers[2] + name + owner + GAP * 5;
  const room = Math.max(MEANING_COLUMNS_MIN, manner.columns - used);
  return { numbers, name, meaning: Math.min(widthOf('meaning'), room), owner };
}

function rowText({ numbers, name, meaning, owner }: Plan, row: Row): string {
  return [
    ' '.repeat(INDENT) + padStart(row.base, numbers[0]),
    padStart(row.head, numbers[1]),
    padStart(row.change, numbers[2]),
    padEnd(row.name, name),
    padEnd(truncate(row.meaning, meaning), meaning),
    padEnd(row.owner, owner),
  ].join(' '.repeat(GAP));
}

/** What is new or has grown is told what to do about. */
function codeLines(code: ComparedCode, plan: Plan, form: FigureForm, manner: Manner): string[] {
  const { style, columns, lang } = manner;
  const color = style[COLORS[code.change]];
  const line = color(rowText(plan, rowOf(code, form, manner)));
  const isNews = code.change === 'new' || code.change === 'grown';
  if (!isNews || code.remedy === undefined || code.owner === 'nobody') return [line];
  const indent = INDENT + plan.numbers.reduce((sum, width) => sum + width + GAP, 0);
  const text = COMPARISON_WORDS[lang].remedy + printable(code.remedy);
  return [line, ...clip(text, columns, indent, REMEDY_LINES_MAX).map((one) => style.dim(one))];
}

/** Up to four sections: where failures moved, most first. */
export function breakdownLines(comparison: ReportComparison, manner: Manner): string[][] {
  const { lang } = manner;
  const words = COMPARISON_WORDS[lang];
  const { categories, domains, apis, workloads } = comparison;
  return [
    figureLines(
      words.byCategory,
      words.columnCategory,
      categories.map((figure) => ({ figure, name: CATEGORIES[figure.category].name[lang] })),
      comparison,
      manner,
    ),
    figureLines(
      words.byDomain,
      words.columnDomain,
      domains.map((figure) => ({ figure, name: DOMAIN_NAMES[figure.domain][lang] })),
      comparison,
      manner,
    ),
    figureLines(
      words.byApi,
      words.columnApi,
      // WeCom has no English names for its interfaces.
      apis.map((figure) => ({
        figure,
        name: printable(
          lang === 'zh' && figure.title !== undefined
            ? `${figure.api}  ${figure.title}`
            : figure.api,
        ),
      })),
      comparison,
      manner,
    ),
    figureLines(
      words.byWorkload,
      words.columnWorkload,
      workloads.map((figure) => ({
        figure,
        name: figure.workload === '' ? words.noWorkload : printable(figure.workload),
      })),
      comparison,
      manner,
    ),
  ];
}

function figureLines(
  title: string,
  column: string,
  entries: readonly { readonly figure: ComparedFigure; readonly name: string }[],
  comparison: ReportComparison,
  manner: Manner,
): string[] {
  if (entries.length === 0) return [];
  const { lang, style, words: own } = manner;
  const words = COMPARISON_WORDS[lang];
  const form = formOf(comparison);
  const weight = ({ base, head }: ComparedFigure): number => Math.max(base, head);
  const listed = [...entries]
    .sort((left, right) => weight(right.figure) - weight(left.figure))
    .slice(0, ROWS_MAX);
  const header = headerOf(form, words, column);
  const rows = listed.map(({ figure, name }) => {
    const [base, head] = sidesOf(figure, form);
    return { base, head, change: changeText(figure, words), name, color: COLORS[figure.change] };
  });
  const widthOf = (key: 'base' | 'head' | 'change'): number =>
    widest([header[key], ...rows.map((row) => row[key])]);
  const line = ({ base, head, change, name }: Pick<Row, 'base' | 'head' | 'change' | 'name'>) =>
    [
      ' '.repeat(INDENT) + padStart(base, widthOf('base')),
      padStart(head, widthOf('head')),
      padStart(change, widthOf('change')),
      name,
    ].join(' '.repeat(GAP));
  const isCut = entries.length > listed.length;
  return [
    heading(title, isCut ? [own.topOf(listed.length, entries.length)] : [], manner),
    style.dim(line(header)),
    ...rows.map((row) => style[row.color](line(row))),
  ];
}
