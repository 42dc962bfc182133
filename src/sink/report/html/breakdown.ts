/** Failures by category, area, API, workload and host. */
import type { ReportCode } from '../../../model/report.ts';
import { CATEGORIES, DOMAIN_NAMES } from '../../../model/taxonomy.ts';
import { groupClass } from '../../web/badges.ts';
import { bar } from '../../web/charts/bar.ts';
import { html, type Markup } from '../../web/markup.ts';
import { codeLink, section } from '../../web/pieces.ts';
import { formatCount, formatRate, formatShare } from '../figures.ts';
import type { Page } from './page.ts';

const BARS_MAX = 12;
const SHOWN_MAX = 15;
const FOLDED_MAX = 200;
const MAIN_CODES_MAX = 3;

/** Nothing where nothing failed. */
export function breakdownMarkup(page: Page): Markup | undefined {
  const { words, failures } = page;
  if (failures.length === 0) return undefined;
  return section('breakdown', words.breakdown, [
    html`<div class="cards">${categoryBars(page)}${domainBars(page)}</div>`,
    ...apiTable(page),
    ...workloadTable(page),
    ...hostTable(page),
  ]);
}

interface BarRow {
  readonly name: string;
  readonly errors: number;
  readonly className: string;
}

function categoryBars(page: Page): Markup {
  const { report, words, lang } = page;
  const rows = mostFailed(
    report.categories
      .filter(({ category }) => category !== 'success')
      .map(({ category, group, events }) => ({
        name: CATEGORIES[category].name[lang],
        errors: events,
        className: groupClass(group),
      })),
  );
  return bars(words.byCategory, rows, page);
}

function domainBars(page: Page): Markup {
  const { report, words, lang, texts } = page;
  const rows = mostFailed(
    report.domains.map(({ domain, errors }) => ({
      name: DOMAIN_NAMES[domain][lang],
      errors,
      className: '',
    })),
  );
  const rest = rows.slice(BARS_MAX);
  const errors = rest.reduce((sum, row) => sum + row.errors, 0);
  const others = { name: texts.restDomains(rest.length), errors, className: '' };
  const shown = [...rows.slice(0, BARS_MAX), ...(rest.length > 0 ? [others] : [])];
  return bars(words.byDomain, shown, page);
}

function bars(title: string, rows: readonly BarRow[], { report, words }: Page): Markup {
  const most = Math.max(0, ...rows.map(({ errors }) => errors));
  return html`<div class="card"><h3>${title}</h3><table class="bars"><thead class="unseen"><tr><th>${words.columnName}</th><th>${words.columnFailures}</th><th>${words.columnShare}</th><th></th></tr></thead><tbody>${rows.map(
    ({ name, errors, className }) =>
      html`<tr class="${className}"><td>${name}</td><td class="number">${formatCount(errors)}</td><td class="number muted">${formatShare(errors, report.totals.errors)}</td><td class="bar-cell">${bar(errors, most)}</td></tr>`,
  )}</tbody></table></div>`;
}

interface Row {
  readonly name: Markup;
  readonly events: number;
  readonly errors: number;
  readonly codes: readonly { readonly errcode: number; readonly events: number }[];
}

function apiTable(page: Page): Markup[] {
  const { report, words, lang } = page;
  const codes = codesByApi(page.failures);
  const rows = mostFailed(report.apis).map(({ api, title, events, errors }): Row => {
    // WeCom has no English names for its interfaces.
    const named = lang === 'zh' && title !== undefined;
    return {
      name: html`<code>${api}</code>${named && html`<div class="muted small">${title}</div>`}`,
      events,
      errors,
      codes: codes.get(api) ?? [],
    };
  });
  return table(words.byApi, words.columnApi, rows, report.otherApis, page);
}

/** Most events first, as the codes come. */
function codesByApi(failures: readonly ReportCode[]): Map<string, Row['codes']> {
  const codes = new Map<string, { errcode: number; events: number }[]>();
  for (const { errcode, apis } of failures) {
    for (const { api, events } of apis) {
      codes.set(api, [...(codes.get(api) ?? []), { errcode, events }]);
    }
  }
  for (const list of codes.values()) list.sort((left, right) => right.events - left.events);
  return codes;
}

function workloadTable(page: Page): Markup[] {
  const { report, words } = page;
  const rows = mostFailed(report.workloads).map(({ workload, ...counts }): Row => {
    return { name: html`${workload === '' ? words.noWorkload : workload}`, ...counts, codes: [] };
  });
  return table(words.byWorkload, words.columnWorkload, rows, report.otherWorkloads, page);
}

function hostTable(page: Page): Markup[] {
  const { report, words } = page;
  const rows = mostFailed(report.hosts).map(({ host, ...counts }): Row => {
    return { name: html`<code>${host}</code>`, ...counts, codes: [] };
  });
  return table(words.byHost, words.columnHost, rows, report.otherHosts, page);
}

/** Those with any, in descending order; equals keep their order. */
function mostFailed<T extends { readonly errors: number }>(rows: readonly T[]): T[] {
  return rows.filter(({ errors }) => errors > 0).sort((left, right) => right.errors - left.errors);
}

/** What each row is called, how often it failed, and of how many calls where successes are logged. */
function table(
  title: string,
  column: string,
  rows: readonly Row[],
  others: number,
  page: Page,
): Markup[] {
  const { words } = page;
  if (rows.length === 0) return [];
  const hasRate = rows.some(({ events, errors }) => events > errors);
  const hasCodes = rows.some(({ codes }) => codes.length > 0);
  const most = rows[0]!.errors;
  const head = html`<thead><tr><th>${column}</th><th class="number">${words.columnFailures}</th><th class="bar-column"><span class="unseen">${words.columnShare}</span></th>${
    hasRate &&
    html`<th class="number">${words.columnCalls}</th><th class="number">${words.columnRate}</th>`
  }${hasCodes && html`<th>${words.columnMainCodes}</th>`}</tr></thead>`;
  const rowMarkup = ({ name, events, errors, codes }: Row) =>
    html`<tr><td class="fills">${name}</td><td class="number strong" data-label="${words.columnFailures}">${formatCount(errors)}</td><td class="bar-column">${bar(errors, most)}</td>${
      hasRate &&
      html`<td class="number" data-label="${words.columnCalls}">${formatCount(events)}</td><td class="number" data-label="${words.columnRate}">${events > errors ? formatRate(errors, events) : '–'}</td>`
    }${hasCodes && html`<td class="small">${codes.slice(0, MAIN_CODES_MAX).map((code) => html`<span class="nowrap">${codeLink(code.errcode)} <span class="muted">${formatShare(code.events, errors)}</span></span> `)}</td>`}</tr>`;
  const whole = (shown: readonly Row[]) =>
    html`<div class="scroll long"><table class="stackable breakdown">${head}<tbody>${shown.map(rowMarkup)}</tbody></table></div>`;
  const folded = rows.slice(SHOWN_MAX, SHOWN_MAX + FOLDED_MAX);
  const left = rows.length - SHOWN_MAX - folded.length;
  const remarks = [
    ...(left > 0 ? [words.notListed(left)] : []),
    ...(others > 0 ? [words.otherRows(others)] : []),
    ...(hasRate && rows.some(({ events, errors }) => events === errors)
      ? [words.noSuccessRemark]
      : []),
  ];
  return [
    html`<h3 class="sub">${title}</h3>`,
    whole(rows.slice(0, SHOWN_MAX)),
    ...(folded.length === 0
      ? []
      : [
          html`<details class="stays-folded"><summary class="small">${words.restRows(rows.length - SHOWN_MAX)}</summary>${whole(folded)}</details>`,
        ]),
    ...remarks.map((remark) => html`<p class="muted small">${remark}</p>`),
  ];
}
