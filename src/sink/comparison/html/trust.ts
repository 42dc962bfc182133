/** How far the comparison can be trusted: what is unlike about the two reports, and both in figures. */
import type { ComparedSide } from '../../../model/comparison.ts';
import { formatBytes, formatCount } from '../../report/figures.ts';
import { html, type Markup } from '../../web/markup.ts';
import { section } from '../../web/pieces.ts';
import { lengthText } from '../figures.ts';
import { REMARKS_IN_ORDER } from '../sentence.ts';
import { periodText } from './headline.ts';
import { type ComparisonPage, SIDES } from './page.ts';

export function trustMarkup(page: ComparisonPage): Markup {
  const { comparison, words, compared } = page;
  const { remarks, totals } = comparison;
  const items = [
    ...remarks.map((remark) => ({
      text: compared.remarks[remark],
      isWarning: !REMARKS_IN_ORDER.has(remark),
    })),
    ...(totals.tolerated.base + totals.tolerated.head > 0
      ? [
          {
            text: compared.tolerated(totals.tolerated.base, totals.tolerated.head),
            isWarning: false,
          },
        ]
      : []),
  ];
  const shown = items.length > 0 ? items : [{ text: words.nothingOdd, isWarning: false }];
  return section('trust', words.trust, [
    html`<ul class="card trust">${shown.map(
      ({ text, isWarning }) =>
        html`<li${isWarning && html` class="strong"`}>${isWarning && html`<span class="tag warning">!</span> `}${text}</li>`,
    )}</ul>`,
    factsTable(page),
  ]);
}

/** Both reports side by side; what is unlike and matters stands out. */
function factsTable(page: ComparisonPage): Markup {
  const { comparison, compared } = page;
  const { base, head } = comparison;
  const rows = factRows(page).filter(({ textOf }) => textOf(base) !== '' || textOf(head) !== '');
  return html`<div class="scroll"><table class="sides-table"><thead><tr><th></th>${SIDES.map(
    (side) => html`<th>${compared.sections[side]}</th>`,
  )}</tr></thead><tbody>${rows.map(({ name, textOf, isOdd }) => {
    const [before, now] = [textOf(base), textOf(head)];
    const mark = isOdd === true && before !== now && html` class="strong"`;
    return html`<tr><th scope="row">${name}</th><td${mark}>${before}</td><td${mark}>${now}</td></tr>`;
  })}</tbody></table></div>`;
}

interface FactRow {
  readonly name: string;
  readonly textOf: (side: ComparedSide) => string;
  /** Sides should be alike in it. */
  readonly isOdd?: boolean;
}

function factRows(page: ComparisonPage): FactRow[] {
  const { words, compared } = page;
  const { facts, yes, no, yesCount } = words;
  return [
    { name: facts.name, textOf: ({ name }) => name },
    { name: facts.period, textOf: (side) => periodOf(side, page) },
    {
      name: facts.length,
      textOf: ({ period }) => (period === undefined ? '' : lengthText(period.seconds, compared)),
    },
    { name: facts.zone, textOf: ({ zone }) => zone, isOdd: true },
    { name: facts.sources, textOf: ({ input }) => formatCount(input.sources) },
    { name: facts.lines, textOf: ({ input }) => formatCount(input.lines) },
    { name: facts.bytes, textOf: ({ input }) => formatBytes(input.bytes) },
    { name: facts.events, textOf: ({ totals }) => formatCount(totals.events) },
    {
      name: facts.success,
      textOf: ({ totals }) => (totals.success > 0 ? yesCount(totals.success) : no),
    },
    { name: facts.undated, textOf: ({ undated }) => formatCount(undated) },
    { name: facts.nearMisses, textOf: ({ totals }) => formatCount(totals.nearMisses) },
    { name: facts.foreign, textOf: ({ totals }) => formatCount(totals.foreign) },
    { name: facts.tolerated, textOf: ({ totals }) => formatCount(totals.tolerated) },
    { name: facts.problems, textOf: ({ problems }) => formatCount(problems), isOdd: true },
    { name: facts.partial, textOf: ({ partial }) => (partial ? yes : no), isOdd: true },
    {
      name: facts.tool,
      textOf: ({ generator }) => `${generator.name} ${generator.version}`,
      isOdd: true,
    },
    { name: facts.catalog, textOf: ({ catalog }) => catalog.version, isOdd: true },
  ];
}

/** Whether it was asked for, or is what the log happens to cover. */
function periodOf(side: ComparedSide, page: ComparisonPage): string {
  const text = periodText(side, page);
  const { compared, words } = page;
  if (side.period === undefined) return text;
  return text + compared.paren(side.period.isAsked ? words.asked : words.covered);
}
