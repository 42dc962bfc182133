/** The codes by kind of change: what each means, what to do, who acts, and how it moved. */
import { CHANGES, type Change, type ComparedCode } from '../../../model/comparison.ts';
import { CATEGORIES, OWNER_NAMES, type Owner, RETRY_NAMES } from '../../../model/taxonomy.ts';
import { formatMoment, isSameYear } from '../../report/moments.ts';
import { categoryBadge, groupClass } from '../../web/badges.ts';
import { pairBar } from '../../web/charts/pair-bar.ts';
import { html, type Markup } from '../../web/markup.ts';
import { outsideLink, QUERY_URL, section } from '../../web/pieces.ts';
import { type ComparisonPage, figureCells, SIDES, sideTitles, sizesOf } from './page.ts';

/** Rows before the fold. */
const SHOWN_MAX = 50;

/** More that have not changed are not worth the paper. */
const PRINTED_MAX = 30;

/** Fewer rows need no order but their own, and are found by looking. */
const SORTABLE_MIN = 3;
const CONTROLS_MIN = 10;

/** A section a kind of change that there is. */
export function changeSections(
  page: ComparisonPage,
): { readonly id: string; readonly title: string; readonly markup: Markup }[] {
  const { comparison, words } = page;
  return CHANGES.flatMap((change) => {
    const codes = comparison.codes.filter((code) => code.change === change);
    if (codes.length === 0) return [];
    const title = `${words.changes[change]}${page.compared.paren(`${codes.length}`)}`;
    return [{ id: change, title, markup: section(change, title, content(change, codes, page)) }];
  });
}

/** What has not changed is folded: it is there to be looked up. */
function content(
  change: Change,
  codes: readonly ComparedCode[],
  page: ComparisonPage,
): readonly Markup[] {
  const { words, shared } = page;
  const most = Math.max(...codes.flatMap((code) => sizesOf(code, page)));
  const rows = (list: readonly ComparedCode[]): Markup[] =>
    list.map((code) => row(code, most, page));
  const rest = codes.slice(SHOWN_MAX);
  const restEvents = rest.reduce((sum, { base, head }) => sum + Math.max(base, head), 0);
  const head = headRow(change, page);
  const all = html`${codes.length >= CONTROLS_MIN && controls(codes, page)}<div class="scroll long"><table class="stackable codes compared"${codes.length >= SORTABLE_MIN && html` data-sortable data-page="${SHOWN_MAX}"`}>${head}<tbody>${rows(codes.slice(0, SHOWN_MAX))}</tbody></table></div>${
    rest.length > 0 &&
    html`<details class="stays-folded" data-rest><summary>${shared.restCodes(rest.length, restEvents)}</summary><div class="scroll long"><table class="stackable codes compared">${head}<tbody>${rows(rest)}</tbody></table></div></details><div class="controls" data-more hidden><button type="button">${shared.showAll(codes.length)}</button></div>`
  }`;
  const hasChance = codes.some(({ mayBeChance }) => mayBeChance);
  const remark = html`<p class="muted small">${words.changeRemarks[change]}</p>${hasChance && html`<p class="muted small">${page.compared.chanceRule}</p>`}`;
  if (change !== 'same') return [remark, all];
  return [
    remark,
    html`<details class="${codes.length > PRINTED_MAX && 'stays-folded'}"><summary class="screen-only">${words.unfold(codes.length)}</summary>${all}</details>`,
  ];
}

/** Hidden until a script is there to obey them. */
function controls(codes: readonly ComparedCode[], { shared, lang }: ComparisonPage): Markup {
  const owners = [...new Set(codes.map(({ owner }) => owner))].sort();
  const options = [
    ['', shared.allOwners] as const,
    ...owners.map((owner: Owner) => [owner, OWNER_NAMES[owner][lang]] as const),
  ];
  return html`<div class="controls" data-controls="codes" hidden><input type="search" aria-label="${shared.filter}" placeholder="${shared.filter}"><select aria-label="${shared.ownerFilter}" data-filter="owner">${options.map(
    ([value, name]) => html`<option value="${value}">${name}</option>`,
  )}</select><span class="muted small" role="status" data-shown="${shared.shownOf('#', '##')}" data-none="${shared.noMatch}"></span></div>`;
}

function headRow(change: Change, page: ComparisonPage): Markup {
  const { words, shared, compared } = page;
  const [base, head] = sideTitles(page);
  const when = change === 'gone' ? words.columnWhenGone : words.columnWhen;
  return html`<thead><tr><th data-sort="number">${shared.columnCode}</th><th data-sort="text">${shared.columnMeaning}</th><th data-sort="text">${shared.columnCategory}</th><th class="number" data-sort="most">${base}</th><th class="number" data-sort="most">${head}</th><th class="number" data-sort="most">${compared.columnChange}</th><th class="pair-column"><span class="unseen">${words.columnPair}</span></th><th data-sort="most">${when}</th></tr></thead>`;
}

function row(code: ComparedCode, most: number, page: ComparisonPage): Markup {
  const { lang } = page;
  const { errcode, group, owner, category, retry, change, lastSeen } = code;
  const last = lastSeen === undefined ? 0 : Date.parse(lastSeen) || 0;
  const isOver = change === 'gone';
  return html`<tr id="code-${errcode}" class="${groupClass(group)}" data-owner="${owner}"><th scope="row" class="code-cell" data-value="${errcode}">${errcode}</th><td class="fills">${meaning(code, page)}</td><td data-value="${CATEGORIES[category].name[lang]}">${categoryBadge(category, lang)}<div class="small">${OWNER_NAMES[owner][lang]}</div>${
    !isOver && html`<div class="muted small">${RETRY_NAMES[retry][lang]}</div>`
  }</td>${figureCells(code, page)}<td class="pair-column">${pairBar(...sizesOf(code, page), most)}</td><td class="small nowrap" data-value="${last}">${seenOf(code, page)}</td></tr>
`;
}

/** What is over needs no remedy; what nobody knows can be looked up. */
function meaning({ errcode, meaning: text, remedy, change }: ComparedCode, page: ComparisonPage) {
  const { shared, compared } = page;
  const unknown =
    text === undefined &&
    html`<div class="small">${outsideLink(`${QUERY_URL}${errcode}`, shared.queryPage)}</div>`;
  const isOver = change === 'gone' || change === 'shrunk';
  return html`<div class="strong">${text ?? compared.unknownMeaning}</div>${
    remedy !== undefined && !isOver && html`<div class="small">${remedy}</div>`
  }${unknown}`;
}

/** First and last moment, a line each. */
function seenOf({ firstSeen, lastSeen }: ComparedCode, page: ComparisonPage): Markup {
  if (firstSeen === undefined || lastSeen === undefined) return html`–`;
  const [first, last] = [moment(firstSeen, page), moment(lastSeen, page)];
  return first === last ? html`<div>${first}</div>` : html`<div>${first}</div><div>${last}</div>`;
}

/** Without the year where both reports are of one. */
function moment(rfc3339: string, { comparison, zone }: ComparisonPage): string {
  const ends = SIDES.flatMap((side) => {
    const { period } = comparison[side];
    return period === undefined ? [] : [period.from, period.to];
  });
  const text = formatMoment(rfc3339, zone);
  const isOneYear = ends.every((end) => isSameYear(end, rfc3339, zone));
  return isOneYear && /^\d{4}-/.test(text) ? text.slice('2026-'.length) : text;
}
