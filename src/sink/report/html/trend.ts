/** Failures over time, piled by group. */
import type { ReportCode } from '../../../model/report.ts';
import { GROUP_NAMES, type Group } from '../../../model/taxonomy.ts';
import { groupLegend } from '../../web/badges.ts';
import { stackedColumns } from '../../web/charts/stacked-columns.ts';
import type { TimeAxis } from '../../web/charts/time-axis.ts';
import { html, type Markup } from '../../web/markup.ts';
import { section } from '../../web/pieces.ts';
import { formatCount } from '../figures.ts';
import { formatDuration } from '../headline.ts';
import { countsOn } from './counts.ts';
import { momentOf, type Page } from './page.ts';

/** From the bottom up: what needs somebody lies on the ground, where it can be compared. */
const GROUPS = ['grant', 'credential', 'request', 'unknown', 'retry', 'object'] as const;

export interface Pile {
  readonly group: Group;
  readonly counts: readonly number[];
}

/** A sentence where nothing is dated; nothing where nothing failed. */
export function trendMarkup(page: Page): Markup | undefined {
  const { failures, words, texts, lang, axis } = page;
  if (failures.length === 0) return undefined;
  const isDated = failures.some(({ series }) => series.length > 0);
  if (axis === undefined || !isDated) {
    return section('trend', words.trend, [html`<p class="muted">${words.noTrend}</p>`]);
  }
  const piles = pilesOf(failures, axis);
  const sums = Array.from({ length: axis.cells }, (_, cell) => sumOf(piles, cell));
  const peak = Math.max(...sums);
  const duration = formatDuration(axis.cellSeconds, texts);
  const peakMoment = momentOf(axis.startOf(sums.indexOf(peak)), page);
  const tip = (cell: number) =>
    [
      `${momentOf(axis.startOf(cell), page)}${words.colon}${texts.times(sums[cell]!)}`,
      ...piles
        .filter(({ counts }) => counts[cell]! > 0)
        .map(({ group, counts }) => `${GROUP_NAMES[group][lang]} ${formatCount(counts[cell]!)}`),
    ].join('\n');
  const title = words.trendTitle(peak, peakMoment, duration);
  return section('trend', words.trend, [
    html`<p class="muted small">${words.trendRemark(peak, peakMoment, duration)}</p>`,
    html`<div class="card">${groupLegend(
      piles.map(({ group }) => group),
      lang,
    )}${stackedColumns({ axis, piles, title, tip })}</div>`,
    figuresTable(piles, sums, axis, page),
  ]);
}

/** Those groups that have events on the axis. */
export function pilesOf(
  failures: readonly Pick<ReportCode, 'group' | 'series'>[],
  axis: TimeAxis,
): Pile[] {
  return GROUPS.map((group) => {
    const series = failures.filter((code) => code.group === group).map((code) => code.series);
    return { group, counts: countsOn(axis, series) };
  }).filter(({ counts }) => counts.some((count) => count > 0));
}

/** Events of all groups in a cell. */
export function sumOf(piles: readonly Pile[], cell: number): number {
  return piles.reduce((sum, { counts }) => sum + counts[cell]!, 0);
}

/** The same as numbers, for who cannot see the drawing or wants to copy it. */
function figuresTable(
  piles: readonly Pile[],
  sums: readonly number[],
  axis: TimeAxis,
  page: Page,
): Markup {
  const { words, lang } = page;
  const rows = sums.map((sum, cell) =>
    sum === 0
      ? undefined
      : html`<tr><th class="nowrap">${momentOf(axis.startOf(cell), page)}</th>${piles.map(
          ({ counts }) => html`<td class="number">${formatCount(counts[cell]!)}</td>`,
        )}<td class="number strong">${formatCount(sum)}</td></tr>`,
  );
  return html`<details class="stays-folded unprinted"><summary class="small">${words.asTable}</summary><div class="scroll long"><table><thead><tr><th>${words.columnStart}</th>${piles.map(
    ({ group }) => html`<th class="number">${GROUP_NAMES[group][lang]}</th>`,
  )}<th class="number">${words.columnTotal}</th></tr></thead><tbody>${rows}</tbody></table></div></details>`;
}
