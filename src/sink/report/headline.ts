/** What was read: inputs, size, lines and the time it covers. */
import type { Report } from '../../model/report.ts';
import { padEnd, textWidth } from '../width.ts';
import { formatBytes } from './figures.ts';
import { GAP, INDENT, joinFacts, type Manner, widest } from './layout.ts';
import { formatMoment, isSameDay } from './moments.ts';
import { printable } from './printable.ts';
import type { Words } from './words.ts';

/** So many inputs are called by name. */
const NAMES_MAX = 5;

export function headlineLines(report: Report, manner: Manner): string[] {
  const { words, style, columns } = manner;
  const title = style.bold(words.title);
  const labelled = [
    [words.input, inputFacts(report, manner)],
    [words.time, timeFacts(report, manner)],
    [words.asked, askedFacts(report, manner)],
  ] as const;
  const shown = labelled.filter(([, facts]) => facts.length > 0);
  const labelColumns = widest(shown.map(([label]) => label));
  const indent = INDENT + labelColumns + GAP;
  return [
    report.partial ? `${title}${' '.repeat(GAP)}${style.yellow(words.incomplete)}` : title,
    ...shown.flatMap(([label, facts]) =>
      joinFacts(facts, columns - indent).map((line, index) => {
        const margin = ' '.repeat(INDENT) + padEnd(index === 0 ? label : '', labelColumns);
        return style.dim(margin) + ' '.repeat(GAP) + line;
      }),
    ),
  ];
}

/** The names come last, because they may be cut. */
function inputFacts({ input }: Report, { words, columns }: Manner): string[] {
  const facts = [formatBytes(input.bytes), words.lines(input.lines)];
  const names = input.files.slice(0, NAMES_MAX).map(({ name }) => printable(name));
  if (input.sources === 1 && names.length === 1) {
    // Of a long path the end says more than the beginning.
    return [keepEnd(names[0]!, Math.floor(columns / 2)), ...facts];
  }
  const isAll = names.length === input.sources && input.sources > 0;
  const list = isAll ? [names.join(words.listComma)] : [];
  return [words.files(input.sources), ...facts, ...list];
}

function keepEnd(text: string, columns: number): string {
  if (textWidth(text) <= columns) return text;
  const characters = [...text];
  while (textWidth(characters.join('')) >= columns) characters.shift();
  return `…${characters.join('')}`;
}

function timeFacts({ time, totals }: Report, { words, zone }: Manner): string[] {
  if (time.from === undefined || time.to === undefined) {
    return totals.events > 0 ? [words.timeless, words.zone(zone.name)] : [];
  }
  const [from, to] = [formatMoment(time.from, zone), formatMoment(time.to, zone)];
  const end = isSameDay(time.from, time.to, zone) ? to.slice(to.indexOf(' ') + 1) : to;
  return [
    from === to ? from : `${from} – ${end}`,
    words.zone(zone.name),
    words.bucket(formatDuration(time.bucketSeconds, words)),
  ];
}

/** The range that was asked for, if one was. */
function askedFacts({ time }: Report, { words, zone }: Manner): string[] {
  if (time.since === undefined && time.until === undefined) return [];
  const [since, until] = [time.since, time.until].map((text) =>
    text === undefined ? words.anyTime : formatMoment(text, zone),
  );
  return [`${since} – ${until}`];
}

/** `5 minutes`, in the largest unit that divides it. */
export function formatDuration(seconds: number, words: Words): string {
  if (seconds % 86_400 === 0) return words.days(seconds / 86_400);
  if (seconds % 3600 === 0) return words.hours(seconds / 3600);
  return words.minutes(Math.round(seconds / 60));
}
