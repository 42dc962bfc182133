/** Title, what is compared with what, and the verdict in one sentence. */
import type { ComparedSide } from '../../../model/comparison.ts';
import { TONES } from '../../report/html/baseline.ts';
import { formatMoment, isSameDay } from '../../report/moments.ts';
import { html, type Markup } from '../../web/markup.ts';
import { codeLink, titleLine } from '../../web/pieces.ts';
import { lengthText } from '../figures.ts';
import { changesSentence, firstToLookAt, verdictSentence } from '../sentence.ts';
import { type ComparisonPage, SIDES } from './page.ts';

/** The verdict in the tone of better or worse; who is new to it needs to read no further. */
export function headlineMarkup(page: ComparisonPage): Markup {
  const { comparison, compared, lang, shared } = page;
  const isPartial = comparison.base.partial || comparison.head.partial;
  const mark = isPartial
    ? html`<span class="tag warning">${compared.incomplete}</span>`
    : undefined;
  return html`<header class="head">
${titleLine(compared.title, mark, shared)}
<div class="sides">${SIDES.map((side) => sideMarkup(side, page))}</div>
<p class="verdict ${comparison.verdict !== 'same' && TONES[comparison.verdict]}">${verdictSentence(comparison, lang)}</p>
<p class="changes">${changesMarkup(page)}</p>
${lengthRemark(page)}</header>
`;
}

function sideMarkup(key: 'base' | 'head', page: ComparisonPage): Markup {
  const { comparison, texts, compared, words } = page;
  const side = comparison[key];
  const title = compared.sections[key] + compared.paren(words.sideRemarks[key]);
  const facts = [
    ...(side.period === undefined ? [] : [lengthText(side.period.seconds, compared)]),
    texts.lines(side.input.lines),
    ...(side.partial ? [compared.incomplete] : []),
  ];
  return html`<div class="side"><p class="muted small">${title}</p><p class="strong">${periodText(side, page)}</p><ul class="facts"><li>${side.name}</li>${facts.map((fact) => html`<li>${fact}</li>`)}</ul></div>`;
}

/** From when to when, on the clock of the page; whole days by their names, both included. */
export function periodText({ period }: ComparedSide, { zone, compared }: ComparisonPage): string {
  if (period === undefined) return compared.noPeriod;
  const [from, to] = [formatMoment(period.from, zone), formatMoment(period.to, zone)];
  if (period.isAsked && from.endsWith(MIDNIGHT) && to.endsWith(MIDNIGHT)) {
    const last = new Date(Date.parse(period.to) - 1).toISOString();
    const days = [period.from, last].map((at) => formatMoment(at, zone).slice(0, DATE_LENGTH));
    return [...new Set(days)].join(' – ');
  }
  const end = isSameDay(period.from, period.to, zone) ? to.slice(DATE_LENGTH + 1) : to;
  return `${from} – ${end}`;
}

const MIDNIGHT = ' 00:00';
const DATE_LENGTH = '2026-09-01'.length;

/** The sentence of changes, with its code leading to its row; counts in it may be the same number. */
function changesMarkup({ comparison, compared, lang }: ComparisonPage): Markup {
  const sentence = changesSentence(comparison, lang);
  const first = firstToLookAt(comparison.codes);
  const [opening = ''] = compared.paren('|').split('|');
  const at = first === undefined ? -1 : sentence.indexOf(` ${first.errcode}${opening}`);
  if (first === undefined || at < 0) return html`${sentence}`;
  const after = sentence.slice(at + ` ${first.errcode}`.length);
  return html`${sentence.slice(0, at)} ${codeLink(first.errcode)}${after}`;
}

/** Said plainly where counts cannot be held against each other as they are. */
function lengthRemark({ comparison, compared, words, form }: ComparisonPage): Markup | undefined {
  const { base, head } = comparison;
  if (base.period === undefined || head.period === undefined) {
    return html`<p class="muted small">${compared.remarks['period-unknown']}</p>
`;
  }
  const [before, now] = [base, head].map(({ period }) => lengthText(period!.seconds, compared)) as [
    string,
    string,
  ];
  if (form.isRate)
    return html`<p class="muted small">${words.unlike(before, now)}</p>
`;
  return before === now
    ? html`<p class="muted small">${words.alike(now)}</p>
`
    : undefined;
}
