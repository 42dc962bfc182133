/** The newest failures, line by line, masked. */
import { groupClass } from '../../web/badges.ts';
import { html, type Markup } from '../../web/markup.ts';
import { exactMoment, meaningText, type PageContext } from '../context.ts';
import type { NewestView } from '../view.ts';

/** The rows of the table. */
export function newestRows(newest: readonly NewestView[], context: PageContext): Markup {
  const { words } = context;
  if (newest.length === 0) {
    return html`<tr class="none"><td colspan="3" class="muted">${words.newestNone}</td></tr>`;
  }
  return html`${keyed(newest).map(([key, one]) => row(key, one, context))}`;
}

export function noMatchRow({ words }: PageContext): Markup {
  return html`<tr class="none"><td colspan="3" class="muted">${words.newestNoMatch}</td></tr>`;
}

/** A row keeps its key while newer ones come above it, so that what is being read stays in place. */
function keyed(newest: readonly NewestView[]): [key: string, one: NewestView][] {
  const seen = new Map<string, number>();
  return [...newest]
    .reverse()
    .map((one): [string, NewestView] => {
      const name = `${one.seenMs ?? one.ms}-${one.errcode}`;
      const number = seen.get(name) ?? 0;
      seen.set(name, number + 1);
      return [`${name}-${number}`, one];
    })
    .reverse();
}

function row(key: string, one: NewestView, context: PageContext): Markup {
  const { words } = context;
  const { ms, errcode, meaning, group, workload, api, text } = one;
  const places = [workload, api].filter((place) => place !== '');
  return html`<tr data-key="${key}" class="${groupClass(group)}"><td class="when">${
    ms === null ? words.noTime : exactMoment(ms, context)
  }</td><td class="what"><span class="dot"></span><span><span class="code">${errcode}</span> ${meaningText(meaning, 'unknown', context)}${places.map((place) => html`<span class="place">${place}</span>`)}</span></td><td class="line"><code>${text}</code></td></tr>`;
}

/** Whether a record has all words of the filter, in whatever is shown of it. */
export function matches(one: NewestView, filter: string): boolean {
  const text = [one.errcode, one.meaning, one.workload, one.api, one.text].join(' ').toLowerCase();
  return filter
    .toLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word));
}
