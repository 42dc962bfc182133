/** How one rendering goes about it, and the few ways of setting lines that its sections share. */
import type { Lang } from '../../model/lang.ts';
import type { Group } from '../../model/taxonomy.ts';
import type { Style, StyleName } from '../style.ts';
import { padEnd, textWidth, truncate, wrap } from '../width.ts';
import type { ReportZone } from './moments.ts';
import type { Words } from './words.ts';

/** Language, colours, columns and clock, settled once. */
export interface Manner {
  readonly lang: Lang;
  readonly words: Words;
  readonly style: Style;
  readonly columns: number;
  readonly zone: ReportZone;
  /** Rows of the table of codes. */
  readonly top: number;
}

/** What stands below a heading is set in by so many blanks. */
export const INDENT = 2;

/** Blanks between two columns. */
export const GAP = 2;

export const GROUP_COLORS = {
  ok: 'green',
  retry: 'yellow',
  credential: 'red',
  request: 'red',
  object: 'red',
  grant: 'red',
  unknown: 'magenta',
} as const satisfies Record<Group, StyleName>;

/** `text` with blanks on the left up to `columns`. */
export function padStart(text: string, columns: number): string {
  return ' '.repeat(Math.max(0, columns - textWidth(text))) + text;
}

/** The widest of some texts, in columns. */
export function widest(texts: readonly string[]): number {
  return texts.reduce((most, text) => Math.max(most, textWidth(text)), 0);
}

/** A heading in bold, and beside it as many of the remarks as there is room for. */
export function heading(
  title: string,
  remarks: readonly string[],
  { style, columns }: Manner,
): string {
  const [beside = ''] = joinFacts(remarks, columns - textWidth(title) - GAP);
  if (beside === '' || textWidth(title + beside) + GAP > columns) return style.bold(title);
  return `${style.bold(title)}${' '.repeat(GAP)}${style.dim(beside)}`;
}

/** Facts with a dot between, in lines of at most `columns` that break only between facts. */
export function joinFacts(facts: readonly string[], columns: number): string[] {
  const lines: string[] = [];
  for (const fact of facts) {
    const longer = lines.length === 0 ? fact : `${lines.at(-1)} · ${fact}`;
    if (lines.length > 0 && textWidth(longer) <= columns) lines[lines.length - 1] = longer;
    else lines.push(fact);
  }
  return lines;
}

/** Wraps into at most `linesMax` lines, the last ending in an ellipsis if something is left out. */
export function clip(text: string, columns: number, indent: number, linesMax: number): string[] {
  const lines = wrap(text, columns, indent);
  if (lines.length <= linesMax) return lines;
  const last = lines[linesMax - 1]!;
  const next = lines[linesMax]!.trimStart();
  const blank = /[!-~]$/.test(last) && /^[!-~]/.test(next) ? ' ' : '';
  // Whatever fits: with the ellipsis at its end it does not, or ends in it.
  return [...lines.slice(0, linesMax - 1), truncate(`${last}${blank}${next}…`, columns)];
}

/** A paragraph hanging beside its mark. */
export function bullet(mark: string, text: string, columns: number): string[] {
  const indent = INDENT + textWidth(mark) + 1;
  return wrap(text, columns, indent).map((line, index) =>
    index === 0 ? `${' '.repeat(INDENT)}${mark} ${line.trimStart()}` : line,
  );
}

/** Two blocks of lines side by side; the right one begins at column `start`. */
export function sideBySide(
  left: readonly string[],
  right: readonly string[],
  start: number,
): string[] {
  return Array.from({ length: Math.max(left.length, right.length) }, (_, index) => {
    const beside = right[index] ?? '';
    return beside === '' ? (left[index] ?? '') : padEnd(left[index] ?? '', start) + beside;
  });
}
