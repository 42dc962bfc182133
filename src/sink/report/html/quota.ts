/** Limits that were hit: how hard, by which interfaces, and what WeCom publishes of them. */
import type { CatalogFact } from '../../../model/catalog.ts';
import type { ReportCode } from '../../../model/report.ts';
import { groupClass } from '../../web/badges.ts';
import { html, type Markup } from '../../web/markup.ts';
import { codeLink, section } from '../../web/pieces.ts';
import { formatCount } from '../figures.ts';
import { formatDuration } from '../headline.ts';
import { meaningOf, momentOf, type Page } from './page.ts';

const CODES_MAX = 8;
const APIS_MAX = 5;
const LIMITS_MAX = 6;

/** Nothing where no limit was hit. */
export function quotaMarkup(page: Page): Markup | undefined {
  const { words, failures } = page;
  const limited = failures.filter(
    ({ category }) => category === 'rate-limited' || category === 'quota-exceeded',
  );
  if (limited.length === 0) return undefined;
  const rest = limited.length - CODES_MAX;
  return section('quota', words.quota, [
    html`<p class="muted small">${words.quotaRemark}</p>`,
    html`<div class="stack">${limited.slice(0, CODES_MAX).map((code) => card(code, page))}</div>`,
    ...(rest > 0 ? [html`<p class="muted small">${words.notListed(rest)}</p>`] : []),
  ]);
}

function card(code: ReportCode, page: Page): Markup {
  const { words, texts } = page;
  const apis = code.apis.slice(0, APIS_MAX);
  const facts = page.facts.filter(({ errcodes }) => errcodes.includes(code.errcode));
  const blocks = facts.filter(({ kind }) => kind === 'block');
  const limits = facts.filter(({ kind }) => kind === 'rate-limit' || kind === 'quota');
  return html`<article class="card long ${groupClass(code.group)}"><h3>${codeLink(code.errcode)} ${meaningOf(code, page)}</h3>
<div class="halves"><div><ul><li>${texts.times(code.events)}</li>${peakItems(code, page)}</ul>${
    apis.length === 0
      ? html`<p class="muted small">${words.noApi}</p>`
      : html`<table class="bars"><thead class="unseen"><tr><th>${words.columnApi}</th><th>${words.columnEvents}</th></tr></thead><tbody>${apis.map(
          ({ api, events }) =>
            html`<tr><td class="fills"><code>${api}</code></td><td class="number">${formatCount(events)}</td></tr>`,
        )}</tbody></table>`
  }</div>
<div><h4>${words.limits}</h4>${limits.length === 0 ? html`<p class="muted">${words.noLimits}</p>` : limitLists(limits, page)}${
    blocks.length > 0 && html`<h4>${words.blocks}</h4>${list(blocks, page)}`
  }</div></div></article>
`;
}

/** The worst bucket of this code, and the busiest of all calls where those are logged. */
function peakItems({ series }: ReportCode, page: Page): Markup[] {
  const { report, words, texts } = page;
  const [peak] = [...series].sort((left, right) => right[1] - left[1] || left[0] - right[0]);
  const duration = formatDuration(report.time.bucketSeconds, texts);
  if (peak === undefined) return [];
  const refused = words.peakBucket(duration, peak[1], momentOf(peak[0] * 1000, page));
  const items = [html`<li>${refused}</li>`];
  if (report.totals.success === 0) return items;
  const calls = new Map<number, number>();
  for (const code of report.codes) {
    for (const [start, events] of code.series) calls.set(start, (calls.get(start) ?? 0) + events);
  }
  const busiest = [...calls.values()].reduce((most, events) => Math.max(most, events), 0);
  return [...items, html`<li>${words.callsBucket(duration, busiest)}</li>`];
}

/** Those of every interface first; those of single interfaces are folded. */
function limitLists(limits: readonly CatalogFact[], page: Page): Markup {
  const ordered = [...limits].sort(
    (left, right) => Number(isSpecial(left)) - Number(isSpecial(right)),
  );
  const shown = ordered.slice(0, LIMITS_MAX);
  const folded = ordered.slice(LIMITS_MAX);
  return html`${list(shown, page)}${
    folded.length > 0 &&
    html`<details class="stays-folded"><summary class="small">${page.words.moreLimits(folded.length)}</summary>${list(folded, page)}</details>`
  }`;
}

function isSpecial({ subject }: CatalogFact): boolean {
  return subject !== 'interface_call';
}

function list(facts: readonly CatalogFact[], { lang }: Page): Markup {
  return html`<ul>${facts.map(({ text }) => html`<li>${text[lang]}</li>`)}</ul>`;
}
