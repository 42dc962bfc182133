/** Snapshots to be shown on a page, without a log. */
import { loadCatalog } from '../../../src/catalog/catalog.ts';
import type { LiveCode, LiveSources, Pieces } from '../../../src/model/live.ts';
import { type PageFrame, type PageView, pageView } from '../../../src/sink/page/view.ts';
import { NOW_MS } from '../../helpers/run.ts';
import { codeOf, countsOf, STATUS } from '../prometheus/fixtures.ts';

export { NOW_MS };

const MINUTE_MS = 60_000;

export const SOURCES: LiveSources = {
  patterns: ['/var/log/app/*.log'],
  followed: [
    {
      name: '/var/log/app/orders.log',
      isRotated: false,
      isLost: false,
      sizeBytes: 12_345,
      modifiedMs: NOW_MS - 2000,
      lagBytes: 0,
      lagSeconds: 0,
    },
  ],
  more: 0,
  lastWrittenMs: NOW_MS - 2000,
  passedOver: { files: 0, bytes: 0 },
};

/** Minutes as a snapshot has them: `events` at so many minutes before now. */
export function minutesAgo(events: Readonly<Record<number, number>>): Pieces {
  const hours = new Map<number, [slot: number, count: number][]>();
  const now = Math.floor(NOW_MS / MINUTE_MS);
  for (const [ago, count] of Object.entries(events)) {
    const minute = now - Number(ago);
    const hour = Math.floor(minute / 60);
    hours.set(hour, [...(hours.get(hour) ?? []), [minute - hour * 60, count]]);
  }
  return [...hours]
    .sort(([one], [other]) => one - other)
    .map(([hour, slots]) => {
      const sorted = slots.sort(([one], [other]) => one - other);
      return [hour, sorted.map(([slot, count]) => `${slot}:${count}`).join(' ')];
    });
}

/** A code with these events, all of them in the last day. */
export function recentCode(
  errcode: number,
  category: LiveCode['counts'][number][0],
  events: Readonly<Record<number, number>>,
  part: Partial<LiveCode> = {},
): LiveCode {
  const agos = Object.keys(events).map(Number);
  const sum = Object.values(events).reduce((total, count) => total + count, 0);
  return codeOf({
    errcode,
    counts: [[category, sum, 0]],
    firstMs: NOW_MS - Math.max(...agos) * MINUTE_MS,
    lastMs: NOW_MS - Math.min(...agos) * MINUTE_MS,
    minutes: minutesAgo(events),
    ...part,
  });
}

/** What a page shows of these codes, on an instance that is older than a day. */
export function frameOf(
  codes: readonly LiveCode[],
  part: Partial<Omit<PageFrame, 'counts'>> & {
    readonly counts?: Partial<PageFrame['counts']>;
  } = {},
): PageFrame {
  const { counts, ...rest } = part;
  return {
    counts: countsOf({ codes, firstStartMs: NOW_MS - 7 * 86_400_000, ...counts }),
    status: STATUS,
    sources: SOURCES,
    catalog: loadCatalog(rest.lang ?? 'en'),
    lang: 'en',
    unready: undefined,
    nowMs: NOW_MS,
    showsAddresses: true,
    ...rest,
  };
}

export function viewOf(...frame: Parameters<typeof frameOf>): PageView {
  return pageView(frameOf(...frame));
}
