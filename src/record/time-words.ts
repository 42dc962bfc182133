/**
 * Date-times that begin with a word: syslog's `Sep  1 12:00:00`, asctime's
 * `Sep 01 12:00:00 CST 2026` (the weekday is the caller's to pass over), java.util.logging's
 * `Sep 01, 2026 12:00:00 PM` and `九月 01, 2026 12:00:00 下午`, klog's `E0901 12:00:00.123456`.
 */
import {
  byteAt,
  COLON,
  COMMA,
  countDigits,
  DOT,
  digitAt,
  fourDigitsAt,
  isLetter,
  isUpper,
  isWordByte,
  SPACE,
  skipBlanks,
  startsWith,
  twoDigitsAt,
} from './time-bytes.ts';
import { YEAR_MAX, YEAR_MIN } from './time-calendar.ts';
import { NO_ZONE, readClock, readZone, type Stamp } from './time-clock.ts';

/** Fills `stamp` with the date-time that begins at `at`; false if there is none. */
export function readWords(bytes: Uint8Array, at: number, end: number, stamp: Stamp): boolean {
  const first = byteAt(bytes, at, end);
  if (first >= 0x80) return readChinese(bytes, at, end, stamp);
  if (!isUpper(first)) return false;
  if (digitAt(bytes, at + 1, end) >= 0) return readKlog(bytes, at, end, stamp);
  stamp.month = readMonthName(bytes, at, end);
  if (stamp.month < 0) return false;
  at += 3;
  while (isLetter(byteAt(bytes, at, end))) at += 1;
  return readAfterMonth(bytes, at, end, stamp);
}

/** `Sep` is 9; -1 if no month's first three letters stand at `at`. Long names begin with short ones. */
export function readMonthName(bytes: Uint8Array, at: number, end: number): number {
  if (at + 3 > end) return -1;
  const packed = (bytes[at]! << 16) | (bytes[at + 1]! << 8) | bytes[at + 2]!;
  const index = MONTH_NAMES.indexOf(packed | 0x20_20_20);
  return index < 0 || !isUpper(bytes[at]!) ? -1 : index + 1;
}

const MONTH_NAMES: readonly number[] = [
  'jan',
  'feb',
  'mar',
  'apr',
  'may',
  'jun',
  'jul',
  'aug',
  'sep',
  'oct',
  'nov',
  'dec',
].map((name) => (name.charCodeAt(0) << 16) | (name.charCodeAt(1) << 8) | name.charCodeAt(2));

/**
 * The rest behind a month: `1, 2026 12:00:00 PM`, `01 2026 12:00:00 GMT+0800`, `1 12:00:00` or
 * `1 12:00:00.123 CST 2026`. The year may be missing; 0 then stands for it.
 */
export function readAfterMonth(bytes: Uint8Array, at: number, end: number, stamp: Stamp): boolean {
  const dayAt = skipBlanks(bytes, at, end);
  const digits = countDigits(bytes, dayAt, end, 3);
  if (dayAt === at || digits < 1 || digits > 2) return false;
  stamp.day = digits === 2 ? twoDigitsAt(bytes, dayAt, end) : digitAt(bytes, dayAt, end);
  at = dayAt + digits;
  if (byteAt(bytes, at, end) === COMMA) at += 1;
  const behind = skipBlanks(bytes, at, end);
  if (behind === at) return false;
  const year = yearAt(bytes, behind, end);
  if (year < 0) return readYearLast(bytes, behind, end, stamp);
  stamp.year = year;
  at = behind + 4;
  if (byteAt(bytes, at, end) === COMMA) at += 1;
  if (!readClock(bytes, skipBlanks(bytes, at, end), end, stamp, true)) return false;
  stamp.zoneMinutes = readZone(bytes, stamp.end, end);
  return true;
}

function readYearLast(bytes: Uint8Array, at: number, end: number, stamp: Stamp): boolean {
  if (!readClock(bytes, at, end, stamp, false) || !hasSeconds(bytes, stamp.end, at)) return false;
  stamp.year = 0;
  stamp.zoneMinutes = NO_ZONE;
  let place = stamp.end;
  if (byteAt(bytes, place, end) !== SPACE) return true;
  place += 1;
  let year = yearAt(bytes, place, end);
  if (year < 0) {
    // A zone only counts where a year follows it: in syslog a host name stands here.
    const zoneEnd = skipZoneName(bytes, place, end);
    year = zoneEnd === place ? -1 : yearAt(bytes, zoneEnd + 1, end);
    if (year > 0) stamp.zoneMinutes = readZone(bytes, stamp.end, end);
  }
  if (year > 0) stamp.year = year;
  return true;
}

/** `Sep 1 12:00` is what `ls` prints; as a log's time it needs its seconds. */
function hasSeconds(bytes: Uint8Array, clockEnd: number, clockAt: number): boolean {
  let colons = 0;
  for (let at = clockAt; at < clockEnd; at += 1) if (bytes[at] === COLON) colons += 1;
  return colons >= 2;
}

/** `GMT+08:00` is the longest. */
const ZONE_NAME_BYTES_MAX = 9;

function skipZoneName(bytes: Uint8Array, at: number, end: number): number {
  const limit = Math.min(end, at + ZONE_NAME_BYTES_MAX);
  while (at < limit && bytes[at]! > SPACE && bytes[at]! < 0x80) at += 1;
  return at;
}

/** A year of four digits in the range of logs, or -1; `12:0` is no year. */
function yearAt(bytes: Uint8Array, at: number, end: number): number {
  const year = fourDigitsAt(bytes, at, end);
  if (year < YEAR_MIN || year > YEAR_MAX) return -1;
  const behind = byteAt(bytes, at + 4, end);
  return isWordByte(behind) || behind === DOT || behind === COLON ? -1 : year;
}

const KLOG_LEVELS: readonly number[] = [...'IWEFD'].map((level) => level.charCodeAt(0));

/** `E0901 12:00:00.123456` (klog, no year) or `I20260901 12:00:00.123` (glog). */
function readKlog(bytes: Uint8Array, at: number, end: number, stamp: Stamp): boolean {
  if (!KLOG_LEVELS.includes(bytes[at]!)) return false;
  const digits = countDigits(bytes, at + 1, end, 9);
  if (digits !== 4 && digits !== 8) return false;
  const dateEnd = at + 1 + digits;
  stamp.year = digits === 8 ? fourDigitsAt(bytes, at + 1, end) : 0;
  stamp.month = twoDigitsAt(bytes, dateEnd - 4, end);
  stamp.day = twoDigitsAt(bytes, dateEnd - 2, end);
  if (byteAt(bytes, dateEnd, end) !== SPACE) return false;
  if (!readClock(bytes, dateEnd + 1, end, stamp, false)) return false;
  stamp.zoneMinutes = NO_ZONE;
  return hasSeconds(bytes, stamp.end, dateEnd + 1);
}

/** `九月 01, 2026 12:00:00 下午`: the month in Chinese numerals, in UTF-8 or GB18030. */
function readChinese(bytes: Uint8Array, at: number, end: number, stamp: Stamp): boolean {
  for (let index = 0; index < CHINESE_MONTHS.length; index += 1) {
    const name = CHINESE_MONTHS[index]!;
    if (startsWith(bytes, at, end, name)) {
      stamp.month = (index % 12) + 1;
      return readAfterMonth(bytes, at + name.length, end, stamp);
    }
  }
  return false;
}

const NUMERALS = ['一', '二', '三', '四', '五', '六', '七', '八', '九', '十', '十一', '十二'];
/** GB18030 bytes of 一 to 十. */
const GB18030_NUMERALS = [
  0xd2bb, 0xb6fe, 0xc8fd, 0xcbc4, 0xcee5, 0xc1f9, 0xc6df, 0xb0cb, 0xbec5, 0xcaae,
];
const CHINESE_MONTHS: readonly Uint8Array[] = [
  ...NUMERALS.map((numeral) => new TextEncoder().encode(`${numeral}月`)),
  ...NUMERALS.map((numeral) =>
    Uint8Array.from(
      [...[...numeral].map((digit) => GB18030_NUMERALS[NUMERALS.indexOf(digit)]!), 0xd4c2].flatMap(
        (pair) => [pair >> 8, pair & 0xff],
      ),
    ),
  ),
];
