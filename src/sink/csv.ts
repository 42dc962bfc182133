/** Tables as CSV (RFC 4180, but with line feeds), safe to be opened in a spreadsheet. */

/** A cell; undefined is nothing. Numbers stay numbers, whatever their sign. */
export type CsvCell = string | number | undefined;

export interface CsvForm {
  /** What stands for a cell without value; nothing unless told. */
  readonly nothing?: string;
  /** Read by programs, which take no text for a formula: texts stay as they are. */
  readonly isForPrograms?: boolean;
}

/** A line a row, the header first; ends with a line end. */
export function csvText(
  header: readonly string[],
  rows: readonly (readonly CsvCell[])[],
  form: CsvForm = {},
): string {
  return [header, ...rows]
    .map((cells) => `${cells.map((cell) => cellText(cell, form)).join(',')}\n`)
    .join('');
}

function cellText(cell: CsvCell, { nothing = '', isForPrograms = false }: CsvForm): string {
  if (cell === undefined) return nothing;
  if (typeof cell === 'number') return `${cell}`;
  return quoted(isForPrograms ? cell : harmless(cell));
}

/** What spreadsheets take for a formula becomes text: logs are written by strangers. */
function harmless(text: string): string {
  return /^\s*[=+\-@|\t\r]/.test(text) ? `'${text}` : text;
}

function quoted(text: string): string {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
