/** Puts a date-time as written on the time line: days of the calendar, missing years, the zone. */
import { NO_ZONE, type Stamp } from './time-clock.ts';
import type { Zone } from './zone.ts';

/** Years a log can be of: clocks that were never set say 1970, an unset Go time says year 1. */
export const YEAR_MIN = 1970;
export const YEAR_MAX = 2199;

const MINUTE_MS = 60_000;
const DAY_MINUTES = 1440;
const DAY_MS = DAY_MINUTES * MINUTE_MS;
/** Leap days are at most eight years apart (1896 to 1904, 2096 to 2104). */
const LEAP_YEARS_APART_MAX = 8;

/** A function from a written date-time to ms since the epoch, or NaN where there is no such date. */
type Settle = (stamp: Stamp) => number;

/**
 * A stamp without a year takes the latest year whose minute begins at or before `latestMs`. The last
 * minute is kept, because neighbouring records share it; the result does not depend on it.
 */
export function createSettle(zone: Zone, latestMs: number): Settle {
  const latestYear = yearOf(latestMs + zone.offsetMs(latestMs));
  const minute = { key: -1, localMs: Number.NaN, utcMs: Number.NaN };
  return (stamp) => {
    const { year, month, day, minuteOfDay, zoneMinutes, secondMs } = stamp;
    // Within these bounds no two minutes share a key.
    if (year > YEAR_MAX || month > 12 || day > 31) return Number.NaN;
    const key = ((year * 16 + month) * 32 + day) * DAY_MINUTES + minuteOfDay;
    if (key !== minute.key) {
      minute.key = key;
      minute.localMs =
        year > 0
          ? localMinute(year, month, day, minuteOfDay)
          : guessYear(zone, latestMs, latestYear, month, day, minuteOfDay);
      minute.utcMs = zone.toUtc(minute.localMs);
    }
    return zoneMinutes === NO_ZONE
      ? minute.utcMs + secondMs
      : minute.localMs - zoneMinutes * MINUTE_MS + secondMs;
  };
}

/** A wall-clock minute as if it were UTC, in ms, or NaN for a date that does not exist. */
export function localMinute(year: number, month: number, day: number, minuteOfDay: number): number {
  if (year < YEAR_MIN || year > YEAR_MAX || month < 1 || month > 12 || day < 1) return Number.NaN;
  if (day > daysInMonth(year, month)) return Number.NaN;
  return daysSinceEpoch(year, month, day) * DAY_MS + minuteOfDay * MINUTE_MS;
}

function guessYear(
  zone: Zone,
  latestMs: number,
  latestYear: number,
  month: number,
  day: number,
  minuteOfDay: number,
): number {
  for (let year = latestYear; year >= latestYear - LEAP_YEARS_APART_MAX; year -= 1) {
    const localMs = localMinute(year, month, day, minuteOfDay);
    if (zone.toUtc(localMs) <= latestMs) return localMs;
  }
  return Number.NaN;
}

function yearOf(localMs: number): number {
  return new Date(localMs).getUTCFullYear();
}

function daysInMonth(year: number, month: number): number {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}

/** Days from 1970-01-01, counting years from March so that the leap day comes last. */
function daysSinceEpoch(year: number, month: number, day: number): number {
  const marchYear = month > 2 ? year : year - 1;
  const century = (marchYear / 100) | 0;
  const daysOfYears = 365 * marchYear + ((marchYear / 4) | 0) - century + ((century / 4) | 0);
  const dayOfMarchYear = ((153 * ((month + 9) % 12) + 2) / 5) | 0;
  return daysOfYears + dayOfMarchYear + day - 719_469;
}
