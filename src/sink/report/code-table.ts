/** The table of failures by code, most first, with what to do about the first of them. */
import type { Lang } from '../../model/lang.ts';
import type { Report, ReportCode } from '../../model/report.ts';
import { CATEGORIES, OWNER_NAMES } from '../../model/taxonomy.ts';
import { changeText } from '../comparison/figures.ts';
import { COMPARISON_WORDS } from '../comparison/words.ts';
import { padEnd, wrap } from '../width.ts';
import { formatCount, formatShare } from './figures.ts';
import {
  clip,
  GAP,
  GROUP_COLORS,
  heading,
  INDENT,
  joinFacts,
  type Manner,
  padStart,
  widest,
} from './layout.ts';
import { formatSpan, isSameDay, isSameYear, type SpanForm } from './moments.ts';
import { printable } from './printable.ts';
import { countCells, createGrid, sparkline, type TimeGrid } from './sparkline.ts';

/** So many codes get their remedy told. */
const REMEDIES_MAX = 5;
const REMEDY_LINES_MAX = 2;
const MEANING_LINES_MAX = 2;
/** Other columns give way before the meaning gets narrower. */
const MEANING_COLUMNS_MIN = 20;
/** Most meanings are no wider. */
const MEANING_COLUMNS_USUAL = 26;
const TREND_COLUMNS_MIN = 8;
const TREND_COLUMNS_MAX = 24;
const SHARE_COLUMNS = 4;
/** What stands below a meaning needs so much room, or begins further left. */
const BELOW_COLUMNS_MIN = 36;
const BELOW_INDENT = 6;

/** Columns that are there only if they fit; else they stand below the meaning. */
const FACTS = ['owner', 'seen', 'category'] as const;
type Fact = (typeof FACTS)[number];

interface Row {
  readonly code: ReportCode;
  readonly count: string;
  readonly share: string;
  /** Against the baseline; empty without one. */
  readonly change: string;
  readonly errcode: string;
  readonly meaning: string;
  readonly facts: Readonly<Record<Fact, string>>;
}

/** What is shown, and how wide. */
interface Plan {
  readonly countColumns: number;
  readonly shareColumns: number;
  /** 0 without a baseline. */
  readonly changeColumns: number;
  readonly codeColumns: number;
  readonly meaningColumns: number;
  /** Facts that have a column of their own, with its width. */
  readonly facts: readonly { readonly fact: Fact; readonly columns: number }[];
  readonly grid: TimeGrid | undefined;
}

/** Nothing if nothing failed. */
export function codeTableLines(report: Report, manner: Manner): string[] {
  const failures = report.codes.filter((code) => code.errcode !== 0);
  if (failures.length === 0) return [];
  const { words, style, columns } = manner;
  const shown = failures.slice(0, manner.top);
  const { plan, rows } = layOut(report, shown, manner);
  const rest = failures.slice(manner.top);
  const remark =
    rest.length > 0 ? words.topOf(shown.length, failures.length) : words.kinds(failures.length);
  const lines = [
    heading(words.byCode, [remark], manner),
    style.dim(headerLine(plan, manner)),
    ...rows.flatMap((row, index) => rowLines(row, index < REMEDIES_MAX, plan, manner)),
  ];
  if (rest.length === 0) return lines;
  const events = rest.reduce((sum, code) => sum + code.events, 0);
  return [...lines, ...wrap(style.dim(words.restCodes(rest.length, events)), columns, INDENT)];
}

/** Shows moments with date and time where that costs no other column its place. */
function layOut(
  report: Report,
  codes: readonly ReportCode[],
  manner: Manner,
): { plan: Plan; rows: Row[] } {
  const inForm = (form: SpanForm) => {
    const rows = codes.map((code) => toRow(report, code, form, manner));
    return { plan: planColumns(report, rows, manner), rows };
  };
  if (isOneDay(report, manner)) return inForm('time');
  const [full, brief] = [inForm('full'), inForm('date')];
  return columnsOf(full.plan) >= columnsOf(brief.plan) ? full : brief;
}

function columnsOf({ facts, grid }: Plan): number {
  return facts.length + (grid === undefined ? 0 : 1);
}

function isOneDay({ time }: Report, { zone }: Manner): boolean {
  return time.from !== undefined && time.to !== undefined && isSameDay(time.from, time.to, zone);
}

function toRow(report: Report, code: ReportCode, form: SpanForm, manner: Manner): Row {
  const { lang, words } = manner;
  return {
    code,
    count: formatCount(code.events),
    share: formatShare(code.events, report.totals.errors),
    change: changeOf(report, code, lang),
    errcode: `${code.errcode}`,
    meaning: code.meaning === undefined ? words.unknownMeaning : printable(code.meaning),
    facts: {
      owner: OWNER_NAMES[code.owner][lang],
      seen: seenText(report, code, form, manner),
      category: CATEGORIES[code.category].name[lang],
    },
  };
}

function changeOf({ baseline }: Report, { errcode }: ReportCode, lang: Lang): string {
  const found = baseline?.codes.find((code) => code.errcode === errcode);
  return found === undefined ? '' : changeText(found, COMPARISON_WORDS[lang]);
}

function seenText({ time }: Report, code: ReportCode, form: SpanForm, { zone }: Manner): string {
  const { firstSeen, lastSeen } = code;
  if (firstSeen === undefined || lastSeen === undefined) return '';
  const hasYear = !isSameYear(time.from ?? firstSeen, time.to ?? lastSeen, zone);
  return formatSpan(firstSeen, lastSeen, { form, zone, hasYear });
}

function planColumns(report: Report, rows: readonly Row[], manner: Manner): Plan {
  const { words, columns } = manner;
  const countColumns = widest([words.columnCount, ...rows.map((row) => row.count)]);
  const shareColumns = Math.max(SHARE_COLUMNS, widest([words.columnShare]));
  const codeColumns = widest([words.columnCode, ...rows.map((row) => row.errcode)]);
  const meaningWanted = widest([words.columnMeaning, ...rows.map((row) => row.meaning)]);
  const changeColumns =
    report.baseline === undefined
      ? 0
      : widest([changeTitle(manner), ...rows.map((row) => row.change)]);
  const fixed = meaningStart({ countColumns, shareColumns, changeColumns, codeColumns });
  let room = columns - fixed;
  const meaningMin = Math.min(meaningWanted, MEANING_COLUMNS_MIN);
  const take = (wanted: number): boolean => {
    if (wanted === 0 || room - GAP - wanted < meaningMin) return false;
    room -= GAP + wanted;
    return true;
  };
  const facts: { fact: Fact; columns: number }[] = [];
  const takeFact = (fact: Fact): void => {
    const texts = rows.map((row) => row.facts[fact]);
    const wanted = widest(texts) === 0 ? 0 : widest([titleOf(fact, manner), ...texts]);
    if (take(wanted)) facts.push({ fact, columns: wanted });
  };
  takeFact('owner');
  takeFact('seen');
  const hasTrend = rows.some((row) => row.code.series.length > 0) && take(TREND_COLUMNS_MIN);
  takeFact('category');
  // What is left goes to most meanings first, then to the trend, then to the longest meanings.
  const left = room - Math.min(room, meaningWanted, MEANING_COLUMNS_USUAL);
  const growth = hasTrend ? Math.min(left, TREND_COLUMNS_MAX - TREND_COLUMNS_MIN) : 0;
  return {
    countColumns,
    shareColumns,
    changeColumns,
    codeColumns,
    meaningColumns: Math.min(room - growth, meaningWanted),
    facts,
    grid: hasTrend ? createGrid(report, TREND_COLUMNS_MIN + growth) : undefined,
  };
}

function changeTitle({ lang }: Manner): string {
  return COMPARISON_WORDS[lang].columnChange;
}

function titleOf(fact: Fact, { words }: Manner): string {
  if (fact === 'owner') return words.columnOwner;
  return fact === 'seen' ? words.columnSeen : words.columnCategory;
}

function headerLine(plan: Plan, manner: Manner): string {
  const { words } = manner;
  return [
    ' '.repeat(INDENT) + padStart(words.columnCount, plan.countColumns),
    padStart(words.columnShare, plan.shareColumns),
    ...(plan.changeColumns === 0 ? [] : [padStart(changeTitle(manner), plan.changeColumns)]),
    padEnd(words.columnCode, plan.codeColumns),
    padEnd(words.columnMeaning, plan.meaningColumns),
    ...plan.facts.map(({ fact, columns }) => padEnd(titleOf(fact, manner), columns)),
    ...(plan.grid === undefined ? [] : [words.columnTrend]),
  ].join(' '.repeat(GAP));
}

function rowLines(row: Row, hasRemedy: boolean, plan: Plan, manner: Manner): string[] {
  const { style } = manner;
  const [meaning = '', ...meaningRest] = clip(
    row.meaning,
    plan.meaningColumns,
    0,
    MEANING_LINES_MAX,
  );
  const first = [
    ' '.repeat(INDENT) + style.bold(padStart(row.count, plan.countColumns)),
    padStart(row.share, plan.shareColumns),
    ...(plan.changeColumns === 0 ? [] : [padStart(row.change, plan.changeColumns)]),
    style[GROUP_COLORS[row.code.group]](padEnd(row.errcode, plan.codeColumns)),
    padEnd(meaning, plan.meaningColumns),
    ...plan.facts.map(({ fact, columns }) => padEnd(row.facts[fact], columns)),
    ...(plan.grid === undefined ? [] : [style.cyan(trendText(row.code, plan.grid))]),
  ].join(' '.repeat(GAP));
  const margin = ' '.repeat(meaningStart(plan));
  return [
    first,
    ...meaningRest.map((line) => margin + line),
    ...belowLines(row, hasRemedy, plan, manner).map((line) => style.dim(line)),
  ];
}

/** The column at which meanings begin. */
function meaningStart({
  countColumns,
  shareColumns,
  changeColumns,
  codeColumns,
}: Pick<Plan, 'countColumns' | 'shareColumns' | 'changeColumns' | 'codeColumns'>): number {
  const change = changeColumns === 0 ? 0 : changeColumns + GAP;
  return INDENT + countColumns + shareColumns + change + codeColumns + GAP * 3;
}

/** Facts that have no column, and the remedy. */
function belowLines(
  row: Row,
  hasRemedy: boolean,
  plan: Plan,
  { words, columns }: Manner,
): string[] {
  const start = meaningStart(plan);
  const indent = columns - start < BELOW_COLUMNS_MIN ? BELOW_INDENT : start;
  const folded = FACTS.filter((fact) => plan.facts.every((kept) => kept.fact !== fact))
    .map((fact) => row.facts[fact])
    .filter((text) => text !== '');
  const { remedy } = row.code;
  return [
    ...joinFacts(folded, columns - indent).map((line) => ' '.repeat(indent) + line),
    ...(hasRemedy && remedy !== undefined
      ? clip(words.remedy + printable(remedy), columns, indent, REMEDY_LINES_MAX)
      : []),
  ];
}

function trendText(code: ReportCode, grid: TimeGrid): string {
  return code.series.length === 0 ? '' : sparkline(countCells([code.series], grid));
}
