/** One date-time at a known place, in any of the spellings: the step the searches have in common. */
import {
  byteAt,
  COMMA,
  isDigit,
  isLetter,
  NEWLINE,
  OPEN_BRACKET,
  QUOTE,
  RETURN,
  SPACE,
  TAB,
} from './time-bytes.ts';
import { createSettle } from './time-calendar.ts';
import { createStamp, type Stamp } from './time-clock.ts';
import { readDigits } from './time-digits.ts';
import { readEpoch } from './time-epoch.ts';
import { createIsoReader, type IsoReader } from './time-iso.ts';
import { readWords } from './time-words.ts';
import type { Zone } from './zone.ts';

export interface Moments {
  /** The fast path; its result is in `clock`. */
  readonly readIso: IsoReader;
  /** One place: what `readIso` read last. */
  readonly clock: Float64Array;
  /** Ms since the epoch of the date-time that begins at `at`, or NaN. */
  readAt(bytes: Uint8Array, at: number, end: number): number;
  /** A count since 1970 that begins at `at`. */
  readEpochAt(bytes: Uint8Array, at: number, end: number): number;
  /** A JSON or logfmt value: a date-time or a count since 1970, quoted or not, blanks before it. */
  readValue(bytes: Uint8Array, at: number, end: number): number;
  /** What the last successful read left: its zone says whether the text carried one. */
  readonly stamp: Stamp;
}

export function createMoments(zone: Zone, latestMs: number): Moments {
  const stamp = createStamp();
  const clock = new Float64Array(1);
  const readIso = createIsoReader(zone, stamp, clock);
  const settle = createSettle(zone, latestMs);

  function readAt(bytes: Uint8Array, at: number, end: number): number {
    if (!isDigit(byteAt(bytes, at, end))) {
      return readWords(bytes, at, end, stamp) ? settle(stamp) : Number.NaN;
    }
    if (readIso(bytes, at, end)) return clock[0]!;
    return readDigits(bytes, at, end, stamp) ? settle(stamp) : Number.NaN;
  }

  function readEpochAt(bytes: Uint8Array, at: number, end: number): number {
    const ms = readEpoch(bytes, at, end);
    if (!Number.isNaN(ms)) stamp.zoneMinutes = 0;
    return ms;
  }

  function readValue(bytes: Uint8Array, at: number, end: number): number {
    const place = skipToText(bytes, at, end);
    const first = byteAt(bytes, place, end);
    if (isDigit(first)) {
      const ms = readEpochAt(bytes, place, end);
      if (!Number.isNaN(ms)) return ms;
    }
    const ms = readAt(bytes, place, end);
    if (!Number.isNaN(ms) || !isLetter(first)) return ms;
    return readAt(bytes, skipWeekday(bytes, place, end), end);
  }

  return { readIso, readAt, readEpochAt, readValue, stamp, clock };
}

/** Over blanks, the bracket of Elasticsearch's `fields` (values in arrays), and an opening quote. */
function skipToText(bytes: Uint8Array, at: number, end: number): number {
  while (at < end) {
    const byte = bytes[at]!;
    const isBlank = byte === SPACE || byte === TAB || byte === NEWLINE || byte === RETURN;
    if (!isBlank && byte !== OPEN_BRACKET) return byte === QUOTE ? at + 1 : at;
    at += 1;
  }
  return at;
}

/** `Tue, ` or `Tue `. */
function skipWeekday(bytes: Uint8Array, at: number, end: number): number {
  while (isLetter(byteAt(bytes, at, end))) at += 1;
  if (byteAt(bytes, at, end) === COMMA) at += 1;
  return byteAt(bytes, at, end) === SPACE ? at + 1 : at;
}
