/** Failures over time, as a small chart with its ends and its peak named. */
import type { Report, Series } from '../../model/report.ts';
import { textWidth } from '../width.ts';
import { formatCount } from './figures.ts';
import { formatDuration } from './headline.ts';
import { heading, INDENT, type Manner, padStart } from './layout.ts';
import { formatMoment } from './moments.ts';
import { countCells, createGrid, drawChart, type TimeGrid } from './sparkline.ts';

const ROWS = 4;
/** A bucket is drawn at most so wide, where there are few. */
const STRETCH_MAX = 6;

/** Nothing if no failure has a time. */
export function chartLines(report: Report, manner: Manner): string[] {
  const { words, style, columns } = manner;
  const series = failureSeries(report);
  if (series.every((entries) => entries.length === 0)) return [];
  const labelColumns = formatCount(report.totals.errors).length;
  const room = columns - INDENT - labelColumns - 2;
  const grid = createGrid(report, room);
  if (grid === undefined) return [];
  const counts = countCells(series, grid);
  const most = Math.max(...counts);
  const duration = formatDuration(grid.cellSeconds, words);
  const peakMoment = momentOf(grid, counts.indexOf(most), manner);
  if (grid.cells === 1) {
    const remark = words.oneBucket(peakMoment, duration);
    return [heading(words.overTime, [remark], manner)];
  }
  const stretch = Math.min(STRETCH_MAX, Math.floor(room / grid.cells));
  const margin = ' '.repeat(INDENT);
  const axis = style.dim('│');
  return [
    heading(words.overTime, [words.peak(most, peakMoment), words.column(duration)], manner),
    ...drawChart(counts, ROWS, stretch).map((line, index) => {
      const label = padStart(index === 0 ? formatCount(most) : '', labelColumns);
      return `${margin}${style.dim(label)} ${axis}${style.red(line)}`;
    }),
    `${margin}${padStart('0', labelColumns)} ${'└'}${'─'.repeat(grid.cells * stretch)}`,
    margin + ' '.repeat(labelColumns + 2) + ends(report, grid, grid.cells * stretch, manner),
  ].map((line, index) => (index > ROWS ? style.dim(line) : line));
}

function failureSeries(report: Report): Series[] {
  return report.codes.filter((code) => code.errcode !== 0).map((code) => code.series);
}

/** The first moment under the left end, the last under the right one, if both fit. */
function ends({ time }: Report, grid: TimeGrid, columns: number, manner: Manner): string {
  const from = time.from ?? new Date(grid.startSeconds * 1000).toISOString();
  const first = formatMoment(from, manner.zone);
  const last =
    time.to === undefined
      ? momentOf(grid, grid.cells - 1, manner)
      : formatMoment(time.to, manner.zone);
  const room = columns - textWidth(first) - textWidth(last);
  return room >= 3 ? first + ' '.repeat(room) + last : `${first} – ${last}`;
}

function momentOf(grid: TimeGrid, cell: number, { zone }: Manner): string {
  const utcMs = (grid.startSeconds + cell * grid.cellSeconds) * 1000;
  const date = new Date(utcMs);
  return Number.isNaN(date.getTime()) ? '' : formatMoment(date.toISOString(), zone);
}
