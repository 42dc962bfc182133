/**
 * Reads what follows a key: closing quote, separator, opening quote, an integer. Every separator is
 * one that was met in a real log or that a printer of some language writes; comparisons of source
 * code, floats, dates, symbols and empty values are no values.
 */
import { after, charAt, isDigit, isWord } from './decode.ts';

/** Results of the last successful `readValue`. */
export let value = 0;
export let valueEnd = 0;
/** Whether an escape stood between the key and the value. */
export let valueEscaped = false;
/** After a failure: it failed at a byte above 0x7F, which may be text in another encoding. */
export let valueBlocked = false;

/** Characters allowed between key and value, each kind at most so often. */
const RUN_MAX = 32;
/** A number glued to its key without any separator must look like a code. */
const GLUED_DIGITS_MIN = 5;

// Where reading stands; module state instead of an object for each candidate.
let at = 0;
let char = 0;

/** Reads from `end`, the byte behind the key that starts at `start`; true if an integer follows. */
export function readValue(bytes: Uint8Array, start: number, end: number): boolean {
  valueEscaped = false;
  valueBlocked = false;
  at = end;
  char = charAt(bytes, at);
  const closed = skipClosers(bytes);
  const spaced = skipSpaces(bytes);
  const separated = skipSeparator(bytes, start);
  if (separated < 0) return false;
  if (!closed && !spaced && separated === 0 && !isDigit(char)) return fail();
  skipSpaces(bytes);
  const opened = skipOpeners(bytes);
  const glued = !closed && !spaced && separated === 0 && !opened;
  return readInteger(bytes, glued);
}

function fail(): boolean {
  valueBlocked = char >= 0x80;
  return false;
}

function step(bytes: Uint8Array): void {
  // Any character that takes more than one byte of ASCII to write is an escape.
  if (after - at > 1 && char < 0x80) valueEscaped = true;
  at = after;
  char = charAt(bytes, at);
}

function skipSpaces(bytes: Uint8Array): boolean {
  let count = 0;
  while ((char === 0x20 || char === 0x09) && count < RUN_MAX) {
    step(bytes);
    count++;
  }
  return count > 0;
}

/** Quotes and brackets that close the key: `"`, `'`, a backtick, `]` of print_r, `**` of Markdown, `”`. */
function skipClosers(bytes: Uint8Array): boolean {
  let count = 0;
  while (count < 4) {
    if (char === 0x22 || char === 0x27 || char === 0x60 || char === 0x5d || char === 0x2a)
      step(bytes);
    else if (isCurlyQuote(bytes)) skipThree(bytes);
    else break;
    count++;
  }
  return count > 0;
}

/** “ ” ‘ ’ in UTF-8. */
function isCurlyQuote(bytes: Uint8Array): boolean {
  const third = bytes[at + 2]!;
  return (
    char === 0xe2 &&
    bytes[at + 1] === 0x80 &&
    (third === 0x9c || third === 0x9d || third === 0x98 || third === 0x99)
  );
}

function skipThree(bytes: Uint8Array): void {
  at += 3;
  char = charAt(bytes, at);
}

/** 1 if a separator was read, 0 if there is none, -1 if what stands there is a comparison. */
function skipSeparator(bytes: Uint8Array, start: number): number {
  if (char === 0x3a || char === 0x3d) return skipColonOrEquals(bytes);
  if (char === 0x2d) {
    // `->`; a lone minus is the number's sign.
    if (bytes[at + 1] !== 0x3e) return 0;
    step(bytes);
    step(bytes);
    return 1;
  }
  if (char === 0x3e) {
    // XML: the key must be an element that opens right before it.
    if (!isOpenTag(bytes, start)) return -1;
    step(bytes);
    return 1;
  }
  if (char === 0x7c) {
    if (bytes[at + 1] === 0x7c) return -1;
    step(bytes);
    return 1;
  }
  if (char === 0x69 && bytes[at + 1] === 0x73 && bytes[at + 2] === 0x20) {
    at += 2;
    char = 0x20;
    return 1;
  }
  if (char >= 0x80) return skipWideSeparator(bytes);
  return char === 0x3c && isCdata(bytes) ? 1 : char === 0x21 || char === 0x3c ? -1 : 0;
}

function skipColonOrEquals(bytes: Uint8Array): number {
  const first = char;
  step(bytes);
  if (char === 0x3d) {
    if (first === 0x3d) return -1; // ==
    step(bytes);
    return 1; // :=
  }
  if (char === 0x3e) {
    step(bytes);
    return 1; // => and :>
  }
  return first === 0x3d && char === 0x7e ? -1 : 1; // =~
}

/** `<errcode>`, `&lt;errcode&gt;`, `\u003cerrcode\u003e`. */
function isOpenTag(bytes: Uint8Array, start: number): boolean {
  const before = bytes[start - 1];
  if (before === 0x3c) return true;
  if (before === 0x3b) return bytes[start - 2] === 0x74 && bytes[start - 3] === 0x6c;
  return (before! | 0x20) === 0x63 && bytes[start - 2] === 0x33; // …3c
}

/** ： ＝ → 为 是 and the full-width opening brackets, in UTF-8 (raw or percent-encoded). */
function skipWideSeparator(bytes: Uint8Array): number {
  const second = wideByte(bytes, 1);
  const third = wideByte(bytes, 2);
  const code = (char << 16) | (second << 8) | third;
  if (!WIDE_SEPARATORS.has(code)) return 0;
  skipWide(bytes);
  return 1;
}

function wideByte(bytes: Uint8Array, index: number): number {
  if (bytes[at] !== 0x25) return bytes[at + index]!;
  charAt(bytes, at + index * 3);
  return charAt(bytes, at + index * 3);
}

function skipWide(bytes: Uint8Array): void {
  at += bytes[at] === 0x25 ? 9 : 3;
  char = charAt(bytes, at);
}

const WIDE_SEPARATORS: ReadonlySet<number> = new Set([
  0xefbc9a, // ：
  0xefbc9d, // ＝
  0xe28692, // →
  0xe4b8ba, // 为
  0xe698af, // 是
  0xefbc88, // （
  0xe38090, // 【
]);

/** Quotes, brackets, CDATA and number types that open the value. */
function skipOpeners(bytes: Uint8Array): boolean {
  let count = 0;
  while (count < 6) {
    if (
      char === 0x22 ||
      char === 0x27 ||
      char === 0x60 ||
      char === 0x28 ||
      char === 0x5b ||
      char === 0x2a
    )
      step(bytes);
    else if (char === 0x20 || char === 0x09) step(bytes);
    else if (char === 0x3c && isCdata(bytes)) {
      at += 9;
      char = charAt(bytes, at);
    } else if (isCurlyQuote(bytes)) skipThree(bytes);
    else if (char >= 0x80 && skipWideSeparator(bytes) === 1) {
      // ： 【 and the like, as in 错误码为：40014
    } else if (!skipTypeName(bytes)) break;
    count++;
  }
  return count > 0;
}

function isCdata(bytes: Uint8Array): boolean {
  return matches(bytes, '<![CDATA[');
}

function matches(bytes: Uint8Array, text: string): boolean {
  for (let index = 0; index < text.length; index++) {
    if (bytes[at + index] !== text.charCodeAt(index)) return false;
  }
  return true;
}

/** `int(`, `Some(`, `NumberInt(` and prefixes of quotes (`u'`, `b"`). */
function skipTypeName(bytes: Uint8Array): boolean {
  if (!isWord(char) || isDigit(char)) return false;
  const next = bytes[at + 1]!;
  if ((char === 0x75 || char === 0x62) && (next === 0x27 || next === 0x22)) {
    step(bytes);
    return true;
  }
  for (const name of TYPE_NAMES) {
    if (matches(bytes, name)) {
      at += name.length;
      char = charAt(bytes, at);
      return true;
    }
  }
  return false;
}

const TYPE_NAMES = [
  'int(',
  'int32(',
  'int64(',
  'long(',
  'integer(',
  'Integer(',
  'Long(',
  'Int(',
  'number(',
  'Number(',
  'NumberInt(',
  'NumberLong(',
  'Some(',
  'string(',
  'json.Number(',
];

/** An integer of 1 to 10 digits within int32, its end bounded. */
function readInteger(bytes: Uint8Array, glued: boolean): boolean {
  let sign = 1;
  if (char === 0x2d && isDigit(bytes[after]!)) {
    sign = -1;
    at = after;
  } else if (!isDigit(char)) return fail();
  else at = after - 1;
  const digits = at;
  let number = 0;
  while (at < digits + 11 && isDigit(bytes[at]!)) number = number * 10 + (bytes[at++]! - 0x30);
  const length = at - digits;
  if (length > 10 || (glued && length < GLUED_DIGITS_MIN)) return false;
  number *= sign;
  if (number > 0x7fffffff || number < -0x80000000 || !endsHere(bytes)) return false;
  value = number;
  valueEnd = at;
  return true;
}

/** No word, no fraction, no date, no time of day, no percent sign follows. */
function endsHere(bytes: Uint8Array): boolean {
  const next = bytes[at]!;
  if (isWord(next)) return false;
  const second = bytes[at + 1]!;
  // 1.5, 10.0.0.1; 2026-09-01; 12:30:00; 12/31/2026
  if (next === 0x2e || next === 0x2d) return !isDigit(second);
  if (next === 0x3a) return !(isDigit(second) && isDigit(bytes[at + 2]!) && bytes[at + 3] === 0x3a);
  return true;
}
