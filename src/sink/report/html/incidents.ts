/** When something was wrong: runs of failures on one axis, worst first. */
import type { ReportCode, ReportIncident } from '../../../model/report.ts';
import type { TimeAxis } from '../../web/charts/time-axis.ts';
import { timelineBar, timelineTicks } from '../../web/charts/timeline.ts';
import { html, type Markup } from '../../web/markup.ts';
import { codeLink, section } from '../../web/pieces.ts';
import { formatCount } from '../figures.ts';
import { formatMoment, formatSpan, isSameDay, isSameYear, type ReportZone } from '../moments.ts';
import { meaningOf, type Page } from './page.ts';

const SHOWN_MAX = 10;
const FOLDED_MAX = 90;
const NAMES_MAX = 3;

/** One or two failures are no incident to a reader, however alone they stand: they are folded. */
const EVENTS_MIN = 3;

/** Nothing where the report has no incidents. */
export function incidentsMarkup(page: Page): Markup | undefined {
  const { report, words, axis } = page;
  const { incidents, otherIncidents } = report;
  if (incidents.length === 0 || axis === undefined) return undefined;
  const shown = incidents.filter(({ events }) => events >= EVENTS_MIN).slice(0, SHOWN_MAX);
  const folded = incidents.filter((incident) => !shown.includes(incident)).slice(0, FOLDED_MAX);
  const rest = incidents.length - shown.length + otherIncidents;
  const left = rest - folded.length;
  return section('incidents', words.incidents, [
    html`<p class="muted small">${words.incidentsRemark}${knownFrom(page)}</p>`,
    shown.length === 0 ? html`<p class="card">${words.noIncidents}</p>` : table(shown, axis, page),
    ...(rest === 0
      ? []
      : [
          html`<details class="stays-folded"><summary>${words.restIncidents(rest)}</summary>${table(folded, axis, page)}${
            left > 0 && html`<p class="muted small">${words.notListed(left)}</p>`
          }</details>`,
        ]),
  ]);
}

/** Of very long logs the minutes are known towards the end only. */
function knownFrom({ report: { incidentTime }, words, zone }: Page): string | undefined {
  const { from } = incidentTime;
  return from === undefined ? undefined : words.incidentsFrom(formatMoment(from, zone));
}

function table(incidents: readonly ReportIncident[], axis: TimeAxis, page: Page): Markup {
  const { words } = page;
  return html`<div class="scroll long"><table class="stackable incidents"><thead><tr><th>${words.columnCode}</th><th class="lane-column">${timelineTicks(axis)}</th><th>${words.columnSpan}</th><th class="number">${words.columnEvents}</th><th>${words.columnPlace}</th></tr></thead><tbody>${incidents.map(
    (incident) => row(incident, axis, page),
  )}</tbody></table></div>`;
}

function row(incident: ReportIncident, axis: TimeAxis, page: Page): Markup {
  const { words, zone } = page;
  const { errcode, workload, from, to, events, peak, isOngoing } = incident;
  const code = page.failures.find((entry) => entry.errcode === errcode);
  const span = spanOf(incident, page);
  const group = code?.group ?? 'unknown';
  const [fromMs, toMs] = [Date.parse(from), Date.parse(to)];
  const title = `${errcode}${words.colon}${span}`;
  return html`<tr><td><div class="clamp"><span class="strong">${codeLink(errcode)}</span> ${code !== undefined && meaningOf(code, page)}</div>${
    workload !== '' && html`<div class="muted small">${workload}</div>`
  }</td><td class="lane-column">${timelineBar(axis, { group, fromMs, toMs, title })}</td><td><span class="nowrap">${span}</span>${
    isOngoing && html` <span class="tag critical">${words.ongoing}</span>`
  }<div class="muted small">${words.lasted(durationOf(incident.minutes, page))}</div></td><td class="number"><span class="strong">${formatCount(events)}</span><div class="muted small">${words.peakOf(
    peak.events,
    peakMoment(incident, zone),
  )}</div></td><td class="small places">${places(incident, code)}</td></tr>`;
}

/** The time alone where the incident is of one day. */
function peakMoment({ from, to, peak }: ReportIncident, zone: ReportZone): string {
  const skipped = isSameDay(from, to, zone) ? '2026-09-01 '.length : '2026-'.length;
  return formatMoment(peak.at, zone).slice(skipped);
}

function spanOf({ from, to }: ReportIncident, { report, zone }: Page): string {
  const { time } = report;
  const hasYear = !isSameYear(time.from ?? from, time.to ?? to, zone);
  return formatSpan(from, to, { form: 'full', zone, hasYear });
}

/** In the two largest units. */
function durationOf(minutes: number, { words }: Page): string {
  const days = Math.floor(minutes / 1440);
  const hours = Math.floor((minutes % 1440) / 60);
  const rest = minutes % 60;
  const parts = [
    ...(days > 0 ? [words.days(days)] : []),
    ...(hours > 0 ? [words.hours(hours)] : []),
    ...(rest > 0 && days === 0 ? [words.minutes(rest)] : []),
  ];
  return parts.length === 0 ? words.minutes(minutes) : parts.join(' ');
}

/** APIs and hosts that the code was met with. */
function places({ apis, hosts }: ReportIncident, code: ReportCode | undefined): Markup[] {
  const names = apis.length > 0 ? apis : (code?.apis ?? []).map(({ api }) => api);
  return [names, hosts].flatMap((list) => {
    if (list.length === 0) return [];
    const rest = list.length - NAMES_MAX;
    return [
      html`<div class="names">${list.slice(0, NAMES_MAX).map((name) => html`<code>${name}</code> `)}${rest > 0 && html`<span class="muted">+${rest}</span>`}</div>`,
    ];
  });
}
