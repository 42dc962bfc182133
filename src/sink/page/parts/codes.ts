/** Codes: those with most failures, and those that are new. */
import { OWNER_NAMES } from '../../../model/taxonomy.ts';
import { formatCount } from '../../report/figures.ts';
import { categoryBadge, groupClass } from '../../web/badges.ts';
import { sparkline } from '../../web/charts/sparkline.ts';
import { html, type Markup } from '../../web/markup.ts';
import { codeName, meaningText, moment, type PageContext, queryLink } from '../context.ts';
import type { CodeRow, CodesView, FreshView } from '../lists.ts';
import { remedyText } from './happening.ts';

export function codesPart({ rows, more }: CodesView, context: PageContext): Markup {
  const { words } = context;
  if (rows.length === 0) return html`<p class="muted">${words.codesNone}</p>`;
  return html`<div class="scroll"><table class="cells" role="table"><caption>${words.codesCaption}</caption>
<thead role="rowgroup"><tr role="row"><th role="columnheader" scope="col">${words.code}</th><th role="columnheader" scope="col" class="number">${words.day}</th><th role="columnheader" scope="col">${words.trend}</th><th role="columnheader" scope="col" class="number">${words.all}</th><th role="columnheader" scope="col">${words.whoActs}</th><th role="columnheader" scope="col">${words.whatToDo}</th></tr></thead>
<tbody role="rowgroup">${rows.map((row) => codeRow(row, context))}</tbody></table></div>${
    more.codes > 0
      ? html`<p class="small muted">${words.moreCodes(more.codes, more.events)}</p>`
      : undefined
  }`;
}

function codeRow(row: CodeRow, context: PageContext): Markup {
  const { words, lang } = context;
  const { errcode, meaning, category, group, owner, events, lastDay, hours } = row;
  const title = words.trendTitle(hours.map(formatCount).join(words.listComma));
  return html`<tr role="row" class="${groupClass(group)}" data-key="${codeName(errcode, context)}"><th role="rowheader" scope="row"><span class="code">${codeName(errcode, context)}</span> ${meaningText(meaning, category, context)}<br>${categoryBadge(category, lang)}</th><td role="cell" class="number" data-label="${words.day}">${formatCount(lastDay)}</td><td role="cell" data-label="${words.trend}">${sparkline(hours, title)}</td><td role="cell" class="number" data-label="${words.all}">${formatCount(events)}</td><td role="cell" data-label="${words.whoActs}">${OWNER_NAMES[owner][lang]}</td><td role="cell" class="remedy" data-label="${words.whatToDo}">${remedyText(row, context)} ${queryLink(errcode, context)}</td></tr>`;
}

export function freshPart(
  { rows, more, isYoung, sinceMs }: FreshView,
  context: PageContext,
): Markup {
  const { words, lang } = context;
  const remark = isYoung
    ? html`<p class="small muted">${words.freshYoung(moment(sinceMs, context))}</p>`
    : undefined;
  if (rows.length === 0) return html`<p class="muted">${words.freshNone}</p>${remark}`;
  return html`<ul class="plain rows">${rows.map(
    (row) =>
      html`<li class="${groupClass(row.group)}" data-key="${codeName(row.errcode, context)}"><span class="dot"></span><span><span class="code">${codeName(row.errcode, context)}</span> ${meaningText(row.meaning, row.category, context)}<span class="place">${words.firstSeen(moment(row.firstMs, context))} · ${words.times(row.events)} · ${OWNER_NAMES[row.owner][lang]}</span></span></li>`,
  )}</ul>${more > 0 ? html`<p class="small muted">${words.moreNames(more)}</p>` : undefined}${remark}`;
}
