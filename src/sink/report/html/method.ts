/** How the figures came about, and what the words mean. */

import type { Lang } from '../../../model/lang.ts';
import { COMPARISON_WORDS } from '../../comparison/words.ts';
import { groupBadge } from '../../web/badges.ts';
import { html, type Markup } from '../../web/markup.ts';
import { section } from '../../web/pieces.ts';
import { formatDuration } from '../headline.ts';
import type { Page } from './page.ts';

const GROUPS = ['grant', 'credential', 'request', 'retry', 'object', 'unknown'] as const;

export function methodMarkup(page: Page): Markup {
  const { report, words, texts, lang, zone } = page;
  const { generator, catalog, time } = report;
  const tool = `${generator.name} ${generator.version}`;
  const lines = [
    ...words.methodLines,
    ...(report.baseline === undefined ? [] : comparisonLines(lang)),
    words.dated(zone.name, formatDuration(time.bucketSeconds, texts)),
  ];
  return html`${section('method', words.method, [
    html`<ul>${lines.map((line) => html`<li>${line}</li>`)}</ul>`,
    html`<h3>${words.groups}</h3><dl class="terms">${GROUPS.map(
      (group) =>
        html`<div><dt>${groupBadge(group, lang)}</dt><dd>${words.groupList[group]}</dd></div>`,
    )}</dl>`,
    html`<h3>${words.terms}</h3><dl class="terms">${words.termList.map(
      ([term, text]) => html`<div><dt>${term}</dt><dd>${text}</dd></div>`,
    )}</dl>`,
  ])}<footer class="muted small">${texts.footer(tool, catalog.version, catalog.codes)}</footer>
`;
}

/** What counts as a change, and what its marks say. */
function comparisonLines(lang: Lang): string[] {
  const { rule, chanceRule } = COMPARISON_WORDS[lang];
  return [rule, chanceRule];
}
