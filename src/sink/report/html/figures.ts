/** The four figures that say how things are, against the last period where there is one. */
import { html, type Markup } from '../../web/markup.ts';
import { formatCount, formatRate } from '../figures.ts';
import { changeMarkup } from './baseline.ts';
import type { Page } from './page.ts';

interface Figure {
  readonly name: string;
  readonly value: string;
  readonly remark: string;
  /** Against the last period, where there is one. */
  readonly change?: Markup | undefined;
}

export function figuresMarkup(page: Page): Markup {
  const figures = [events(page), failures(page), failureRate(page), differentCodes(page)];
  return html`<section aria-label="${page.words.figures}"><dl class="figures">${figures.map(
    ({ name, value, remark, change }) =>
      html`<div><dt>${name}</dt><dd><span class="value">${value}</span> ${change}</dd>${
        remark !== '' && html`<dd class="muted small">${remark}</dd>`
      }</div>`,
  )}</dl></section>
`;
}

function events(page: Page): Figure {
  const { report, words } = page;
  const { totals, baseline } = report;
  const remark = totals.events > 0 ? words.callsRemark(totals.success, totals.foreign) : '';
  const change = changeMarkup(baseline?.totals.events, false, page);
  return { name: words.calls, value: formatCount(totals.events), remark, change };
}

function failures(page: Page): Figure {
  const { report, words } = page;
  const { totals, baseline } = report;
  const remark = words.failuresRemark(totals.tolerated);
  const change = changeMarkup(baseline?.totals.errors, true, page);
  return { name: words.failures, value: formatCount(totals.errors), remark, change };
}

function failureRate({ report, words }: Page): Figure {
  const { errors, success } = report.totals;
  const name = words.failureRate;
  if (success === 0) return { name, value: '–', remark: errors > 0 ? words.noFailureRate : '' };
  const value = formatRate(errors, errors + success);
  const { failureShare, base } = report.baseline ?? {};
  if (failureShare === undefined || base === undefined) {
    return { name, value, remark: words.failureRateRemark };
  }
  const before = formatRate(base.totals.errors, base.totals.errors + base.totals.success);
  return {
    name,
    value,
    remark: words.failureRateRemark,
    change: html`<span class="change muted">${words.before(before)}</span>`,
  };
}

function differentCodes({ failures: codes, report, words }: Page): Figure {
  const unknown = codes.filter(({ category }) => category === 'unknown').length;
  const remark = codes.length === 0 ? words.noCodes : words.differentCodesRemark(unknown);
  const { changes } = report.baseline ?? {};
  const isNew = changes !== undefined && changes.new > 0;
  return {
    name: words.differentCodes,
    value: formatCount(codes.length),
    remark,
    change:
      changes &&
      html`<span class="change ${isNew ? 'critical' : 'muted'}">${words.newCodes(changes.new)}</span>`,
  };
}
