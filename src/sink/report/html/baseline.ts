/** Better or worse than the last period: in a sentence, beside each figure, and beside each code. */
import type { ComparedFigure } from '../../../model/comparison.ts';
import { changeText } from '../../comparison/figures.ts';
import { changesSentence, verdictSentence } from '../../comparison/sentence.ts';
import { COMPARISON_WORDS } from '../../comparison/words.ts';
import { html, type Markup } from '../../web/markup.ts';
import { formatCount } from '../figures.ts';
import { formatMoment } from '../moments.ts';
import type { Page } from './page.ts';

const CODES_MAX = 100;

/** Of failures: fewer is better. */
export const TONES = { better: 'good', worse: 'critical', same: 'muted' } as const;

/** Nothing without a baseline. */
export function baselineMarkup({ report, words, lang, zone }: Page): Markup | undefined {
  const { baseline } = report;
  if (baseline === undefined) return undefined;
  const { name, period } = baseline.base;
  const span =
    period === undefined
      ? ''
      : `${formatMoment(period.from, zone)} – ${formatMoment(period.to, zone)}`;
  const remarks = baseline.remarks.map((remark) => COMPARISON_WORDS[lang].remarks[remark]);
  return html`<div class="baseline"><p><strong class="${TONES[baseline.verdict]}">${verdictSentence(baseline, lang)}</strong> ${changesSentence(baseline, lang)}</p>
<p class="muted small">${words.base}${words.colon}${name}${span !== '' && html` · ${span}`}</p>${
    remarks.length > 0 &&
    html`<ul class="muted small">${remarks.map((remark) => html`<li>${remark}</li>`)}</ul>`
  }</div>
`;
}

/** How a figure has moved; `isFailure`: more of it is worse. Nothing without a figure. */
export function changeMarkup(
  figure: ComparedFigure | undefined,
  isFailure: boolean,
  { lang }: Pick<Page, 'lang'>,
): Markup | undefined {
  if (figure === undefined) return undefined;
  const text = changeText(figure, COMPARISON_WORDS[lang]);
  return html`<span class="change ${isFailure ? toneOf(figure) : 'muted'}">${text}</span>`;
}

function toneOf({ change, mayBeChance }: ComparedFigure): string {
  if (change === 'same' || mayBeChance) return 'muted';
  return change === 'new' || change === 'grown' ? 'critical' : 'good';
}

/** Codes of the last period that did not come back; folded. */
export function goneMarkup({ report, words }: Page): Markup | undefined {
  const gone = (report.baseline?.codes ?? []).filter(({ change }) => change === 'gone');
  if (gone.length === 0) return undefined;
  const left = gone.length - CODES_MAX;
  return html`<details><summary>${words.gone(gone.length)}</summary><div class="scroll long"><table><tbody>${gone
    .slice(0, CODES_MAX)
    .map(
      ({ errcode, meaning, base }) =>
        html`<tr><td>${errcode}</td><td class="fills">${meaning ?? words.notCatalogued}</td><td class="number">${formatCount(base)}</td></tr>`,
    )}</tbody></table></div>${left > 0 && html`<p class="muted small">${words.notListed(left)}</p>`}</details>`;
}
