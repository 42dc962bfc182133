/**
 * The counts of a snapshot by errcode, over all workloads, with their minutes as somebody who watches
 * counts them: what is tolerated is left out, what has no time stands at the moment it was counted.
 */
import { type LiveCode, type LiveCounts, OTHER, type Pieces } from '../../model/live.ts';
import { bucketsOf } from '../../model/pieces.ts';
import { CATEGORIES, type Category, type Group } from '../../model/taxonomy.ts';

export const MINUTE_MS = 60_000;
export const HOUR_MS = 3_600_000;
export const DAY_MS = 86_400_000;

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
  /** Events by minute since the epoch, of the last day. */
  readonly minutes: ReadonlyMap<number, number>;
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
  const minutes = new Map<number, number>();
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

/** What is ahead of the clock is of no minute that has been. */
function addMinutes(minutes: Map<number, number>, code: LiveCode, nowMs: number): void {
  const last = Math.floor(nowMs / MINUTE_MS);
  const first = Math.floor((nowMs - DAY_MS) / MINUTE_MS) + 1;
  const add = (pieces: Pieces | undefined, sign: 1 | -1): void => {
    if (pieces === undefined) return;
    for (const [minute, events] of bucketsOf('minutes', pieces)) {
      if (minute < first || minute > last) continue;
      const sum = (minutes.get(minute) ?? 0) + sign * events;
      if (sum > 0) minutes.set(minute, sum);
      else minutes.delete(minute);
    }
  };
  add(code.minutes, 1);
  add(code.undatedMinutes, 1);
  add(code.toleratedMinutes, -1);
}

/** Events of the last `count` minutes, the present one included. */
export function eventsWithin(
  minutes: ReadonlyMap<number, number>,
  count: number,
  nowMs: number,
): number {
  const last = Math.floor(nowMs / MINUTE_MS);
  let sum = 0;
  for (const [minute, events] of minutes)
    if (minute > last - count && minute <= last) sum += events;
  return sum;
}

/** A run of minutes with events that goes on: the last of it is less than `gap` minutes ago. */
export interface Run {
  readonly fromMs: number;
  readonly lastMinuteMs: number;
  readonly events: number;
  readonly peak: { readonly atMs: number; readonly events: number };
}

export function runOf(
  minutes: ReadonlyMap<number, number>,
  gap: number,
  nowMs: number,
): Run | undefined {
  const sorted = [...minutes.keys()].sort((one, other) => other - one);
  const [last] = sorted;
  if (last === undefined || Math.floor(nowMs / MINUTE_MS) - last >= gap) return undefined;
  let from = last;
  let events = 0;
  let peak = { atMs: last * MINUTE_MS, events: 0 };
  for (const minute of sorted) {
    if (from - minute > gap) break;
    from = minute;
    const here = minutes.get(minute) ?? 0;
    events += here;
    if (here >= peak.events) peak = { atMs: minute * MINUTE_MS, events: here };
  }
  return { fromMs: from * MINUTE_MS, lastMinuteMs: last * MINUTE_MS, events, peak };
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
