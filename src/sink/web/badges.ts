/** Names of the taxonomy on a page: a word always stands beside its colour. */
import type { Lang } from '../../model/lang.ts';
import { CATEGORIES, type Category, GROUP_NAMES, type Group } from '../../model/taxonomy.ts';
import { html, type Markup } from './markup.ts';

/** The class that gives dots, bars and columns inside an element the colour of a group. */
export function groupClass(group: Group): string {
  return `group-${group}`;
}

export function groupBadge(group: Group, lang: Lang): Markup {
  return badge(group, GROUP_NAMES[group][lang]);
}

/** The category's name in the colour of its group. */
export function categoryBadge(category: Category, lang: Lang): Markup {
  const { group, name } = CATEGORIES[category];
  return badge(group, name[lang]);
}

/** What the colours of a chart mean. */
export function groupLegend(groups: readonly Group[], lang: Lang): Markup {
  return html`<ul class="legend">${groups.map((group) => html`<li>${groupBadge(group, lang)}</li>`)}</ul>`;
}

function badge(group: Group, name: string): Markup {
  return html`<span class="badge ${groupClass(group)}"><span class="dot"></span>${name}</span>`;
}
