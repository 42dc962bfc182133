/** The four figures that say how things are, against the last period where there is one. */
import { html, type Markup } from '../../web/markup.ts';
import { formatCount, formatRate } from '../figures.ts';
import type { Page } from './page.ts';

interface Figure {
  readonly name: string;
  readonly value: string;
  readonly remark: string;
}

export function figuresMarkup(page: Page): Markup {
  const figures = [events(page), failures(page), failureRate(page), differentCodes(page)];
  return html`<section aria-label="${page.words.figures}"><dl class="figures">${figures.map(
    ({ name, value, remark }) =>
      html`<div><dt>${name}</dt><dd class="value">${value}</dd>${
        remark !== '' && html`<dd class="muted small">${remark}</dd>`
      }</div>`,
  )}</dl></section>
`;
}

function events({ report: { totals }, words }: Page): Figure {
  const remark = totals.events > 0 ? words.callsRemark(totals.success, totals.foreign) : '';
  return { name: words.calls, value: formatCount(totals.events), remark };
}

function failures({ report: { totals }, words }: Page): Figure {
  const remark = words.failuresRemark(totals.tolerated);
  return { name: words.failures, value: formatCount(totals.errors), remark };
}

function failureRate({ report, words }: Page): Figure {
  const { errors, success } = report.totals;
  const name = words.failureRate;
  return success > 0
    ? { name, value: formatRate(errors, errors + success), remark: words.failureRateRemark }
    : { name, value: '–', remark: errors > 0 ? words.noFailureRate : '' };
}

function differentCodes({ failures: codes, words }: Page): Figure {
  const unknown = codes.filter(({ category }) => category === 'unknown').length;
  const remark = codes.length === 0 ? words.noCodes : words.differentCodesRemark(unknown);
  return { name: words.differentCodes, value: formatCount(codes.length), remark };
}
