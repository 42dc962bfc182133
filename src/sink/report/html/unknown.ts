/** Codes that the catalogue does not have, and what WeCom said with them. */
import type { ReportCode } from '../../../model/report.ts';
import { html, type Markup } from '../../web/markup.ts';
import { formatCount } from '../figures.ts';
import { seenOf } from './codes.ts';
import { codeLink, foldedSamples, outsideLink, type Page, QUERY_URL, section } from './page.ts';

const SHOWN_MAX = 10;
const FOLDED_MAX = 200;

/** Nothing where all codes are known and none is new. */
export function unknownMarkup(page: Page): Markup | undefined {
  const { words, failures } = page;
  const unknown = failures.filter(({ category }) => category === 'unknown');
  if (unknown.length === 0) return undefined;
  const folded = unknown.slice(SHOWN_MAX, SHOWN_MAX + FOLDED_MAX);
  const left = unknown.length - SHOWN_MAX - folded.length;
  return section('unknown', words.unknown, [
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

function table(codes: readonly ReportCode[], page: Page): Markup {
  const { words } = page;
  return html`<div class="scroll long"><table class="stackable"><thead><tr><th>${words.columnCode}</th><th class="number">${words.columnEvents}</th><th>${words.columnSeen}</th><th>${words.columnErrmsg}</th></tr></thead><tbody>${codes.map(
    (code) => row(code, page),
  )}</tbody></table></div>`;
}

function row(code: ReportCode, page: Page): Markup {
  const { words } = page;
  const { errcode, events, errmsg, samples = [] } = code;
  return html`<tr><td><span class="strong">${codeLink(errcode)}</span><div class="small">${outsideLink(`${QUERY_URL}${errcode}`, words.queryPage)}</div></td><td class="number">${formatCount(events)}</td><td class="small nowrap">${seenOf(code, page)}</td><td class="fills">${
    errmsg === undefined
      ? html`<span class="muted">${words.noErrmsg}</span>`
      : html`<code>${errmsg}</code>`
  }${foldedSamples(samples, page)}</td></tr>`;
}

function sum(codes: readonly ReportCode[]): number {
  return codes.reduce((total, { events }) => total + events, 0);
}
