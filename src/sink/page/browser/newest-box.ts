/** The box of newest failures: filtered as the reader types, and still while it is paused. */
import { markupText } from '../../web/markup.ts';
import type { PageContext } from '../context.ts';
import { matches, newestRows, noMatchRow } from '../parts/newest.ts';
import type { NewestView } from '../view.ts';
import { morph } from './morph.ts';

export interface NewestBox {
  show(newest: readonly NewestView[], context: PageContext): void;
}

export function createNewestBox(
  rows: Element,
  first: readonly NewestView[],
  context: PageContext,
): NewestBox {
  const filter = document.querySelector<HTMLInputElement>('[data-filter]');
  const pause = document.querySelector<HTMLButtonElement>('[data-pause]');
  const remark = document.querySelector('[data-paused]');
  let latest = first;
  /** What is held still; undefined while it runs. */
  let held: readonly NewestView[] | undefined;
  let now = context;

  const draw = (): void => {
    const all = held ?? latest;
    const wanted = (filter?.value ?? '').trim();
    const fitting = wanted === '' ? all : all.filter((one) => matches(one, wanted));
    const isMissed = fitting.length === 0 && all.length > 0;
    morph(rows, markupText(isMissed ? noMatchRow(now) : newestRows(fitting, now)));
    if (remark !== null) {
      remark.textContent = held === undefined ? '' : now.words.paused(countNew(latest, held));
    }
  };
  filter?.addEventListener('input', draw);
  pause?.addEventListener('click', () => {
    held = held === undefined ? latest : undefined;
    pause.setAttribute('aria-pressed', String(held !== undefined));
    pause.textContent = held === undefined ? now.words.pause : now.words.resume;
    draw();
  });

  return {
    show(newest, next) {
      latest = newest;
      now = next;
      draw();
    },
  };
}

function countNew(latest: readonly NewestView[], held: readonly NewestView[]): number {
  const nameOf = (one: NewestView): string => JSON.stringify(one);
  const known = new Set(held.map(nameOf));
  return latest.filter((one) => !known.has(nameOf(one))).length;
}
