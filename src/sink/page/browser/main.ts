/** The script of the live page: takes over what the server drew, and keeps it up to date. */
import { markupText } from '../../web/markup.ts';
import { ago, contextOf, type PageContext } from '../context.ts';
import { levelClass } from '../parts/state.ts';
import { isEmptyView, PART_NAMES, PARTS } from '../parts.ts';
import type { PageStart } from '../start.ts';
import type { PageView, SectionName } from '../view.ts';
import { pageZone } from '../zone.ts';
import { createHourChart } from './chart.ts';
import { wireCopying, wireTheme } from './controls.ts';
import { morph } from './morph.ts';
import { createNewestBox } from './newest-box.ts';
import { openStream } from './stream.ts';

const start = JSON.parse(document.querySelector('#start')!.textContent!) as PageStart;
const zone = pageZone(start.zone);
const title = document.title;
let view: PageView = start.view;
/** The server's clock, carried on by ours. */
let clock = { nowMs: start.nowMs, atMs: performance.now() };

const context = (): PageContext =>
  contextOf(start.lang, zone, clock.nowMs + performance.now() - clock.atMs);
const placeOf = (name: string): Element | null => document.querySelector(`[data-part="${name}"]`);

const chart = createHourChart();
const box = createNewestBox(placeOf('newest')!, view.newest, context());

function show(sections: Partial<PageView>): void {
  view = { ...view, ...sections };
  const now = context();
  const changed = Object.keys(sections) as SectionName[];
  for (const name of PART_NAMES) {
    const place = placeOf(name);
    const { of, draw } = PARTS[name];
    if (place === null || name === 'newest' || !of.some((one) => changed.includes(one))) continue;
    morph(place, markupText(draw(view, now)));
  }
  if (changed.includes('newest')) box.show(view.newest, now);
  if (changed.includes('hour')) showHour(now);
  if (changed.includes('state')) showState();
}

function showHour(now: PageContext): void {
  chart.show(document.querySelector<HTMLElement>('.drawing'), view.hour, now);
}

const SIGNS = {
  trouble: '✕ ',
  failing: '! ',
  unsure: '! ',
  fine: '',
  quiet: '',
  empty: '',
} as const;

function showState(): void {
  const { level } = view.state;
  const line = placeOf('line');
  if (line !== null) line.className = `state-line ${levelClass(view.state)}`;
  document.body.classList.toggle('is-empty', isEmptyView(view));
  document.title = SIGNS[level] + title;
}

function showConnection(isConnected: boolean): void {
  for (const element of document.querySelectorAll<HTMLElement>('[data-connection]')) {
    element.hidden = (element.dataset.connection === 'on') !== isConnected;
  }
}

function tick(): void {
  const now = context();
  for (const element of document.querySelectorAll<HTMLElement>('[data-ago]')) {
    const text = ago(Number(element.dataset.ago), now);
    if (element.textContent !== text) element.textContent = text;
  }
}

wireTheme(() => chart.recolor());
wireCopying(context().words);
showHour(context());
showState();
setInterval(tick, 1000);
openStream(`api/v1/stream?lang=${start.lang}`, {
  onEvent({ nowMs, build, sections }) {
    if (build !== start.build) {
      location.reload();
      return;
    }
    clock = { nowMs, atMs: performance.now() };
    show(sections);
  },
  onConnection: showConnection,
});
