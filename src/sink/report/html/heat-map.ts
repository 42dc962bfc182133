/** When failures come: day of the week and hour, on the clock of the report. */
import { heatMap } from '../../web/charts/heat-map.ts';
import { html, type Markup } from '../../web/markup.ts';
import { section } from '../../web/pieces.ts';
import type { ReportZone } from '../moments.ts';
import type { Page } from './page.ts';

const HOUR_MS = 3_600_000;
const WEEK_HOURS = 168;

/** Over less time, the trend says the same better. */
const COVERED_MS_MIN = 36 * HOUR_MS;

/** Nothing where the log is short, undated, or counted by the day. */
export function heatMapMarkup(page: Page): Markup | undefined {
  const { report, words, failures, zone } = page;
  const { from, to, bucketSeconds } = report.time;
  if (from === undefined || to === undefined || bucketSeconds * 1000 > HOUR_MS) return undefined;
  const [fromMs, toMs] = [Date.parse(from), Date.parse(to)];
  if (!(toMs - fromMs >= COVERED_MS_MIN) || failures.every(({ series }) => series.length === 0)) {
    return undefined;
  }
  const counts = coveredHours(fromMs, toMs, zone);
  for (const { series } of failures) {
    for (const [seconds, events] of series) {
      const hour = hourOfWeek(seconds * 1000, zone);
      counts[hour] = (counts[hour] ?? 0) + events;
    }
  }
  const most = Math.max(...counts.map((count) => count ?? 0));
  const busiest = counts.indexOf(most);
  const rows = words.weekdays.map((label, day) => ({
    label,
    counts: counts.slice(day * 24, day * 24 + 24),
  }));
  const tip = (day: number, hour: number) =>
    words.heatMapTip(words.weekdays[day]!, hourSpan(hour), counts[day * 24 + hour] ?? 0);
  const weekday = words.weekdays[Math.floor(busiest / 24)]!;
  const title = words.heatMapTitle(weekday, hourSpan(busiest % 24), most);
  return section('heat-map', words.heatMap, [
    html`<p class="muted small">${words.heatMapRemark(zone.name)}${title}${words.fullStop}</p>`,
    html`<div class="card">${heatMap({ rows, title, tip })}</div>`,
  ]);
}

/** 0 for each hour of the week that the log covers, from Monday on; undefined for the others. */
function coveredHours(fromMs: number, toMs: number, zone: ReportZone): (number | undefined)[] {
  const counts = new Array<number | undefined>(WEEK_HOURS).fill(undefined);
  const hours = Math.min(WEEK_HOURS, Math.floor((toMs - fromMs) / HOUR_MS));
  for (let hour = 0; hour <= hours; hour++) counts[hourOfWeek(fromMs + hour * HOUR_MS, zone)] = 0;
  return counts;
}

function hourOfWeek(utcMs: number, zone: ReportZone): number {
  const local = new Date(utcMs + zone.offsetMs(utcMs));
  return ((local.getUTCDay() + 6) % 7) * 24 + local.getUTCHours();
}

/** `09:00–10:00` */
function hourSpan(hour: number): string {
  const [from, to] = [hour, hour + 1].map((at) => `${`${at}`.padStart(2, '0')}:00`);
  return `${from}–${to}`;
}
