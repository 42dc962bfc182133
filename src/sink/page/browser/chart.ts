/** The last hour drawn by uPlot: columns of a minute, stacked by group, with what is under the pointer. */
import uPlot from 'uplot';
import type { Group } from '../../../model/taxonomy.ts';
import { moment, type PageContext } from '../context.ts';
import { HOUR_MINUTES, type HourView } from '../hour.ts';
import { hourTitle, minuteText } from '../parts/hour.ts';

export interface HourChart {
  /** Draws `hour` into `place`, which may be another element than before. */
  show(place: HTMLElement | null, hour: HourView, context: PageContext): void;
  /** Draws anew in the colours of now. */
  recolor(): void;
}

const HEIGHT = 200;
const MINUTE_SECONDS = 60;
/** Part of a minute that its column takes. */
const COLUMN = 0.84;

export function createHourChart(): HourChart {
  let plot: uPlot | undefined;
  let shown: { place: HTMLElement; hour: HourView; context: PageContext } | undefined;
  const observer = new ResizeObserver(() => {
    if (plot !== undefined && shown !== undefined) {
      plot.setSize({ width: shown.place.clientWidth, height: HEIGHT });
    }
  });

  const remove = (): void => {
    plot?.destroy();
    plot = undefined;
    observer.disconnect();
  };
  const draw = (): void => {
    if (shown === undefined) return;
    const { place, hour, context } = shown;
    remove();
    place.replaceChildren();
    place.setAttribute('role', 'img');
    const tip = document.createElement('p');
    tip.className = 'chart-tip';
    tip.hidden = true;
    const current = (): { hour: HourView; context: PageContext } => shown ?? { hour, context };
    plot = new uPlot(optionsOf(place, tip, current), dataOf(hour), place);
    place.append(tip);
    observer.observe(place);
  };

  return {
    show(place, hour, context) {
      if (place === null) {
        remove();
        shown = undefined;
        return;
      }
      const isSame = shown?.place === place && groupsOf(shown.hour) === groupsOf(hour);
      shown = { place, hour, context };
      place.setAttribute('aria-label', hourTitle(hour, context));
      if (isSame && plot !== undefined) plot.setData(dataOf(hour));
      else draw();
    },
    recolor: draw,
  };
}

/** Series are of groups: others need another drawing. */
function groupsOf({ groups }: HourView): string {
  return groups.map(({ group }) => group).join(' ');
}

/** The highest pile is drawn first, and each lower one over it. */
function dataOf({ fromMs, groups }: HourView): uPlot.AlignedData {
  const seconds = Array.from(
    { length: HOUR_MINUTES },
    (_, minute) => fromMs / 1000 + minute * MINUTE_SECONDS,
  );
  const piles: number[][] = [];
  for (const { events } of groups) {
    const below = piles.at(-1);
    piles.push(events.map((count, minute) => count + (below?.[minute] ?? 0)));
  }
  return [seconds, ...piles.reverse()];
}

function optionsOf(
  place: HTMLElement,
  tip: HTMLElement,
  current: () => { hour: HourView; context: PageContext },
): uPlot.Options {
  const color = (name: string): string => getComputedStyle(place).getPropertyValue(name).trim();
  const { groups } = current().hour;
  const bars = uPlot.paths.bars?.({ size: [COLUMN, Number.POSITIVE_INFINITY], align: 1 });
  const font = `13px ${getComputedStyle(place).fontFamily}`;
  const axis = { stroke: color('--muted'), font, ticks: { show: false } };
  const grid = { stroke: color('--line'), width: 1 };
  const series = (group: Group): uPlot.Series => ({
    fill: color(`--group-${group}`),
    width: 0,
    points: { show: false },
    ...(bars === undefined ? {} : { paths: bars }),
  });
  return {
    width: place.clientWidth,
    height: HEIGHT,
    legend: { show: false },
    padding: [8, 20, 0, 0],
    cursor: { y: false, points: { show: false }, drag: { x: false, y: false } },
    scales: {
      x: { time: false, range: () => rangeOf(current().hour) },
      y: { range: (_plot, _least, most) => [0, Math.max(1, most)] },
    },
    axes: [
      {
        ...axis,
        grid: { show: false },
        size: 28,
        incrs: [300, 600, 900, 1200, 1800],
        space: 64,
        values: (_plot, splits) => splits.map((at) => moment(at * 1000, current().context)),
      },
      { ...axis, grid, size: 44, incrs: WHOLE, space: 36 },
    ],
    series: [{}, ...groups.map(({ group }) => series(group)).reverse()],
    hooks: { setCursor: [(plot) => showTip(plot, tip, current())] },
  };
}

/** Steps of the upright axis: counts are whole. */
const WHOLE = [1, 2, 5]
  .flatMap((factor) => Array.from({ length: 9 }, (_, power) => factor * 10 ** power))
  .sort((one, other) => one - other);

function rangeOf({ fromMs }: HourView): [number, number] {
  return [fromMs / 1000, fromMs / 1000 + HOUR_MINUTES * MINUTE_SECONDS];
}

/** The minute that the pointer is in, not the nearest beginning of one. */
function showTip(
  plot: uPlot,
  tip: HTMLElement,
  { hour, context }: { hour: HourView; context: PageContext },
): void {
  const left = plot.cursor.left ?? -1;
  tip.hidden = left < 0;
  if (left < 0) return;
  const [from] = rangeOf(hour);
  const minute = Math.floor((plot.posToVal(left, 'x') - from) / MINUTE_SECONDS);
  tip.textContent = minuteText(hour, Math.min(HOUR_MINUTES - 1, Math.max(0, minute)), context);
}
