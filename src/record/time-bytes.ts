/**
 * Names of bytes, and readers of digits, that the time readers share. Every reader takes the end of
 * the record: a byte at or after it counts as absent, whatever the buffer holds there.
 */

export const TAB = 0x09;
export const NEWLINE = 0x0a;
export const RETURN = 0x0d;
export const ESCAPE = 0x1b;
export const SPACE = 0x20;
export const QUOTE = 0x22;
export const PERCENT = 0x25;
export const APOSTROPHE = 0x27;
export const PLUS = 0x2b;
export const COMMA = 0x2c;
export const MINUS = 0x2d;
export const DOT = 0x2e;
export const SLASH = 0x2f;
export const ZERO = 0x30;
export const COLON = 0x3a;
export const EQUALS = 0x3d;
export const UPPER_T = 0x54;
export const OPEN_BRACKET = 0x5b;
export const BACKSLASH = 0x5c;
export const CLOSE_BRACKET = 0x5d;
export const LOWER_T = 0x74;
export const OPEN_BRACE = 0x7b;
export const PIPE = 0x7c;
export const CLOSE_BRACE = 0x7d;

/** The byte at `at`, or -1 at or after `end`. */
export function byteAt(bytes: Uint8Array, at: number, end: number): number {
  return at < end ? bytes[at]! : -1;
}

/** The value of the digit at `at`, or -1. */
export function digitAt(bytes: Uint8Array, at: number, end: number): number {
  if (at >= end) return -1;
  const digit = bytes[at]! - ZERO;
  return digit >= 0 && digit <= 9 ? digit : -1;
}

/** The value of exactly two digits at `at`, or -1; what follows them is the caller's business. */
export function twoDigitsAt(bytes: Uint8Array, at: number, end: number): number {
  const tens = digitAt(bytes, at, end);
  const ones = digitAt(bytes, at + 1, end);
  return tens < 0 || ones < 0 ? -1 : tens * 10 + ones;
}

/** The value of exactly four digits at `at`, or -1. */
export function fourDigitsAt(bytes: Uint8Array, at: number, end: number): number {
  const high = twoDigitsAt(bytes, at, end);
  const low = twoDigitsAt(bytes, at + 2, end);
  return high < 0 || low < 0 ? -1 : high * 100 + low;
}

/** How many digits stand at `at`, at most `most`. */
export function countDigits(bytes: Uint8Array, at: number, end: number, most: number): number {
  let count = 0;
  while (count < most && digitAt(bytes, at + count, end) >= 0) count += 1;
  return count;
}

/** The first place at or after `at` that is no digit. */
export function skipDigits(bytes: Uint8Array, at: number, end: number): number {
  while (digitAt(bytes, at, end) >= 0) at += 1;
  return at;
}

/** The ms of the fraction whose digits begin at `at`, floored: `5` is 500, `123456` is 123. */
export function millisAt(bytes: Uint8Array, at: number, end: number): number {
  const tenths = digitAt(bytes, at, end);
  if (tenths < 0) return 0;
  const hundredths = digitAt(bytes, at + 1, end);
  if (hundredths < 0) return tenths * 100;
  return tenths * 100 + hundredths * 10 + Math.max(digitAt(bytes, at + 2, end), 0);
}

/** The first place at or after `at` that is no space and no tab. */
export function skipBlanks(bytes: Uint8Array, at: number, end: number): number {
  while (at < end && (bytes[at] === SPACE || bytes[at] === TAB)) at += 1;
  return at;
}

export function isLetter(byte: number): boolean {
  const lower = byte | 0x20;
  return byte > 0 && lower >= 0x61 && lower <= 0x7a;
}

export function isUpper(byte: number): boolean {
  return byte >= 0x41 && byte <= 0x5a;
}

export function isDigit(byte: number): boolean {
  return byte >= 0x30 && byte <= 0x39;
}

/** Letters, digits and the underscore of ASCII. */
export function isWordByte(byte: number): boolean {
  return isDigit(byte) || isLetter(byte) || byte === 0x5f;
}

/** Whether `word` stands at `at`. */
export function startsWith(bytes: Uint8Array, at: number, end: number, word: Uint8Array): boolean {
  if (end - at < word.length) return false;
  for (let index = 0; index < word.length; index += 1) {
    if (bytes[at + index] !== word[index]) return false;
  }
  return true;
}
