/** What comes below: for the reader who goes on. */
import { html, type Markup } from '../../web/markup.ts';
import type { Page } from './page.ts';

export function contentsMarkup(
  sections: readonly { readonly id: string; readonly title: string }[],
  { words }: Page,
): Markup {
  return html`<nav class="contents screen-only" aria-label="${words.contents}"><span class="muted">${words.contents}</span><ul>${sections.map(
    ({ id, title }) => html`<li><a href="#${id}">${title}</a></li>`,
  )}</ul></nav>
`;
}
