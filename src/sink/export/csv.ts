/** The catalogue as a table: for spreadsheets and, by other names, for programs. */
import type { FullEntry } from '../../model/catalog.ts';
import type { Lang } from '../../model/lang.ts';
import { CATEGORIES, DOMAIN_NAMES, OWNER_NAMES } from '../../model/taxonomy.ts';
import { type CsvCell, type CsvForm, csvText } from '../csv.ts';
import { queryLink } from './query-link.ts';

export interface Column {
  readonly name: string;
  readonly cell: (entry: FullEntry) => CsvCell;
}

/** The columns that every table has: names and ids are those of the JSON. */
export const COLUMNS: readonly Column[] = [
  { name: 'errcode', cell: ({ errcode }) => errcode },
  { name: 'meaning', cell: ({ meaning }) => meaning },
  { name: 'category', cell: ({ category }) => category },
  { name: 'group', cell: ({ group }) => group },
  { name: 'domain', cell: ({ domain }) => domain },
  { name: 'owner', cell: ({ owner }) => owner },
  { name: 'retry', cell: ({ retry }) => retry },
  { name: 'retryMax', cell: ({ retryMax }) => retryMax },
  { name: 'retryWaitSeconds', cell: ({ retryWaitSeconds }) => retryWaitSeconds },
  { name: 'remedy', cell: ({ remedy }) => remedy },
];

/** A header line, then one line a code; with names for people beside the ids, and WeCom's page. */
export function exportCsv(entries: readonly FullEntry[], lang: Lang): string {
  const names: readonly Column[] = [
    { name: 'categoryName', cell: ({ category }) => CATEGORIES[category].name[lang] },
    { name: 'domainName', cell: ({ domain }) => DOMAIN_NAMES[domain][lang] },
    { name: 'ownerName', cell: ({ owner }) => OWNER_NAMES[owner][lang] },
    { name: 'url', cell: queryLink },
  ];
  return tableOf([...COLUMNS, ...names], entries);
}

/** A line a code, in the form that its reader wants. */
export function tableOf(
  columns: readonly Column[],
  entries: readonly FullEntry[],
  form?: CsvForm,
): string {
  const header = columns.map(({ name }) => name);
  return csvText(
    header,
    entries.map((entry) => columns.map(({ cell }) => cell(entry))),
    form,
  );
}
