/** A small drawing of counts over time, to stand in a row of a table. */
import { html, type Markup } from '../markup.ts';
import { round } from './geometry.ts';

const HEIGHT = 20;
/** What is not nothing never looks so. */
const BAR_MIN = 1.5;

/**
 * Columns as high as their counts, in the colour of the group around it. `title` is read aloud and
 * shown when pointed at: it says in words what the drawing shows.
 */
export function sparkline(counts: readonly number[], title: string): Markup {
  const most = counts.reduce((highest, count) => Math.max(highest, count), 0);
  const bars = counts.map((count, index) => {
    if (count <= 0) return '';
    const height = round(Math.max(BAR_MIN, (count / most) * HEIGHT));
    return `M${index} ${HEIGHT}v${-height}h.8v${height}z`;
  });
  return html`<svg class="spark" viewBox="0 0 ${counts.length} ${HEIGHT}" preserveAspectRatio="none" role="img" aria-label="${title}"><title>${title}</title><path class="plot-fill" d="${bars.join('')}"/><path class="base-line" d="M0 ${HEIGHT}H${counts.length}" vector-effect="non-scaling-stroke"/></svg>`;
}
