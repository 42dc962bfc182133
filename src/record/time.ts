/**
 * The time a record says it is of: the entry to the formats in the time-*.ts files beside it. Called
 * for every record that matters, so it allocates nothing and does not throw whatever the bytes.
 */
import { OPEN_BRACKET } from './time-bytes.ts';
import { NO_ZONE } from './time-clock.ts';
import { createJsonTime } from './time-json.ts';
import { createMoments } from './time-moments.ts';
import { createHeadSearch } from './time-search.ts';
import type { Zone } from './zone.ts';

export interface TimeReaderOptions {
  /** For times that carry no zone themselves. */
  readonly zone: Zone;
  /** Ms since the epoch: times without a year are of the latest year that is not after it. */
  readonly latestMs: number;
}

export interface TimeReader {
  /**
   * Ms since the epoch (an integer; finer digits are cut) of the record in `bytes[start, end)`, or
   * NaN if it has no time of its own. Depends on those bytes alone, not on records read before.
   */
  read(bytes: Uint8Array, start: number, end: number): number;
  /**
   * The same for the commonest place only, an ISO date-time at the very start, with the result in
   * `clock[0]`; false says that `read` has to look. `end` need not be the record's: nothing behind its
   * line feed is read.
   */
  readStart(bytes: Uint8Array, start: number, end: number): boolean;
  readonly clock: Float64Array;
  /** Whether the text of the last successful read carried its own zone, or counted from 1970. */
  readonly hadZone: boolean;
}

/**
 * Reads, in this order: an ISO date-time at the start, JSON time keys if the record is an object, a
 * count since 1970 at the start, and the first date-time in the head of the line. Zone names are
 * ambiguous: `CST` is China's (+08:00). A bare clock (`14:06:15`) and dates whose day and month could
 * be swapped (`09/01/2026`) are no times.
 */
export function createTimeReader({ zone, latestMs }: TimeReaderOptions): TimeReader {
  const moments = createMoments(zone, latestMs);
  const { readIso, stamp, clock } = moments;
  const search = createHeadSearch(moments, createJsonTime(moments));
  const reader = {
    hadZone: false,
    clock,
    readStart(bytes: Uint8Array, start: number, end: number): boolean {
      const at = bytes[start] === OPEN_BRACKET ? start + 1 : start;
      if (!readIso(bytes, at, end)) return false;
      reader.hadZone = stamp.zoneMinutes !== NO_ZONE;
      return true;
    },
    read(bytes: Uint8Array, start: number, end: number): number {
      const stop = Math.min(end, bytes.length);
      if (reader.readStart(bytes, start, stop)) return clock[0]!;
      const ms = search(bytes, start, stop);
      if (!Number.isNaN(ms)) reader.hadZone = stamp.zoneMinutes !== NO_ZONE;
      return ms;
    },
  };
  return reader;
}
