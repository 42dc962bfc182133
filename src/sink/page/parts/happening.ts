/** What is going wrong now: what, since when, who acts, and what to do. */
import { OWNER_NAMES } from '../../../model/taxonomy.ts';
import { categoryBadge } from '../../web/badges.ts';
import { html, type Markup } from '../../web/markup.ts';
import { codeName, meaningText, moment, type PageContext, queryLink } from '../context.ts';
import type { CodeWords, Happening } from '../happening.ts';
import { SEVERITY_ICONS } from '../icons.ts';
import type { AddressesView } from '../view.ts';

export function happeningPart(
  happening: readonly Happening[],
  addresses: AddressesView,
  context: PageContext,
): Markup {
  const { words } = context;
  if (happening.length === 0) return html`<p class="muted">${words.happeningNone}</p>`;
  return html`<p class="small muted">${words.happeningHint}</p>
<ol class="plain">${happening.map((one) => card(one, addresses, context))}</ol>`;
}

function card(one: Happening, addresses: AddressesView, context: PageContext): Markup {
  const { words, lang } = context;
  const { severity, errcode, meaning, category } = one;
  const mine = errcode === 60020 && addresses.count > 0;
  return html`<li class="card callout ${severity}" data-key="${codeName(errcode, context)}">
<h3><span class="sign ${severity}">${SEVERITY_ICONS[severity]}${words.severities[severity]}</span> <span class="code">${codeName(errcode, context)}</span> ${meaningText(meaning, category, context)}${one.isNew ? html` <span class="tag">${words.newCode}</span>` : undefined}</h3>
<p class="facts">${facts(one, context).map((fact) => html`<span>${fact}</span>`)}${categoryBadge(category, lang)}</p>
${severity === 'notice' ? folded(one, context) : actions(one, context)}
${mine ? addressesPart(addresses, context) : undefined}</li>`;
}

function actions(one: Happening, context: PageContext): Markup {
  const { words, lang } = context;
  return html`<dl class="pairs"><dt>${words.whoActs}</dt><dd class="strong">${OWNER_NAMES[one.owner][lang]}</dd><dt>${words.whatToDo}</dt><dd>${remedyText(one, context)} ${queryLink(one.errcode, context)}</dd></dl>`;
}

/** What can wait takes little room. */
function folded(one: Happening, context: PageContext): Markup {
  const { words, lang } = context;
  return html`<details><summary>${words.whatToDo} <span class="muted">· ${OWNER_NAMES[one.owner][lang]}</span></summary><p>${remedyText(one, context)} ${queryLink(one.errcode, context)}</p></details>`;
}

function facts(one: Happening, context: PageContext): string[] {
  const { words } = context;
  const { events, fromMs, lastMs, peak, workloads } = one;
  if (events === null) return [words.lastAt(moment(lastMs, context)), words.badTimes];
  return [
    words.timesSince(events, moment(fromMs, context)),
    words.lastAt(moment(lastMs, context)),
    ...(peak !== null && peak.events > 1 && events > peak.events
      ? [words.peak(peak.events, moment(peak.atMs, context))]
      : []),
    ...(workloads.length > 0 ? [words.of(workloads.slice(0, 3).join(words.listComma))] : []),
  ];
}

export function remedyText({ errcode, remedy }: CodeWords, { words }: PageContext): string {
  if (remedy !== '') return remedy;
  return errcode === null ? words.manyCodes : words.lookUp;
}

/** The remedy of 60020, for whoever may see it. */
export function addressesPart(addresses: AddressesView, { words }: PageContext): Markup {
  const { count, shown, areHidden } = addresses;
  if (areHidden) return html`<p class="small muted">${words.addressesHidden(count)}</p>`;
  const more = count - shown.length;
  return html`<div class="addresses"><p>${words.addressesText(count)}</p>
${snippet(shown.join(';'), words.addresses, words.copy)}${
  more > 0 ? html`<p class="small muted">${words.addressesMore(more)}</p>` : undefined
}</div>`;
}

/** Text to be copied as it is; the button works where scripts do. */
export function snippet(text: string, label: string, copy: string): Markup {
  return html`<div class="snippet"><pre tabindex="0" aria-label="${label}"><code>${text}</code></pre><button type="button" class="needs-script" data-copy>${copy}</button></div>`;
}
