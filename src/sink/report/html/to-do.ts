/** What has to be done, by who has to do it; where a boss may stop reading. */
import type { ReportCode, ReportDiagnosis } from '../../../model/report.ts';
import { OWNER_NAMES, type Owner } from '../../../model/taxonomy.ts';
import { groupClass } from '../../web/badges.ts';
import { html, type Markup } from '../../web/markup.ts';
import { codeLink, section } from '../../web/pieces.ts';
import { isSameYear, wallClock } from '../moments.ts';
import { diagnosisId } from './diagnoses.ts';
import { meaningOf, type Page } from './page.ts';

/** In the order in which work is handed out: `nobody` has none. */
const OWNERS = ['administrator', 'developer', 'program', 'user', 'wecom'] as const;

const ITEMS_MAX = 4;
const FOLDED_MAX = 40;

export function toDoMarkup(page: Page): Markup {
  const { words, report } = page;
  const cards = OWNERS.flatMap((owner) => card(owner, page));
  const nothing = report.totals.errors > 0 ? words.nobodyMustAct : words.nothingToDo;
  return section('to-do', words.toDo, [
    cards.length === 0
      ? html`<p class="card">${nothing}</p>`
      : html`<div class="to-do">${cards}</div>`,
  ]);
}

function card(owner: (typeof OWNERS)[number], page: Page): Markup[] {
  const { words, lang } = page;
  const diagnoses = (page.report.diagnoses ?? []).flatMap((diagnosis, index) =>
    diagnosis.owner === owner && diagnosis.severity !== 'info' ? [{ diagnosis, index }] : [],
  );
  const codes = codesOf(owner, page);
  const items = [
    ...diagnoses.map(({ diagnosis, index }) => diagnosisItem(diagnosis, index, page)),
    ...codes.map((code) => codeItem(code, page)),
  ];
  if (items.length === 0) return [];
  const folded = items.slice(ITEMS_MAX, ITEMS_MAX + FOLDED_MAX);
  const rest = items.length - ITEMS_MAX;
  return [
    html`<article class="card"><h3>${OWNER_NAMES[owner][lang]} <span class="muted">· ${words.items(items.length)}</span></h3>
<p class="muted small">${words.actions[owner]}</p>
<ol class="items">${items.slice(0, ITEMS_MAX)}</ol>${
      rest > 0 &&
      html`<details class="stays-folded"><summary class="small">${words.restItems(rest)}</summary><ol class="items">${folded}</ol>${
        rest > folded.length &&
        html`<p class="muted small">${words.notListed(rest - folded.length)}</p>`
      }</details>`
    }</article>
`,
  ];
}

/** Gravest first: what goes on, what came in a burst, then by events; business answers last. */
function codesOf(owner: Owner, { failures, report }: Page): ReportCode[] {
  const diagnosed = new Set(
    (report.diagnoses ?? [])
      .filter(({ severity }) => severity !== 'info')
      .flatMap(({ errcodes }) => errcodes),
  );
  const incidents = report.incidents;
  const ongoing = new Set(incidents.filter(({ isOngoing }) => isOngoing).map((one) => one.errcode));
  const weight = (code: ReportCode) => (code.group === 'object' ? 0 : 1);
  return failures
    .filter((code) => code.owner === owner && !diagnosed.has(code.errcode) && leftOf(code) > 0)
    .sort(
      (left, right) =>
        weight(right) - weight(left) ||
        Number(ongoing.has(right.errcode)) - Number(ongoing.has(left.errcode)) ||
        leftOf(right) - leftOf(left),
    );
}

/** Events that nobody tolerates. */
function leftOf({ events, tolerated = 0 }: ReportCode): number {
  return events - tolerated;
}

function diagnosisItem(diagnosis: ReportDiagnosis, index: number, { words }: Page): Markup {
  const { severity, title, errcodes, remedy } = diagnosis;
  return html`<li class="of-${severity}"><div><span class="tag ${severity}">${words.severities[severity]}</span> <a class="strong" href="#${diagnosisId(index)}">${title}</a></div>${
    remedy[0] !== undefined && html`<div>${remedy[0]}</div>`
  }${errcodes.length > 0 && html`<div class="muted small">${errcodes.map((errcode) => html`${codeLink(errcode)} `)}</div>`}</li>
`;
}

function codeItem(code: ReportCode, page: Page): Markup {
  const { words, texts } = page;
  const since = sinceOf(code, page);
  const isUnknown = code.category === 'unknown';
  const remedy = isUnknown ? words.unknownItem : code.remedy;
  return html`<li class="${groupClass(code.group)}"><div class="clamp"><span class="strong">${codeLink(code.errcode)} ${meaningOf(code, page)}</span></div>
<div class="muted small">${texts.times(code.events)}${since !== '' && html` · ${since}`}</div>${
    isUnknown && code.errmsg !== undefined && html`<div><code>${code.errmsg}</code></div>`
  }${remedy !== undefined && html`<div>${remedy}</div>`}</li>
`;
}

function sinceOf({ firstSeen }: ReportCode, { report, zone, words }: Page): string {
  if (firstSeen === undefined) return '';
  const clock = wallClock(Date.parse(firstSeen), zone);
  if (clock === undefined) return '';
  const { from = firstSeen, to = firstSeen } = report.time;
  const date = isSameYear(from, to, zone) ? clock.date.slice(-'09-01'.length) : clock.date;
  return words.since(`${date} ${clock.time}`);
}
