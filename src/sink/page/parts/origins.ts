/** Where failures come from: by API, workload and host. */
import { formatCount } from '../../report/figures.ts';
import { bar } from '../../web/charts/bar.ts';
import { html, type Markup } from '../../web/markup.ts';
import type { PageContext } from '../context.ts';
import type { OriginList, OriginsView } from '../lists.ts';

export function originsPart(
  { apis, workloads, hosts, hostsHaveTolerated }: OriginsView,
  context: PageContext,
): Markup {
  const { words } = context;
  const hostsTitle = hostsHaveTolerated ? words.hostsWithTolerated : words.hosts;
  return html`${list(apis, words.apis, words.apisNone, context)}
${list(workloads, words.workloads, words.workloadsNone, context)}
${list(hosts, hostsTitle, words.hostsNone, context)}`;
}

function list(
  { rows, more }: OriginList,
  title: string,
  none: string,
  { words }: PageContext,
): Markup {
  if (rows.length === 0) return html`<h3>${title}</h3><p class="small muted">${none}</p>`;
  const most = rows.reduce((highest, { failures }) => Math.max(highest, failures), 1);
  const nameOf = (name: string | null): string =>
    name === null ? words.other : name === '' ? words.unnamed : name;
  return html`<div class="scroll"><table class="tight"><caption><span class="strong">${title}</span> · ${words.sinceStart}</caption>
<thead><tr><th scope="col">${words.name}</th><th scope="col" class="number">${words.failures}</th><th scope="col" class="number">${words.successes}</th></tr></thead>
<tbody>${rows.map(
    ({ name, failures, successes }) =>
      html`<tr data-key="${name ?? 'other'}"><th scope="row" class="name">${nameOf(name)}${bar(failures, most)}</th><td class="number">${formatCount(failures)}</td><td class="number muted">${formatCount(successes)}</td></tr>`,
  )}</tbody></table></div>${
    more > 0 ? html`<p class="small muted">${words.moreNames(more)}</p>` : undefined
  }`;
}
