/** Pieces that pages for readers share: the line of the title, sections, what comes below, links. */
import { html, type Markup } from './markup.ts';

export interface TitleWords {
  /** What the button of the theme leads to. */
  readonly darkTheme: string;
  readonly lightTheme: string;
}

/** The title, a mark beside it, and the button of the theme, which a script wakes. */
export function titleLine(title: string, mark: Markup | undefined, words: TitleWords): Markup {
  return html`<div class="head-line"><h1>${title}</h1>${mark}<button type="button" id="theme" class="screen-only" hidden data-dark="${words.darkTheme}" data-light="${words.lightTheme}"></button></div>`;
}

/** A section with its heading; `id` is what links lead to. */
export function section(id: string, title: string, content: readonly Markup[]): Markup {
  return html`<section id="${id}" aria-labelledby="${id}-title"><h2 id="${id}-title">${title}</h2>
${content}</section>
`;
}

/** What comes below: for the reader who goes on. */
export function contentsMarkup(
  sections: readonly { readonly id: string; readonly title: string }[],
  label: string,
): Markup {
  return html`<nav class="contents screen-only" aria-label="${label}"><span class="muted">${label}</span><ul>${sections.map(
    ({ id, title }) => html`<li><a href="#${id}">${title}</a></li>`,
  )}</ul></nav>
`;
}

/** The number of a code, leading to its row in the table. */
export function codeLink(errcode: number): Markup {
  return html`<a class="code" href="#code-${errcode}">${errcode}</a>`;
}

/** A link to another page; a text that is no web address stays a text. */
export function outsideLink(url: string, text: string): Markup {
  if (!/^https?:\/\//i.test(url)) return html`${url}`;
  return html`<a href="${url}" rel="noreferrer noopener">${text}</a>`;
}

/** Where WeCom itself explains a code; the code follows. */
export const QUERY_URL = 'https://open.work.weixin.qq.com/devtool/query?e=';
