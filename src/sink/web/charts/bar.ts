/** A bar to the right, to stand in a row of a table. */
import { html, type Markup } from '../markup.ts';
import { percent } from './geometry.ts';

/** As long as its share of `most`, in the colour of the group around it; the row says the number. */
export function bar(count: number, most: number): Markup {
  return html`<svg class="bar" aria-hidden="true"><rect class="plot-fill" width="${percent(count, most)}" height="12" rx="2"/></svg>`;
}
