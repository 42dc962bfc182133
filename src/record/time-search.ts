/**
 * The time of a raw line: the first date-time in its head. What stands behind a brace, in quotes or
 * deep in the line belongs to the message and dates something else.
 */
import {
  APOSTROPHE,
  byteAt,
  COLON,
  countDigits,
  digitAt,
  EQUALS,
  ESCAPE,
  isDigit,
  isLetter,
  isWordByte,
  NEWLINE,
  OPEN_BRACE,
  OPEN_BRACKET,
  PIPE,
  QUOTE,
  SPACE,
  skipBlanks,
  TAB,
  twoDigitsAt,
} from './time-bytes.ts';
import type { JsonTime } from './time-json.ts';
import { keyRank } from './time-keys.ts';
import type { Moments } from './time-moments.ts';

/** Host, level, thread and logger fit in before a time; a message rarely does. */
const HEAD_BYTES = 128;
const HEAD_WORDS_MAX = 8;

/** Ms since the epoch of the record's time, or NaN; leaves its zone in the stamp. */
type HeadSearch = (bytes: Uint8Array, start: number, end: number) => number;

export function createHeadSearch(moments: Moments, readJson: JsonTime): HeadSearch {
  return (bytes, start, end) => {
    const first = skipMargin(bytes, start, end);
    const limit = Math.min(end, first + HEAD_BYTES);
    if (byteAt(bytes, first, end) === OPEN_BRACE) return readJson(bytes, first, end);
    const digits = countDigits(bytes, first, end, 14);
    // Without a key to vouch for it, a number of more digits is an id.
    if (digits === 10 || digits === 13) {
      const ms = moments.readEpochAt(bytes, first, end);
      if (!Number.isNaN(ms)) return ms;
    }
    return searchTokens(bytes, first, limit, end);
  };

  /** Tries each token that may begin a date-time, in order, up to `limit`. */
  function searchTokens(bytes: Uint8Array, first: number, limit: number, end: number): number {
    let at = first;
    let words = 0;
    let isStart = true;
    while (at < limit) {
      const byte = bytes[at]!;
      const kind = KINDS[byte]!;
      if (kind >= WORD) {
        if (isStart && kind > WORD) {
          const ms = readToken(bytes, first, at, end);
          if (!Number.isNaN(ms)) return ms;
          if (isClock(bytes, at, end)) return Number.NaN;
        }
        at = kind === FOREIGN ? skipForeign(bytes, at, limit) : skipWord(bytes, at, limit);
        if (kind === FOREIGN && isProse(bytes, first, at, end)) return Number.NaN;
        // After a character that is not Latin a date may follow at once: 时间：2026-09-01.
        isStart = kind === FOREIGN;
      } else if (kind === BLANK) {
        at = skipBlanks(bytes, at, limit);
        isStart = true;
        words += 1;
        if (words > HEAD_WORDS_MAX) return Number.NaN;
      } else if (kind === PLAIN || kind === GLUE) {
        isStart = kind === PLAIN;
        at += 1;
      } else if (kind === ESCAPES) {
        at = skipAnsi(bytes, at, limit);
        isStart = true;
      } else if (kind === QUOTES) {
        at = passQuote(bytes, first, at, limit, isStart);
        isStart = true;
      } else {
        const isPayload = byte === OPEN_BRACE && isPiped(bytes, first, at);
        return isPayload ? readJson(bytes, at, end) : Number.NaN;
      }
    }
    return Number.NaN;
  }

  function readToken(bytes: Uint8Array, first: number, at: number, end: number): number {
    const ms = moments.readAt(bytes, at, end);
    if (!Number.isNaN(ms) || !isDigit(bytes[at]!)) return ms;
    const quoteAt = at - 1;
    const isQuoted = quoteAt > first && (bytes[quoteAt] === QUOTE || bytes[quoteAt] === APOSTROPHE);
    return isTimeValue(bytes, first, isQuoted ? quoteAt : at)
      ? moments.readEpochAt(bytes, at, end)
      : Number.NaN;
  }
}

/** What a byte does in the head of a line. From `WORD` on it is part of a word. */
const PLAIN = 0;
const BLANK = 1;
/** A digit right behind one of these is part of a path, a version, a name or an escape. */
const GLUE = 2;
const QUOTES = 3;
const ESCAPES = 4;
const STOP = 5;
const WORD = 6;
/** May begin a date-time: digits, and the capitals of months and of klog's levels. */
const DATE = 7;
const FOREIGN = 8;

const KINDS = Uint8Array.from({ length: 256 }, (_, byte) => {
  const letter = String.fromCharCode(byte);
  if (byte >= 0x80) return FOREIGN;
  if (isDigit(byte) || 'ADEFIJMNOSW'.includes(letter)) return DATE;
  if (isWordByte(byte)) return WORD;
  if (byte === SPACE || byte === TAB) return BLANK;
  if (byte === QUOTE || byte === APOSTROPHE) return QUOTES;
  if (byte === OPEN_BRACE || byte === NEWLINE) return STOP;
  if (byte === ESCAPE) return ESCAPES;
  return '/.-+%\\'.includes(letter) ? GLUE : PLAIN;
});

/** Over a byte order mark, blanks, colour, and what opens a line: `[`, `【`, a quote. */
function skipMargin(bytes: Uint8Array, at: number, end: number): number {
  while (at < end) {
    const byte = bytes[at]!;
    if (byte === ESCAPE) {
      at = skipAnsi(bytes, at, end);
    } else if (byte <= SPACE || byte === OPEN_BRACKET || byte === QUOTE) {
      at += 1;
    } else if (byte >= 0x80 && isMarginCharacter(bytes, at, end)) {
      at += 3;
    } else {
      return at;
    }
  }
  return at;
}

/** U+FEFF or 【 in UTF-8. */
function isMarginCharacter(bytes: Uint8Array, at: number, end: number): boolean {
  if (at + 3 > end) return false;
  const packed = (bytes[at]! << 16) | (bytes[at + 1]! << 8) | bytes[at + 2]!;
  return packed === 0xefbbbf || packed === 0xe38090;
}

/** Over `ESC [ parameters letter`; over the ESC alone if it is something else. */
function skipAnsi(bytes: Uint8Array, at: number, end: number): number {
  if (byteAt(bytes, at + 1, end) !== OPEN_BRACKET) return at + 1;
  let place = at + 2;
  while (place < end && bytes[place]! >= 0x30 && bytes[place]! <= 0x3f) place += 1;
  return isLetter(byteAt(bytes, place, end)) ? place + 1 : place;
}

function skipWord(bytes: Uint8Array, at: number, end: number): number {
  while (at < end && (KINDS[bytes[at]!]! & ~1) === WORD) at += 1;
  return at;
}

function skipForeign(bytes: Uint8Array, at: number, end: number): number {
  while (at < end && bytes[at]! >= 0x80) at += 1;
  return at;
}

/**
 * Whether the run that ends at `at` is a sentence that goes on, as in 将在 2019-02-13 20:40:05 结束:
 * its last character is Chinese (in UTF-8) and a blank or digit follows. Labels end in ：, 】 or ].
 */
function isProse(bytes: Uint8Array, first: number, at: number, end: number): boolean {
  const lead = at - first >= 3 ? bytes[at - 3]! : 0;
  const next = byteAt(bytes, at, end);
  return lead >= 0xe4 && lead <= 0xe9 && (next === SPACE || isDigit(next));
}

/** `14:06:15`: a line that begins with a bare clock has no date of its own. */
function isClock(bytes: Uint8Array, at: number, end: number): boolean {
  return (
    twoDigitsAt(bytes, at, end) >= 0 &&
    byteAt(bytes, at + 2, end) === COLON &&
    twoDigitsAt(bytes, at + 3, end) >= 0 &&
    byteAt(bytes, at + 5, end) === COLON &&
    digitAt(bytes, at + 6, end) >= 0
  );
}

/** Whether `=` and the name of a time stand right before `at`, as in `ts=1662000000.123`. */
function isTimeValue(bytes: Uint8Array, first: number, at: number): boolean {
  if (at - 1 <= first || bytes[at - 1] !== EQUALS) return false;
  let keyAt = at - 1;
  while (keyAt > first && isKeyByte(bytes[keyAt - 1]!)) keyAt -= 1;
  return keyRank(bytes, keyAt, at - 1) >= 0;
}

/** Letters, digits, `_`, and the `@` of `@timestamp`. */
function isKeyByte(byte: number): boolean {
  return isWordByte(byte) || byte === 0x40;
}

/** Over the quote of a time's value, over an apostrophe within a word, or else over the quotation. */
function passQuote(
  bytes: Uint8Array,
  first: number,
  at: number,
  end: number,
  isStart: boolean,
): number {
  const quote = bytes[at]!;
  const isOpening = quote === QUOTE || isStart || bytes[at - 1] === EQUALS;
  let place = at + 1;
  if (!isOpening || isTimeValue(bytes, first, at)) return place;
  while (place < end && bytes[place] !== quote) place += 1;
  return Math.min(place + 1, end);
}

/** Whether the last character before `at`, blanks aside, is the bar of `docker compose logs`. */
function isPiped(bytes: Uint8Array, first: number, at: number): boolean {
  let place = at - 1;
  while (place > first && (bytes[place] === SPACE || bytes[place] === TAB)) place -= 1;
  return place > first && bytes[place] === PIPE;
}
