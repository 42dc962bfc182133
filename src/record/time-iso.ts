/**
 * The one layout nearly every log uses, at full speed: `YYYY-MM-DD hh:mm:ss` in fixed columns with
 * `-`, `/` or `.`, then a fraction and a zone. This is a short cut only: time-digits.ts reads the same
 * spellings and all others, and must give the same result.
 */
import {
  COLON,
  COMMA,
  DOT,
  fourDigitsAt,
  LOWER_T,
  MINUS,
  PLUS,
  SLASH,
  SPACE,
  twoDigitsAt,
  UPPER_T,
  ZERO,
} from './time-bytes.ts';
import { localMinute } from './time-calendar.ts';
import { NO_ZONE, readZone, type Stamp } from './time-clock.ts';
import type { Zone } from './zone.ts';

/**
 * Puts the ms since the epoch of the date-time that begins at `at` into `clock[0]` and sets the
 * stamp's zone; false if there is none in these columns. A number returned would be boxed.
 */
export type IsoReader = (bytes: Uint8Array, at: number, end: number) => boolean;

/** Date to nanosecond, offset, and the byte behind: with so many bytes left no end is in reach. */
const WHOLE_BYTES = 36;
const FRACTION_BYTES_MAX = 9;
const MINUTE_MS = 60_000;
/** Places in the kept minute. */
const LOCAL = 0;
const UTC = 1;

/**
 * Records come in bursts of the same minute, so the first 16 bytes of the last one are kept with what
 * they mean: a hit costs a comparison instead of a date. Written out flat, in typed arrays, because
 * calls and boxed numbers cost more here than the work (35 ns a record, 2026-11, Node 20).
 */
export function createIsoReader(zone: Zone, stamp: Stamp, clock: Float64Array): IsoReader {
  const columns = new Int32Array(4);
  const minute = new Float64Array(2);
  // A view reads four bytes in one instruction; made anew only when the memory changes.
  let viewed: Uint8Array | undefined;
  let view: DataView = new DataView(new ArrayBuffer(0));

  function learn(bytes: Uint8Array, at: number, end: number): boolean {
    const localMs = readMinute(bytes, at, end);
    if (Number.isNaN(localMs)) return false;
    for (let index = 0; index < 4; index += 1) columns[index] = view.getInt32(at + index * 4, true);
    minute[LOCAL] = localMs;
    minute[UTC] = zone.toUtc(localMs);
    return true;
  }

  return (bytes, at, end) => {
    if (end - at < WHOLE_BYTES) return false;
    if (bytes !== viewed) {
      viewed = bytes;
      view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    }
    if (
      (view.getInt32(at + 12, true) !== columns[3] ||
        view.getInt32(at + 8, true) !== columns[2] ||
        view.getInt32(at + 4, true) !== columns[1] ||
        view.getInt32(at, true) !== columns[0]) &&
      !learn(bytes, at, end)
    ) {
      return false;
    }
    const tens = bytes[at + 17]! - ZERO;
    const ones = bytes[at + 18]! - ZERO;
    if (bytes[at + 16] !== COLON || tens >>> 0 > 5 || ones >>> 0 > 9) return false;
    let secondMs = tens * 10_000 + ones * 1000;
    let place = at + 19;
    let byte = bytes[place]!;
    if (byte === DOT || byte === COMMA) {
      const tenths = bytes[at + 20]! - ZERO;
      const hundredths = bytes[at + 21]! - ZERO;
      const thousandths = bytes[at + 22]! - ZERO;
      if (tenths >>> 0 > 9 || hundredths >>> 0 > 9 || thousandths >>> 0 > 9) return false;
      secondMs += tenths * 100 + hundredths * 10 + thousandths;
      place = at + 23;
      byte = bytes[place]!;
      while ((byte - ZERO) >>> 0 <= 9) {
        place += 1;
        if (place > at + 20 + FRACTION_BYTES_MAX) return false;
        byte = bytes[place]!;
      }
    } else if ((byte - ZERO) >>> 0 <= 10) {
      // A third digit is no second, and a colon may begin a fraction.
      return false;
    }
    const zoneMinutes = mayBeZone(byte, bytes[place + 1]!, bytes[place + 2]!)
      ? readZone(bytes, place, end)
      : NO_ZONE;
    stamp.zoneMinutes = zoneMinutes;
    clock[0] =
      zoneMinutes === NO_ZONE
        ? minute[UTC]! + secondMs
        : minute[LOCAL]! - zoneMinutes * MINUTE_MS + secondMs;
    return true;
  };
}

/**
 * A sign, or the first letter of a zone's name (Z UTC GMT CST HKT JST CET EST PST), perhaps behind a
 * blank. What follows a time most often is a level, and of those only `ERROR` begins like a zone.
 */
function mayBeZone(byte: number, next: number, third: number): boolean {
  const isBehindBlank = byte === SPACE;
  const first = isBehindBlank ? next : byte;
  if (first === PLUS || first === MINUS) return true;
  if (first < 0x41 || first > 0x7a) return false;
  const second = (isBehindBlank ? third : next) | 0x20;
  return ((ZONE_LETTERS >> (first & 0x1f)) & 1) === 1 && second !== 0x72;
}

/** One bit for each first letter of a zone's name. */
const ZONE_LETTERS = [...'zugchjepmandb'].reduce(
  (bits, letter) => bits | (1 << (letter.charCodeAt(0) & 0x1f)),
  0,
);

/** Ms of the wall-clock minute in these columns as if it were UTC, or NaN. */
export function readMinute(bytes: Uint8Array, at: number, end: number): number {
  const separator = bytes[at + 4]!;
  const gap = bytes[at + 10]!;
  if (separator !== MINUS && separator !== SLASH && separator !== DOT) return Number.NaN;
  if (bytes[at + 7] !== separator || bytes[at + 13] !== COLON) return Number.NaN;
  if (gap !== SPACE && gap !== UPPER_T && gap !== LOWER_T) return Number.NaN;
  const year = fourDigitsAt(bytes, at, end);
  const month = twoDigitsAt(bytes, at + 5, end);
  const day = twoDigitsAt(bytes, at + 8, end);
  const hour = twoDigitsAt(bytes, at + 11, end);
  const minute = twoDigitsAt(bytes, at + 14, end);
  if (hour < 0 || hour > 23 || minute < 0 || minute > 59) return Number.NaN;
  return localMinute(year, month, day, hour * 60 + minute);
}
