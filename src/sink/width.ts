/**
 * Measures and lays out text by the columns it takes on a terminal, where a Chinese character takes
 * two and a colour sequence none. The only file that knows how wide a character is.
 */
import { createRequire } from 'node:module';
import type stringWidth from 'string-width';

const ESCAPE = '\\u001b\\[[0-9;]*m';

/** Letters that may be parted from their neighbours at the end of a line. */
const WIDE =
  '\\u1100-\\u115f\\u2e80-\\ua4cf\\uac00-\\ud7a3\\uf900-\\ufaff\\ufe30-\\ufe6f\\uff01-\\uff60\\uffe0-\\uffe6\\u{20000}-\\u{3fffd}';

/** Punctuation that may not begin a line, and such as may not end one. */
const CLOSING = '、。，．：；！？）」』】》〉”’…';
const OPENING = '（「『【《〈“‘';

/** A colour sequence, blanks, a Chinese character, a mark of punctuation, or a word of any other script. */
const TOKEN = new RegExp(
  `${ESCAPE}|\\s+|[${CLOSING}${OPENING}]|[${WIDE}]|(?:(?!${ESCAPE})[^\\s${CLOSING}${OPENING}${WIDE}])+`,
  'gu',
);

const ASCII = /^[\x20-\x7e]*$/;

/** ASCII, a few marks and Chinese, of which the width needs no table. */
const PLAIN =
  /^[\x20-\x7e\u00b7\u00d7\u2018-\u201d\u2022\u2026\u2192\u2264\u3001-\u3029\u4e00-\u9fff\uff01-\uff60]*$/;

/** Of the plain characters, those from here on take two columns. */
const FIRST_WIDE = 0x3000;

const ESCAPES = new RegExp(ESCAPE, 'gu');

const graphemes = new Intl.Segmenter('zh', { granularity: 'grapheme' });

/** Columns that `text` takes on a terminal. */
export function textWidth(text: string): number {
  const shown = text.includes('\u001b') ? text.replace(ESCAPES, '') : text;
  if (ASCII.test(shown)) return shown.length;
  if (!PLAIN.test(shown)) return measure(shown);
  let width = 0;
  for (let index = 0; index < shown.length; index++) {
    width += shown.charCodeAt(index) >= FIRST_WIDE ? 2 : 1;
  }
  return width;
}

let tabled: typeof stringWidth | undefined;

/** Loads the table when it is first needed: that takes 30 ms, a third of a whole `explain`. */
function measure(text: string): number {
  tabled ??= loadTable();
  return tabled(text);
}

function loadTable(): typeof stringWidth {
  try {
    const module = createRequire(import.meta.url)('string-width') as {
      readonly default: typeof stringWidth;
    };
    return module.default;
  } catch {
    // Node 22 before 22.12 cannot require modules of this kind: near enough for them.
    return (text) =>
      [...text].reduce((width, one) => width + (WIDE_CHARACTER.test(one) ? 2 : 1), 0);
  }
}

const WIDE_CHARACTER = new RegExp(`[${WIDE}]|\\p{Extended_Pictographic}`, 'u');

/** Adds blanks on the right up to `columns`; a longer text stays as it is. */
export function padEnd(text: string, columns: number): string {
  return text + ' '.repeat(Math.max(0, columns - textWidth(text)));
}

/** Cuts to at most `columns`, the last of them an ellipsis; colour sequences all stay. */
export function truncate(text: string, columns: number): string {
  if (textWidth(text) <= columns) return text;
  const room = columns - textWidth('…');
  let kept = '';
  let used = 0;
  let isFull = false;
  for (const { piece, width } of piecesOf(text)) {
    if (width > 0 && !isFull && used + width > room) {
      isFull = true;
      kept += room < 0 ? '' : '…';
    }
    if (!isFull || width === 0) kept += piece;
    used += width;
  }
  return kept;
}

/**
 * Breaks `text` into lines of at most `columns`, each beginning with `indent` blanks, which count.
 * Chinese breaks between any two characters, but not before closing or after opening punctuation;
 * words of other scripts break only where they fill a whole line. Line ends in `text` stay.
 */
export function wrap(text: string, columns: number, indent = 0): string[] {
  const measure = Math.max(2, columns - indent);
  const margin = ' '.repeat(indent);
  return text
    .split('\n')
    .flatMap((line) => wrapLine(line, measure))
    .map((line) => (line === '' ? '' : margin + line));
}

function wrapLine(text: string, measure: number): string[] {
  const lines: string[] = [];
  let line = '';
  let used = 0;
  let blanks = '';
  for (const unit of unitsOf(text)) {
    if (unit.trim() === '') {
      blanks = line === '' ? '' : unit;
      continue;
    }
    const width = textWidth(unit);
    if (line !== '' && used + blanks.length + width > measure) {
      lines.push(line);
      line = '';
      used = 0;
    } else {
      line += blanks;
      used += blanks.length;
    }
    blanks = '';
    const pieces = width > measure ? splitUnit(unit, measure) : [unit];
    lines.push(...pieces.slice(0, -1));
    line += pieces.at(-1)!;
    used += textWidth(pieces.at(-1)!);
  }
  return [...lines, line];
}

/** What must stay together on a line: words, and characters with the punctuation they carry. */
function unitsOf(text: string): string[] {
  const units: string[] = [];
  let isOpen = false;
  for (const [token] of text.matchAll(TOKEN)) {
    const isEscape = token.startsWith('\u001b');
    const isBlank = /^\s/.test(token);
    const last = units.at(-1);
    const isAfterBlank = last === undefined || /^\s+$/.test(last);
    const clings = isOpen || (!isAfterBlank && (isEscape || CLOSING.includes(token)));
    if (clings && !isBlank && last !== undefined) units[units.length - 1] = last + token;
    else units.push(token);
    // A colour sequence at the beginning of a unit belongs to what follows it.
    isOpen = !isBlank && (OPENING.includes(token) || (isEscape && (isOpen || isAfterBlank)));
  }
  return units;
}

function splitUnit(unit: string, measure: number): string[] {
  const lines = [''];
  let used = 0;
  for (const { piece, width } of piecesOf(unit)) {
    if (used + width > measure) {
      lines.push('');
      used = 0;
    }
    lines[lines.length - 1] += piece;
    used += width;
  }
  return lines;
}

/** The smallest parts a text can be cut into: characters as people see them, and colour sequences. */
function* piecesOf(text: string): Generator<{ piece: string; width: number }> {
  for (const part of text.split(new RegExp(`(${ESCAPE})`, 'u'))) {
    if (part.startsWith('\u001b[')) {
      yield { piece: part, width: 0 };
      continue;
    }
    for (const { segment } of graphemes.segment(part)) {
      yield { piece: segment, width: textWidth(segment) };
    }
  }
}
