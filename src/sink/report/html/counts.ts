/** Events of series in the cells of an axis. */
import type { Series } from '../../../model/report.ts';
import type { TimeAxis } from '../../web/charts/time-axis.ts';

/** What lies outside the axis is left out. */
export function countsOn(axis: TimeAxis, allSeries: readonly Series[]): number[] {
  const counts = new Array<number>(axis.cells).fill(0);
  for (const series of allSeries) {
    for (const [seconds, events] of series) {
      const cell = Math.floor(axis.placeOf(seconds * 1000));
      if (cell >= 0 && cell < counts.length) counts[cell] = counts[cell]! + events;
    }
  }
  return counts;
}
