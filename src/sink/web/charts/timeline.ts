/** Spans of time as bars on one axis, a row each. */
import type { Group } from '../../../model/taxonomy.ts';
import { groupClass } from '../badges.ts';
import { html, type Markup } from '../markup.ts';
import { percent } from './geometry.ts';
import { timeTicks } from './stacked-columns.ts';
import { freeTicks } from './ticks.ts';
import type { TimeAxis } from './time-axis.ts';

const THICK = 10;
const MIDDLE = 10;

/** A lane is narrow. */
const SHARES = { short: 0.26, long: 0.26 };

export interface TimelineSpan {
  readonly group: Group;
  readonly fromMs: number;
  readonly toMs: number;
  /** Read aloud, and shown when pointed at. */
  readonly title: string;
}

/** One span; however short, it can be seen, because its ends are round. */
export function timelineBar(axis: TimeAxis, { group, fromMs, toMs, title }: TimelineSpan): Markup {
  const [x1, x2] = [fromMs, toMs].map((utcMs) =>
    percent(Math.min(axis.cells, Math.max(0, axis.placeOf(utcMs))), axis.cells),
  );
  const ticks = axis.ticks.map(({ place }) => {
    const x = percent(place, axis.cells);
    return html`<line class="grid-line" x1="${x}" x2="${x}" y2="${MIDDLE * 2}"/>`;
  });
  return html`<svg class="lane ${groupClass(group)}" role="img" aria-label="${title}"><title>${title}</title>${ticks}<line class="plot-stroke" x1="${x1}" x2="${x2}" y1="${MIDDLE}" y2="${MIDDLE}" stroke-width="${THICK}"/></svg>`;
}

/** The axis above or below the bars. */
export function timelineTicks(axis: TimeAxis): Markup {
  return html`<svg class="lane" aria-hidden="true">${timeTicks(freeTicks(axis.ticks, axis.cells, SHARES), axis.cells, 14)}</svg>`;
}
