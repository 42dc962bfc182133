/** Where failures moved: by category, area, API and workload. */
import type { ComparedFigure } from '../../../model/comparison.ts';
import { CATEGORIES, DOMAIN_NAMES } from '../../../model/taxonomy.ts';
import { categoryBadge, groupClass } from '../../web/badges.ts';
import { pairBar } from '../../web/charts/pair-bar.ts';
import { html, type Markup } from '../../web/markup.ts';
import { section } from '../../web/pieces.ts';
import { type ComparisonPage, figureCells, sideTitles, sizesOf } from './page.ts';

const SHOWN_MAX = 15;
const FOLDED_MAX = 200;

interface Row {
  readonly name: Markup;
  readonly figure: ComparedFigure;
  readonly className: string;
}

/** Nothing where nothing failed on either side. */
export function breakdownMarkup(page: ComparisonPage): Markup | undefined {
  const { comparison, words, compared, lang } = page;
  const { categories, domains, workloads } = comparison;
  const plain = (name: string, figure: ComparedFigure): Row => ({
    ...{ name: html`${name}`, figure },
    className: '',
  });
  const tables = [
    table(
      compared.byCategory,
      compared.columnCategory,
      categories.map((figure) => ({
        name: categoryBadge(figure.category, lang),
        figure,
        className: groupClass(CATEGORIES[figure.category].group),
      })),
      page,
    ),
    table(
      compared.byDomain,
      compared.columnDomain,
      domains.map((figure) => plain(DOMAIN_NAMES[figure.domain][lang], figure)),
      page,
    ),
    table(compared.byApi, compared.columnApi, apiRows(page), page),
    table(
      compared.byWorkload,
      compared.columnWorkload,
      workloads.map((figure) => plain(figure.workload || compared.noWorkload, figure)),
      page,
    ),
  ].flat();
  if (tables.length === 0) return undefined;
  return section('breakdown', words.breakdown, [
    html`<p class="muted small">${words.breakdownRemark}</p>`,
    ...tables,
  ]);
}

/** WeCom has no English names for its interfaces. */
function apiRows({ comparison, lang }: ComparisonPage): Row[] {
  return comparison.apis.map((figure) => {
    const title = lang === 'zh' ? figure.title : undefined;
    return {
      name: html`<code>${figure.api}</code>${title !== undefined && html`<div class="muted small">${title}</div>`}`,
      figure,
      className: '',
    };
  });
}

/** The largest on either side first: what was great and is gone is news as well. */
function table(
  title: string,
  column: string,
  rows: readonly Row[],
  page: ComparisonPage,
): Markup[] {
  if (rows.length === 0) return [];
  const { words, shared, compared } = page;
  const size = ({ figure }: Row): number => Math.max(...sizesOf(figure, page));
  const sorted = [...rows].sort((left, right) => size(right) - size(left));
  const most = size(sorted[0]!);
  const [base, head] = sideTitles(page);
  const top = html`<thead><tr><th>${column}</th><th class="pair-column"><span class="unseen">${words.columnPair}</span></th><th class="number">${base}</th><th class="number">${head}</th><th class="number">${compared.columnChange}</th></tr></thead>`;
  const rowMarkup = ({ name, figure, className }: Row): Markup =>
    html`<tr${className !== '' && html` class="${className}"`}><td class="fills">${name}</td><td class="pair-column">${pairBar(...sizesOf(figure, page), most)}</td>${figureCells(figure, page)}</tr>`;
  const whole = (list: readonly Row[]): Markup =>
    html`<div class="scroll long"><table class="stackable breakdown compared">${top}<tbody>${list.map(rowMarkup)}</tbody></table></div>`;
  const folded = sorted.slice(SHOWN_MAX, SHOWN_MAX + FOLDED_MAX);
  const left = sorted.length - SHOWN_MAX - folded.length;
  return [
    html`<h3 class="sub">${title}</h3>`,
    whole(sorted.slice(0, SHOWN_MAX)),
    ...(folded.length === 0
      ? []
      : [
          html`<details class="stays-folded"><summary class="small">${shared.restRows(sorted.length - SHOWN_MAX)}</summary>${whole(folded)}</details>`,
        ]),
    ...(left > 0 ? [html`<p class="muted small">${shared.notListed(left)}</p>`] : []),
  ];
}
