/** The clock of a zone by its name, in the browser as in the server. */
import type { ReportZone } from '../report/moments.ts';

const HOUR_MS = 3_600_000;

/** `Asia/Shanghai`, `UTC`, or an offset such as `+08:00`; anything else is UTC. */
export function pageZone(name: string): ReportZone {
  const fixed = /^(?:utc|gmt)?([+-])(\d{1,2})(?::?(\d{2}))?$/i.exec(name.trim());
  if (fixed !== null) {
    const ms = (Number(fixed[2]) * 60 + Number(fixed[3] ?? 0)) * 60_000;
    return { name, offsetMs: () => (fixed[1] === '-' ? -ms : ms) };
  }
  const format = formatOf(name);
  if (format === undefined) return { name: 'UTC', offsetMs: () => 0 };
  // Clocks change on the quarter of an hour at the earliest, mostly on the hour.
  const known = new Map<number, number>();
  return {
    name,
    offsetMs(utcMs) {
      if (!Number.isFinite(utcMs)) return Number.NaN;
      const hour = Math.floor((utcMs * 4) / HOUR_MS);
      let offset = known.get(hour);
      if (offset === undefined) {
        offset = askOffsetMs(format, utcMs);
        if (known.size > 2000) known.clear();
        known.set(hour, offset);
      }
      return offset;
    },
  };
}

function formatOf(name: string): Intl.DateTimeFormat | undefined {
  if (/^(?:z|utc)$/i.test(name.trim())) return undefined;
  try {
    return new Intl.DateTimeFormat('en-US', { timeZone: name, timeZoneName: 'longOffset' });
  } catch {
    return undefined;
  }
}

/** Reads `GMT+08:00`; plain `GMT` is no offset. */
function askOffsetMs(format: Intl.DateTimeFormat, utcMs: number): number {
  const text = format.formatToParts(utcMs).find(({ type }) => type === 'timeZoneName')?.value ?? '';
  const [, sign, hours, minutes, seconds] = /([+-])(\d\d):(\d\d)(?::(\d\d))?/.exec(text) ?? [];
  const ms = ((Number(hours ?? 0) * 60 + Number(minutes ?? 0)) * 60 + Number(seconds ?? 0)) * 1000;
  return sign === '-' ? -ms : ms;
}
