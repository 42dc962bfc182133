/** What every section of the HTML report is made from, settled once, and the few pieces they share. */
import type { CatalogFact } from '../../../model/catalog.ts';
import type { ComparedCode } from '../../../model/comparison.ts';
import type { Lang } from '../../../model/lang.ts';
import type { Report, ReportCode } from '../../../model/report.ts';
import { createTimeAxis, type TimeAxis } from '../../web/charts/time-axis.ts';
import { html, type Markup } from '../../web/markup.ts';
import { formatMoment, type ReportZone } from '../moments.ts';
import { WORDS, type Words } from '../words.ts';
import { HTML_WORDS, type HtmlWords } from './words.ts';

/** Columns of the trend; more would be thinner than a pencil. */
const CELLS_MAX = 96;

export interface ReportHtmlOptions {
  readonly lang: Lang;
  /** On whose clock times are shown. */
  readonly zone: ReportZone;
  /** What WeCom publishes on limits and blocks; only what concerns the codes of the report is shown. */
  readonly facts: readonly CatalogFact[];
}

export interface Page extends ReportHtmlOptions {
  readonly report: Report;
  readonly words: HtmlWords;
  /** The sentences of the text report. */
  readonly texts: Words;
  /** Every code but 0, most events first. */
  readonly failures: readonly ReportCode[];
  /** How codes have moved since the last period, by errcode; undefined without one. */
  readonly changes: ReadonlyMap<number, ComparedCode> | undefined;
  /** From the first to the last dated event; undefined if none is dated. */
  readonly axis: TimeAxis | undefined;
}

export function createPage(report: Report, options: ReportHtmlOptions): Page {
  return {
    ...options,
    report,
    words: HTML_WORDS[options.lang],
    texts: WORDS[options.lang],
    failures: report.codes.filter(({ errcode }) => errcode !== 0),
    changes: report.baseline && new Map(report.baseline.codes.map((code) => [code.errcode, code])),
    axis: axisOf(report, options.zone, CELLS_MAX),
  };
}

/** At most so many cells over the time that the report's dated events cover. */
export function axisOf(report: Report, zone: ReportZone, cellsMax: number): TimeAxis | undefined {
  const { from, to, bucketSeconds } = report.time;
  const ends = [from, to].flatMap((text) => (text === undefined ? [] : [Date.parse(text)]));
  for (const { series } of report.codes) {
    for (const entry of [series[0], series.at(-1)]) {
      if (entry !== undefined) ends.push(entry[0] * 1000);
    }
  }
  const known = ends.filter((utcMs) => Number.isFinite(utcMs));
  if (known.length === 0) return undefined;
  const [fromMs, toMs] = [Math.min(...known), Math.max(...known)];
  return createTimeAxis({ fromMs, toMs, bucketSeconds, cellsMax, zone });
}

/** Meaning of a code, or that there is none. */
export function meaningOf({ meaning }: ReportCode, { words }: Page): string {
  return meaning ?? words.notCatalogued;
}

/** A moment in ms since the epoch, on the clock of the page. */
export function momentOf(utcMs: number, { zone }: Page): string {
  const date = new Date(utcMs);
  return Number.isNaN(date.getTime()) ? '' : formatMoment(date.toISOString(), zone);
}

/** Records from the log, folded; the line end after the tag is the one that a browser drops. */
export function foldedSamples(samples: readonly string[], { words }: Page): Markup | undefined {
  if (samples.length === 0) return undefined;
  return html`<details><summary class="small">${words.samples(samples.length)}</summary>${samples.map(
    (sample) => html`<pre class="sample">
${sample}</pre>`,
  )}</details>`;
}
