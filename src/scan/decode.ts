/**
 * Reads bytes as a human does who overlooks the wrapping: backslash escapes of any depth, `\u0022`
 * and `\x22`, percent encoding, HTML entities and colour sequences are transparent.
 *
 * The functions return one character (a byte above 0x7F stands for itself, `\uff1a` for its code
 * point) and leave the offset
 * behind it in `after`; nothing is allocated. They never read past a line feed.
 */

/** Offset behind the character that `charAt` read last. */
export let after = 0;

const BACKSLASH = 0x5c;
const PERCENT = 0x25;
const AMPERSAND = 0x26;
const ESCAPE = 0x1b;
const HASH = 0x23;
const CARET = 0x5e;
const SPACE = 0x20;

/** The most colour sequences to look through before one character. */
const COLOURS_MAX = 4;

/** Entities worth knowing near a code, by name. */
const ENTITIES: ReadonlyMap<string, number> = new Map([
  ['quot', 0x22],
  ['apos', 0x27],
  ['amp', AMPERSAND],
  ['lt', 0x3c],
  ['gt', 0x3e],
  ['nbsp', SPACE],
  ['colon', 0x3a],
  ['equals', 0x3d],
]);

/** The character at `index`, with `after` set behind it. */
export function charAt(bytes: Uint8Array, index: number): number {
  let at = index;
  for (let colours = 0; colours < COLOURS_MAX; colours++) {
    const end = colourEnd(bytes, at);
    if (end === at) break;
    at = end;
  }
  const byte = bytes[at]!;
  if (byte === BACKSLASH) return backslashed(bytes, at);
  if (byte === PERCENT) return percented(bytes, at);
  if (byte === AMPERSAND) return entity(bytes, at);
  after = at + 1;
  return byte;
}

export function isDigit(byte: number): boolean {
  return byte >= 0x30 && byte <= 0x39;
}

export function isWord(byte: number): boolean {
  const folded = byte | 0x20;
  return isDigit(byte) || (folded >= 0x61 && folded <= 0x7a) || byte === 0x5f;
}

/** Value of a hexadecimal digit, or -1. */
export function hexValue(byte: number): number {
  if (isDigit(byte)) return byte - 0x30;
  const folded = byte | 0x20;
  return folded >= 0x61 && folded <= 0x66 ? folded - 0x57 : -1;
}

function backslashed(bytes: Uint8Array, index: number): number {
  let at = index;
  while (bytes[at] === BACKSLASH) at++;
  const byte = bytes[at]!;
  const length = byte === 0x75 ? 4 : byte === 0x78 ? 2 : 0; // \uXXXX, \xXX
  if (length > 0) {
    const value = hexRun(bytes, at + 1, length);
    if (value >= 0) {
      after = at + 1 + length;
      // An escaped backslash begins another escape.
      if (value === BACKSLASH) return backslashed(bytes, after);
      if (value === AMPERSAND) return entityTail(bytes, after, AMPERSAND);
      return value;
    }
  }
  // \n \r \t \b \f \v \a: white space between words.
  if (isWhiteEscape(byte)) {
    after = at + 1;
    return SPACE;
  }
  if (byte === PERCENT) return percented(bytes, at);
  if (byte === AMPERSAND) return entity(bytes, at);
  if (isWord(byte) || byte >= 0x80 || byte === 0x0a || byte === 0x0d) {
    after = at;
    return BACKSLASH;
  }
  after = at + 1;
  return byte;
}

/** n r t b f v a */
export function isWhiteEscape(byte: number): boolean {
  return (
    byte === 0x6e ||
    byte === 0x72 ||
    byte === 0x74 ||
    byte === 0x62 ||
    byte === 0x66 ||
    byte === 0x76 ||
    byte === 0x61
  );
}

function hexRun(bytes: Uint8Array, start: number, length: number): number {
  let value = 0;
  for (let index = start; index < start + length; index++) {
    const digit = hexValue(bytes[index]!);
    if (digit < 0) return -1;
    value = value * 16 + digit;
  }
  return value;
}

function percented(bytes: Uint8Array, index: number): number {
  let at = index + 1;
  let value = hexRun(bytes, at, 2);
  while (value === PERCENT) {
    at += 2;
    value = hexRun(bytes, at, 2);
  }
  if (value < 0) {
    after = index + 1;
    return PERCENT;
  }
  after = at + 2;
  if (value === BACKSLASH) return backslashed(bytes, after);
  if (value === AMPERSAND) return entityTail(bytes, after, AMPERSAND);
  return value;
}

function entity(bytes: Uint8Array, index: number): number {
  return entityTail(bytes, index + 1, AMPERSAND);
}

/** Reads the part of an entity behind its `&`; `&amp;quot;` is read to the quote. */
function entityTail(bytes: Uint8Array, start: number, otherwise: number): number {
  let from = start;
  let result = otherwise;
  for (let depth = 0; depth < 4; depth++) {
    let end = from;
    while (end < from + 8 && (isWord(bytes[end]!) || bytes[end] === HASH)) end++;
    const behind = semicolonEnd(bytes, end);
    const value = behind < 0 || end === from ? -1 : entityValue(bytes, from, end);
    if (value < 0) break;
    after = behind;
    if (value !== AMPERSAND) return value;
    from = behind;
    result = AMPERSAND;
  }
  after = from;
  return result;
}

/** Offset behind the `;` or `%3B` at `at`, or -1. */
function semicolonEnd(bytes: Uint8Array, at: number): number {
  if (bytes[at] === 0x3b) return at + 1;
  return bytes[at] === PERCENT && hexRun(bytes, at + 1, 2) === 0x3b ? at + 3 : -1;
}

function entityValue(bytes: Uint8Array, from: number, end: number): number {
  const name = String.fromCharCode(...bytes.subarray(from, end));
  if (name.charCodeAt(0) !== HASH) return ENTITIES.get(name.toLowerCase()) ?? -1;
  const value =
    name[1] === 'x' || name[1] === 'X' ? Number.parseInt(name.slice(2), 16) : Number(name.slice(1));
  return value > 0 && value < 0x80 ? value : -1;
}

/**
 * Offset behind the colour sequence at `index`, or `index` if there is none. ESC is met raw, as
 * `\u001b`, `\x1b`, `\033`, `\e`, `%1B`, `^[`, and as syslog daemons write it, `#033`.
 */
function colourEnd(bytes: Uint8Array, index: number): number {
  const byte = bytes[index]!;
  if (
    byte !== ESCAPE &&
    byte !== BACKSLASH &&
    byte !== HASH &&
    byte !== PERCENT &&
    byte !== CARET
  ) {
    return index;
  }
  let at = escapeEnd(bytes, index, byte);
  if (at < 0) return index;
  if (bytes[at] === 0x5b) at++;
  else if (bytes[at] === PERCENT && hexRun(bytes, at + 1, 2) === 0x5b) at += 3;
  else return index;
  for (let length = 0; length < 16; length++, at++) {
    const parameter = bytes[at]!;
    if (!isDigit(parameter) && parameter !== 0x3b && parameter !== 0x3a) break;
  }
  const final = bytes[at]! | 0x20;
  return final >= 0x61 && final <= 0x7a ? at + 1 : index;
}

/** Offset behind the ESC that starts at `index`, or -1. */
function escapeEnd(bytes: Uint8Array, index: number, byte: number): number {
  if (byte === ESCAPE) return index + 1;
  if (byte === CARET) return bytes[index + 1] === 0x5b ? index + 2 : -1;
  if (byte === HASH) return isOctalEscape(bytes, index + 1) ? index + 4 : -1;
  if (byte === PERCENT) return hexRun(bytes, index + 1, 2) === ESCAPE ? index + 3 : -1;
  let at = index;
  while (bytes[at] === BACKSLASH) at++;
  if (bytes[at] === 0x75 && hexRun(bytes, at + 1, 4) === ESCAPE) return at + 5;
  if (bytes[at] === 0x78 && hexRun(bytes, at + 1, 2) === ESCAPE) return at + 3;
  if (isOctalEscape(bytes, at)) return at + 3;
  return bytes[at] === 0x65 ? at + 1 : -1;
}

function isOctalEscape(bytes: Uint8Array, index: number): boolean {
  return bytes[index] === 0x30 && bytes[index + 1] === 0x33 && bytes[index + 2] === 0x33;
}
