/** When what went wrong, for how long, and what still does: the worst incidents, a line each. */
import type { Report, ReportIncident } from '../../model/report.ts';
import { padEnd, truncate, wrap } from '../width.ts';
import { GAP, GROUP_COLORS, heading, INDENT, type Manner, padStart, widest } from './layout.ts';
import { formatMoment, formatSpan, isSameDay, isSameYear } from './moments.ts';
import { printable } from './printable.ts';

const SHOWN_MAX = 8;
/** A longer meaning is cut: it stands in the table of codes. */
const MEANING_COLUMNS_MAX = 32;
const HOURS_FROM_MINUTES = 180;
const DAYS_FROM_MINUTES = 72 * 60;

/** Nothing if nothing failed at a known time. */
export function incidentLines(report: Report, manner: Manner): string[] {
  const { incidents, otherIncidents, incidentTime } = report;
  if (incidents.length === 0) return [];
  const { words, style, columns } = manner;
  const shown = incidents.slice(0, SHOWN_MAX);
  const all = incidents.length + otherIncidents;
  const remark = all > shown.length ? words.worstOf(shown.length, all) : words.incidentsOf(all);
  const rows = shown.map((incident) => rowOf(report, incident, manner));
  const spanColumns = widest(rows.map(({ span }) => span));
  const lengthColumns = widest(rows.map(({ length }) => length));
  const countColumns = widest(rows.map(({ count }) => count));
  const notes = [
    ...(incidentTime.bucketSeconds > 60 ? [words.incidentsWide(widthOf(report, manner))] : []),
    ...(incidentTime.from === undefined
      ? []
      : [words.incidentsFrom(formatMoment(incidentTime.from, manner.zone))]),
  ];
  return [
    heading(words.incidents, [remark, words.incidentsRemark], manner),
    ...rows.map(({ mark, span, length, count, what }) => {
      const facts = [padEnd(span, spanColumns), padStart(length, lengthColumns)];
      const line = [...facts, padStart(count, countColumns), what].join(' '.repeat(GAP));
      return truncate(`${' '.repeat(INDENT)}${mark} ${line}`, columns);
    }),
    ...notes.flatMap((text) => wrap(style.dim(text), columns, INDENT)),
  ];
}

interface Row {
  readonly mark: string;
  readonly span: string;
  readonly length: string;
  readonly count: string;
  readonly what: string;
}

function rowOf(report: Report, incident: ReportIncident, manner: Manner): Row {
  const { errcode, workload, events, peak, isOngoing } = incident;
  const { words, style } = manner;
  const code = report.codes.find((one) => one.errcode === errcode);
  const color = GROUP_COLORS[code?.group ?? 'unknown'];
  const meaning = code?.meaning === undefined ? words.notCatalogued : printable(code.meaning);
  const facts = [
    `${style[color](`${errcode}`)} ${truncate(meaning, MEANING_COLUMNS_MAX)}`,
    ...(workload === '' ? [] : [printable(workload)]),
    ...(isOngoing ? [words.ongoing] : []),
    ...(events > peak.events ? [words.peakEvents(peak.events)] : []),
  ];
  return {
    mark: isOngoing ? style.red('●') : style.dim('○'),
    span: spanOf(report, incident, manner),
    length: lengthOf(incident.minutes, manner),
    count: words.times(events),
    what: facts.join(' · '),
  };
}

/** Without the day where the whole report is of one. */
function spanOf({ time }: Report, incident: ReportIncident, { zone }: Manner): string {
  const first = incident.from;
  // The last minute is part of it, the moment after it is not.
  const last = new Date(Date.parse(incident.to) - 1000).toISOString();
  const isOneDay =
    time.from !== undefined && time.to !== undefined && isSameDay(time.from, time.to, zone);
  const hasYear = !isSameYear(time.from ?? first, time.to ?? last, zone);
  return formatSpan(first, last, { form: isOneDay ? 'time' : 'full', zone, hasYear });
}

function lengthOf(minutes: number, { words }: Manner): string {
  if (minutes < HOURS_FROM_MINUTES) return words.minutes(minutes);
  if (minutes < DAYS_FROM_MINUTES) return words.hours(Math.round(minutes / 60));
  return words.days(Math.round(minutes / 1440));
}

function widthOf({ incidentTime }: Report, { words }: Manner): string {
  const minutes = incidentTime.bucketSeconds / 60;
  return minutes < 60 ? words.minutes(minutes) : words.hours(minutes / 60);
}
