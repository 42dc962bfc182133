/** Codes that need nobody: tolerated ones and answers that belong to the business; folded. */
import type { ReportCode } from '../../../model/report.ts';
import { html, type Markup } from '../../web/markup.ts';
import { codeLink, section } from '../../web/pieces.ts';
import { formatCount } from '../figures.ts';
import { goneMarkup } from './baseline.ts';
import { meaningOf, type Page } from './page.ts';

const ROWS_MAX = 100;

/** Nothing where there are none. */
export function foldedMarkup(page: Page): Markup | undefined {
  const { failures, words } = page;
  const tolerated = failures
    .map((code) => ({ code, events: code.tolerated ?? 0 }))
    .filter(({ events }) => events > 0)
    .sort((left, right) => right.events - left.events);
  const business = failures
    .filter(({ group }) => group === 'object')
    .map((code) => ({ code, events: code.events }));
  const gone = goneMarkup(page);
  if (tolerated.length + business.length === 0 && gone === undefined) return undefined;
  return section('folded', words.folded, [
    ...fold(tolerated, words.tolerated, page),
    ...fold(business, words.business, page),
    ...(gone === undefined ? [] : [gone]),
  ]);
}

function fold(
  rows: readonly { readonly code: ReportCode; readonly events: number }[],
  titleOf: (codes: number, events: number) => string,
  page: Page,
): Markup[] {
  if (rows.length === 0) return [];
  const events = rows.reduce((sum, row) => sum + row.events, 0);
  const left = rows.length - ROWS_MAX;
  return [
    html`<details><summary>${titleOf(rows.length, events)}</summary><div class="scroll long"><table><tbody>${rows
      .slice(0, ROWS_MAX)
      .map(
        (row) =>
          html`<tr><td>${codeLink(row.code.errcode)}</td><td class="fills">${meaningOf(row.code, page)}</td><td class="number">${formatCount(row.events)}</td></tr>`,
      )}</tbody></table></div>${left > 0 && html`<p class="muted small">${page.words.notListed(left)}</p>`}</details>`,
  ];
}
