/** How changes are told from chance, and what the words mean. */
import { html, type Markup } from '../../web/markup.ts';
import { section } from '../../web/pieces.ts';
import type { ComparisonPage } from './page.ts';

export function methodMarkup(page: ComparisonPage): Markup {
  const { comparison, words, compared, zone } = page;
  const { generator, catalog } = comparison.head;
  const lines = [compared.rule, compared.chanceRule, ...words.methodLines, words.dated(zone.name)];
  return html`${section('method', words.method, [
    html`<ul>${lines.map((line) => html`<li>${line}</li>`)}</ul>`,
    html`<h3>${words.terms}</h3><dl class="terms">${words.termList.map(
      ([term, text]) => html`<div><dt>${term}</dt><dd>${text}</dd></div>`,
    )}</dl>`,
  ])}<footer class="muted small">${compared.footer(`${generator.name} ${generator.version}`, catalog.version)}</footer>
`;
}
