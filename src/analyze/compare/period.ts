/** How long a report's rates are over. */
import type { ComparedSide } from '../../model/comparison.ts';
import type { Report } from '../../model/report.ts';

export type Period = NonNullable<ComparedSide['period']>;

/** A shorter one says nothing of a day: two failures in one second are no rate. */
const PERIOD_SECONDS_MIN = 60;

/**
 * The asked range where it has an end, cut off where the report was made; otherwise from the first to
 * the last dated event. Undefined where neither is known, or where it is shorter than a minute.
 */
export function periodOf({ time, run }: Report): Period | undefined {
  const fromMs = momentOf(time.since) ?? momentOf(time.from);
  const lastMs = momentOf(time.to);
  const untilMs = momentOf(time.until);
  const toMs =
    untilMs === undefined ? lastMs : whatHasPassed(untilMs, lastMs, momentOf(run.madeAt));
  if (fromMs === undefined || toMs === undefined) return undefined;
  const seconds = (toMs - fromMs) / 1000;
  if (!(seconds >= PERIOD_SECONDS_MIN)) return undefined;
  return {
    from: new Date(fromMs).toISOString().replace('.000Z', 'Z'),
    to: new Date(toMs).toISOString().replace('.000Z', 'Z'),
    seconds,
    isAsked: time.since !== undefined && untilMs !== undefined,
  };
}

/** A report made in the middle of a month covers the days that were over. */
function whatHasPassed(
  untilMs: number,
  lastMs: number | undefined,
  madeMs: number | undefined,
): number {
  if (madeMs === undefined) return untilMs;
  return Math.min(untilMs, Math.max(madeMs, lastMs ?? madeMs));
}

function momentOf(text: string | undefined): number | undefined {
  const ms = text === undefined ? Number.NaN : Date.parse(text);
  return Number.isNaN(ms) ? undefined : ms;
}
