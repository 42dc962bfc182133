/**
 * A small terminal: rows of cells, wide characters, wrapping, scrolling back, and a change of size with or
 * without breaking lines anew. It refuses sequences it does not know, so that nothing goes unseen.
 */
import stringWidth from 'string-width';

export interface TerminalOptions {
  readonly columns: number;
  readonly rows: number;
  /** Whether lines are broken anew when the width changes, as most terminals do, or cut, as xterm does. */
  readonly reflows: boolean;
  /** How wide a character is; terminals disagree. */
  readonly widthOf?: (character: string) => number;
}

export interface Terminal {
  write(bytes: Uint8Array | string): void;
  resize(columns: number, rows: number): void;
  size(): { readonly columns: number; readonly rows: number };
  /** Everything that scrolled out of sight and everything in sight; rows that were wrapped are one line. */
  lines(): string[];
  /** The rows in sight. */
  screen(): string[];
  cursor(): { readonly column: number; readonly row: number };
}

interface Row {
  cells: string[];
  /** The line goes on in the next row. */
  isWrapped: boolean;
}

const SEQUENCE = /^\u001b\[(\??)([\d;]*)([A-Za-z])/;

export function createTerminal(options: TerminalOptions): Terminal {
  const { reflows, widthOf = stringWidth } = options;
  let { columns, rows } = options;
  /** All rows, those out of sight first. */
  let all: Row[] = [];
  let top = 0;
  let row = 0;
  let column = 0;
  let wraps = true;

  const rowAt = (index: number): Row => {
    while (all.length <= index) all.push({ cells: [], isWrapped: false });
    return all[index]!;
  };
  const feed = (): void => {
    row++;
    rowAt(row);
    if (row - top >= rows) top = row - rows + 1;
  };
  const put = (character: string): void => {
    const width = widthOf(character);
    if (width === 0) return;
    if (column + width > columns) {
      if (wraps) {
        rowAt(row).isWrapped = true;
        feed();
        column = 0;
      } else column = columns - width;
    }
    const { cells } = rowAt(row);
    while (cells.length < column) cells.push(' ');
    cells[column] = character;
    for (let more = 1; more < width; more++) cells[column + more] = '';
    column += width;
  };
  const obey = (mark: string, numbers: string, letter: string): void => {
    const first = Number(numbers.split(';')[0] || 0);
    if (letter === 'm') return;
    if (mark === '?' && first === 7) wraps = letter === 'h';
    else if (letter === 'J' && first === 0) {
      const under = rowAt(row);
      under.cells.length = Math.min(under.cells.length, column);
      under.isWrapped = false;
      all.length = row + 1;
    } else if (letter === 'H') {
      row = top + Math.min(Math.max(first, 1), rows) - 1;
      column = 0;
      rowAt(row);
    } else throw new Error(`unknown sequence ${mark}${numbers}${letter}`);
  };

  return {
    write(bytes) {
      let text = typeof bytes === 'string' ? bytes : Buffer.from(bytes).toString();
      while (text !== '') {
        const sequence = SEQUENCE.exec(text);
        if (sequence !== null) {
          obey(sequence[1]!, sequence[2]!, sequence[3]!);
          text = text.slice(sequence[0].length);
          continue;
        }
        const [character] = text as unknown as Iterable<string>;
        text = text.slice(character!.length);
        if (character === '\n') {
          feed();
          column = 0;
        } else if (character === '\r') column = 0;
        else if (character! < ' ') throw new Error(`control character ${character!.charCodeAt(0)}`);
        else put(character!);
      }
    },
    resize(newColumns, newRows) {
      if (reflows && newColumns !== columns)
        ({ all, row, column } = reflow(all, row, column, newColumns, widthOf));
      else if (newColumns < columns)
        for (const { cells } of all) cells.length = Math.min(cells.length, newColumns);
      columns = newColumns;
      rows = newRows;
      // The cursor stays in sight; what scrolled out comes back where there is room.
      column = Math.min(column, columns - 1);
      top = Math.max(0, Math.min(all.length - rows, row), row - rows + 1);
    },
    size: () => ({ columns, rows }),
    lines: () => linesOf(all),
    screen: () => all.slice(top, top + rows).map(({ cells }) => cells.join('').trimEnd()),
    cursor: () => ({ column, row: row - top }),
  };
}

/** Breaks lines anew; the cursor stays with its character. */
function reflow(
  all: readonly Row[],
  row: number,
  column: number,
  columns: number,
  widthOf: (character: string) => number,
): { all: Row[]; row: number; column: number } {
  const broken: Row[] = [];
  let cursor = { row: 0, column: 0 };
  let isOpen = false;
  for (const [index, { cells, isWrapped }] of all.entries()) {
    if (!isOpen) broken.push({ cells: [], isWrapped: false });
    for (const [place, character] of [...cells.entries(), [cells.length, ' '] as const]) {
      const isCursor = index === row && place === Math.min(column, cells.length);
      if (place === cells.length && !isCursor) continue;
      const last = broken.at(-1)!;
      const width = character === '' ? 0 : widthOf(character);
      if (last.cells.length + width > columns && place < cells.length) {
        last.isWrapped = true;
        broken.push({ cells: [], isWrapped: false });
      }
      const target = broken.at(-1)!;
      if (isCursor) cursor = { row: broken.length - 1, column: target.cells.length };
      if (place < cells.length) target.cells.push(character);
    }
    isOpen = isWrapped;
  }
  return { all: broken, ...cursor };
}

function linesOf(all: readonly Row[]): string[] {
  const lines: string[] = [];
  let isOpen = false;
  for (const { cells, isWrapped } of all) {
    if (!isOpen) lines.push('');
    lines[lines.length - 1] += cells.join('');
    isOpen = isWrapped;
  }
  return lines.map((line) => line.trimEnd());
}
