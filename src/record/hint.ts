/**
 * The server time inside WeCom's `hint`. Every refusal carries one, in the new form
 * `hint: [1774937659396423194077724]` or the old `hint: [1549953451_5_1b2c…]`; both begin with the
 * Unix seconds at which the server answered, so a record without a time can be dated from it.
 */
import {
  BACKSLASH,
  byteAt,
  COLON,
  countDigits,
  digitAt,
  EQUALS,
  isDigit,
  isWordByte,
  OPEN_BRACKET,
  PERCENT,
  PLUS,
  QUOTE,
  SPACE,
  startsWith,
} from './time-bytes.ts';

/** 2015-01-01 and 2101-01-01 in seconds: WeCom's platform is no older, later is no time. */
const SECONDS_MIN = 1_420_070_400;
const SECONDS_END = 4_133_980_800;
const SECONDS_DIGITS = 10;
/** The new form has 22 to 25 digits, the old one a request number and 32 hexadecimal digits. */
const NEW_DIGITS_MIN = 22;
const NEW_DIGITS_MAX = 25;
const REQUEST_DIGITS_MAX = 10;
const OLD_HEX_DIGITS = 32;
/** What may stand between `hint` and its bracket, percent encoding and backslashes included. */
const SEPARATOR_BYTES_MAX = 24;

/**
 * Server time, in ms since the epoch, of the first readable hint in `bytes[start, end)`, or NaN.
 * Also reads `hints: [`, escaped JSON, and brackets encoded as `%5B`. Never throws or allocates.
 */
export function readHintTime(bytes: Uint8Array, start: number, end: number): number {
  const stop = Math.min(end, bytes.length);
  for (let at = start; at + 4 < stop; at += 1) {
    // `hint`, the rarest letter last of all to be compared.
    if (bytes[at] !== 0x68 || bytes[at + 1] !== 0x69) continue;
    if (bytes[at + 2] !== 0x6e || bytes[at + 3] !== 0x74) continue;
    const valueAt = skipToValue(bytes, at + 4, stop);
    if (valueAt < 0) continue;
    const seconds = readSeconds(bytes, valueAt, stop);
    if (seconds >= SECONDS_MIN && seconds < SECONDS_END) return seconds * 1000;
  }
  return Number.NaN;
}

const LOWER_S = 0x73;
const FULL_WIDTH_COLON = new TextEncoder().encode('：');

/** From behind `hint` over `s`, separators and the bracket, or -1 if there is no bracket. */
function skipToValue(bytes: Uint8Array, at: number, end: number): number {
  if (byteAt(bytes, at, end) === LOWER_S) at += 1;
  const limit = Math.min(end, at + SEPARATOR_BYTES_MAX);
  while (at < limit) {
    const byte = bytes[at]!;
    if (byte === OPEN_BRACKET) return skipSpaces(bytes, at + 1, end);
    if (byte === PERCENT) {
      const encoded = hexPair(bytes, at + 1, end);
      if (encoded === OPEN_BRACKET) return skipSpaces(bytes, at + 3, end);
      if (!isSeparator(encoded)) return -1;
      at += 3;
    } else if (isSeparator(byte)) {
      at += 1;
    } else if (startsWith(bytes, at, end, FULL_WIDTH_COLON)) {
      at += FULL_WIDTH_COLON.length;
    } else {
      return -1;
    }
  }
  return -1;
}

function isSeparator(byte: number): boolean {
  return (
    byte === SPACE ||
    byte === COLON ||
    byte === PLUS ||
    byte === EQUALS ||
    byte === QUOTE ||
    byte === BACKSLASH
  );
}

function skipSpaces(bytes: Uint8Array, at: number, end: number): number {
  while (byteAt(bytes, at, end) === SPACE) at += 1;
  return at;
}

function hexPair(bytes: Uint8Array, at: number, end: number): number {
  const high = hexAt(bytes, at, end);
  const low = hexAt(bytes, at + 1, end);
  return high < 0 || low < 0 ? -1 : high * 16 + low;
}

function hexAt(bytes: Uint8Array, at: number, end: number): number {
  const byte = byteAt(bytes, at, end);
  if (isDigit(byte)) return byte - 0x30;
  const lower = byte | 0x20;
  return byte > 0 && lower >= 0x61 && lower <= 0x66 ? lower - 0x57 : -1;
}

/** The seconds a hint begins with, or -1 if neither form stands at `at`. */
function readSeconds(bytes: Uint8Array, at: number, end: number): number {
  const digits = countDigits(bytes, at, end, NEW_DIGITS_MAX + 1);
  const isNew = digits >= NEW_DIGITS_MIN && digits <= NEW_DIGITS_MAX;
  const isOld = digits === SECONDS_DIGITS && isOldTail(bytes, at + digits, end);
  if (!isNew && !isOld) return -1;
  let seconds = 0;
  for (let index = 0; index < SECONDS_DIGITS; index += 1) {
    seconds = seconds * 10 + digitAt(bytes, at + index, end);
  }
  return seconds;
}

const UNDERSCORE = 0x5f;

/** `_5_` and 32 hexadecimal digits. */
function isOldTail(bytes: Uint8Array, at: number, end: number): boolean {
  if (byteAt(bytes, at, end) !== UNDERSCORE) return false;
  const digits = countDigits(bytes, at + 1, end, REQUEST_DIGITS_MAX + 1);
  const hexStart = at + digits + 2;
  if (digits < 1 || digits > REQUEST_DIGITS_MAX) return false;
  if (byteAt(bytes, hexStart - 1, end) !== UNDERSCORE) return false;
  for (let index = 0; index < OLD_HEX_DIGITS; index += 1) {
    if (hexAt(bytes, hexStart + index, end) < 0) return false;
  }
  return !isWordByte(byteAt(bytes, hexStart + OLD_HEX_DIGITS, end));
}
