/** Time zones by name: the offset at an instant, and the instant of a wall-clock time. */
import { ToolError } from '../model/tool-error.ts';

export interface Zone {
  /** As people should see it: `Asia/Shanghai`, `UTC`, `+08:00`. */
  readonly name: string;
  /** How far the wall clock is ahead of UTC at this instant, in ms; NaN for no instant. */
  offsetMs(utcMs: number): number;
  /**
   * The instant of a wall-clock time given as if it were UTC, both in ms; NaN for NaN. Of a time that
   * occurs twice (clocks went back) the earlier instant; a time that does not occur (clocks went
   * forward) is shifted forward by the gap, so 02:30 becomes 03:30.
   */
  toUtc(localMs: number): number;
}

/**
 * The zone of an IANA name (any case), `UTC`, `Z`, or a fixed offset: `+08:00`, `+0800`, `-05:30`,
 * `UTC+8`. Throws a ToolError `zone-unknown` that suggests near names. `local` is refused on purpose:
 * the same log must give the same report on every machine.
 */
export function createZone(name: string): Zone {
  const text = name.trim();
  if (/^(z|utc)$/i.test(text)) return createFixedZone('UTC', 0);
  const offset = /^(?:utc|gmt)?([+-])(\d{1,2})(?::?([0-5]\d))?$/i.exec(text);
  if (offset !== null) {
    const minutes = Number(offset[2]) * 60 + Number(offset[3] ?? 0);
    if (minutes > OFFSET_MINUTES_MAX) throw unknownZone(name);
    return createOffsetZone(offset[1] === '-' ? -minutes : minutes);
  }
  if (text.toLowerCase() === 'asia/shanghai') return createShanghaiZone();
  return createIntlZone(name, text);
}

/** China has kept +08:00 since its last summer time ended on 1991-09-15. */
const SHANGHAI_FIXED_MS = Date.UTC(1991, 8, 16);
const SHANGHAI_OFFSET_MS = 8 * 3_600_000;

/** The default zone without the ten milliseconds that Intl takes to start, unless a log is that old. */
function createShanghaiZone(): Zone {
  const name = 'Asia/Shanghai';
  let whole: Zone | undefined;
  const old = (): Zone => {
    whole ??= createIntlZone(name, name);
    return whole;
  };
  const isFixed = (ms: number): boolean => ms >= SHANGHAI_FIXED_MS && ms <= INSTANT_MS_MAX;
  return {
    name,
    offsetMs: (utcMs) => (isFixed(utcMs) ? SHANGHAI_OFFSET_MS : old().offsetMs(utcMs)),
    toUtc: (localMs) => (isFixed(localMs) ? localMs - SHANGHAI_OFFSET_MS : old().toUtc(localMs)),
  };
}

function createIntlZone(name: string, text: string): Zone {
  let format: Intl.DateTimeFormat;
  try {
    format = new Intl.DateTimeFormat('en-US', { timeZone: text, timeZoneName: 'longOffset' });
  } catch {
    throw unknownZone(name);
  }
  const resolved = format.resolvedOptions().timeZone;
  return createNamedZone(resolved.toLowerCase() === text.toLowerCase() ? resolved : text, format);
}

/** Kiribati's +14:00 is the largest offset on earth. */
const OFFSET_MINUTES_MAX = 14 * 60;
const DAY_MS = 86_400_000;
/** The range of JavaScript's Date, less the days that conversions look around. */
const INSTANT_MS_MAX = 8.64e15 - 3 * DAY_MS;
/** Eleven years of days; a log that spans more starts the table anew. */
const CACHED_DAYS_MAX = 4096;

function createOffsetZone(minutes: number): Zone {
  const absolute = Math.abs(minutes);
  const hour = String(Math.floor(absolute / 60)).padStart(2, '0');
  const minute = String(absolute % 60).padStart(2, '0');
  return createFixedZone(`${minutes < 0 ? '-' : '+'}${hour}:${minute}`, minutes * 60_000);
}

function createFixedZone(name: string, fixedMs: number): Zone {
  return {
    name,
    offsetMs: (utcMs) => (isInstant(utcMs) ? fixedMs : Number.NaN),
    toUtc: (localMs) => (isInstant(localMs) ? localMs - fixedMs : Number.NaN),
  };
}

function isInstant(ms: number): boolean {
  return ms >= -INSTANT_MS_MAX && ms <= INSTANT_MS_MAX;
}

/** A day of UTC: one offset before `changesMs` and one from it on; they differ on few days a year. */
interface Day {
  readonly changesMs: number;
  readonly beforeMs: number;
  readonly afterMs: number;
}

/**
 * Asking Intl takes microseconds, so each day's offsets are asked once and kept. No zone has changed
 * its clocks twice within one day of UTC.
 */
function createNamedZone(name: string, format: Intl.DateTimeFormat): Zone {
  const days = new Map<number, Day>();

  function offsetMs(utcMs: number): number {
    if (!isInstant(utcMs)) return Number.NaN;
    const index = Math.floor(utcMs / DAY_MS);
    let day = days.get(index);
    if (day === undefined) {
      if (days.size >= CACHED_DAYS_MAX) days.clear();
      day = readDay(format, index * DAY_MS);
      days.set(index, day);
    }
    return utcMs < day.changesMs ? day.beforeMs : day.afterMs;
  }

  /** Offsets are at most 14 hours, so a day to either side lies before and after any change. */
  function toUtc(localMs: number): number {
    const beforeMs = offsetMs(localMs - DAY_MS);
    const afterMs = offsetMs(localMs + DAY_MS);
    const early = localMs - beforeMs;
    if (beforeMs === afterMs || offsetMs(early) === beforeMs) return early;
    const late = localMs - afterMs;
    return offsetMs(late) === afterMs ? late : early;
  }

  return { name, offsetMs, toUtc };
}

function readDay(format: Intl.DateTimeFormat, startMs: number): Day {
  const beforeMs = askOffsetMs(format, startMs);
  const afterMs = askOffsetMs(format, startMs + DAY_MS);
  let low = startMs;
  let high = startMs + DAY_MS;
  if (beforeMs === afterMs) return { changesMs: low, beforeMs, afterMs };
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (askOffsetMs(format, middle) === beforeMs) low = middle;
    else high = middle;
  }
  return { changesMs: high, beforeMs, afterMs };
}

/** `longOffset` prints `1/1/2026, GMT+08:00`, `GMT` for zero, and seconds where history has them. */
function askOffsetMs(format: Intl.DateTimeFormat, utcMs: number): number {
  const parts = /GMT(?:([+-])(\d\d):(\d\d)(?::(\d\d))?)?$/.exec(format.format(utcMs));
  if (parts?.[1] === undefined) return 0;
  const seconds = Number(parts[2]) * 3600 + Number(parts[3]) * 60 + Number(parts[4] ?? 0);
  return parts[1] === '-' ? -seconds * 1000 : seconds * 1000;
}

function unknownZone(name: string): ToolError {
  const near = nearestNames(name.trim());
  return new ToolError('zone-unknown', {
    zh: `没有时区“${name}”。${near.length > 0 ? `是否想用 ${near.join('、')}？` : ''}请写 IANA 名称（如 Asia/Shanghai）、UTC 或固定偏移（如 +08:00）。`,
    en: `There is no time zone "${name}".${near.length > 0 ? ` Did you mean ${near.join(' or ')}?` : ''} Give an IANA name (such as Asia/Shanghai), UTC or a fixed offset (such as +08:00).`,
  });
}

/** What people call China's time, which has no zone of these names. */
const NICKNAMES: Readonly<Record<string, string>> = {
  beijing: 'Asia/Shanghai',
  peking: 'Asia/Shanghai',
  china: 'Asia/Shanghai',
  shenzhen: 'Asia/Shanghai',
  guangzhou: 'Asia/Shanghai',
  cst: 'Asia/Shanghai',
};
const NEAR_NAMES_MAX = 3;

/** Names whose whole or city part differs in at most a third of the letters, nearest first. */
function nearestNames(name: string): string[] {
  const wanted = name.toLowerCase().replaceAll(' ', '_');
  // Nothing longer is a slip of the pen, and the table below grows with it.
  if (wanted.length > 40) return [];
  const city = wanted.slice(wanted.lastIndexOf('/') + 1);
  const nickname = NICKNAMES[city];
  if (nickname !== undefined) return [nickname];
  return ['UTC', ...Intl.supportedValuesOf('timeZone')]
    .map((known) => {
      const lower = known.toLowerCase();
      const knownCity = lower.slice(lower.lastIndexOf('/') + 1);
      return {
        known,
        distance: Math.min(editDistance(wanted, lower), editDistance(city, knownCity)),
      };
    })
    .filter(({ known, distance }) => distance <= Math.min(known.length, wanted.length) / 3)
    .sort((left, right) => left.distance - right.distance)
    .slice(0, NEAR_NAMES_MAX)
    .map(({ known }) => known);
}

/** Levenshtein's: insertions, deletions and replacements that turn one text into the other. */
function editDistance(left: string, right: string): number {
  let row = Array.from({ length: right.length + 1 }, (_, index) => index);
  for (let index = 0; index < left.length; index += 1) {
    const next = [index + 1];
    for (let column = 0; column < right.length; column += 1) {
      const replace = row[column]! + (left[index] === right[column] ? 0 : 1);
      next.push(Math.min(replace, row[column + 1]! + 1, next[column]! + 1));
    }
    row = next;
  }
  return row[right.length]!;
}
