/**
 * The live page as one document: whole without a script, kept up to date by one. Style and script stand
 * inside it and are let in by their hash; nothing else is loaded, but the stream of our own.
 */
import type { Lang } from '../../model/lang.ts';
import { baseCss } from '../web/base-css.ts';
import { LANGUAGE_TAGS, sourceHash } from '../web/document.ts';
import { html, type Markup, markupText, trusted } from '../web/markup.ts';
import { contextOf, type PageContext } from './context.ts';
import { pageCss } from './page-css.ts';
import { setupPart, type WebPlace } from './parts/setup.ts';
import { levelClass } from './parts/state.ts';
import { isEmptyView, PARTS, type PartName } from './parts.ts';
import { CHART_CSS, PAGE_SCRIPT } from './script.generated.ts';
import type { PageStart } from './start.ts';
import type { PageView } from './view.ts';
import { pageZone } from './zone.ts';

export interface PageInput {
  readonly view: PageView;
  readonly lang: Lang;
  readonly version: string;
  /** In whose clock times are shown. */
  readonly zone: string;
  /** Ms since the epoch. */
  readonly nowMs: number;
  readonly web: WebPlace;
}

export interface PageDocument {
  readonly html: string;
  /** The Content-Security-Policy that goes with it. */
  readonly policy: string;
}

const CSS = `${baseCss()}${CHART_CSS}${pageCss()}`;

/** Before the first paint: the reader's choice of colours, and that scripts run. */
const FIRST_SCRIPT = `{const e=document.documentElement;e.classList.add('scripted');try{const t=localStorage.getItem('wecomlog-theme');if(t==='light'||t==='dark')e.dataset.theme=t}catch{}}`;

const POLICY = [
  "default-src 'none'",
  `style-src '${sourceHash(CSS)}'`,
  `script-src '${sourceHash(FIRST_SCRIPT)}' '${sourceHash(PAGE_SCRIPT)}'`,
  "connect-src 'self'",
  'img-src data:',
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

/** Names this script and style. */
export const PAGE_BUILD = sourceHash(CSS + PAGE_SCRIPT).slice(-12);

const ICON =
  'data:image/svg+xml,%3Csvg xmlns=%22http://www.w3.org/2000/svg%22 viewBox=%220 0 32 32%22%3E%3Crect width=%2232%22 height=%2232%22 rx=%227%22 fill=%22%233465c4%22/%3E%3Cpath d=%22M6 18h5l3-9 4 15 3-9 2 3h3%22 fill=%22none%22 stroke=%22%23fff%22 stroke-width=%222.6%22 stroke-linejoin=%22round%22 stroke-linecap=%22round%22/%3E%3C/svg%3E';

/** Apart, because the bundler takes templates apart in which it stands, with a helper we do not ship. */
const END = trusted('</script>');

export function renderPage(input: PageInput): PageDocument {
  const { lang, zone, nowMs, view } = input;
  const context = contextOf(lang, pageZone(zone), nowMs);
  const { words } = context;
  const start: PageStart = { lang, zone, nowMs, build: PAGE_BUILD, view };
  const page = html`<!doctype html>
<html lang="${LANGUAGE_TAGS[lang]}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${words.title} · wecomlog</title>
<link rel="icon" href="${trusted(ICON)}">
<style>${trusted(CSS)}</style>
<script>${trusted(FIRST_SCRIPT)}${END}
</head>
<body${isEmptyView(view) ? trusted(' class="is-empty"') : undefined}>
<a class="skip" href="#content">${words.skip}</a>
${header(input, context)}
<main id="content" class="page live" tabindex="-1">
${body(input, context)}
</main>
<script type="application/json" id="start">${trusted(inScript(start))}${END}
<script>${trusted(PAGE_SCRIPT)}${END}
</body>
</html>
`;
  return { html: markupText(page), policy: POLICY };
}

const STEERING = /[<>&\u007f-\u009f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]/g;

/** JSON that cannot end the element it stands in, nor turn the text around it. */
function inScript(value: unknown): string {
  return JSON.stringify(value).replace(STEERING, (character) => {
    return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
  });
}

function header({ lang, version }: PageInput, { words }: PageContext): Markup {
  const language = (code: Lang, name: string): Markup =>
    html`<a href="?lang=${code}" lang="${LANGUAGE_TAGS[code]}" hreflang="${LANGUAGE_TAGS[code]}"${code === lang ? trusted(' aria-current="true"') : undefined}>${name}</a>`;
  const theme = (value: 'auto' | 'light' | 'dark'): Markup =>
    html`<option value="${value}">${words.themes[value]}</option>`;
  return html`<header class="top"><div class="bar-line">
<h1>${words.title} <span class="muted">wecomlog ${version}</span></h1>
<p class="connection"><span class="needs-script" data-connection="on"><span class="pulse" aria-hidden="true"></span>${words.connected}</span><noscript><span>${words.noScript}</span></noscript></p>
<nav class="languages" aria-label="${words.language}">${language('zh', '中文')}${language('en', 'English')}</nav>
<label class="needs-script theme"><span class="unseen">${words.theme}</span><select data-theme-choice>${theme('auto')}${theme('light')}${theme('dark')}</select></label>
</div><p class="lost" data-connection="off" role="status" hidden>${words.reconnecting}</p></header>`;
}

function body({ view, web }: PageInput, context: PageContext): Markup {
  const { words } = context;
  const part = (name: PartName): Markup => PARTS[name].draw(view, context);
  const section = (name: PartName, title: string, className = ''): Markup =>
    html`<section class="${className}" aria-labelledby="title-${name}"><h2 id="title-${name}">${title}</h2><div data-part="${name}">${part(name)}</div></section>`;
  return html`<section class="state" aria-label="${words.live}">
<p class="state-line ${levelClass(view.state)}" data-part="line" role="status" aria-live="polite">${part('line')}</p>
<div data-part="figures">${part('figures')}</div>
</section>
<section class="only-empty card" data-part="empty">${part('empty')}</section>
<div class="columns"><div>
${section('happening', words.happening, 'not-empty')}
<div class="not-empty" data-part="addresses">${part('addresses')}</div>
${section('hour', words.hour, 'not-empty')}
${newest(part('newest'), context)}
${section('codes', words.codes, 'not-empty')}
</div><div>
${section('fresh', words.fresh, 'not-empty')}
${section('origins', words.origins, 'not-empty')}
${section('sources', words.sources)}
${section('aside', words.aside, 'not-empty')}
<section aria-labelledby="title-setup"><h2 id="title-setup">${words.setup}</h2><div class="setup">${setupPart(view, web, context)}</div></section>
</div></div>`;
}

/** Filter and pause stay while the rows change. */
function newest(rows: Markup, { words }: PageContext): Markup {
  return html`<section class="not-empty" aria-labelledby="title-newest"><h2 id="title-newest">${words.newest}</h2>
<div class="controls needs-script"><label class="filter"><span class="unseen">${words.filter}</span><input type="search" data-filter placeholder="${words.filter}${words.colon}${words.filterHint}" autocomplete="off" spellcheck="false"></label><button type="button" data-pause aria-pressed="false">${words.pause}</button><span class="small muted" data-paused></span></div>
<div class="scroll tall" tabindex="0" role="region" aria-label="${words.newest}"><table class="lines" role="table"><caption>${words.newestCaption}</caption>
<thead><tr><th scope="col">${words.time}</th><th scope="col">${words.code}</th><th scope="col">${words.record}</th></tr></thead>
<tbody data-part="newest">${rows}</tbody></table></div></section>`;
}
