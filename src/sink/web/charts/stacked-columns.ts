/** Columns over time, each a pile of groups, with both axes. */
import type { Group } from '../../../model/taxonomy.ts';
import { groupClass } from '../badges.ts';
import { html, type Markup } from '../markup.ts';
import { percent, round } from './geometry.ts';
import { createScale } from './scale.ts';
import { freeTicks, type LabelShares } from './ticks.ts';
import type { TimeAxis } from './time-axis.ts';

const HEIGHT = 200;
const TOP = 8;
const BOTTOM = 24;
const PLOT = HEIGHT - TOP - BOTTOM;
/** Part of a cell that its column takes; the rest keeps neighbours apart. */
const COLUMN = 0.84;
/** What labels take of the plot on a phone. */
const NARROW_SHARES: LabelShares = { short: 0.18, long: 0.36 };
/** Wider, a few columns would look like walls. */
const CELLS_MIN = 6;

export interface StackedColumns {
  readonly axis: TimeAxis;
  /** From the bottom up; each with a count for every cell of the axis. */
  readonly piles: readonly { readonly group: Group; readonly counts: readonly number[] }[];
  /** Read aloud in place of the drawing. */
  readonly title: string;
  /** What is shown when a column is pointed at. */
  readonly tip: (cell: number) => string;
  /** Drawings that stand beside each other share their scale: as high, and as many cells, as the greatest. */
  readonly scale?: { readonly most: number; readonly cells: number };
}

/** Takes the whole width it is given; text keeps its size. */
export function stackedColumns({ axis, piles, title, tip, scale: shared }: StackedColumns): Markup {
  const cells = Array.from({ length: axis.cells }, (_, cell) => cell);
  const sums = cells.map((cell) => piles.reduce((sum, { counts }) => sum + (counts[cell] ?? 0), 0));
  const scale = createScale(shared?.most ?? Math.max(...sums));
  const width = Math.max(CELLS_MIN, shared?.cells ?? axis.cells);
  // What is shorter than its neighbour ends where its time does.
  const reach = shared === undefined ? '100%' : percent(axis.cells, width);
  const yOf = (value: number) => round(TOP + PLOT - (value / scale.top) * PLOT);
  const feet = cells.map(() => 0);
  const columns = piles.map(({ group, counts }) => {
    const rects = cells.map((cell) => {
      const count = counts[cell] ?? 0;
      if (count <= 0) return undefined;
      const foot = feet[cell]!;
      feet[cell] = foot + count;
      const [y, height] = [yOf(foot + count), round((count / scale.top) * PLOT)];
      const x = percent(cell + (1 - COLUMN) / 2, width);
      return html`<rect x="${x}" y="${y}" width="${percent(COLUMN, width)}" height="${height}"/>`;
    });
    return html`<g class="plot-fill ${groupClass(group)}">${rects}</g>`;
  });
  const hits = cells.map((cell) =>
    sums[cell]! > 0
      ? html`<rect class="hit" x="${percent(cell, width)}" y="${TOP}" width="${percent(1, width)}" height="${PLOT}"><title>${tip(cell)}</title></rect>`
      : undefined,
  );
  return html`<div class="chart" role="img" aria-label="${title}">${countAxis(scale, yOf)}<svg width="100%" height="${HEIGHT}" aria-hidden="true">${scale.ticks.map(
    ({ value }) =>
      html`<line class="${value === 0 ? 'base-line' : 'grid-line'}" x2="${reach}" y1="${yOf(value)}" y2="${yOf(value)}"/>`,
  )}${columns}${hits}${timeTicks(axis.ticks, width, HEIGHT - 6, NARROW_SHARES)}</svg></div>`;
}

function countAxis(
  { ticks }: ReturnType<typeof createScale>,
  yOf: (value: number) => number,
): Markup {
  const characters = Math.max(...ticks.map(({ label }) => label.length));
  const width = characters * 8 + 8;
  return html`<svg width="${width}" height="${HEIGHT}" aria-hidden="true">${ticks.map(
    ({ value, label }) =>
      html`<text x="${width - 8}" y="${yOf(value)}" dy=".32em" text-anchor="end">${label}</text>`,
  )}</svg>`;
}

/**
 * The labels of the lying axis; those at the ends stay inside. With `narrow`, those that have no room
 * where the drawing is as narrow as that are left out on small screens.
 */
export function timeTicks(
  ticks: TimeAxis['ticks'],
  width: number,
  y: number,
  narrow?: LabelShares,
): Markup[] {
  const free = narrow === undefined ? ticks : freeTicks(ticks, width, narrow);
  return ticks.map((tick) => {
    const { place, label } = tick;
    const share = place / width;
    const anchor = share < 0.05 ? 'start' : share > 0.95 ? 'end' : 'middle';
    const className = !free.includes(tick) && html` class="wide-only"`;
    return html`<text${className} x="${percent(place, width)}" y="${y}" text-anchor="${anchor}">${label}</text>`;
  });
}
