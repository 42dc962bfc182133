/** A whole page in one file: style and script inside, and a policy that lets nothing else in. */
import { createHash } from 'node:crypto';
import type { Lang } from '../../model/lang.ts';
import { html, type Markup, markupText, trusted } from './markup.ts';

export interface WebDocument {
  readonly lang: Lang;
  readonly title: string;
  /** Constants of this program. */
  readonly css: string;
  readonly script: string;
  readonly body: Markup;
}

/** The language tag of a page. */
export const LANGUAGE_TAGS: Readonly<Record<Lang, string>> = { zh: 'zh-CN', en: 'en' };

/** The page with one line end at its end; it loads nothing, not even from where it lies. */
export function renderDocument({ lang, title, css, script, body }: WebDocument): string {
  const policy = contentSecurityPolicy({ css, script });
  const page = html`<!doctype html>
<html lang="${LANGUAGE_TAGS[lang]}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${trusted(policy)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>${title}</title>
<style>${trusted(css)}</style>
</head>
<body>
${body}
${inlineScript(script)}
</body>
</html>
`;
  return markupText(page);
}

/** Not in a tagged template: bundlers rewrite those that hold this end tag, and need a package to do so. */
function inlineScript(script: string): Markup {
  return trusted(`<script>${script}</${'script'}>`);
}

/** Style and script are let in by what they are, not by where they stand. */
export function contentSecurityPolicy({
  css,
  script,
}: Pick<WebDocument, 'css' | 'script'>): string {
  return [
    "default-src 'none'",
    `style-src '${sourceHash(css)}'`,
    `script-src '${sourceHash(script)}'`,
    'img-src data:',
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
}

/** `sha256-…`, as a policy names a text that stands in the page. */
export function sourceHash(text: string): string {
  return `sha256-${createHash('sha256').update(text).digest('base64')}`;
}
