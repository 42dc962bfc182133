/**
 * The left boundary of a key: a non-word character after unescaping, so that `\nerrcode`,
 * `%22errcode` and a colour before the key do not hide it, while `lasterrcode` and `wx_errcode`
 * stay other words.
 */
import { hexValue, isDigit, isWhiteEscape, isWord } from './decode.ts';

/** How far back one colour sequence can reach. */
const COLOUR_BYTES_MAX = 24;

/**
 * Start of the key with the prefixes it may carry: `wecom_errcode` and `wecomErrCode` are wire keys
 * too. `from` is the first byte of the record.
 */
export function keyStartBeforeGap(bytes: Uint8Array, start: number, from: number): number {
  let at = start;
  if (bytes[at - 1] === 0x5f) at--;
  if (at - 5 < from) return start;
  const prefix = 'wecom';
  for (let index = 0; index < prefix.length; index++) {
    if ((bytes[at - 5 + index]! | 0x20) !== prefix.charCodeAt(index)) return start;
  }
  return at - 5;
}

/**
 * 1 if a key may start at `start`, 0 if not, -1 if it may in one encoding only: the letter before
 * could be the second byte of a GB18030 character.
 */
export function isBoundary(bytes: Uint8Array, start: number, from: number): -1 | 0 | 1 {
  let at = start;
  for (let colours = 0; colours < 4; colours++) {
    if (at <= from) return 1;
    const before = colourStart(bytes, at, from);
    if (before === at) break;
    at = before;
  }
  if (at <= from) return 1;
  const byte = bytes[at - 1]!;
  const couldBeTrail = byte >= 0x40 && byte !== 0x7f && at - 2 >= from && bytes[at - 2]! >= 0x81;
  // A Chinese character bounds a key in either encoding, so only a letter is in doubt.
  if (!isWord(byte)) return 1;
  if (isEscapeTail(bytes, at, from)) return 1;
  return couldBeTrail ? -1 : 0;
}

/** Whether the word characters that end at `at` belong to an escape for a non-word character. */
function isEscapeTail(bytes: Uint8Array, at: number, from: number): boolean {
  const byte = bytes[at - 1]!;
  if (bytes[at - 2] === 0x5c && at - 2 >= from) {
    return isWhiteEscape(byte);
  }
  const high = hexValue(bytes[at - 2]!);
  const low = hexValue(byte);
  if (high < 0 || low < 0 || at - 3 < from) return false;
  const decoded = high * 16 + low;
  const lead = bytes[at - 3]!;
  if (lead === 0x25) return !isWord(decoded); // %22
  if (lead === 0x78 && bytes[at - 4] === 0x5c) return !isWord(decoded); // \x22
  // %2522: the percent sign itself encoded
  if (lead === 0x35 && bytes[at - 4] === 0x32 && bytes[at - 5] === 0x25) return !isWord(decoded);
  if (at - 6 < from || bytes[at - 5] !== 0x75 || bytes[at - 6] !== 0x5c) return false; // \u0022
  const upper = hexValue(bytes[at - 4]!) * 16 + hexValue(lead);
  return upper > 0 || (upper === 0 && !isWord(decoded));
}

/** Start of the colour sequence that ends at `at`, or `at` if none does. */
function colourStart(bytes: Uint8Array, at: number, from: number): number {
  const final = bytes[at - 1]! | 0x20;
  if (final !== 0x6d && final !== 0x6b) return at; // m, and K, which grep writes
  let index = at - 2;
  const limit = Math.max(from, at - COLOUR_BYTES_MAX);
  while (
    index > limit &&
    (isDigit(bytes[index]!) || bytes[index] === 0x3b || bytes[index] === 0x3a)
  )
    index--;
  if (bytes[index] === 0x5b) index--;
  else return percentColourStart(bytes, index, from) ?? at;
  if (bytes[index] === 0x1b) return index;
  if (bytes[index] === 0x5b && bytes[index - 1] === 0x5e) return Math.max(from, index - 1);
  // \u001b \x1b \033 \e #033
  const four = String.fromCharCode(
    bytes[index - 3]!,
    bytes[index - 2]!,
    bytes[index - 1]!,
    bytes[index]!,
  ).toLowerCase();
  if (four === '\\x1b' || four === '\\033' || four === '#033') return Math.max(from, index - 3);
  if (four === '001b' && bytes[index - 4] === 0x75 && bytes[index - 5] === 0x5c)
    return Math.max(from, index - 5);
  if (four.endsWith('\\e')) return Math.max(from, index - 1);
  return at;
}

/** Start of a percent-encoded `%1B%5B` whose last digit may be the first of the parameters. */
function percentColourStart(bytes: Uint8Array, index: number, from: number): number | undefined {
  // `%5B` ends in a letter, so the digits before the final byte stop right behind it.
  if (index - 5 < from) return undefined;
  const six = String.fromCharCode(...bytes.subarray(index - 5, index + 1)).toLowerCase();
  return six === '%1b%5b' ? index - 5 : undefined;
}
