/** What every section of the HTML comparison is made from, settled once, and the few pieces they share. */
import type { ComparedFigure, ReportComparison } from '../../../model/comparison.ts';
import type { Lang } from '../../../model/lang.ts';
import type { Report } from '../../../model/report.ts';
import { formatCount as countText } from '../../report/figures.ts';
import { changeMarkup } from '../../report/html/baseline.ts';
import { HTML_WORDS, type HtmlWords } from '../../report/html/words.ts';
import type { ReportZone } from '../../report/moments.ts';
import { WORDS, type Words } from '../../report/words.ts';
import { html, type Markup } from '../../web/markup.ts';
import { type FigureForm, formOf, sidesOf } from '../figures.ts';
import { COMPARISON_WORDS, type ComparisonWords } from '../words.ts';
import { OWN_WORDS, type OwnWords } from './words.ts';

export interface ComparisonHtmlOptions {
  readonly lang: Lang;
  /** On whose clock times are shown. */
  readonly zone: ReportZone;
  /** The reports themselves, for the drawing over time; without them there is none. */
  readonly reports?: { readonly base: Report; readonly head: Report };
}

export interface ComparisonPage extends ComparisonHtmlOptions {
  readonly comparison: ReportComparison;
  /** What this page alone says. */
  readonly words: OwnWords;
  /** The sentences of the comparison as text, of the report as text and of the report as a page. */
  readonly compared: ComparisonWords;
  readonly texts: Words;
  readonly shared: HtmlWords;
  /** Whether figures are events, or events in a unit of time. */
  readonly form: FigureForm;
}

export const SIDES = ['base', 'head'] as const;

export function createPage(
  comparison: ReportComparison,
  options: ComparisonHtmlOptions,
): ComparisonPage {
  const { lang } = options;
  return {
    ...options,
    comparison,
    words: OWN_WORDS[lang],
    compared: COMPARISON_WORDS[lang],
    texts: WORDS[lang],
    shared: HTML_WORDS[lang],
    form: formOf(comparison),
  };
}

/** Both columns of a table of figures, with the unit where they are rates. */
export function sideTitles({ compared, form }: ComparisonPage): [base: string, head: string] {
  const unit = (title: string): string =>
    form.isRate ? compared.perUnit(title, form.isHour) : title;
  return [unit(compared.columnBase), unit(compared.columnHead)];
}

/** What a figure is drawn as: its rate where the columns show rates. */
export function sizesOf(figure: ComparedFigure, { form }: ComparisonPage): [number, number] {
  if (!form.isRate) return [figure.base, figure.head];
  return [figure.basePerDay ?? 0, figure.headPerDay ?? 0];
}

/** Cells of a row: before, now and the change, each to be sorted by. */
export function figureCells(figure: ComparedFigure, page: ComparisonPage): Markup {
  const [base, head] = sidesOf(figure, page.form);
  const [before, now] = sizesOf(figure, page);
  const [baseTitle, headTitle] = sideTitles(page);
  const all =
    page.form.isRate &&
    html` title="${page.words.inAll(countText(figure.base), countText(figure.head))}"`;
  // What is gone is told by what it was.
  const [baseClass, headClass] = figure.head > 0 ? ['muted', 'strong'] : ['strong', 'muted'];
  return html`<td class="number ${baseClass}" data-value="${before}" data-label="${baseTitle}"${all}>${base}</td><td class="number ${headClass}" data-value="${now}" data-label="${headTitle}"${all}>${head}</td><td class="number change-cell" data-value="${orderOf(figure)}" data-label="${page.compared.columnChange}">${changeMarkup(figure, true, page)}</td>`;
}

/** By how many times as many there are; new ones first, those that are gone last. */
function orderOf({ change, ratio }: ComparedFigure): number {
  return change === 'new' ? Number.MAX_SAFE_INTEGER : (ratio ?? 0);
}
