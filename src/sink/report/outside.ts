/** What lies outside the catalogue of WeCom's codes: unknown codes, other platforms, near misses. */
import type { Platform } from '../../model/event.ts';
import type { Report, ReportCode } from '../../model/report.ts';
import { padEnd, truncate, wrap } from '../width.ts';
import { formatCount } from './figures.ts';
import { clip, GAP, heading, INDENT, type Manner, padStart, widest } from './layout.ts';
import { printable } from './printable.ts';

const UNKNOWN_MAX = 10;
const FOREIGN_CODES_MAX = 12;
const FOREIGN_MEANINGS_MAX = 5;
const SAMPLE_LINES_MAX = 2;
const QUERY_URL = 'https://open.work.weixin.qq.com/devtool/query?e=';

/** Up to three sections. */
export function outsideLines(report: Report, manner: Manner): string[][] {
  return [
    unknownLines(report, manner),
    foreignLines(report, manner),
    nearMissLines(report, manner),
  ];
}

function unknownLines({ codes }: Report, manner: Manner): string[] {
  const unknown = codes.filter(({ category }) => category === 'unknown');
  if (unknown.length === 0) return [];
  const { words, style, columns } = manner;
  const shown = unknown.slice(0, UNKNOWN_MAX);
  const rest = unknown.slice(UNKNOWN_MAX);
  const codeColumns = widest(shown.map(({ errcode }) => `${errcode}`));
  const countColumns = widest(shown.map(({ events }) => words.times(events)));
  const lines = shown.flatMap((code) => [
    ...unknownCodeLines(code, codeColumns, countColumns, manner),
    ...errmsgLines(code, manner),
    ...(code.samples ?? []).flatMap((sample) => sampleLines(sample, manner)),
  ]);
  if (rest.length > 0) {
    const events = rest.reduce((sum, code) => sum + code.events, 0);
    lines.push(...wrap(style.dim(words.restUnknown(rest.length, events)), columns, INDENT));
  }
  return [heading(words.unknown, [words.unknownRemark], manner), ...lines];
}

/** WeCom's own words say most about a code nobody has described. */
function errmsgLines({ errmsg }: ReportCode, { words, columns }: Manner): string[] {
  if (errmsg === undefined) return [];
  return clip(words.errmsg + printable(errmsg), columns, INDENT * 2, SAMPLE_LINES_MAX);
}

/** The address is never broken, so that it can be clicked. */
function unknownCodeLines(
  { errcode, events }: ReportCode,
  codeColumns: number,
  countColumns: number,
  { words, style, columns }: Manner,
): string[] {
  const url = QUERY_URL + errcode;
  const facts = [
    ' '.repeat(INDENT) + style.magenta(padEnd(`${errcode}`, codeColumns)),
    padStart(words.times(events), countColumns),
  ].join(' '.repeat(GAP));
  const used = INDENT + codeColumns + countColumns + GAP * 2;
  if (used + url.length <= columns) return [facts + ' '.repeat(GAP) + style.cyan(url)];
  const indent = Math.max(0, Math.min(INDENT * 2, columns - url.length));
  return [facts, ' '.repeat(indent) + style.cyan(url)];
}

function foreignLines(report: Report, manner: Manner): string[] {
  const { foreign } = report;
  if (foreign.length === 0) return [];
  const { words, columns } = manner;
  const platforms = [...new Set(foreign.map(({ platform }) => platform))];
  const nameColumns = widest(platforms.map((platform) => words.platforms[platform]));
  const totals = platforms.map((platform) => words.times(totalOf(foreign, platform)));
  const totalColumns = widest(totals);
  return [
    heading(words.foreign, [words.foreignRemark], manner),
    ...platforms.map((platform, index) => {
      const facts = [
        ' '.repeat(INDENT) + padEnd(words.platforms[platform], nameColumns),
        padStart(totals[index]!, totalColumns),
        foreignCodes(foreign, platform, manner),
      ];
      return truncate(facts.join(' '.repeat(GAP)), columns);
    }),
    ...foreignMeanings(report.foreign, manner),
  ];
}

/** What the commonest of them mean on their own platforms. */
function foreignMeanings(foreign: Report['foreign'], { style, columns }: Manner): string[] {
  const told = foreign
    .filter(({ meaning }) => meaning !== undefined)
    .slice(0, FOREIGN_MEANINGS_MAX);
  const codeColumns = widest(told.map(({ errcode }) => `${errcode}`));
  return told.map(({ errcode, meaning = '' }) => {
    const code = ' '.repeat(INDENT * 2) + padEnd(`${errcode}`, codeColumns);
    return style.dim(truncate(`${code}${' '.repeat(GAP)}${printable(meaning)}`, columns));
  });
}

function totalOf(foreign: Report['foreign'], platform: Platform): number {
  return foreign
    .filter((entry) => entry.platform === platform)
    .reduce((sum, { events }) => sum + events, 0);
}

function foreignCodes(foreign: Report['foreign'], platform: Platform, { words }: Manner): string {
  const codes = foreign
    .filter((entry) => entry.platform === platform)
    .sort((left, right) => right.events - left.events || left.errcode - right.errcode)
    .map(({ errcode, events }) => `${errcode} ×${formatCount(events)}`);
  const rest = codes.length - FOREIGN_CODES_MAX;
  const shown = codes.slice(0, FOREIGN_CODES_MAX);
  return [...shown, ...(rest > 0 ? [words.restForeign(rest)] : [])].join(words.listComma);
}

function nearMissLines({ nearMisses }: Report, manner: Manner): string[] {
  const found = nearMisses.filter(({ events }) => events > 0);
  if (found.length === 0) return [];
  const { words, columns } = manner;
  const countColumns = widest(found.map(({ events }) => formatCount(events)));
  return [
    heading(words.nearMisses, [words.nearMissesRemark], manner),
    ...found.flatMap(({ reason, events, samples }) => [
      truncate(
        `${' '.repeat(INDENT)}${padStart(formatCount(events), countColumns)}${' '.repeat(GAP)}${words.reasons[reason]}`,
        columns,
      ),
      ...samples.flatMap((sample) => sampleLines(sample, manner)),
    ]),
  ];
}

/** A record from the log, at most two lines of it. */
function sampleLines(sample: string, { style, columns }: Manner): string[] {
  const mark = `${' '.repeat(INDENT * 2)}│ `;
  return clip(printable(sample), columns - mark.length, 0, SAMPLE_LINES_MAX).map((line) =>
    style.dim(mark + line),
  );
}
