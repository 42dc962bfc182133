/** Failures by category, by area, by API, by workload and by host. */
import type { Report } from '../../model/report.ts';
import { CATEGORIES, DOMAIN_NAMES, GROUP_NAMES } from '../../model/taxonomy.ts';
import type { StyleName } from '../style.ts';
import { padEnd, truncate, wrap } from '../width.ts';
import { formatCount, formatRate, formatShare } from './figures.ts';
import {
  GAP,
  GROUP_COLORS,
  heading,
  INDENT,
  type Manner,
  padStart,
  sideBySide,
  widest,
} from './layout.ts';
import { printable } from './printable.ts';
import { drawBar } from './sparkline.ts';

const DOMAINS_MAX = 10;
const APIS_MAX = 10;
const NAMES_MAX = 8;
const NAME_COLUMNS_MAX = 32;
const API_COLUMNS_MIN = 24;
const NO_RATE = '–';
/** From so many columns on, two blocks stand side by side. */
const SIDE_BY_SIDE_COLUMNS_MIN = 96;
const BLOCK_GAP = 4;
const BAR_COLUMNS_MAX = 40;
const BAR_COLUMNS_MIN = 6;

interface BarRow {
  readonly name: string;
  /** A remark beside the name, left out where there is no room for it. */
  readonly remark: string;
  readonly count: number;
  readonly color: StyleName;
}

/** Up to two sections; none if nothing failed. */
export function breakdownLines(report: Report, manner: Manner): string[][] {
  const isWide = manner.columns >= SIDE_BY_SIDE_COLUMNS_MIN;
  const half = Math.floor((manner.columns - BLOCK_GAP) / 2);
  const columns = isWide ? half : manner.columns;
  const categories = categoryLines(report, { ...manner, columns });
  const domains = domainLines(report, { ...manner, columns });
  const apis = apiLines(report, manner);
  const [workloads, hosts] = namesLines(report, { ...manner, columns });
  if (!isWide || categories.length === 0) return [categories, domains, apis, workloads, hosts];
  const start = half + BLOCK_GAP;
  const names = workloads.length === 0 ? hosts : sideBySide(workloads, hosts, start);
  return [sideBySide(categories, domains, start), apis, names];
}

/** Whose failures they are, and where. */
function namesLines(
  { workloads, hosts, totals }: Report,
  manner: Manner,
): [workloads: string[], hosts: string[]] {
  const { words } = manner;
  const rowsOf = (names: readonly { name: string; errors: number }[]): BarRow[] => {
    const failed = mostFirst(names, ({ errors }) => errors);
    const rest = failed.slice(NAMES_MAX);
    const count = rest.reduce((sum, { errors }) => sum + errors, 0);
    const shown = rest.length > 0 ? [{ name: words.restDomains(rest.length), errors: count }] : [];
    return [...failed.slice(0, NAMES_MAX), ...shown].map(({ name, errors }) => ({
      ...{ name: truncate(name, NAME_COLUMNS_MAX), remark: '', count: errors },
      color: 'blue',
    }));
  };
  const ofWorkloads = workloads.map(({ workload, errors }) => ({
    name: workload === '' ? words.noWorkload : printable(workload),
    errors,
  }));
  const ofHosts = hosts.map(({ host, errors }) => ({ name: printable(host), errors }));
  return [
    barLines(words.byWorkload, rowsOf(ofWorkloads), totals.errors, manner),
    barLines(words.byHost, rowsOf(ofHosts), totals.errors, manner),
  ];
}

function categoryLines(report: Report, manner: Manner): string[] {
  const { lang, words } = manner;
  const rows = report.categories
    .filter(({ category, events }) => category !== 'success' && events > 0)
    .map(({ category, group, events }) => ({
      name: CATEGORIES[category].name[lang],
      remark: GROUP_NAMES[group][lang],
      count: events,
      color: GROUP_COLORS[group],
    }));
  return barLines(words.byCategory, rows, report.totals.errors, manner);
}

function domainLines(report: Report, manner: Manner): string[] {
  const { lang, words } = manner;
  const failed = mostFirst(report.domains, ({ errors }) => errors);
  const rest = failed.slice(DOMAINS_MAX);
  const rows: BarRow[] = failed.slice(0, DOMAINS_MAX).map(({ domain, errors }) => ({
    name: DOMAIN_NAMES[domain][lang],
    remark: '',
    count: errors,
    color: 'blue',
  }));
  if (rest.length > 0) {
    const count = rest.reduce((sum, { errors }) => sum + errors, 0);
    rows.push({ name: words.restDomains(rest.length), remark: '', count, color: 'blue' });
  }
  return barLines(words.byDomain, rows, report.totals.errors, manner);
}

/** Those with any, in descending order; equals keep their order. */
function mostFirst<T>(items: readonly T[], countOf: (item: T) => number): T[] {
  return items
    .filter((item) => countOf(item) > 0)
    .sort((left, right) => countOf(right) - countOf(left));
}

function barLines(
  title: string,
  unsorted: readonly BarRow[],
  whole: number,
  manner: Manner,
): string[] {
  if (unsorted.length === 0) return [];
  const { style, columns } = manner;
  const rows = mostFirst(unsorted, ({ count }) => count);
  const most = rows[0]!.count;
  const nameColumns = widest(rows.map(({ name }) => name));
  const countColumns = widest(rows.map(({ count }) => formatCount(count)));
  const used = INDENT + nameColumns + countColumns + '100%'.length + GAP * 3;
  const remarkColumns = widest(rows.map(({ remark }) => remark));
  const hasRemark =
    remarkColumns > 0 && columns - used - remarkColumns - GAP >= BAR_COLUMNS_MIN * 2;
  const room = columns - used - (hasRemark ? remarkColumns + GAP : 0);
  const barColumns = room < BAR_COLUMNS_MIN ? 0 : Math.min(room, BAR_COLUMNS_MAX);
  return [
    style.bold(title),
    ...rows.map(({ name, remark, count, color }) =>
      [
        ' '.repeat(INDENT) + padEnd(name, nameColumns),
        ...(hasRemark ? [style.dim(padEnd(remark, remarkColumns))] : []),
        padStart(formatCount(count), countColumns),
        padStart(formatShare(count, whole), '100%'.length),
        style[color](drawBar(count, most, barColumns)),
      ].join(' '.repeat(GAP)),
    ),
  ];
}

interface ApiRow {
  readonly errors: string;
  readonly calls: string;
  readonly rate: string;
  readonly mainCode: string;
  readonly api: string;
}

function apiLines(report: Report, manner: Manner): string[] {
  const { lang, words, style, columns } = manner;
  const failed = mostFirst(report.apis, ({ errors }) => errors);
  if (failed.length === 0) return [];
  const rows = failed.slice(0, APIS_MAX).map((entry): ApiRow => {
    const { api, title, events, errors } = entry;
    return {
      errors: formatCount(errors),
      calls: formatCount(events),
      // Where no success is on record, a share of failures would be a fiction.
      rate: events > errors ? formatRate(errors, events) : NO_RATE,
      mainCode: mainCode(report, entry),
      // WeCom has no English names for its interfaces.
      api: printable(lang === 'zh' && title !== undefined ? `${api}  ${title}` : api),
    };
  });
  const titles: ApiRow = {
    errors: words.columnErrors,
    calls: words.columnCalls,
    rate: words.columnRate,
    mainCode: words.columnMainCode,
    api: words.columnApi,
  };
  const shown = apiColumns([titles, ...rows], columns);
  const rest = failed.length - rows.length;
  const lacksRate = shown.includes('rate') && rows.some(({ rate }) => rate === NO_RATE);
  const remarks = [
    ...(rest > 0 ? [words.topOf(rows.length, failed.length)] : []),
    ...(lacksRate ? [words.noSuccess] : []),
  ];
  const [header = '', ...lines] = tableLines([titles, ...rows], shown);
  return [
    heading(words.byApi, remarks, manner),
    style.dim(truncate(header, columns)),
    ...lines.map((line) => truncate(line, columns)),
    ...(rest > 0 ? wrap(style.dim(words.restApis(rest)), columns, INDENT) : []),
  ];
}

/** Columns give way, the last ones first, until the API can be read. */
function apiColumns(rows: readonly ApiRow[], columns: number): (keyof ApiRow)[] {
  const hasRate = rows.slice(1).some(({ rate }) => rate !== NO_RATE);
  const kept: (keyof ApiRow)[] = ['errors', ...(hasRate ? (['calls', 'rate'] as const) : [])];
  const widthOf = (key: keyof ApiRow) => widest(rows.map((row) => row[key])) + GAP;
  const apiMin = Math.min(widthOf('api'), API_COLUMNS_MIN);
  const used = kept.reduce((sum, key) => sum + widthOf(key), INDENT);
  if (used + apiMin > columns) return ['errors', 'api'];
  return used + widthOf('mainCode') + apiMin > columns
    ? [...kept, 'api']
    : [...kept, 'mainCode', 'api'];
}

/** Numbers to the right, words to the left. */
function tableLines(rows: readonly ApiRow[], shown: readonly (keyof ApiRow)[]): string[] {
  const widths = shown.map((key) => widest(rows.map((row) => row[key])));
  return rows.map((row) => {
    const cells = shown.map((key, index) =>
      key === 'mainCode' || key === 'api'
        ? padEnd(row[key], widths[index]!)
        : padStart(row[key], widths[index]!),
    );
    return ' '.repeat(INDENT) + cells.join(' '.repeat(GAP)).trimEnd();
  });
}

/** The code that failed most often at an API, and its share of the failures there. */
function mainCode({ codes }: Report, { api, errors }: Report['apis'][number]): string {
  const found = codes
    .filter(({ errcode }) => errcode !== 0)
    .flatMap(({ errcode, apis }) =>
      apis.filter((entry) => entry.api === api).map(({ events }) => ({ errcode, events })),
    );
  const [main] = mostFirst(found, ({ events }) => events);
  return main === undefined ? '' : `${main.errcode} ${formatShare(main.events, errors)}`;
}
