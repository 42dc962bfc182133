/** Reads the options that choose a span of time: instants, months and durations. */
import { ToolError } from '../model/tool-error.ts';
import type { Zone } from '../record/zone.ts';

/** A half-open span, in ms since the epoch. */
export interface TimeRange {
  readonly sinceMs: number;
  /** Exclusive. */
  readonly untilMs: number;
}

const SECOND_MS = 1000;
const MINUTE_MS = 60 * SECOND_MS;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;
const UNITS_MS: Readonly<Record<string, number>> = {
  w: 7 * DAY_MS,
  d: DAY_MS,
  h: HOUR_MS,
  m: MINUTE_MS,
  s: SECOND_MS,
};

/**
 * Ms since the epoch of RFC 3339 (`2026-09-01T12:00:00Z`), a date (its midnight), a date and time, or
 * a count of seconds or milliseconds since 1970; `zone` applies where the text names none. Throws a
 * ToolError `instant-invalid`. Relative words are not read: the same command must mean the same.
 */
export function parseInstant(text: string, zone: Zone): number {
  const trimmed = text.trim();
  const epoch = /^(\d{10})(?:(\d{3})|\.(\d{1,9}))?$/.exec(trimmed);
  if (epoch !== null) {
    const fraction = epoch[2] ?? (epoch[3] ?? '').padEnd(3, '0').slice(0, 3);
    return Number(epoch[1]) * SECOND_MS + Number(fraction);
  }
  const parts =
    /^(\d{4})([-/])(\d{1,2})\2(\d{1,2})(?:(?:[Tt]|[ ]+)(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?[ ]?(Z|z|UTC|GMT|[+-]\d{2}:?\d{2})?)?$/.exec(
      trimmed,
    );
  if (parts === null) throw invalidInstant(text);
  const dateMs = readDate(Number(parts[1]), Number(parts[3]), Number(parts[4]));
  const hour = Number(parts[5] ?? 0);
  const minute = Number(parts[6] ?? 0);
  const second = Number(parts[7] ?? 0);
  if (Number.isNaN(dateMs) || hour > 23 || minute > 59 || second > 60) throw invalidInstant(text);
  const fractionMs = Number((parts[8] ?? '').padEnd(3, '0').slice(0, 3));
  const localMs = dateMs + hour * HOUR_MS + minute * MINUTE_MS + second * SECOND_MS + fractionMs;
  if (parts[9] === undefined) return zone.toUtc(localMs);
  const offsetMs = readOffset(parts[9]);
  if (Number.isNaN(offsetMs)) throw invalidInstant(text);
  return localMs - offsetMs;
}

/** The calendar month `2026-09` of the zone. Throws a ToolError `month-invalid`. */
export function parseMonth(text: string, zone: Zone): TimeRange {
  const parts = /^(\d{4})[-/](\d{1,2})$/.exec(text.trim());
  const year = Number(parts?.[1]);
  const month = Number(parts?.[2]);
  const sinceMs = readDate(year, month, 1);
  const untilMs = month === 12 ? readDate(year + 1, 1, 1) : readDate(year, month + 1, 1);
  if (Number.isNaN(sinceMs) || Number.isNaN(untilMs)) throw invalidMonth(text);
  return { sinceMs: zone.toUtc(sinceMs), untilMs: zone.toUtc(untilMs) };
}

/**
 * Ms of a duration made of `w d h m s` in any number: `7d`, `1h30m`, `2w`. Days have 24 hours.
 * Throws a ToolError `duration-invalid`, also for a duration of nothing.
 */
export function parseDuration(text: string): number {
  const trimmed = text.trim().toLowerCase();
  if (!/^(?:\d{1,9}[wdhms])+$/.test(trimmed)) throw invalidDuration(text);
  let totalMs = 0;
  for (const [, count, unit] of trimmed.matchAll(/(\d+)([wdhms])/g)) {
    totalMs += Number(count) * UNITS_MS[unit!]!;
  }
  if (totalMs === 0 || !Number.isSafeInteger(totalMs)) throw invalidDuration(text);
  return totalMs;
}

/** Midnight of a date as if in UTC, or NaN for a date that does not exist (month 13, 30 February). */
function readDate(year: number, month: number, day: number): number {
  const date = new Date(Date.UTC(year, month - 1, day));
  const isSame =
    year >= 1970 &&
    date.getUTCFullYear() === year &&
    date.getUTCMonth() === month - 1 &&
    date.getUTCDate() === day;
  return isSame ? date.getTime() : Number.NaN;
}

function readOffset(text: string): number {
  const parts = /^([+-])(\d{2}):?(\d{2})$/.exec(text);
  if (parts === null) return 0;
  const hours = Number(parts[2]);
  const minutes = Number(parts[3]);
  if (hours > 23 || minutes > 59) return Number.NaN;
  const offsetMs = hours * HOUR_MS + minutes * MINUTE_MS;
  return parts[1] === '-' ? -offsetMs : offsetMs;
}

function invalidInstant(text: string): ToolError {
  return new ToolError('instant-invalid', {
    zh: `“${text}”不是可识别的时间。请写成 2026-09-01、2026-09-01 12:00:00 或 2026-09-01T12:00:00+08:00。`,
    en: `"${text}" is not a time. Write 2026-09-01, 2026-09-01 12:00:00 or 2026-09-01T12:00:00+08:00.`,
  });
}

function invalidMonth(text: string): ToolError {
  return new ToolError('month-invalid', {
    zh: `“${text}”不是月份。请写成 2026-09。`,
    en: `"${text}" is not a month. Write it as 2026-09.`,
  });
}

function invalidDuration(text: string): ToolError {
  return new ToolError('duration-invalid', {
    zh: `“${text}”不是时长。请写成 7d、90m 或 1h30m（w 周、d 天、h 时、m 分、s 秒）。`,
    en: `"${text}" is not a duration. Write 7d, 90m or 1h30m (w weeks, d days, h hours, m minutes, s seconds).`,
  });
}
