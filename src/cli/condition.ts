/**
 * Reads the conditions of `--fail-on`: FIGURE COMPARATOR NUMBER[UNIT], such as `errors > 1%` or
 * `category rate-limited > 10/h`. What cannot be read is told with its column and what may stand there.
 */
import {
  CODE_KINDS,
  COMPARATORS,
  CONDITION_UNITS,
  type CodeKind,
  type Comparator,
  type Condition,
  type ConditionFigure,
  type ConditionUnit,
  TOTAL_FIGURES,
  type TotalFigure,
} from '../model/condition.ts';
import type { Bilingual } from '../model/lang.ts';
import {
  CATEGORY_IDS,
  type Category,
  DOMAIN_NAMES,
  type Domain,
  GROUP_NAMES,
  type Group,
  OWNER_NAMES,
  type Owner,
} from '../model/taxonomy.ts';
import { ToolError } from '../model/tool-error.ts';
import { textWidth } from '../sink/width.ts';
import { nearest } from './nearest.ts';

/** Throws a ToolError `condition-invalid`. */
export function parseCondition(text: string): Condition {
  // Full-width signs, as Chinese keyboards give them, are the same signs.
  const words = wordsOf(text.normalize('NFKC'));
  const reader: Reader = { text, words, at: 0 };
  const figure = readFigure(reader);
  const comparator = readComparator(reader);
  const { limit, unit } = readLimit(reader, figure);
  const rest = reader.words[reader.at];
  if (rest !== undefined) throw wrong(reader, rest, NOTHING, []);
  return { text, figure, comparator, limit, unit };
}

/** Whether only a baseline can tell. */
export function needsBaseline({ figure, unit }: Condition): boolean {
  return unit === 'x' || (figure.kind === 'codes' && figure.of !== 'unknown');
}

interface Word {
  readonly text: string;
  /** Characters before it. */
  readonly column: number;
}

interface Reader {
  readonly text: string;
  readonly words: readonly Word[];
  at: number;
}

/** Signs are words of their own, blanks between or not. */
function wordsOf(text: string): Word[] {
  const words = text.matchAll(/[<>=!]+|[^\s<>=!]+/g);
  return [...words].map((match) => ({ text: match[0], column: match.index }));
}

const OF_IDS: Readonly<Record<string, readonly string[]>> = {
  category: CATEGORY_IDS,
  group: Object.keys(GROUP_NAMES),
  domain: Object.keys(DOMAIN_NAMES),
  owner: Object.keys(OWNER_NAMES),
};

const FIGURE_WORDS: readonly string[] = [
  ...TOTAL_FIGURES,
  'code',
  ...Object.keys(OF_IDS),
  ...CODE_KINDS.map((kind) => `${kind} codes`),
];

function readFigure(reader: Reader): ConditionFigure {
  const word = reader.words[reader.at];
  const next = reader.words[reader.at + 1];
  if (next?.text === 'codes' && isOneOf(CODE_KINDS, word?.text)) {
    reader.at += 2;
    return { kind: 'codes', of: word!.text as CodeKind };
  }
  if (isOneOf(TOTAL_FIGURES, word?.text)) {
    reader.at++;
    return { kind: 'total', name: word!.text as TotalFigure };
  }
  if (word?.text === 'code') {
    reader.at += 2;
    if (!/^-?\d{1,10}$/.test(next?.text ?? '')) throw wrong(reader, next, A_CODE, []);
    return { kind: 'code', errcode: Number(next!.text) };
  }
  const ids = OF_IDS[word?.text ?? ''];
  if (ids === undefined) throw wrong(reader, word, A_FIGURE, FIGURE_WORDS);
  reader.at += 2;
  if (!isOneOf(ids, next?.text)) throw wrong(reader, next, AN_ID, ids);
  const id = next!.text;
  if (word!.text === 'category') return { kind: 'category', id: id as Category };
  if (word!.text === 'group') return { kind: 'group', id: id as Group };
  if (word!.text === 'domain') return { kind: 'domain', id: id as Domain };
  return { kind: 'owner', id: id as Owner };
}

function isOneOf(words: readonly string[], word: string | undefined): boolean {
  return word !== undefined && words.includes(word);
}

function readComparator(reader: Reader): Comparator {
  const word = reader.words[reader.at++];
  const text = word?.text === '=' ? '==' : word?.text;
  if (!isOneOf(COMPARATORS, text)) throw wrong(reader, word, A_COMPARATOR, COMPARATORS);
  return text as Comparator;
}

function readLimit(
  reader: Reader,
  figure: ConditionFigure,
): { readonly limit: number; readonly unit: ConditionUnit } {
  const word = reader.words[reader.at++];
  const parts = /^(\d+(?:\.\d+)?)(.*)$/.exec(word?.text ?? '');
  if (parts === null) throw wrong(reader, word, A_NUMBER, []);
  let unit = parts[2]!;
  let place: Word = { text: unit, column: word!.column + parts[1]!.length };
  // A blank may stand before the unit.
  const next = reader.words[reader.at];
  if (unit === '' && next !== undefined) {
    place = next;
    unit = next.text;
    reader.at++;
  }
  const units = unitsOf(figure);
  if (!isOneOf(units, unit)) throw wrong(reader, place, A_UNIT, units);
  return { limit: Number(parts[1]), unit: unit as ConditionUnit };
}

/** Codes are counted, and what is no call has no share of calls. */
function unitsOf(figure: ConditionFigure): readonly ConditionUnit[] {
  if (figure.kind === 'codes') return [''];
  const isCall =
    figure.kind !== 'total' || !['events', 'foreign', 'near-misses'].includes(figure.name);
  return CONDITION_UNITS.filter((unit) => unit !== '%' || isCall);
}

const A_FIGURE: Bilingual = { zh: '这里应写要检查的数字', en: 'a figure is wanted here' };
const A_CODE: Bilingual = {
  zh: 'code 之后应写错误码（整数）',
  en: 'an errcode (integer) is wanted behind code',
};
const AN_ID: Bilingual = { zh: '这里应写其中一个', en: 'one of these is wanted here' };
const A_COMPARATOR: Bilingual = { zh: '这里应写比较符号', en: 'a comparison is wanted here' };
const A_NUMBER: Bilingual = {
  zh: '这里应写数字，如 0、10/h、1%',
  en: 'a number is wanted here, such as 0, 10/h or 1%',
};
const A_UNIT: Bilingual = { zh: '这里只能用这些单位', en: 'only these units can stand here' };
const NOTHING: Bilingual = {
  zh: '条件到此应结束，多余的请另写一个 --fail-on',
  en: 'the condition should end here; write another --fail-on for the rest',
};

/** The sentence, then the condition with a mark below the place. */
function wrong(
  { text }: Reader,
  word: Word | undefined,
  wanted: Bilingual,
  allowed: readonly string[],
): ToolError {
  const column = word?.column ?? text.trimEnd().length;
  const long = allowed.filter((one) => one.length > 2);
  const near = word === undefined || word.text.length < 3 ? undefined : nearest(word.text, long);
  const shown = allowed.map((one) =>
    one === '' ? { zh: '（不写）', en: '(none)' } : { zh: one, en: one },
  );
  const list = {
    zh: shown.length === 0 ? '' : `：${shown.map(({ zh }) => zh).join('、')}`,
    en: shown.length === 0 ? '' : `: ${shown.map(({ en }) => en).join(', ')}`,
  };
  const hint = {
    zh: near === undefined ? '。' : `。是否想用 ${near}？`,
    en: near === undefined ? '.' : `. Did you mean ${near}?`,
  };
  const mark = `\n    ${text}\n    ${' '.repeat(textWidth(text.slice(0, column)))}^`;
  return new ToolError('condition-invalid', {
    zh: `第 ${column + 1} 列，${wanted.zh}${list.zh}${hint.zh}${mark}`,
    en: `column ${column + 1}: ${wanted.en}${list.en}${hint.en}${mark}`,
  });
}
