/** The table of all codes that failed, to be sorted and filtered where scripts may run. */
import type { ReportCode } from '../../../model/report.ts';
import {
  CATEGORIES,
  GROUP_NAMES,
  type Group,
  OWNER_NAMES,
  type Owner,
  RETRY_NAMES,
} from '../../../model/taxonomy.ts';
import { categoryBadge, groupClass } from '../../web/badges.ts';
import { sparkline } from '../../web/charts/sparkline.ts';
import type { TimeAxis } from '../../web/charts/time-axis.ts';
import { html, type Markup } from '../../web/markup.ts';
import { section } from '../../web/pieces.ts';
import { formatCount, formatShare } from '../figures.ts';
import { formatMoment, wallClock } from '../moments.ts';
import { changeMarkup } from './baseline.ts';
import { countsOn } from './counts.ts';
import { axisOf, meaningOf, type Page } from './page.ts';

/** Rows before the fold. */
const SHOWN_MAX = 50;
const SPARK_CELLS_MAX = 40;

/** Nothing where nothing failed. */
export function codesMarkup(page: Page): Markup | undefined {
  const { report, words, failures, zone } = page;
  if (failures.length === 0) return undefined;
  const axis = axisOf(report, zone, SPARK_CELLS_MAX);
  const rows = (codes: readonly ReportCode[]) => codes.map((code) => row(code, axis, page));
  const rest = failures.slice(SHOWN_MAX);
  const restEvents = rest.reduce((sum, { events }) => sum + events, 0);
  return section('codes', words.codes, [
    controls(page),
    html`<div class="scroll long"><table class="stackable codes" data-sortable data-page="${SHOWN_MAX}">${head(page)}<tbody>${rows(failures.slice(0, SHOWN_MAX))}</tbody></table></div>`,
    ...(rest.length === 0
      ? []
      : [
          html`<details class="stays-folded" data-rest><summary>${words.restCodes(rest.length, restEvents)}</summary><div class="scroll long"><table class="stackable codes">${head(page)}<tbody>${rows(rest)}</tbody></table></div></details>`,
        ]),
    html`<div class="controls" data-more hidden><button type="button">${words.showAll(failures.length)}</button></div>`,
  ]);
}

/** Hidden until a script is there to obey them. */
function controls({ failures, words, lang }: Page): Markup {
  const groups = [...new Set(failures.map(({ group }) => group))].sort();
  const owners = [...new Set(failures.map(({ owner }) => owner))].sort();
  const option = ([value, name]: readonly [string, string]) =>
    html`<option value="${value}">${name}</option>`;
  return html`<div class="controls" data-controls="codes" hidden><input type="search" aria-label="${words.filter}" placeholder="${words.filter}"><select aria-label="${words.groupFilter}" data-filter="group">${[
    ['', words.allGroups] as const,
    ...groups.map((group: Group) => [group, GROUP_NAMES[group][lang]] as const),
  ].map(option)}</select><select aria-label="${words.ownerFilter}" data-filter="owner">${[
    ['', words.allOwners] as const,
    ...owners.map((owner: Owner) => [owner, OWNER_NAMES[owner][lang]] as const),
  ].map(
    option,
  )}</select><span class="muted small" role="status" data-shown="${words.shownOf('#', '##')}" data-none="${words.noMatch}"></span></div>`;
}

function head({ words, changes }: Page): Markup {
  return html`<thead><tr><th data-sort="number">${words.columnCode}</th><th data-sort="text">${words.columnMeaning}</th><th data-sort="text">${words.columnCategory}</th><th class="number" data-sort="most">${words.columnEvents}</th>${changes !== undefined && html`<th class="number" data-sort="most">${words.columnChange}</th>`}<th data-sort="most">${words.columnSeen}</th><th>${words.columnTrend}</th></tr></thead>`;
}

function row(code: ReportCode, axis: TimeAxis | undefined, page: Page): Markup {
  const { lang, words, report } = page;
  const { errcode, group, owner, category, retry, events, remedy, lastSeen } = code;
  const last = lastSeen === undefined ? 0 : Date.parse(lastSeen) || 0;
  const remarks = [
    ...(code.ambiguous > 0 ? [words.ambiguous(code.ambiguous)] : []),
    ...(code.undated > 0 ? [words.undated(code.undated)] : []),
  ];
  return html`<tr id="code-${errcode}" class="${groupClass(group)}" data-group="${group}" data-owner="${owner}"><th scope="row" class="code-cell" data-value="${errcode}">${errcode}</th><td class="fills"><div class="strong">${meaningOf(code, page)}</div>${
    remedy !== undefined && html`<div class="small">${remedy}</div>`
  }${remarks.length > 0 && html`<div class="muted small">${remarks.join(words.semicolon)}</div>`}</td><td data-value="${CATEGORIES[category].name[lang]}">${categoryBadge(category, lang)}<div class="small">${OWNER_NAMES[owner][lang]}</div><div class="muted small">${RETRY_NAMES[retry][lang]}</div></td><td class="number" data-value="${events}"><span class="strong">${formatCount(events)}</span><div class="muted small">${formatShare(events, report.totals.errors)}</div></td>${changeCell(code, page)}<td class="small nowrap" data-value="${last}">${seenOf(code, page)}</td><td>${trend(code, axis, page)}</td></tr>
`;
}

/** Against the last period; sorted by how many times as many there are, new ones first. */
function changeCell({ errcode }: ReportCode, page: Page): Markup | undefined {
  const figure = page.changes?.get(errcode);
  if (page.changes === undefined) return undefined;
  if (figure === undefined)
    return html`<td class="number small change-cell" data-value="-1">–</td>`;
  const value = figure.change === 'new' ? Number.MAX_SAFE_INTEGER : (figure.ratio ?? 0);
  return html`<td class="number small change-cell" data-value="${value}">${changeMarkup(figure, true, page)}</td>`;
}

/** First and last moment, a line each. */
export function seenOf({ firstSeen, lastSeen }: ReportCode, page: Page): Markup {
  if (firstSeen === undefined || lastSeen === undefined) return html`–`;
  const [first, last] = [moment(firstSeen, page), moment(lastSeen, page)];
  return first === last ? html`<div>${first}</div>` : html`<div>${first}</div><div>${last}</div>`;
}

/** Without the year where the report is of one. */
function moment(rfc3339: string, { report, zone }: Page): string {
  const years = [report.time.from, report.time.to, rfc3339].map((text) =>
    text === undefined ? undefined : wallClock(Date.parse(text), zone)?.year,
  );
  const text = formatMoment(rfc3339, zone);
  return new Set(years).size === 1 ? text.slice('2026-'.length) : text;
}

function trend(code: ReportCode, axis: TimeAxis | undefined, { words }: Page): Markup {
  if (axis === undefined || code.series.length === 0) return html`–`;
  return sparkline(countsOn(axis, [code.series]), words.trendOf(code.errcode, code.events));
}
