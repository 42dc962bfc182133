/** Counts by hour and by day of the week: when it hurts. */
import { html, type Markup } from '../markup.ts';
import { percent } from './geometry.ts';

const HOURS = 24;
const ROW = 22;
const TOP = 20;
const EVERY_HOURS = 3;
const STEPS = 6;

export interface HeatMap {
  /** Rows from the top; 24 counts each, undefined where the log covers no such hour. */
  readonly rows: readonly {
    readonly label: string;
    readonly counts: readonly (number | undefined)[];
  }[];
  /** Read aloud in place of the drawing. */
  readonly title: string;
  /** What is shown when a field is pointed at. */
  readonly tip: (row: number, hour: number) => string;
}

/** The darker, the more; what is not nothing never looks so. Takes the whole width it is given. */
export function heatMap({ rows, title, tip }: HeatMap): Markup {
  const most = Math.max(0, ...rows.flatMap(({ counts }) => counts.map((count) => count ?? 0)));
  const height = TOP + rows.length * ROW;
  const fields = rows.flatMap(({ counts }, row) =>
    counts.map((count, hour) =>
      count === undefined ? undefined : field({ row, hour, count, most }, tip(row, hour)),
    ),
  );
  const hours = Array.from({ length: HOURS / EVERY_HOURS }, (_, index) => index * EVERY_HOURS);
  return html`<div class="chart" role="img" aria-label="${title}"><svg width="48" height="${height}" aria-hidden="true">${rows.map(
    ({ label }, row) =>
      html`<text x="40" y="${TOP + row * ROW + ROW / 2}" dy=".32em" text-anchor="end">${label}</text>`,
  )}</svg><svg width="100%" height="${height}" aria-hidden="true">${hours.map(
    (hour) =>
      html`<text x="${percent(hour + 0.5, HOURS)}" y="12" text-anchor="middle">${`${hour}`.padStart(2, '0')}</text>`,
  )}${fields}</svg></div>`;
}

function field(
  { row, hour, count, most }: { row: number; hour: number; count: number; most: number },
  tip: string,
): Markup {
  const step = count > 0 ? Math.max(1, Math.ceil((count / most) * STEPS)) : 0;
  const shade =
    count > 0 ? html` class="heat" fill-opacity="${shadeOf(step)}"` : html` class="heat-none"`;
  return html`<rect x="${percent(hour + 0.04, HOURS)}" y="${TOP + row * ROW + 1}" width="${percent(0.92, HOURS)}" height="${ROW - 2}" rx="2"${shade}><title>${tip}</title></rect>`;
}

/** From faint to full. */
function shadeOf(step: number): number {
  return [0, 0.18, 0.32, 0.48, 0.64, 0.82, 1][step] ?? 1;
}
