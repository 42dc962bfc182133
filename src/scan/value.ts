/**
 * Reads what follows a key: closing quote, separator, opening quote, an integer. Every separator is
 * one that was met in a real log or that a printer of some language writes; comparisons of source
 * code, floats, dates, symbols and empty values are no values.
 */
import { after, charAt, isDigit, isWord } from './decode.ts';
import { numberEnd } from './value-end.ts';
import { listedValueEnd, typedObjectEnd, typeNameEnd } from './value-wrapped.ts';

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
  const separated = skipSeparator(bytes, start, closed);
  if (separated < 0) return false;
  const apart = closed || spaced || separated > 0;
  if (!apart && !isDigit(char) && !isOpeningBracket()) return fail();
  skipSpaces(bytes);
  skipOpeners(bytes, separated > 0);
  return readInteger(bytes, !apart);
}

/** `errcode[60020]`, `errcode(60020)`: only with a number that is no index and no argument. */
function isOpeningBracket(): boolean {
  return char === 0x28 || char === 0x5b;
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
  while (count < RUN_MAX) {
    if (char === 0x20 || char === 0x09) step(bytes);
    else if (char === 0xa0 || char === 0x3000) step(bytes);
    else if (char === 0xc2 && bytes[at + 1] === 0xa0) skipBytes(bytes, 2);
    else if (char === 0xe3 && bytes[at + 1] === 0x80 && bytes[at + 2] === 0x80) skipBytes(bytes, 3);
    else break;
    count++;
  }
  return count > 0;
}

function skipBytes(bytes: Uint8Array, length: number): void {
  at += length;
  char = charAt(bytes, at);
}

/** Goes on at `end`; where that is -1 it stays where it is. */
function skipTo(bytes: Uint8Array, end: number): boolean {
  if (end >= 0) {
    for (let index = at; index < end; index++) if (isEscape(bytes[index]!)) valueEscaped = true;
    at = end;
  }
  char = charAt(bytes, at);
  return end >= 0;
}

/** A backslash, a percent sign, an ampersand. */
function isEscape(byte: number): boolean {
  return byte === 0x5c || byte === 0x25 || byte === 0x26;
}

/**
 * What closes the key: `"`, `'`, a backtick, `]` of print_r, `**` of Markdown, `”`, `>>`, HTML tags,
 * `】` and, before a colon, a round bracket.
 */
function skipClosers(bytes: Uint8Array): boolean {
  let count = 0;
  while (count < 6) {
    if (isQuote() || char === 0x5d || char === 0x2a) step(bytes);
    else if (isCurlyPoint() || char === 0x3011) step(bytes);
    else if (isRoundCloser(bytes)) skipBytes(bytes, bytes[at] === 0x29 ? 1 : 3);
    else if (char === 0xe3 && bytes[at + 1] === 0x80 && bytes[at + 2] === 0x91) skipBytes(bytes, 3);
    else if (isCurlyQuote(bytes)) skipBytes(bytes, 3);
    else if (char === 0x3e && bytes[at + 1] === 0x3e && count > 0) skipBytes(bytes, 2);
    else if (!skipTag(bytes)) break;
    count++;
  }
  return count > 0;
}

/** `)` or `）` and a colon: 错误码（errcode）：40014. */
function isRoundCloser(bytes: Uint8Array): boolean {
  const isWide = char === 0xef && bytes[at + 1] === 0xbc && bytes[at + 2] === 0x89;
  if (!isWide && bytes[at] !== 0x29) return false;
  const behind = at + (isWide ? 3 : 1);
  if (bytes[behind] === 0x3a) return true;
  return bytes[behind] === 0xef && bytes[behind + 1] === 0xbc && bytes[behind + 2] === 0x9a;
}

/** `"`, `'`, a backtick. */
function isQuote(): boolean {
  return char === 0x22 || char === 0x27 || char === 0x60;
}

/** A tag of HTML's own that only dresses text: `</td><td>`, `<span class="number">`. */
function skipTag(bytes: Uint8Array): boolean {
  if (char !== 0x3c) return false;
  let end = after;
  let name = '';
  let isNamed = false;
  let letter = charAt(bytes, end);
  for (let length = 0; length < TAG_BYTES_MAX && letter !== 0x3e && letter !== 0x0a; length++) {
    if (letter === 0x20) isNamed = true;
    else if (!isNamed && letter !== 0x2f) name += String.fromCharCode(letter | 0x20);
    end = after;
    letter = charAt(bytes, end);
  }
  if (letter !== 0x3e || !DRESSING_TAGS.has(name)) {
    charAt(bytes, at);
    return false;
  }
  at = after;
  char = charAt(bytes, at);
  return true;
}

/** The longest tag worth reading. */
const TAG_BYTES_MAX = 64;

const DRESSING_TAGS: ReadonlySet<string> = new Set([
  ...['b', 'i', 'p', 'em', 'th', 'td', 'dt', 'dd', 'br', 'code', 'span', 'strong'],
]);

/** “ ” ‘ ’ escaped. */
function isCurlyPoint(): boolean {
  return char === 0x201c || char === 0x201d || char === 0x2018 || char === 0x2019;
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

/** 1 if a separator was read, 0 if there is none, -1 if what stands there is a comparison. */
function skipSeparator(bytes: Uint8Array, start: number, closed: boolean): number {
  if (char === 0x3a || char === 0x3d) return skipColonOrEquals(bytes);
  if (char === 0x2d) {
    // `->`; a lone minus is the number's sign.
    const behind = charAt(bytes, after);
    charAt(bytes, at);
    if (behind !== 0x3e) return 0;
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
    skipBytes(bytes, 2);
    return 1;
  }
  if (char === 0x3b && closed && skipSerialized(bytes)) return 1;
  if ((char === 0x2c || char === 0x3b || char === 0x23) && !closed && isDigit(bytes[at + 1]!)) {
    // errcode,60020 errcode;60020 errcode#60020: glued, so only with a number that looks like a code
    step(bytes);
    return 0;
  }
  if (char === 0x2c && closed && isTuple(bytes, start)) {
    step(bytes);
    return 1;
  }
  if (char === 0x2c && closed && skipTo(bytes, listedValueEnd(bytes, start, at))) return 1;
  if (char >= 0x80) return skipWideSeparator(bytes);
  if (char === 0x3c && skipCdata(bytes)) return 1;
  return char === 0x21 || char === 0x3c ? -1 : 0;
}

/** PHP's serialize: `s:7:"errcode";i:40014;` and `…;s:5:"40014";`. */
function skipSerialized(bytes: Uint8Array): boolean {
  const type = bytes[at + 1];
  if (bytes[at + 2] !== 0x3a || (type !== 0x69 && type !== 0x73)) return false;
  let end = at + 3;
  if (type === 0x73) {
    while (isDigit(bytes[end]!)) end++;
    if (bytes[end] !== 0x3a) return false;
    end++;
  }
  skipBytes(bytes, end - at);
  return true;
}

/** `('errcode', 40014)`, `["errcode", 40014]`, `{<<"errcode">>,40014}`: a quoted key and a comma. */
function isTuple(bytes: Uint8Array, start: number): boolean {
  let index = start - 1;
  const quote = bytes[index];
  if (quote !== 0x22 && quote !== 0x27) return false;
  while (bytes[index] === quote || bytes[index] === 0x5c || bytes[index] === 0x3c) index--;
  const opener = bytes[index];
  return opener === 0x28 || opener === 0x5b || opener === 0x7b;
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

/** ： ＝ → 为 是 and the full-width opening brackets, however their three bytes are written. */
function skipWideSeparator(bytes: Uint8Array): number {
  if (char > 0xff) {
    if (!WIDE_SEPARATOR_POINTS.has(char)) return 0;
    step(bytes);
    return 1;
  }
  charAt(bytes, at);
  const second = charAt(bytes, after);
  const third = charAt(bytes, after);
  if (!WIDE_SEPARATORS.has((char << 16) | (second << 8) | third)) {
    charAt(bytes, at);
    return 0;
  }
  at = after;
  char = charAt(bytes, at);
  return 1;
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

/** The same as code points, which is how `\uff1a` is read. */
const WIDE_SEPARATOR_POINTS: ReadonlySet<number> = new Set(
  [...'：＝→为是（【'].map((letter) => letter.codePointAt(0)!),
);

/** Quotes, brackets, CDATA and number types that open the value. */
function skipOpeners(bytes: Uint8Array, separated: boolean): void {
  for (let count = 0; count < 6; count++) {
    if (isQuote() || isOpeningBracket() || char === 0x2a) step(bytes);
    else if (skipSpaces(bytes) || skipTag(bytes)) {
      // white space and tags between
    } else if (char === 0x3c && skipCdata(bytes)) {
      // <![CDATA[
    } else if (char === 0x7b && separated && skipTo(bytes, typedObjectEnd(bytes, at))) {
      // {"$numberInt":
    } else if (isCurlyPoint()) step(bytes);
    else if (isCurlyQuote(bytes)) skipBytes(bytes, 3);
    else if (char >= 0x80 && skipWideSeparator(bytes) === 1) {
      // ： 【 and the like, as in 错误码为：40014
    } else if (!separated || !skipTypeName(bytes)) return;
  }
}

/** `<![CDATA[`, its brackets encoded or not; stands behind it if it was there. */
function skipCdata(bytes: Uint8Array): boolean {
  const from = at;
  for (const letter of '<![CDATA[') {
    if (char !== letter.charCodeAt(0)) {
      at = from;
      char = charAt(bytes, at);
      return false;
    }
    at = after;
    char = charAt(bytes, at);
  }
  return true;
}

/** `int(`, `Some(`, the `int)` of `(int)`, and prefixes of quotes (`u'`, `b"`). */
function skipTypeName(bytes: Uint8Array): boolean {
  if (!isWord(char) || isDigit(char)) return false;
  const next = bytes[at + 1]!;
  if ((char === 0x75 || char === 0x62) && (next === 0x27 || next === 0x22)) {
    step(bytes);
    return true;
  }
  return skipTo(bytes, typeNameEnd(bytes, at));
}

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
  const end = numberEnd(bytes, at);
  if (number > 0x7fffffff || number < -0x80000000 || end < 0) return false;
  value = number;
  valueEnd = end;
  return true;
}
