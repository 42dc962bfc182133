/** What came lately, for the status line: lines a second, failures by group, the last code. */
import { UNKNOWN_ENTRY } from '../../catalog/unknown.ts';
import type { Catalog } from '../../model/catalog.ts';
import {
  EVENT_ERRCODE,
  EVENT_FIELDS,
  EVENT_PLATFORM,
  EVENT_SHAPE,
  isForeign,
  NEAR_MISS,
} from '../../model/event.ts';
import type { Group } from '../../model/taxonomy.ts';
import type { EventWatch } from '../../parallel/annotate-blocks.ts';

export interface Activity {
  /** Counts a block as come now. */
  readonly note: EventWatch;
  lately(): Lately;
}

export interface Lately {
  readonly linesPerSecond: number;
  /** Of the last FAILURES_MINUTES, most first; groups without any are left out. */
  readonly failures: readonly { readonly group: Group; readonly events: number }[];
  readonly last: { readonly errcode: number; readonly secondsAgo: number } | undefined;
}

/** Failures are summed up over so long. */
export const FAILURES_MINUTES = 5;

/** Lines a second are those of so many slots. */
const SPEED_SLOTS = 2;
const SLOT_MS = 5000;
const SLOTS = (FAILURES_MINUTES * 60_000) / SLOT_MS;

interface Slot {
  /** Which stretch of SLOT_MS it counts. */
  readonly number: number;
  lines: number;
  readonly failures: Map<Group, number>;
}

/** `elapsedMs` is a clock that only goes forward; the failures of other platforms are not counted. */
export function createActivity(catalog: Catalog, elapsedMs: () => number): Activity {
  const startMs = elapsedMs();
  let slots: Slot[] = [];
  let last: { readonly errcode: number; readonly atMs: number } | undefined;

  const slotOf = (nowMs: number): Slot => {
    const number = Math.floor((nowMs - startMs) / SLOT_MS);
    let slot = slots.at(-1);
    if (slot?.number !== number) {
      slot = { number, lines: 0, failures: new Map() };
      slots = [...slots.filter((one) => one.number > number - SLOTS), slot];
    }
    return slot;
  };

  return {
    note(events, count, lineFeeds) {
      const nowMs = elapsedMs();
      const slot = slotOf(nowMs);
      slot.lines += lineFeeds;
      for (let row = 0; row < count * EVENT_FIELDS; row += EVENT_FIELDS) {
        const errcode = events[row + EVENT_ERRCODE]!;
        if (events[row + EVENT_SHAPE] === NEAR_MISS || errcode === 0) continue;
        if (isForeign(events[row + EVENT_PLATFORM]!)) continue;
        const { group } = catalog.get(errcode) ?? UNKNOWN_ENTRY;
        slot.failures.set(group, (slot.failures.get(group) ?? 0) + 1);
        last = { errcode, atMs: nowMs };
      }
    },
    lately() {
      const nowMs = elapsedMs();
      const now = slotOf(nowMs);
      const speed = slots.filter(({ number }) => number > now.number - SPEED_SLOTS);
      const seconds = speedSeconds(nowMs - startMs);
      const lines = speed.reduce((sum, slot) => sum + slot.lines, 0);
      return {
        linesPerSecond: lines / seconds,
        failures: sumUp(slots),
        last: last && { errcode: last.errcode, secondsAgo: (nowMs - last.atMs) / 1000 },
      };
    },
  };
}

/** The time that the slots of the speed have lasted; at first it is short, but not so short as to exaggerate. */
function speedSeconds(ranMs: number): number {
  const full = (SPEED_SLOTS - 1) * SLOT_MS;
  const lastedMs = ranMs < full ? ranMs : full + (ranMs % SLOT_MS);
  return Math.max(lastedMs, 1000) / 1000;
}

function sumUp(slots: readonly Slot[]): { group: Group; events: number }[] {
  const sums = new Map<Group, number>();
  for (const { failures } of slots) {
    for (const [group, events] of failures) sums.set(group, (sums.get(group) ?? 0) + events);
  }
  return [...sums]
    .map(([group, events]) => ({ group, events }))
    .sort((one, other) => other.events - one.events);
}
