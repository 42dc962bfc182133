/** Prints codes one a line, in columns; the meaning stands last, so that lines can be cut and sorted. */
import type { CatalogEntry } from '../../model/catalog.ts';
import { CATEGORIES, OWNER_NAMES, RETRY_NAMES } from '../../model/taxonomy.ts';
import { createStyle, type StyleName } from '../style.ts';
import { padEnd, textWidth, truncate } from '../width.ts';
import { type ExplainOptions, HEADLINE_COLORS } from './labels.ts';

/** One line: a code, the columns behind it, and its meaning. */
interface Line {
  readonly errcode: number;
  readonly color: StyleName;
  readonly cells: readonly string[];
  readonly meaning: string;
}

export interface ListOptions extends Omit<ExplainOptions, 'width'> {
  /** Columns of the terminal, to which lines are cut; 0 if there is none. */
  readonly width: number;
}

/** One line a code: number, category, who acts, whether to call again, meaning. */
export function renderList(entries: readonly CatalogEntry[], options: ListOptions): string {
  const { lang } = options;
  return renderLines(
    entries.map(({ errcode, category, group, owner, retry, meaning }) => ({
      errcode,
      color: HEADLINE_COLORS[group],
      cells: [
        CATEGORIES[category].name[lang],
        OWNER_NAMES[owner][lang],
        group === 'ok' ? '' : RETRY_NAMES[retry][lang],
      ],
      meaning,
    })),
    options,
  );
}

/** One line a code that has nothing but a meaning: number and meaning. */
export function renderMeanings(
  entries: readonly { readonly errcode: number; readonly meaning: string }[],
  options: ListOptions,
): string {
  return renderLines(
    entries.map(({ errcode, meaning }) => ({ errcode, color: 'cyan', cells: [], meaning })),
    options,
  );
}

function renderLines(lines: readonly Line[], { color, width }: ListOptions): string {
  const style = createStyle(color);
  const codeColumns = Math.max(0, ...lines.map(({ errcode }) => `${errcode}`.length));
  const cellColumns = (lines[0]?.cells ?? []).map((_, place) =>
    Math.max(...lines.map(({ cells }) => textWidth(cells[place]!))),
  );
  const kept = width === 0 ? cellColumns : fitting(cellColumns, width - codeColumns);
  return lines
    .map(({ errcode, color: name, cells, meaning }) => {
      const code = style.bold(style[name](`${errcode}`.padStart(codeColumns)));
      const middle = kept.map((columns, place) => style.dim(padEnd(cells[place]!, columns)));
      const line = [code, ...middle, meaning].join(GAP);
      return `${width === 0 ? line : truncate(line, width)}\n`;
    })
    .join('');
}

/** The first of the columns that leave a meaning room to say something. */
function fitting(columns: readonly number[], width: number): readonly number[] {
  let used = GAP.length;
  return columns.filter((column) => {
    used += column + GAP.length;
    return width - used >= MEANING_COLUMNS_MIN;
  });
}

const GAP = '  ';
const MEANING_COLUMNS_MIN = 36;
