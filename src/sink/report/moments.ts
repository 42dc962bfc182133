/** Moments and spans of time as people read them, on the clock of one zone. */
import { printable } from './printable.ts';

/** What the report needs to know of a time zone. */
export interface ReportZone {
  /** As people should see it: `Asia/Shanghai`, `UTC`, `+08:00`. */
  readonly name: string;
  /** How far the zone's clock is ahead of UTC at this instant, both in ms. */
  offsetMs(utcMs: number): number;
}

/** What a clock on the wall says. */
interface WallClock {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  /** `2026-09-01` */
  readonly date: string;
  /** `08:12` */
  readonly time: string;
}

/** How much of a moment a span shows. */
export type SpanForm = 'full' | 'date' | 'time';

/** The clock at an instant in ms since the epoch; undefined where there is no such instant. */
export function wallClock(utcMs: number, zone: ReportZone): WallClock | undefined {
  const local = new Date(utcMs + zone.offsetMs(utcMs));
  if (Number.isNaN(local.getTime())) return undefined;
  const [date = '', rest = ''] = local.toISOString().split('T');
  return {
    year: local.getUTCFullYear(),
    month: local.getUTCMonth() + 1,
    day: local.getUTCDate(),
    date,
    time: rest.slice(0, 5),
  };
}

/** `2026-09-01 08:12`; a text that is no time stays as it is. */
export function formatMoment(rfc3339: string, zone: ReportZone): string {
  const clock = wallClock(Date.parse(rfc3339), zone);
  return clock === undefined ? printable(rfc3339) : `${clock.date} ${clock.time}`;
}

/** Whether two moments lie on one day of the zone. */
export function isSameDay(first: string, last: string, zone: ReportZone): boolean {
  const [from, to] = [first, last].map((text) => wallClock(Date.parse(text), zone));
  return from !== undefined && from.date === to?.date;
}

/** Whether two moments lie in one year of the zone. */
export function isSameYear(first: string, last: string, zone: ReportZone): boolean {
  const [from, to] = [first, last].map((text) => wallClock(Date.parse(text), zone));
  return from !== undefined && from.year === to?.year;
}

/**
 * A span without what both ends share: `09-01 08:12–09:03`, `09-01–09-03`, `08:12–09:03`. With the
 * year where `hasYear` says that it cannot be left out.
 */
export function formatSpan(
  first: string,
  last: string,
  { form, zone, hasYear }: { form: SpanForm; zone: ReportZone; hasYear: boolean },
): string {
  const from = wallClock(Date.parse(first), zone);
  const to = wallClock(Date.parse(last), zone);
  if (from === undefined || to === undefined) return '';
  const day = (clock: WallClock) => (hasYear ? clock.date : clock.date.slice(-'09-01'.length));
  if (form === 'time') return from.time === to.time ? from.time : `${from.time}–${to.time}`;
  if (form === 'date') return from.date === to.date ? day(from) : `${day(from)}–${day(to)}`;
  const start = `${day(from)} ${from.time}`;
  if (from.date !== to.date) return `${start}–${day(to)} ${to.time}`;
  return from.time === to.time ? start : `${start}–${to.time}`;
}
