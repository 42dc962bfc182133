/**
 * The time of a record that is a JSON object. The text is walked once without parsing it: keys of
 * the outermost object beat nested ones, and both beat keys of JSON embedded in a string.
 */
import {
  BACKSLASH,
  byteAt,
  CLOSE_BRACE,
  CLOSE_BRACKET,
  COLON,
  NEWLINE,
  OPEN_BRACE,
  OPEN_BRACKET,
  QUOTE,
  RETURN,
  SPACE,
  TAB,
} from './time-bytes.ts';
import { keyRank, RANKS, WEAK_RANK } from './time-keys.ts';
import type { Moments } from './time-moments.ts';

/** Reads the time of the object that begins at `start`; leaves its zone in the stamp. */
export type JsonTime = (bytes: Uint8Array, start: number, end: number) => number;

export function createJsonTime(moments: Moments): JsonTime {
  const best = { rank: 0, ms: Number.NaN, zoneMinutes: 0 };

  function offer(bytes: Uint8Array, valueAt: number, end: number, rank: number): void {
    if (rank >= best.rank) return;
    const ms = moments.readValue(bytes, valueAt, end);
    if (Number.isNaN(ms)) return;
    best.rank = rank;
    best.ms = ms;
    best.zoneMinutes = moments.stamp.zoneMinutes;
  }

  /** True if a string held a backslash, so that JSON may be embedded in it. */
  function walk(bytes: Uint8Array, start: number, end: number): boolean {
    let depth = 0;
    let hasBackslash = false;
    let at = start;
    while (at < end) {
      const byte = bytes[at]!;
      at += 1;
      if (byte === QUOTE) {
        const keyAt = at;
        at = skipPlain(bytes, at, end);
        while (at < end && bytes[at] === BACKSLASH) {
          hasBackslash = true;
          at = skipPlain(bytes, at + 2, end);
        }
        const keyEnd = at;
        at = skipSpace(bytes, at + 1, end);
        if (byteAt(bytes, at, end) !== COLON) continue;
        const rank = keyRank(bytes, keyAt, keyEnd);
        at += 1;
        if (rank < 0) continue;
        if (depth === 1) offer(bytes, at, end, rank);
        else if (rank < WEAK_RANK) offer(bytes, at, end, RANKS + rank);
        if (best.rank === 0) return false;
      } else if (byte === OPEN_BRACE || byte === OPEN_BRACKET) {
        depth += 1;
      } else if (byte === CLOSE_BRACE || byte === CLOSE_BRACKET) {
        depth -= 1;
        if (depth === 0) return hasBackslash;
      }
    }
    return hasBackslash;
  }

  function walkEmbedded(bytes: Uint8Array, start: number, end: number): void {
    for (let at = start + 1; at < end; at += 1) {
      if (bytes[at] !== QUOTE || bytes[at - 1] !== BACKSLASH) continue;
      const keyAt = at + 1;
      let keyEnd = keyAt;
      while (keyEnd < end && isKeyByte(bytes[keyEnd]!)) keyEnd += 1;
      const valueAt = keyEnd === keyAt ? -1 : skipToValue(bytes, keyEnd, end);
      if (valueAt < 0) continue;
      const rank = keyRank(bytes, keyAt, keyEnd);
      if (rank >= 0 && rank < WEAK_RANK) offer(bytes, valueAt, end, rank);
    }
  }

  return (bytes, start, end) => {
    best.rank = RANKS + RANKS;
    best.ms = Number.NaN;
    if (walk(bytes, start, end) && Number.isNaN(best.ms)) walkEmbedded(bytes, start, end);
    moments.stamp.zoneMinutes = best.zoneMinutes;
    return best.ms;
  };
}

/** 1 for the quote and the backslash. */
const ENDS_PLAIN = new Uint8Array(256);
ENDS_PLAIN[QUOTE] = 1;
ENDS_PLAIN[BACKSLASH] = 1;

/** The first quote or backslash at or after `at`, or `end`. Four at a time: texts are long. */
function skipPlain(bytes: Uint8Array, at: number, end: number): number {
  while (at + 4 <= end) {
    const either =
      ENDS_PLAIN[bytes[at]!]! |
      ENDS_PLAIN[bytes[at + 1]!]! |
      ENDS_PLAIN[bytes[at + 2]!]! |
      ENDS_PLAIN[bytes[at + 3]!]!;
    if (either !== 0) break;
    at += 4;
  }
  while (at < end && ENDS_PLAIN[bytes[at]!] === 0) at += 1;
  return Math.min(at, end);
}

function skipSpace(bytes: Uint8Array, at: number, end: number): number {
  while (at < end) {
    const byte = bytes[at]!;
    if (byte !== SPACE && byte !== NEWLINE && byte !== RETURN && byte !== TAB) return at;
    at += 1;
  }
  return at;
}

/** Letters, digits, `@`, `_` and `$`. */
function isKeyByte(byte: number): boolean {
  return (
    (byte >= 0x30 && byte <= 0x39) ||
    (byte >= 0x40 && byte <= 0x5a) ||
    byte === 0x5f ||
    (byte >= 0x61 && byte <= 0x7a) ||
    byte === 0x24
  );
}

/** From behind an embedded key over `\":\"` of any depth to its value, or -1 if it is no key. */
function skipToValue(bytes: Uint8Array, at: number, end: number): number {
  const quoteAt = skipBackslashes(bytes, at, end);
  if (quoteAt === at || byteAt(bytes, quoteAt, end) !== QUOTE) return -1;
  const colonAt = skipSpace(bytes, quoteAt + 1, end);
  if (byteAt(bytes, colonAt, end) !== COLON) return -1;
  return skipBackslashes(bytes, skipSpace(bytes, colonAt + 1, end), end);
}

function skipBackslashes(bytes: Uint8Array, at: number, end: number): number {
  while (at < end && bytes[at] === BACKSLASH) at += 1;
  return at;
}
