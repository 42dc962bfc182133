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
