/** Cells of equal width along the clock of a zone, so that days begin at midnight and weeks on Monday. */
import { type ReportZone, wallClock } from '../../report/moments.ts';

const MINUTE = 60;
const HOUR = 3600;
const DAY = 86_400;
const WEEK = 7 * DAY;

/** Each is a multiple of every width of buckets below it. */
const WIDTHS = [
  ...[MINUTE, 5 * MINUTE, 10 * MINUTE, 15 * MINUTE, 30 * MINUTE],
  ...[HOUR, 2 * HOUR, 3 * HOUR, 6 * HOUR, 12 * HOUR, DAY, WEEK],
];

const LABELS_MAX = 7;

/** Where no round moment lies in the first part of the axis, its start is named. */
const FIRST_TICK_WITHIN = 0.15;

/** 1970-01-05, a Monday. */
const MONDAY = 4 * DAY;

export interface TimeAxis {
  readonly cells: number;
  /** Width of a cell. */
  readonly cellSeconds: number;
  /** Where an instant lies, in cells from the left end; outside of 0 to `cells` if it is not covered. */
  placeOf(utcMs: number): number;
  /** When a cell begins, in ms since the epoch. */
  startOf(cell: number): number;
  readonly ticks: readonly { readonly place: number; readonly label: string }[];
}

export interface TimeAxisOptions {
  readonly fromMs: number;
  readonly toMs: number;
  /** Cells are no narrower than the buckets of what they show. */
  readonly bucketSeconds: number;
  readonly cellsMax: number;
  readonly zone: ReportZone;
}

/** As many cells as it takes to cover both instants, at most `cellsMax`. */
export function createTimeAxis(options: TimeAxisOptions): TimeAxis {
  const { fromMs, toMs, zone } = options;
  const localSeconds = (utcMs: number) => (utcMs + zone.offsetMs(utcMs)) / 1000;
  const [first, last] = [localSeconds(fromMs), localSeconds(Math.max(fromMs, toMs))];
  const cellSeconds = widthOf(first, last, options);
  const origin = startBefore(first, cellSeconds);
  const cells = Math.floor((last - origin) / cellSeconds) + 1;
  return {
    cells,
    cellSeconds,
    placeOf: (utcMs) => (localSeconds(utcMs) - origin) / cellSeconds,
    startOf: (cell) => instantOf((origin + cell * cellSeconds) * 1000, zone),
    ticks: ticksOf({ origin, cells, cellSeconds }, zone),
  };
}

function widthOf(
  first: number,
  last: number,
  { bucketSeconds, cellsMax }: TimeAxisOptions,
): number {
  const fits = (width: number) =>
    Math.floor((last - startBefore(first, width)) / width) + 1 <= cellsMax;
  const found = WIDTHS.find((width) => width >= bucketSeconds && fits(width));
  if (found !== undefined) return found;
  let width = 2 * WEEK;
  while (!fits(width)) width *= 2;
  return width;
}

function startBefore(seconds: number, width: number): number {
  const zero = width >= WEEK ? MONDAY : 0;
  return Math.floor((seconds - zero) / width) * width + zero;
}

/** The instant at which a clock of the zone shows `localMs`; near a change of clocks, one that is close. */
function instantOf(localMs: number, zone: ReportZone): number {
  const guess = localMs - zone.offsetMs(localMs);
  return localMs - zone.offsetMs(guess);
}

interface Cells {
  readonly origin: number;
  readonly cells: number;
  readonly cellSeconds: number;
}

function ticksOf({ origin, cells, cellSeconds }: Cells, zone: ReportZone): TimeAxis['ticks'] {
  const length = cells * cellSeconds;
  let step = WIDTHS.find((width) => width >= cellSeconds && length / width <= LABELS_MAX) ?? WEEK;
  while (length / step > LABELS_MAX) step *= 2;
  const end = origin + length;
  const ticks: { place: number; label: string }[] = [];
  for (let at = startBefore(origin, step); at < end; at += step) {
    if (at < origin) continue;
    const label = labelOf(at, { step, isFirst: ticks.length === 0, length }, zone);
    ticks.push({ place: (at - origin) / cellSeconds, label });
  }
  const isFarIn = (ticks[0]?.place ?? cells) > cells * FIRST_TICK_WITHIN;
  const start = { place: 0, label: labelOf(origin, { step: HOUR, isFirst: true, length }, zone) };
  return isFarIn ? [start, ...ticks] : ticks;
}

/** Hours within a day, else the date; the date also where it changes. */
function labelOf(
  localSeconds: number,
  { step, isFirst, length }: { step: number; isFirst: boolean; length: number },
  zone: ReportZone,
): string {
  const clock = wallClock(localSeconds * 1000, { name: zone.name, offsetMs: () => 0 });
  if (clock === undefined) return '';
  const date = length > 300 * DAY ? clock.date : clock.date.slice(-'09-01'.length);
  if (step >= DAY) return date;
  if (clock.time === '00:00') return date;
  return isFirst ? `${date} ${clock.time}` : clock.time;
}
