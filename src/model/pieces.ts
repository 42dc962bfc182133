/** The buckets that stand as text in a snapshot, one after the other. */
import type { Pieces } from './live.ts';

/** How many buckets a piece has room for: an hour of minutes, a day of hours. */
export const SLOTS = { hours: 24, minutes: 60 } as const;

export type BucketKind = keyof typeof SLOTS;

/** `[bucket, events]`, buckets in hours or minutes since the epoch, in order of time. */
export function* bucketsOf(
  kind: BucketKind,
  data: Pieces,
): Generator<[bucket: number, events: number]> {
  const slots = SLOTS[kind];
  for (const [number, text] of data) {
    for (const pair of text.split(' ')) {
      const [slot, events] = pair.split(':').map(Number);
      if (slot === undefined || events === undefined) continue;
      if (slot >= 0 && slot < slots && events > 0) yield [number * slots + slot, events];
    }
  }
}

const COLON = 0x3a;
const SPACE = 0x20;
const ZERO = 0x30;

/** The same for whoever reads many of them: a page reads all codes once a second. */
export function visitBuckets(
  kind: BucketKind,
  data: Pieces,
  visit: (bucket: number, events: number) => void,
): void {
  const slots = SLOTS[kind];
  for (const [number, text] of data) {
    let slot = 0;
    let value = 0;
    for (let at = 0; at <= text.length; at++) {
      const unit = at === text.length ? SPACE : text.charCodeAt(at);
      if (unit === COLON) {
        slot = value;
        value = 0;
      } else if (unit === SPACE) {
        if (slot < slots && value > 0) visit(number * slots + slot, value);
        value = 0;
      } else value = value * 10 + unit - ZERO;
    }
  }
}
