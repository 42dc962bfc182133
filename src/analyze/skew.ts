/** Whether the zone that times were read in fits the server times inside the hints. */
import type { ReportNotice } from '../model/report.ts';
import type { Summary } from './summary.ts';

/** Fewer records than this prove nothing. */
const RECORDS_MIN = 5;
/** The share of them that must agree. */
const AGREEMENT_MIN = 0.8;
const QUARTER_MINUTES = 15;

/** A notice that names the zone that fits, if most hints agree on one that is not `zone`. */
export function zoneNotices(
  summary: Summary,
  zone: { readonly name: string; offsetMs(utcMs: number): number },
  nowMs: number,
): ReportNotice[] {
  let records = 0;
  let best = 0;
  let agreeing = 0;
  for (const [quarters, count] of summary.skew) {
    records += count;
    if (count > agreeing) {
      agreeing = count;
      best = quarters;
    }
  }
  // A day and more is a log that was copied or a clock that is wrong, not a zone.
  const isZone = best !== 0 && Math.abs(best) <= (26 * 60) / QUARTER_MINUTES;
  if (records < RECORDS_MIN || agreeing < records * AGREEMENT_MIN || !isZone) return [];
  const minutes = zone.offsetMs(nowMs) / 60_000 + best * QUARTER_MINUTES;
  return [{ id: 'zone-differs', assumed: zone.name, fits: offsetName(minutes), records: agreeing }];
}

/** `+09:00` */
function offsetName(minutes: number): string {
  const size = Math.abs(minutes);
  const two = (number: number): string => String(number).padStart(2, '0');
  return `${minutes < 0 ? '-' : '+'}${two(Math.floor(size / 60))}:${two(size % 60)}`;
}
