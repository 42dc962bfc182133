/** Codes that are new, or that the catalogue does not have, and what WeCom said with them. */
import type { ReportCode } from '../../../model/report.ts';
import { html, type Markup } from '../../web/markup.ts';
import { codeLink, outsideLink, QUERY_URL, section } from '../../web/pieces.ts';
import { formatCount } from '../figures.ts';
import { changeMarkup } from './baseline.ts';
import { seenOf } from './codes.ts';
import { foldedSamples, type Page } from './page.ts';

const SHOWN_MAX = 10;
const FOLDED_MAX = 200;

/** Nothing where all codes are known and none is new. */
export function unknownMarkup(page: Page): Markup | undefined {
  const { words, failures } = page;
  const unknown = failures.filter((code) => code.category === 'unknown' || isNew(code, page));
  if (unknown.length === 0) return undefined;
  const folded = unknown.slice(SHOWN_MAX, SHOWN_MAX + FOLDED_MAX);
  const left = unknown.length - SHOWN_MAX - folded.length;
  return section('unknown', unknownTitle(page), [
    html`<p class="muted small">${words.unknownRemark}</p>`,
    table(unknown.slice(0, SHOWN_MAX), page),
    ...(folded.length === 0
      ? []
      : [
          html`<details class="stays-folded"><summary>${words.restCodes(unknown.length - SHOWN_MAX, sum(unknown.slice(SHOWN_MAX)))}</summary>${table(folded, page)}${
            left > 0 && html`<p class="muted small">${words.notListed(left)}</p>`
          }</details>`,
        ]),
  ]);
}

/** What it is called, which depends on whether there is a last period. */
export function unknownTitle({ words, changes }: Page): string {
  return changes === undefined ? words.unknown : words.newAndUnknown;
}

function table(codes: readonly ReportCode[], page: Page): Markup {
  const { words } = page;
  return html`<div class="scroll long"><table class="stackable"><thead><tr><th>${words.columnCode}</th><th class="number">${words.columnEvents}</th><th>${words.columnSeen}</th><th>${page.changes === undefined ? words.columnErrmsg : words.columnMeaningErrmsg}</th></tr></thead><tbody>${codes.map(
    (code) => row(code, page),
  )}</tbody></table></div>`;
}

function row(code: ReportCode, page: Page): Markup {
  const { words } = page;
  const { errcode, events, meaning, samples = [] } = code;
  const change = isNew(code, page)
    ? html` ${changeMarkup(page.changes?.get(errcode), true, page)}`
    : undefined;
  const link = html`<div class="small nowrap">${outsideLink(`${QUERY_URL}${errcode}`, words.queryPage)}</div>`;
  return html`<tr><td><span class="strong nowrap">${codeLink(errcode)}${change}</span>${meaning === undefined && link}</td><td class="number">${formatCount(events)}</td><td class="small nowrap">${seenOf(code, page)}</td><td class="fills">${meaning !== undefined && html`<div>${meaning}</div>`}${said(code, page)}${foldedSamples(samples, page)}</td></tr>`;
}

/** WeCom's own words, which are all there is to say of a code without a meaning. */
function said({ meaning, errmsg }: ReportCode, { words }: Page): Markup | undefined {
  if (errmsg !== undefined) return html`<code>${errmsg}</code>`;
  return meaning === undefined ? html`<span class="muted">${words.noErrmsg}</span>` : undefined;
}

function isNew({ errcode }: ReportCode, { changes }: Page): boolean {
  return changes?.get(errcode)?.change === 'new';
}

function sum(codes: readonly ReportCode[]): number {
  return codes.reduce((total, { events }) => total + events, 0);
}
