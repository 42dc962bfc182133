/** The catalogue as a table for spreadsheets and programs: CSV as RFC 4180 has it, but with line feeds. */

import type { FullEntry } from '../../model/catalog.ts';
import type { Lang } from '../../model/lang.ts';
import { CATEGORIES, DOMAIN_NAMES, OWNER_NAMES } from '../../model/taxonomy.ts';
import { queryLink } from './query-link.ts';

/** A cell; undefined is nothing. */
export type Cell = string | number | undefined;

export interface Column {
  readonly name: string;
  readonly cell: (entry: FullEntry) => Cell;
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
  return csvText([...COLUMNS, ...names], entries, '');
}

/** `nothing` stands for a cell without value. */
export function csvText(
  columns: readonly Column[],
  entries: readonly FullEntry[],
  nothing: string,
): string {
  const rows = entries.map((entry) =>
    columns.map(({ cell }) => {
      const value = cell(entry);
      return value === undefined ? nothing : quoted(`${value}`);
    }),
  );
  return [columns.map(({ name }) => name), ...rows].map((cells) => `${cells.join(',')}\n`).join('');
}

function quoted(text: string): string {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
