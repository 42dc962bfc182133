/** Draws counts over time, and bars, out of block characters. */
import type { Report, Series } from '../../model/report.ts';

const LEVELS = ['▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'] as const;
const EIGHTHS = ['▏', '▎', '▍', '▌', '▋', '▊', '▉', '█'] as const;
const NOTHING = '·';

/** Columns of time of equal width; what is drawn on one grid can be compared column by column. */
export interface TimeGrid {
  /** Start of the first column, in seconds since the epoch. */
  readonly startSeconds: number;
  /** Width of a column. */
  readonly cellSeconds: number;
  readonly cells: number;
}

/** At most `columns` columns from the first to the last dated event; undefined if none is dated. */
export function createGrid(report: Report, columns: number): TimeGrid | undefined {
  const { from, to, bucketSeconds } = report.time;
  const seconds = [from, to]
    .flatMap((text) => (text === undefined ? [] : [Date.parse(text) / 1000]))
    .filter((value) => Number.isFinite(value));
  for (const { series } of report.codes) {
    const [first, last] = [series[0], series.at(-1)];
    if (first !== undefined && last !== undefined) seconds.push(first[0], last[0]);
  }
  if (seconds.length === 0) return undefined;
  const buckets = seconds.map((value) => Math.floor(value / bucketSeconds));
  const first = Math.min(...buckets);
  const count = Math.max(...buckets) - first + 1;
  const perCell = Math.ceil(count / columns);
  return {
    startSeconds: first * bucketSeconds,
    cellSeconds: perCell * bucketSeconds,
    cells: Math.ceil(count / perCell),
  };
}

/** Events in each column of the grid. */
export function countCells(allSeries: readonly Series[], grid: TimeGrid): number[] {
  const counts = new Array<number>(grid.cells).fill(0);
  for (const series of allSeries) {
    for (const [seconds, events] of series) {
      const cell = Math.floor((seconds - grid.startSeconds) / grid.cellSeconds);
      if (cell >= 0 && cell < counts.length) counts[cell] = counts[cell]! + events;
    }
  }
  return counts;
}

/** One line, as high as its own highest count; a dot where there was nothing. */
export function sparkline(counts: readonly number[]): string {
  const most = maximum(counts);
  return counts
    .map((count) => (count > 0 ? LEVELS[levelOf(count, most, LEVELS.length) - 1] : NOTHING))
    .join('');
}

/** Several lines, the topmost first; each count is `stretch` columns wide, with a gap if there is room. */
export function drawChart(counts: readonly number[], rows: number, stretch: number): string[] {
  const most = maximum(counts);
  const gap = stretch >= 3 ? 1 : 0;
  const levels = counts.map((count) =>
    count > 0 ? levelOf(count, most, rows * LEVELS.length) : 0,
  );
  return Array.from({ length: rows }, (_, index) => {
    const below = (rows - 1 - index) * LEVELS.length;
    return levels
      .map((level) => {
        const block = LEVELS[Math.min(level - below, LEVELS.length) - 1] ?? ' ';
        return block.repeat(stretch - gap) + ' '.repeat(gap);
      })
      .join('');
  });
}

/** A bar to the right, `columns` long for the most; what is not nothing never looks so. */
export function drawBar(count: number, most: number, columns: number): string {
  if (count <= 0 || columns <= 0) return '';
  const level = levelOf(count, most, columns * EIGHTHS.length);
  const full = Math.floor(level / EIGHTHS.length);
  return '█'.repeat(full) + (EIGHTHS[(level % EIGHTHS.length) - 1] ?? '');
}

function maximum(counts: readonly number[]): number {
  return counts.reduce((most, count) => Math.max(most, count), 0);
}

/** From 1 to `highest`. */
function levelOf(count: number, most: number, highest: number): number {
  return Math.min(highest, Math.max(1, Math.round((count / Math.max(most, 1)) * highest)));
}
