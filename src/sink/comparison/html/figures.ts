/** The four figures that say how things are, each before and after. */
import type { ComparedFigure } from '../../../model/comparison.ts';
import { formatCount, formatRate } from '../../report/figures.ts';
import { changeMarkup, TONES } from '../../report/html/baseline.ts';
import { html, type Markup } from '../../web/markup.ts';
import { formatPerUnit, ratioText, sidesOf } from '../figures.ts';
import type { ComparisonPage } from './page.ts';

interface Figure {
  readonly name: string;
  readonly before: string;
  readonly now: string;
  readonly change?: Markup | undefined;
  readonly remarks: readonly string[];
}

export function figuresMarkup(page: ComparisonPage): Markup {
  const { words, shared, comparison } = page;
  const { totals } = comparison;
  const figures = [
    counted(shared.failures, totals.errors, true, rateRemark(page), page),
    failureRate(page),
    kinds(page),
    counted(words.calls, totals.events, false, [words.callsRemark], page),
  ];
  return html`<section aria-label="${words.figures}"><dl class="figures compared">${figures.map(
    ({ name, before, now, change, remarks }) =>
      html`<div><dt>${name}</dt><dd><span class="unseen">${words.from}</span><span class="before">${before}</span> <span class="muted" aria-hidden="true">→</span> <span class="unseen">${words.to}</span><span class="value">${now}</span> ${change}</dd>${remarks.map(
        (remark) => html`<dd class="muted small">${remark}</dd>`,
      )}</div>`,
  )}</dl></section>
`;
}

/** Of counts: how many that are in a day, or in an hour. */
function rateRemark({ comparison, words, form }: ComparisonPage): string[] {
  const { basePerDay, headPerDay } = comparison.totals.errors;
  if (form.isRate || basePerDay === undefined || headPerDay === undefined) return [];
  const [before, now] = [basePerDay, headPerDay].map((perDay) =>
    formatPerUnit(form.isHour ? perDay / 24 : perDay),
  ) as [string, string];
  return [words.rates(before, now, form.isHour)];
}

/** Where the periods differ, what there is in a day, and beside it all of it. */
function counted(
  title: string,
  figure: ComparedFigure,
  isFailure: boolean,
  remarks: readonly string[],
  page: ComparisonPage,
): Figure {
  const { words, form } = page;
  const [base, head] = [formatCount(figure.base), formatCount(figure.head)];
  const isNothing = figure.base === 0 && figure.head === 0;
  const change = isNothing ? undefined : changeMarkup(figure, isFailure, page);
  if (!form.isRate) return { name: title, before: base, now: head, change, remarks };
  const [before, now] = sidesOf(figure, form).map((text) => (text === '–' ? '0' : text)) as [
    string,
    string,
  ];
  const name = words.perUnit(title, form.isHour);
  return { name, before, now, change, remarks: [words.inAll(base, head), ...remarks] };
}

function failureRate(page: ComparisonPage): Figure {
  const { comparison, words, shared, compared } = page;
  const { base, head, failureShare, verdict } = comparison;
  const [before, now] = [base, head].map(({ totals: { errors, success } }) =>
    success > 0 ? formatRate(errors, errors + success) : '–',
  ) as [string, string];
  const name = shared.failureRate;
  if (failureShare === undefined) {
    const hasNone = base.totals.success + head.totals.success === 0;
    return { name, before, now, remarks: [hasNone ? words.noShare : words.oneShare] };
  }
  const ratio = failureShare.base > 0 ? failureShare.head / failureShare.base : undefined;
  const text = verdict === 'same' ? '≈' : ratioText(ratio, compared);
  const change = html`<span class="change ${TONES[verdict]}">${text}</span>`;
  return { name, before, now, change, remarks: [words.shareRemark] };
}

function kinds({ comparison, words }: ComparisonPage): Figure {
  const { codes, changes } = comparison;
  const count = (side: 'base' | 'head'): string =>
    formatCount(codes.filter((code) => code[side] > 0).length);
  return {
    name: words.kinds,
    before: count('base'),
    now: count('head'),
    remarks: [words.kindsRemark(changes.new, changes.gone)],
  };
}
