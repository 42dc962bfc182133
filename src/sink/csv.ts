/** Tables as CSV (RFC 4180, but with line feeds), safe to be opened in a spreadsheet. */

/** A cell; undefined is nothing. Numbers stay numbers, whatever their sign. */
export type CsvCell = string | number | undefined;

/** A line a row, the header first; ends with a line end. */
export function csvText(header: readonly string[], rows: readonly (readonly CsvCell[])[]): string {
  return [header, ...rows].map((cells) => `${cells.map(cellText).join(',')}\n`).join('');
}

function cellText(cell: CsvCell): string {
  if (cell === undefined) return '';
  return typeof cell === 'number' ? `${cell}` : quoted(harmless(cell));
}

/** What spreadsheets take for a formula becomes text: logs are written by strangers. */
function harmless(text: string): string {
  return /^\s*[=+\-@|\t\r]/.test(text) ? `'${text}` : text;
}

function quoted(text: string): string {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
