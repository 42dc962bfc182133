/** Two bars above each other, before and now, to stand in a row of a table. */
import { html, type Markup } from '../markup.ts';
import { percent } from './geometry.ts';

/** What is not nothing never looks so, in percent of the width. */
const SHARE_MIN = 1;

/** The earlier one in grey, the later one in the colour of the group around it; the row says the numbers. */
export function pairBar(before: number, now: number, most: number): Markup {
  return html`<svg class="pair" aria-hidden="true"><rect class="plot-before" width="${width(before, most)}" height="8" rx="2"/><rect class="plot-fill" y="10" width="${width(now, most)}" height="8" rx="2"/></svg>`;
}

function width(count: number, most: number): string {
  if (count <= 0 || most <= 0) return '0%';
  return percent(Math.max(SHARE_MIN, (count / most) * 100), 100);
}
