/** The report for people at a terminal: what was read, what went wrong, since when, and who must act. */
import type { Lang } from '../../model/lang.ts';
import type { Report } from '../../model/report.ts';
import { codeSections } from '../comparison/tables.ts';
import { remarkLines, sentenceLines } from '../comparison/text.ts';
import { createStyle } from '../style.ts';
import { truncate } from '../width.ts';
import { breakdownLines } from './breakdown.ts';
import { chartLines } from './chart.ts';
import { codeTableLines } from './code-table.ts';
import { diagnosisLines } from './diagnoses.ts';
import { headlineLines } from './headline.ts';
import { incidentLines } from './incidents.ts';
import type { Manner } from './layout.ts';
import type { ReportZone } from './moments.ts';
import { outsideLines } from './outside.ts';
import { printable } from './printable.ts';
import { trustLines } from './trust.ts';
import { verdictLines } from './verdict.ts';
import { WORDS } from './words.ts';

/** Narrower, tables fall apart; wider, the eye loses the line. */
const COLUMNS_MIN = 60;
const COLUMNS_MAX = 140;
const COLUMNS_DEFAULT = 100;

/** Rows of the table of codes. */
const TOP_DEFAULT = 20;

export interface ReportTextOptions {
  readonly lang: Lang;
  readonly color: boolean;
  /** Columns of the terminal; undefined or 0 if the output is none. Held within 60 to 140. */
  readonly width?: number | undefined;
  /** On whose clock times are shown. */
  readonly zone: ReportZone;
  /** Codes in the table; 20 unless told. */
  readonly top?: number | undefined;
}

/**
 * Sections with a blank line between; no line is wider than the width, none ends in a blank, and the
 * text ends with one line end. The same report gives the same text, however long it took to make.
 */
export function renderReportText(report: Report, options: ReportTextOptions): string {
  const { lang, color, zone, top = TOP_DEFAULT } = options;
  const columns = Math.min(COLUMNS_MAX, Math.max(COLUMNS_MIN, options.width || COLUMNS_DEFAULT));
  const manner: Manner = {
    lang,
    words: WORDS[lang],
    style: createStyle(color),
    columns,
    zone: { name: printable(zone.name), offsetMs: (utcMs) => zone.offsetMs(utcMs) },
    top: Math.max(1, top),
  };
  const sections = [
    headlineLines(report, manner),
    verdictLines(report, manner),
    ...baselineLines(report, manner),
    chartLines(report, manner),
    codeTableLines(report, manner),
    ...goneLines(report, manner),
    incidentLines(report, manner),
    diagnosisLines(report, manner),
    ...breakdownLines(report, manner),
    ...outsideLines(report, manner),
    trustLines(report, manner),
  ];
  const text = sections
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.map((line) => trimEnd(truncate(line, columns))).join('\n'))
    .join('\n\n');
  return `${text}\n`;
}

/** Better or worse than the baseline, by what, and why the two may not be comparable. */
function baselineLines({ baseline }: Report, manner: Manner): string[][] {
  if (baseline === undefined) return [];
  return [[...sentenceLines(baseline, manner), ...remarkLines(baseline, manner)]];
}

/** Codes of the baseline that stand in no other table. */
function goneLines({ baseline }: Report, manner: Manner): string[][] {
  return baseline === undefined ? [] : codeSections(baseline, manner, ['gone']);
}

/** Takes blanks off the end, also such as stand between the last colour sequences. */
function trimEnd(line: string): string {
  return line.replace(/(?:\s|\u001b\[\d+m)+$/, (tail) => tail.replace(/\s+/g, ''));
}
