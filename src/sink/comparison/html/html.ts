/** The comparison as one page: read without a network, without scripts, on paper, in both languages. */
import type { ReportComparison } from '../../../model/comparison.ts';
import { REPORT_CSS } from '../../report/html/style.ts';
import { formatMoment } from '../../report/moments.ts';
import { baseCss } from '../../web/base-css.ts';
import { renderDocument } from '../../web/document.ts';
import { html } from '../../web/markup.ts';
import { contentsMarkup } from '../../web/pieces.ts';
import { PAGE_SCRIPT } from '../../web/script.ts';
import { breakdownMarkup } from './breakdown.ts';
import { changeSections } from './changes.ts';
import { diagnosesMarkup } from './diagnoses.ts';
import { figuresMarkup } from './figures.ts';
import { headlineMarkup } from './headline.ts';
import { methodMarkup } from './method.ts';
import { type ComparisonHtmlOptions, type ComparisonPage, createPage, SIDES } from './page.ts';
import { COMPARISON_CSS } from './style.ts';
import { trendMarkup } from './trend.ts';
import { trustMarkup } from './trust.ts';

/** The same comparison gives the same bytes; ends with a line end. */
export function renderComparisonHtml(
  comparison: ReportComparison,
  options: ComparisonHtmlOptions,
): string {
  const page = createPage(comparison, options);
  const { words, compared } = page;
  const details = [
    { id: 'diagnoses', title: compared.diagnoses, markup: diagnosesMarkup(page) },
    ...changeSections(page),
    { id: 'breakdown', title: words.breakdown, markup: breakdownMarkup(page) },
    { id: 'trust', title: words.trust, markup: trustMarkup(page) },
    { id: 'method', title: words.method, markup: methodMarkup(page) },
  ].filter(({ markup }) => markup !== undefined);
  const body = html`<main class="page">
${headlineMarkup(page)}${figuresMarkup(page)}${trendMarkup(page)}${contentsMarkup(details, page.shared.contents)}${details.map(({ markup }) => markup)}</main>`;
  return renderDocument({
    lang: page.lang,
    title: titleOf(page),
    css: baseCss() + REPORT_CSS + COMPARISON_CSS,
    script: PAGE_SCRIPT,
    body,
  });
}

/** With the days that both sides begin on, so that saved pages can be told apart. */
function titleOf({ comparison, compared, zone }: ComparisonPage): string {
  const days = SIDES.flatMap((side) => {
    const { period } = comparison[side];
    return period === undefined ? [] : [formatMoment(period.from, zone).slice(0, 10)];
  });
  return days.length < SIDES.length ? compared.title : `${compared.title} · ${days.join(' → ')}`;
}
