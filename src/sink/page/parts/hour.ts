/** The last sixty minutes: a drawing that a script makes livelier, and the same as a table. */
import { GROUP_NAMES } from '../../../model/taxonomy.ts';
import { formatCount } from '../../report/figures.ts';
import { groupBadge, groupLegend } from '../../web/badges.ts';
import { stackedColumns } from '../../web/charts/stacked-columns.ts';
import { createTimeAxis } from '../../web/charts/time-axis.ts';
import { html, type Markup } from '../../web/markup.ts';
import { moment, type PageContext } from '../context.ts';
import { HOUR_MINUTES, type HourView } from '../hour.ts';

const MINUTE_MS = 60_000;
const STEP = 5;

/** The legend stays, whoever draws. */
export function hourPart(hour: HourView, context: PageContext): Markup {
  const { words, lang } = context;
  if (hour.groups.length === 0) return html`<p class="muted">${words.hourNone}</p>`;
  return html`${groupLegend(
    hour.groups.map(({ group }) => group),
    lang,
  )}
<div class="drawing" data-own>${hourDrawing(hour, context)}</div>
<details><summary>${words.hourTable}</summary>${hourTable(hour, context)}</details>`;
}

export function hourTitle({ groups }: HourView, { words }: PageContext): string {
  return words.hourTitle(groups.reduce((all, { events }) => all + sum(events), 0));
}

/** Drawn without a script. */
function hourDrawing(hour: HourView, context: PageContext): Markup {
  const axis = createTimeAxis({
    fromMs: hour.fromMs,
    toMs: hour.fromMs + (HOUR_MINUTES - 1) * MINUTE_MS,
    bucketSeconds: 60,
    cellsMax: HOUR_MINUTES,
    zone: context.zone,
  });
  return stackedColumns({
    axis,
    piles: hour.groups.map(({ group, events }) => ({ group, counts: events })),
    title: hourTitle(hour, context),
    tip: (cell) => minuteText(hour, cell, context),
  });
}

/** `10:32: 3 grant, 1 retry` */
export function minuteText(
  { fromMs, groups }: HourView,
  minute: number,
  context: PageContext,
): string {
  const { words, lang } = context;
  const parts = groups
    .filter(({ events }) => (events[minute] ?? 0) > 0)
    .map(({ group, events }) => `${GROUP_NAMES[group][lang]} ${formatCount(events[minute] ?? 0)}`);
  return words.minuteTip(
    moment(fromMs + minute * MINUTE_MS, context),
    parts.length === 0 ? '0' : parts.join(words.listComma),
  );
}

function hourTable({ fromMs, groups }: HourView, context: PageContext): Markup {
  const { words, lang } = context;
  const steps = Array.from({ length: HOUR_MINUTES / STEP }, (_, index) => index * STEP);
  const at = (minute: number): string => moment(fromMs + minute * MINUTE_MS, context);
  const within = (events: readonly number[], from: number) => sum(events.slice(from, from + STEP));
  return html`<div class="scroll" tabindex="0" role="region" aria-label="${words.hourCaption}"><table><caption>${words.hourCaption}</caption>
<thead><tr><th scope="col">${words.fromTo}</th>${groups.map(({ group }) => html`<th scope="col" class="number">${groupBadge(group, lang)}</th>`)}<th scope="col" class="number">${words.total}</th></tr></thead>
<tbody>${steps.map(
    (from) =>
      html`<tr><th scope="row" class="nowrap">${at(from)}–${at(from + STEP)}</th>${groups.map(({ events }) => html`<td class="number">${formatCount(within(events, from))}</td>`)}<td class="number">${formatCount(sum(groups.map(({ events }) => within(events, from))))}</td></tr>`,
  )}</tbody></table></div>`;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
