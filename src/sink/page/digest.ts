/**
 * The counts of a snapshot by errcode, over all workloads, with their minutes as somebody who watches
 * counts them: what is tolerated is left out, what has no time stands at the moment it was counted.
 */
import { type LiveCode, type LiveCounts, OTHER, type Pieces } from '../../model/live.ts';
import { SLOTS, visitBuckets } from '../../model/pieces.ts';
import { CATEGORIES, type Category, type Group } from '../../model/taxonomy.ts';

export const MINUTE_MS = 60_000;
export const HOUR_MS = 3_600_000;
export const DAY_MS = 86_400_000;

export const DAY_MINUTES = 1440;

/** Events minute by minute for a day; the last of them is the present one. */
export type Minutes = Int32Array;

export interface CodeDigest {
  /** null: all codes beyond the bounds. */
  readonly errcode: number | null;
  /** The one most events were counted with. */
  readonly category: Category;
  readonly group: Group;
  /** Since the first start; `tolerated` is no part of `events`. */
  readonly events: number;
  readonly tolerated: number;
  readonly firstMs: number;
  readonly lastMs: number;
  readonly minutes: Minutes;
  /** Events since the first start, by workload, without those tolerated. */
  readonly workloads: ReadonlyMap<string, number>;
}

export function digestOf(counts: LiveCounts, nowMs: number): CodeDigest[] {
  const parts = new Map<number | null, LiveCode[]>();
  for (const code of counts.codes) {
    const known = parts.get(code.errcode);
    if (known === undefined) parts.set(code.errcode, [code]);
    else known.push(code);
  }
  return [...parts].map(([errcode, codes]) => digestCode(errcode, codes, nowMs));
}

function digestCode(errcode: number | null, codes: readonly LiveCode[], nowMs: number): CodeDigest {
  const byCategory = new Map<Category, number>();
  const workloads = new Map<string, number>();
  const minutes = new Int32Array(DAY_MINUTES);
  let events = 0;
  let tolerated = 0;
  for (const code of codes) {
    for (const [category, counted, spared] of code.counts) {
      byCategory.set(category, (byCategory.get(category) ?? 0) + counted + spared);
      workloads.set(code.workload, (workloads.get(code.workload) ?? 0) + counted);
      events += counted;
      tolerated += spared;
    }
    addMinutes(minutes, code, nowMs);
  }
  const [[category] = ['unknown' as const]] = [...byCategory].sort(
    ([, one], [, other]) => other - one,
  );
  return {
    errcode,
    category,
    group: CATEGORIES[category].group,
    events,
    tolerated,
    firstMs: codes.reduce((first, code) => Math.min(first, code.firstMs), Infinity),
    lastMs: codes.reduce((last, code) => Math.max(last, code.lastMs), -Infinity),
    minutes,
    workloads,
  };
}

/** Adds the minutes of the last day; what is ahead of the clock is of no minute that has been. */
function addMinutes(minutes: Minutes, code: LiveCode, nowMs: number): void {
  const first = Math.floor(nowMs / MINUTE_MS) - DAY_MINUTES + 1;
  const add = (pieces: Pieces | undefined, sign: 1 | -1): void => {
    if (pieces === undefined) return;
    // Pieces are hours: one that is over before the first minute has nothing for us.
    const recent = pieces.filter(([hour]) => (hour + 1) * SLOTS.minutes > first);
    visitBuckets('minutes', recent, (minute, events) => {
      const place = minute - first;
      if (place >= 0 && place < DAY_MINUTES) minutes[place]! += sign * events;
    });
  };
  add(code.minutes, 1);
  add(code.undatedMinutes, 1);
  add(code.toleratedMinutes, -1);
}

/** Events of the last `count` minutes, the present one included. */
export function eventsWithin(minutes: Minutes, count: number): number {
  let sum = 0;
  for (let place = DAY_MINUTES - count; place < DAY_MINUTES; place++) sum += minutes[place]!;
  return sum;
}

/** A run of minutes with events that goes on: the last of it is less than `gap` minutes ago. */
export interface Run {
  readonly fromMs: number;
  readonly lastMinuteMs: number;
  readonly events: number;
  readonly peak: { readonly atMs: number; readonly events: number };
}

export function runOf(minutes: Minutes, gap: number, nowMs: number): Run | undefined {
  const last = minutes.findLastIndex((events) => events > 0);
  if (last < 0 || DAY_MINUTES - 1 - last >= gap) return undefined;
  let from = last;
  let events = 0;
  let peak = last;
  for (let place = last; place >= 0 && from - place <= gap; place--) {
    const here = minutes[place]!;
    if (here === 0) continue;
    from = place;
    events += here;
    if (here >= minutes[peak]!) peak = place;
  }
  const msOf = (place: number): number => minuteMs(place, nowMs);
  const most = { atMs: msOf(peak), events: minutes[peak]! };
  return { fromMs: msOf(from), lastMinuteMs: msOf(last), events, peak: most };
}

/** When the minute at `place` began, in ms since the epoch. */
export function minuteMs(place: number, nowMs: number): number {
  return (Math.floor(nowMs / MINUTE_MS) - DAY_MINUTES + 1 + place) * MINUTE_MS;
}

/** Whether a code is one of WeCom's refusals, and not a call that worked. */
export function isFailure({ errcode }: Pick<CodeDigest, 'errcode'>): boolean {
  return errcode !== 0;
}

/** Workloads that are told by name: without labels there is one without a name. */
export function namedWorkloads({ workloads }: CodeDigest): string[] {
  return [...workloads]
    .filter(([name, events]) => name !== '' && name !== OTHER && events > 0)
    .sort(([, one], [, other]) => other - one)
    .map(([name]) => name);
}
