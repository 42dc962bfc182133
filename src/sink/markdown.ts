/** Markdown for issues and wikis: tables, and text from logs that stays text. */

/** Nothing in it is read as markup, a mention, a reference or HTML; stands on one line. */
export function markdownText(text: string): string {
  return text
    .replace(/\s+/g, ' ')
    .replace(/[&<>]/g, (sign) => ENTITIES[sign]!)
    .replace(/[\\`*_[\]|~$]/g, '\\$&')
    .replace(/[@#]/g, (sign) => `&#${sign.charCodeAt(0)};`)
    .replace(/^\s*(?:[-+=]|\d+(?=[.)]))/, (start) => `${start}&#8203;`)
    .replace(/(https?|ftp):|www\./gi, (start) => start.replace(/[:.]/, '$&&#8203;'))
    .trim();
}

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };

export interface MarkdownColumn {
  readonly title: string;
  readonly isNumber: boolean;
}

/** Cells are Markdown already. Empty without rows. */
export function markdownTable(
  columns: readonly MarkdownColumn[],
  rows: readonly (readonly string[])[],
): string {
  if (rows.length === 0) return '';
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |\n`;
  return [
    line(columns.map(({ title }) => title)),
    line(columns.map(({ isNumber }) => (isNumber ? '---:' : '---'))),
    ...rows.map(line),
  ].join('');
}

/** Sections with a blank line between; empty ones are left out. */
export function markdownPage(sections: readonly string[]): string {
  return `${sections
    .filter((section) => section !== '')
    .map((section) => section.trimEnd())
    .join('\n\n')}\n`;
}
