/**
 * Date-times that begin with a digit, in looser spellings than time-iso.ts reads:
 * `2026-9-1 9:05:03`, `2026/09/01 - 12:00:00` (Gin), `20260901T120000Z`, `2026年09月01日 12:00:00`,
 * `2026年 09月 01日 星期二 12:00:00 CST` and `… 星期二 12时00分00秒 CST` (date(1) in Chinese),
 * `01/Sep/2026:12:00:00 +0800` (access logs), `01-Sep-2026 12:00:00.123` (Tomcat),
 * `01 Sep 2026 12:00:00` (log4j, Redis, RFC 1123), `9月 01, 2026 12:00:00 下午` (java.util.logging).
 */
import {
  byteAt,
  COLON,
  COMMA,
  countDigits,
  DOT,
  digitAt,
  fourDigitsAt,
  isDigit,
  LOWER_T,
  MINUS,
  millisAt,
  SLASH,
  SPACE,
  skipBlanks,
  skipDigits,
  startsWith,
  twoDigitsAt,
  UPPER_T,
} from './time-bytes.ts';
import { readClock, readZone, type Stamp } from './time-clock.ts';
import { readAfterMonth, readMonthName } from './time-words.ts';

/** Fills `stamp` with the date-time that begins at `at`; false if there is none. */
export function readDigits(bytes: Uint8Array, at: number, end: number, stamp: Stamp): boolean {
  switch (countDigits(bytes, at, end, 9)) {
    case 4:
      return readYearFirst(bytes, at, end, stamp);
    case 8:
      return readCompact(bytes, at, end, stamp);
    case 1:
      return readDayFirst(bytes, at, at + 1, end, stamp);
    case 2:
      return readDayFirst(bytes, at, at + 2, end, stamp);
    default:
      return false;
  }
}

function readYearFirst(bytes: Uint8Array, at: number, end: number, stamp: Stamp): boolean {
  const separator = byteAt(bytes, at + 4, end);
  if (separator !== MINUS && separator !== SLASH && separator !== DOT) {
    return readChineseDate(bytes, at, end, stamp);
  }
  stamp.year = fourDigitsAt(bytes, at, end);
  at += 5;
  const monthDigits = countDigits(bytes, at, end, 3);
  stamp.month = shortNumber(bytes, at, end, monthDigits);
  at += monthDigits;
  if (stamp.month < 0 || byteAt(bytes, at, end) !== separator) return false;
  at += 1;
  const dayDigits = countDigits(bytes, at, end, 3);
  stamp.day = shortNumber(bytes, at, end, dayDigits);
  return stamp.day >= 0 && readTail(bytes, skipGap(bytes, at + dayDigits, end), end, stamp);
}

function readChineseDate(bytes: Uint8Array, at: number, end: number, stamp: Stamp): boolean {
  stamp.year = fourDigitsAt(bytes, at, end);
  const yearMark = markAt(bytes, at + 4, end, YEAR_MARKS);
  if (yearMark === 0) return false;
  at = skipBlanks(bytes, at + 4 + yearMark, end);
  const monthDigits = countDigits(bytes, at, end, 3);
  stamp.month = shortNumber(bytes, at, end, monthDigits);
  at += monthDigits;
  const monthMark = markAt(bytes, at, end, MONTH_MARKS);
  if (stamp.month < 0 || monthMark === 0) return false;
  at = skipBlanks(bytes, at + monthMark, end);
  const dayDigits = countDigits(bytes, at, end, 3);
  stamp.day = shortNumber(bytes, at, end, dayDigits);
  const dayMark = markAt(bytes, at + dayDigits, end, DAY_MARKS);
  if (stamp.day < 0 || dayMark === 0) return false;
  at = skipBlanks(bytes, at + dayDigits + dayMark, end);
  const weekdayMark = markAt(bytes, at, end, WEEKDAY_MARKS);
  // 星期 is followed by one more character: three bytes in UTF-8, two in GB18030.
  if (weekdayMark > 0) at = skipBlanks(bytes, at + weekdayMark + weekdayMark / 2, end);
  return readChineseClock(bytes, at, end, stamp) || readTail(bytes, at, end, stamp);
}

/** `12时00分00秒`. */
function readChineseClock(bytes: Uint8Array, at: number, end: number, stamp: Stamp): boolean {
  const hour = twoDigitsAt(bytes, at, end);
  const hourMark = markAt(bytes, at + 2, end, HOUR_MARKS);
  if (hour < 0 || hour > 23 || hourMark === 0) return false;
  at += 2 + hourMark;
  const minute = twoDigitsAt(bytes, at, end);
  const minuteMark = markAt(bytes, at + 2, end, MINUTE_MARKS);
  if (minute < 0 || minute > 59 || minuteMark === 0) return false;
  at += 2 + minuteMark;
  const second = twoDigitsAt(bytes, at, end);
  const secondMark = markAt(bytes, at + 2, end, SECOND_MARKS);
  if (second < 0 || second > 60 || secondMark === 0) return false;
  stamp.minuteOfDay = hour * 60 + minute;
  stamp.secondMs = second * 1000;
  stamp.end = at + 2 + secondMark;
  stamp.zoneMinutes = readZone(bytes, stamp.end, end);
  return true;
}

/** A clock, then a zone. A place below 0 says that the gap before it was none. */
function readTail(bytes: Uint8Array, at: number, end: number, stamp: Stamp): boolean {
  if (at < 0 || !readClock(bytes, at, end, stamp, false)) return false;
  stamp.zoneMinutes = readZone(bytes, stamp.end, end);
  return true;
}

/** Over `T`, blanks, `, `, `-` or ` - ` between date and time; -1 if nothing is between. */
function skipGap(bytes: Uint8Array, at: number, end: number): number {
  const first = byteAt(bytes, at, end);
  if (first === UPPER_T || first === LOWER_T || first === MINUS) return at + 1;
  if (first === COMMA && byteAt(bytes, at + 1, end) === SPACE) return at + 2;
  const behind = skipBlanks(bytes, at, end);
  if (behind === at) return -1;
  if (byteAt(bytes, behind, end) !== MINUS) return behind;
  return byteAt(bytes, behind + 1, end) === SPACE ? behind + 2 : -1;
}

function readCompact(bytes: Uint8Array, at: number, end: number, stamp: Stamp): boolean {
  stamp.year = fourDigitsAt(bytes, at, end);
  stamp.month = twoDigitsAt(bytes, at + 4, end);
  stamp.day = twoDigitsAt(bytes, at + 6, end);
  const gap = byteAt(bytes, at + 8, end);
  if (gap !== UPPER_T && gap !== LOWER_T && gap !== SPACE && gap !== MINUS) return false;
  at += 9;
  if (countDigits(bytes, at, end, 7) !== 6) return readTail(bytes, at, end, stamp);
  const hour = twoDigitsAt(bytes, at, end);
  const minute = twoDigitsAt(bytes, at + 2, end);
  const second = twoDigitsAt(bytes, at + 4, end);
  if (hour > 23 || minute > 59 || second > 60) return false;
  stamp.minuteOfDay = hour * 60 + minute;
  at += 6;
  const mark = byteAt(bytes, at, end);
  const hasFraction = mark === DOT || mark === COMMA;
  stamp.secondMs = second * 1000 + (hasFraction ? millisAt(bytes, at + 1, end) : 0);
  stamp.end = hasFraction ? skipDigits(bytes, at + 1, end) : at;
  stamp.zoneMinutes = readZone(bytes, stamp.end, end);
  return true;
}

function readDayFirst(
  bytes: Uint8Array,
  at: number,
  behind: number,
  end: number,
  stamp: Stamp,
): boolean {
  const monthMark = markAt(bytes, behind, end, MONTH_MARKS);
  const number = shortNumber(bytes, at, end, behind - at);
  if (monthMark > 0) {
    stamp.month = number;
    return readAfterMonth(bytes, behind + monthMark, end, stamp);
  }
  const separator = byteAt(bytes, behind, end);
  if (separator !== SPACE && separator !== MINUS && separator !== SLASH) return false;
  stamp.day = number;
  stamp.month = readMonthName(bytes, behind + 1, end);
  if (stamp.month < 0 || byteAt(bytes, behind + 4, end) !== separator) return false;
  stamp.year = fourDigitsAt(bytes, behind + 5, end);
  if (stamp.year < 0) return false;
  const gap = byteAt(bytes, behind + 9, end);
  if (gap !== SPACE && gap !== COLON) return false;
  return readTail(bytes, behind + 10, end, stamp);
}

/** A number of one or two digits, or -1. */
function shortNumber(bytes: Uint8Array, at: number, end: number, digits: number): number {
  if (digits === 1) return digitAt(bytes, at, end);
  return digits === 2 ? twoDigitsAt(bytes, at, end) : -1;
}

/** In UTF-8, then in GB18030. */
type Marks = readonly Uint8Array[];
const YEAR_MARKS: Marks = [new TextEncoder().encode('年'), Uint8Array.of(0xc4, 0xea)];
const MONTH_MARKS: Marks = [new TextEncoder().encode('月'), Uint8Array.of(0xd4, 0xc2)];
const DAY_MARKS: Marks = [new TextEncoder().encode('日'), Uint8Array.of(0xc8, 0xd5)];
const HOUR_MARKS: Marks = [new TextEncoder().encode('时'), Uint8Array.of(0xca, 0xb1)];
const MINUTE_MARKS: Marks = [new TextEncoder().encode('分'), Uint8Array.of(0xb7, 0xd6)];
const SECOND_MARKS: Marks = [new TextEncoder().encode('秒'), Uint8Array.of(0xc3, 0xeb)];
const WEEKDAY_MARKS: Marks = [
  new TextEncoder().encode('星期'),
  Uint8Array.of(0xd0, 0xc7, 0xc6, 0xda),
];

/** The length of the mark at `at`, or 0. */
function markAt(bytes: Uint8Array, at: number, end: number, marks: Marks): number {
  const first = byteAt(bytes, at, end);
  if (first < 0x80 || isDigit(first)) return 0;
  for (let index = 0; index < marks.length; index += 1) {
    if (startsWith(bytes, at, end, marks[index]!)) return marks[index]!.length;
  }
  return 0;
}
