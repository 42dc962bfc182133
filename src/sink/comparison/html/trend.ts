/** Failures over time, both periods on one scale. */
import type { ComparedSide } from '../../../model/comparison.ts';
import type { Report } from '../../../model/report.ts';
import { GROUP_NAMES, type Group } from '../../../model/taxonomy.ts';
import { formatCount } from '../../report/figures.ts';
import { formatDuration } from '../../report/headline.ts';
import { type Pile, pilesOf, sumOf } from '../../report/html/trend.ts';
import { formatMoment } from '../../report/moments.ts';
import { groupLegend } from '../../web/badges.ts';
import { stackedColumns } from '../../web/charts/stacked-columns.ts';
import { freeTicks } from '../../web/charts/ticks.ts';
import { createTimeAxis, type TimeAxis } from '../../web/charts/time-axis.ts';
import { html, type Markup } from '../../web/markup.ts';
import { section } from '../../web/pieces.ts';
import { type ComparisonPage, SIDES } from './page.ts';

/** Two drawings stand beside each other: each has half the width. */
const CELLS_MAX = 48;

/** What labels take of half the width. */
const SHARES = { short: 0.2, long: 0.3 };

interface Drawing {
  readonly title: string;
  /** Why there is nothing to see, if so. */
  readonly none: string;
  readonly axis: TimeAxis;
  readonly piles: readonly Pile[];
  readonly sums: readonly number[];
}

/** Nothing where a period is not known, or neither has a failure with a time. */
export function trendMarkup(page: ComparisonPage): Markup | undefined {
  const { words, texts, lang } = page;
  const drawings = drawingsOf(page);
  const most = Math.max(0, ...drawings.flatMap(({ sums }) => sums));
  if (most === 0) return undefined;
  const scale = { most, cells: Math.max(...drawings.map(({ axis }) => axis.cells)) };
  const groups = [...new Set(drawings.flatMap(({ piles }) => piles.map(({ group }) => group)))];
  const cell = formatDuration(drawings[0]!.axis.cellSeconds, texts);
  return section('trend', words.trend, [
    html`<p class="muted small">${words.trendRemark(cell)}</p>`,
    html`<div class="card">${groupLegend(groups, lang)}<div class="pair-of-charts">${drawings.map(
      (drawing) => chart(drawing, scale, page),
    )}</div></div>`,
  ]);
}

/** Cells of both are as wide as those of the one that needs the wider ones. */
function drawingsOf(page: ComparisonPage): Drawing[] {
  const { reports, comparison } = page;
  if (reports === undefined) return [];
  const axes = (cellSeconds: number): (TimeAxis | undefined)[] =>
    SIDES.map((side) => axisOf(comparison[side], reports[side], cellSeconds, page));
  const widest = Math.max(0, ...axes(0).map((axis) => axis?.cellSeconds ?? 0));
  const groups = new Map(comparison.codes.map(({ errcode, group }) => [errcode, group]));
  const drawings = axes(widest).map((axis, index) =>
    axis === undefined ? undefined : drawingOf(SIDES[index]!, axis, groups, page),
  );
  return drawings.every((drawing) => drawing !== undefined) ? drawings : [];
}

function axisOf(
  { period }: ComparedSide,
  { time }: Report,
  cellSeconds: number,
  { zone }: ComparisonPage,
): TimeAxis | undefined {
  if (period === undefined) return undefined;
  return createTimeAxis({
    fromMs: Date.parse(period.from),
    // The end is no part of the period.
    toMs: Date.parse(period.to) - 1,
    bucketSeconds: Math.max(cellSeconds, time.bucketSeconds),
    cellsMax: CELLS_MAX,
    zone,
  });
}

/** In the groups of the present catalogue, as everything else here. */
function drawingOf(
  side: 'base' | 'head',
  axis: TimeAxis,
  groups: ReadonlyMap<number, Group>,
  { reports, comparison, compared, words, shared }: ComparisonPage,
): Drawing {
  const failures = reports![side].codes.flatMap(({ errcode, series }) =>
    errcode === 0 ? [] : [{ group: groups.get(errcode) ?? 'unknown', series: series ?? [] }],
  );
  const piles = pilesOf(failures, axis);
  const sums = Array.from({ length: axis.cells }, (_, cell) => sumOf(piles, cell));
  const hasFailed = comparison[side].totals.errors > 0;
  const none = hasFailed ? words.trendNone : shared.noCodes;
  return { title: compared.sections[side], none, axis, piles, sums };
}

function chart(
  { title, none, axis, piles, sums }: Drawing,
  scale: { readonly most: number; readonly cells: number },
  page: ComparisonPage,
): Markup {
  const { words, shared, texts, lang } = page;
  const shown = { ...axis, ticks: freeTicks(axis.ticks, scale.cells, SHARES) };
  const momentOf = (cell: number): string =>
    formatMoment(new Date(axis.startOf(cell)).toISOString(), page.zone);
  const peak = Math.max(0, ...sums);
  const spoken =
    peak === 0
      ? title + shared.colon + none
      : words.trendTitle(title, peak, momentOf(sums.indexOf(peak)));
  const tip = (cell: number): string =>
    [
      `${momentOf(cell)}${shared.colon}${texts.times(sums[cell]!)}`,
      ...piles
        .filter(({ counts }) => counts[cell]! > 0)
        .map(({ group, counts }) => `${GROUP_NAMES[group][lang]} ${formatCount(counts[cell]!)}`),
    ].join('\n');
  return html`<div><h3>${title}${peak === 0 && html` <span class="muted small">${none}</span>`}</h3>${stackedColumns({ axis: shown, piles, title: spoken, tip, scale })}</div>`;
}
