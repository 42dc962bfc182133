/** The report as one page: read without a network, without scripts, on paper, in both languages. */
import type { Report } from '../../../model/report.ts';
import { baseCss } from '../../web/base-css.ts';
import { renderDocument } from '../../web/document.ts';
import { html } from '../../web/markup.ts';
import { contentsMarkup } from '../../web/pieces.ts';
import { PAGE_SCRIPT } from '../../web/script.ts';
import { formatMoment } from '../moments.ts';
import { breakdownMarkup } from './breakdown.ts';
import { codesMarkup } from './codes.ts';
import { diagnosesMarkup } from './diagnoses.ts';
import { figuresMarkup } from './figures.ts';
import { foldedMarkup } from './folded.ts';
import { headlineMarkup } from './headline.ts';
import { heatMapMarkup } from './heat-map.ts';
import { incidentsMarkup } from './incidents.ts';
import { methodMarkup } from './method.ts';
import { createPage, type Page, type ReportHtmlOptions } from './page.ts';
import { quotaMarkup } from './quota.ts';
import { REPORT_CSS } from './style.ts';
import { toDoMarkup } from './to-do.ts';
import { trendMarkup } from './trend.ts';
import { trustMarkup } from './trust.ts';
import { unknownMarkup, unknownTitle } from './unknown.ts';

/** The same report gives the same bytes, however long it took to make; ends with a line end. */
export function renderReportHtml(report: Report, options: ReportHtmlOptions): string {
  const page = createPage(report, options);
  const details = [
    { id: 'trend', title: page.words.trend, markup: trendMarkup(page) },
    { id: 'diagnoses', title: page.words.diagnoses, markup: diagnosesMarkup(page) },
    { id: 'unknown', title: unknownTitle(page), markup: unknownMarkup(page) },
    { id: 'codes', title: page.words.codes, markup: codesMarkup(page) },
    { id: 'breakdown', title: page.words.breakdown, markup: breakdownMarkup(page) },
    { id: 'quota', title: page.words.quota, markup: quotaMarkup(page) },
    { id: 'heat-map', title: page.words.heatMap, markup: heatMapMarkup(page) },
    { id: 'folded', title: page.words.folded, markup: foldedMarkup(page) },
    { id: 'trust', title: page.texts.trust, markup: trustMarkup(page) },
    { id: 'method', title: page.words.method, markup: methodMarkup(page) },
  ].filter(({ markup }) => markup !== undefined);
  const body = html`<main class="page">
${headlineMarkup(page)}${figuresMarkup(page)}${incidentsMarkup(page)}${toDoMarkup(page)}${contentsMarkup(details, page.words.contents)}${details.map(({ markup }) => markup)}</main>`;
  return renderDocument({
    lang: page.lang,
    title: titleOf(page),
    css: baseCss() + REPORT_CSS,
    script: PAGE_SCRIPT,
    body,
  });
}

/** With the days it covers, so that saved pages can be told apart. */
function titleOf({ report: { time }, texts, zone }: Page): string {
  const days = [time.from, time.to].flatMap((text) =>
    text === undefined ? [] : [formatMoment(text, zone).slice(0, '2026-09-01'.length)],
  );
  const span = [...new Set(days)].join(' – ');
  return span === '' ? texts.title : `${texts.title} · ${span}`;
}
