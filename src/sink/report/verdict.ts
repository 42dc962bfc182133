/** The report in one sentence: how much failed, what most, since when, and who must act. */
import type { Lang } from '../../model/lang.ts';
import type { Report, ReportCode } from '../../model/report.ts';
import { truncate, wrap } from '../width.ts';
import { formatRate, formatShare } from './figures.ts';
import { INDENT, type Manner } from './layout.ts';
import { isSameYear, type ReportZone, wallClock } from './moments.ts';
import { printable } from './printable.ts';
import { WORDS } from './words.ts';

/** A longer meaning is cut, so that the sentence stays one. */
const MEANING_COLUMNS_MAX = 40;

export function verdictLines(report: Report, manner: Manner): string[] {
  const { lang, words, style, columns, zone } = manner;
  const { errors, success } = report.totals;
  const lines = wrap(style.bold(verdictSentence(report, { lang, zone })), columns, INDENT);
  if (errors === 0) return lines;
  const remark =
    success > 0 ? words.successLine(success, formatRate(errors, errors + success)) : words.noRate;
  return [...lines, ...wrap(style.dim(remark), columns, INDENT)];
}

/** One sentence in plain text, whatever the log held; times are on the clock of `zone`. */
export function verdictSentence(
  report: Report,
  { lang, zone }: { lang: Lang; zone: ReportZone },
): string {
  const words = WORDS[lang];
  const { errors, success, foreign, nearMisses } = report.totals;
  const { lines } = report.input;
  if (errors > 0) return failureSentence(report, { lang, zone });
  if (success > 0) return words.onlySuccess(success);
  if (foreign > 0) return words.onlyForeign(lines, foreign, nearMisses);
  return lines === 0 ? words.nothingRead : words.noCode(lines, nearMisses);
}

function failureSentence(report: Report, { lang, zone }: { lang: Lang; zone: ReportZone }): string {
  const words = WORDS[lang];
  const { errors } = report.totals;
  const failures = words.failures(errors);
  const top = report.codes.find((code) => code.errcode !== 0);
  if (top === undefined) return failures + words.fullStop;
  const code = words.named(`${top.errcode}`, meaningOf(top, words.notCatalogued));
  const facts = [
    top.events >= errors
      ? words.allAre(code)
      : words.mostAre(code, formatShare(top.events, errors)),
    ...sinceText(report, top, { lang, zone }),
  ];
  const action = top.category === 'unknown' ? words.lookUp : words.actions[top.owner];
  return (
    failures + words.colon + facts.join(words.comma) + words.semicolon + action + words.fullStop
  );
}

function meaningOf(code: ReportCode, otherwise: string): string {
  return code.meaning === undefined
    ? otherwise
    : truncate(printable(code.meaning), MEANING_COLUMNS_MAX);
}

/** With the year only if the report covers more than one. */
function sinceText(
  { time }: Report,
  { firstSeen }: ReportCode,
  { lang, zone }: { lang: Lang; zone: ReportZone },
): string[] {
  if (firstSeen === undefined) return [];
  const clock = wallClock(Date.parse(firstSeen), zone);
  if (clock === undefined) return [];
  const isOneYear = isSameYear(time.from ?? firstSeen, time.to ?? firstSeen, zone);
  const year = isOneYear ? undefined : clock.year;
  return [WORDS[lang].sinceMoment(year, clock.month, clock.day, clock.time)];
}
