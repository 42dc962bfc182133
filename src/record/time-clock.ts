/**
 * The parts every date-time ends in: hour and minute, seconds with a fraction, and the zone. Readers
 * write into a `Stamp` that their caller owns and reuses, so that nothing is allocated per record.
 */
import {
  byteAt,
  COLON,
  COMMA,
  countDigits,
  DOT,
  digitAt,
  isDigit,
  isLetter,
  isUpper,
  isWordByte,
  MINUS,
  millisAt,
  PLUS,
  SPACE,
  skipBlanks,
  skipDigits,
  startsWith,
  twoDigitsAt,
} from './time-bytes.ts';

/** A date-time as written, not yet placed on the time line. Small integers only: V8 boxes none. */
export interface Stamp {
  /** 0 where the text names no year. */
  year: number;
  month: number;
  day: number;
  minuteOfDay: number;
  /** Seconds and fraction, in ms: 0 to 60,999 (a leap second is `:60`). */
  secondMs: number;
  /** Minutes east of UTC as the text says, or `NO_ZONE`. */
  zoneMinutes: number;
  /** The first byte after what was read. */
  end: number;
}

/** No offset on earth is a thousand hours. */
export const NO_ZONE = 60_000;

export function createStamp(): Stamp {
  return { year: 0, month: 0, day: 0, minuteOfDay: 0, secondMs: 0, zoneMinutes: NO_ZONE, end: 0 };
}

/**
 * Reads `[上午|下午]H:MM[:SS[.fraction]]` with one or two digits of hour; with `halves`, also a
 * half of the day behind it (`12:00:00 PM`, `12:00:00 下午`).
 */
export function readClock(
  bytes: Uint8Array,
  at: number,
  end: number,
  stamp: Stamp,
  halves: boolean,
): boolean {
  let half = readHalf(bytes, at, end);
  if (half !== NO_HALF) at = skipBlanks(bytes, at + HALF_BYTES[half]!, end);
  const digits = countDigits(bytes, at, end, 3);
  if (digits < 1 || digits > 2) return false;
  const hour = digits === 2 ? twoDigitsAt(bytes, at, end) : digitAt(bytes, at, end);
  at += digits;
  if (hour > 23 || byteAt(bytes, at, end) !== COLON) return false;
  const minute = twoDigitsAt(bytes, at + 1, end);
  if (minute < 0 || minute > 59 || !readSeconds(bytes, at + 3, end, stamp)) return false;
  if (halves) {
    const behind = skipBlanks(bytes, stamp.end, end);
    const trailing = readHalf(bytes, behind, end);
    if (trailing !== NO_HALF) {
      half = trailing;
      stamp.end = behind + HALF_BYTES[half]!;
    }
  }
  stamp.minuteOfDay = hourOfDay(hour, half) * 60 + minute;
  return true;
}

/**
 * Reads what may follow a minute: `:SS`, then `.fraction`, `,fraction` or `:mmm`. Nothing there is
 * fine (`12:00`); digits that run on (`12:005`) are not.
 */
export function readSeconds(bytes: Uint8Array, at: number, end: number, stamp: Stamp): boolean {
  stamp.secondMs = 0;
  stamp.end = at;
  if (byteAt(bytes, at, end) !== COLON) return digitAt(bytes, at, end) < 0;
  const seconds = twoDigitsAt(bytes, at + 1, end);
  if (seconds < 0) return digitAt(bytes, at + 1, end) < 0;
  if (seconds > 60) return false;
  at += 3;
  stamp.secondMs = seconds * 1000;
  stamp.end = at;
  const mark = byteAt(bytes, at, end);
  if (isDigit(mark)) return false;
  if (mark === DOT || mark === COMMA || (mark === COLON && isThreeDigits(bytes, at + 1, end))) {
    if (digitAt(bytes, at + 1, end) < 0) return true;
    stamp.secondMs += millisAt(bytes, at + 1, end);
    stamp.end = skipDigits(bytes, at + 1, end);
  }
  return true;
}

function isThreeDigits(bytes: Uint8Array, at: number, end: number): boolean {
  return countDigits(bytes, at, end, 4) === 3;
}

/**
 * The offset that stands right behind a time, in minutes east of UTC, or `NO_ZONE`: `Z`, `+08:00`,
 * `+0800`, `+08` (glued only), a name such as `UTC` or `CST`, or `GMT+0800`; one blank may precede.
 */
export function readZone(bytes: Uint8Array, at: number, end: number): number {
  const first = byteAt(bytes, at, end);
  if (first === SPACE) {
    const second = byteAt(bytes, at + 1, end);
    if (second === PLUS || second === MINUS) return readOffset(bytes, at + 1, end, false);
    return isUpper(second) ? readZoneName(bytes, at + 1, end) : NO_ZONE;
  }
  if (first === PLUS || first === MINUS) return readOffset(bytes, at, end, true);
  return isLetter(first) ? readZoneName(bytes, at, end) : NO_ZONE;
}

/** A bare `-05` behind a blank is more likely a number of the message than a zone. */
function readOffset(bytes: Uint8Array, at: number, end: number, allowHours: boolean): number {
  const hours = twoDigitsAt(bytes, at + 1, end);
  if (hours < 0 || hours > 14) return NO_ZONE;
  let place = at + 3;
  let minutes = 0;
  const hasColon = byteAt(bytes, place, end) === COLON;
  const tail = twoDigitsAt(bytes, hasColon ? place + 1 : place, end);
  if (tail >= 0) {
    // Offsets are whole quarters of an hour; anything else (`-1234`) is some other number.
    if (tail % 15 !== 0 || tail > 45) return NO_ZONE;
    minutes = tail;
    place += hasColon ? 3 : 2;
  } else if (!allowHours) {
    return NO_ZONE;
  }
  if (isWordByte(byteAt(bytes, place, end))) return NO_ZONE;
  const offset = hours * 60 + minutes;
  return bytes[at] === MINUS ? -offset : offset;
}

function readZoneName(bytes: Uint8Array, at: number, end: number): number {
  let length = 0;
  let packed = 0;
  while (length < 5 && isLetter(byteAt(bytes, at + length, end))) {
    packed = (packed << 8) | bytes[at + length]!;
    length += 1;
  }
  const minutes = length === 5 ? NO_ZONE : zoneNameMinutes(packed);
  if (minutes !== 0 || length !== 3) return minutes;
  const sign = byteAt(bytes, at + 3, end);
  if (sign !== PLUS && sign !== MINUS) return 0;
  const offset = readOffset(bytes, at + 3, end, true);
  return offset === NO_ZONE ? 0 : offset;
}

/**
 * Abbreviations met in logs. They are ambiguous by nature; `CST` is read as China's (+08:00), which
 * is what java.util.Date, date(1) and PostgreSQL print on servers there, never as Chicago's.
 * Names that are not here are passed over, and the reader's own zone applies.
 */
function zoneNameMinutes(packed: number): number {
  switch (packed) {
    case 0x5a: // Z
    case 0x7a: // z
    case 0x555443: // UTC
    case 0x474d54: // GMT
      return 0;
    case 0x435354: // CST
    case 0x484b54: // HKT
      return 480;
    case 0x4a5354: // JST
      return 540;
    case 0x434554: // CET
      return 60;
    case 0x43455354: // CEST
      return 120;
    case 0x454454: // EDT
      return -240;
    case 0x455354: // EST
      return -300;
    case 0x504454: // PDT
      return -420;
    case 0x505354: // PST
      return -480;
    default:
      return NO_ZONE;
  }
}

const NO_HALF = -1;
/** AM, PM, then 上午, 下午 in UTF-8, then the same in GB18030: even ones are mornings. */
const HALVES = [
  Uint8Array.of(0x41, 0x4d),
  Uint8Array.of(0x50, 0x4d),
  new TextEncoder().encode('上午'),
  new TextEncoder().encode('下午'),
  Uint8Array.of(0xc9, 0xcf, 0xce, 0xe7),
  Uint8Array.of(0xcf, 0xc2, 0xce, 0xe7),
];
const HALF_BYTES = HALVES.map((half) => half.length);

function readHalf(bytes: Uint8Array, at: number, end: number): number {
  if (digitAt(bytes, at, end) >= 0) return NO_HALF;
  for (let half = 0; half < HALVES.length; half += 1) {
    if (startsWith(bytes, at, end, HALVES[half]!)) return half;
  }
  return NO_HALF;
}

/** `13:00 下午` is already of twenty-four hours. */
function hourOfDay(hour: number, half: number): number {
  if (half === NO_HALF || hour > 12) return hour;
  return (hour % 12) + (half % 2 === 0 ? 0 : 12);
}
