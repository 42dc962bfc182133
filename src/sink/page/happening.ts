/**
 * What is going wrong now: codes with events in the last ten minutes, since when, and how grave that
 * is. The numbers are those of the alert rules in dashboards/rules, so that page and alerts agree.
 */
import type { Catalog } from '../../model/catalog.ts';
import { PAGE_CODES_MAX } from '../../model/limits.ts';
import type { Category, Group, Owner } from '../../model/taxonomy.ts';
import {
  type CodeDigest,
  DAY_MS,
  eventsWithin,
  HOUR_MS,
  isFailure,
  MINUTE_MS,
  namedWorkloads,
  runOf,
} from './digest.ts';

/** `critical`: somebody should act now. `warning`: somebody should look. `notice`: it may be part of the day. */
export type Severity = 'critical' | 'warning' | 'notice';

export interface CodeWords {
  /** null: all codes beyond the bounds. */
  readonly errcode: number | null;
  /** Empty for a code that is not in the catalogue. */
  readonly meaning: string;
  readonly remedy: string;
  readonly category: Category;
  readonly group: Group;
  readonly owner: Owner;
}

export interface Happening extends CodeWords {
  readonly severity: Severity;
  /** Ms since the epoch: first and last minute of the run. */
  readonly fromMs: number;
  readonly lastMs: number;
  /** Of the run; null where records carry times that no clock here agrees with. */
  readonly events: number | null;
  readonly lastTenMinutes: number;
  readonly peak: { readonly atMs: number; readonly events: number } | null;
  /** Met for the first time within the last hour, by an instance that is older than a day. */
  readonly isNew: boolean;
  /** Those with most events of this code first, by name. */
  readonly workloads: readonly string[];
}

/** A pause of so many minutes ends what is happening. */
export const GAP_MINUTES = 10;

const DENIED_IP = 60020;
const DENIED_MIN = 3;
const CREDENTIALS: readonly (number | null)[] = [40001, 40014, 42001, 40082, 42009];
const CREDENTIALS_MAX = 20;
const LIMITED: readonly (number | null)[] = [45009, 45033];
const LIMITED_MS = 15 * MINUTE_MS;

interface HappeningFrame {
  readonly catalog: Catalog;
  readonly nowMs: number;
  readonly firstStartMs: number;
}

/** Gravest first, then those with most events of late. */
export function happeningOf(digest: readonly CodeDigest[], frame: HappeningFrame): Happening[] {
  const credentials = digest
    .filter(({ errcode }) => CREDENTIALS.includes(errcode))
    .reduce((sum, { minutes }) => sum + eventsWithin(minutes, GAP_MINUTES), 0);
  const order: readonly Severity[] = ['critical', 'warning', 'notice'];
  return digest
    .filter(isFailure)
    .flatMap((code) => happening(code, credentials, frame))
    .sort(
      (one, other) =>
        order.indexOf(one.severity) - order.indexOf(other.severity) ||
        other.lastTenMinutes - one.lastTenMinutes ||
        (one.errcode ?? 0) - (other.errcode ?? 0),
    )
    .slice(0, PAGE_CODES_MAX);
}

function happening(code: CodeDigest, credentials: number, frame: HappeningFrame): Happening[] {
  const { catalog, nowMs, firstStartMs } = frame;
  const run = runOf(code.minutes, GAP_MINUTES, nowMs) ?? runWithoutMinutes(code, nowMs);
  if (run === undefined) return [];
  const lastTenMinutes = eventsWithin(code.minutes, GAP_MINUTES);
  const isNew = code.firstMs > nowMs - HOUR_MS && nowMs - firstStartMs > DAY_MS;
  const severity = severityOf(code, { ...run, lastTenMinutes, credentials, isNew });
  return [
    {
      ...wordsOf(code, catalog),
      severity,
      fromMs: run.fromMs,
      lastMs: Math.min(nowMs, Math.max(run.lastMinuteMs, code.lastMs)),
      events: run.events,
      lastTenMinutes,
      peak: run.peak,
      isNew,
      workloads: namedWorkloads(code),
    },
  ];
}

interface LooseRun {
  readonly fromMs: number;
  readonly lastMinuteMs: number;
  readonly events: number | null;
  readonly peak: { readonly atMs: number; readonly events: number } | null;
}

/** Seen just now, yet in no minute that has been: its times are ahead of the clock. */
function runWithoutMinutes(code: CodeDigest, nowMs: number): LooseRun | undefined {
  const isLate = nowMs - code.lastMs >= GAP_MINUTES * MINUTE_MS;
  if (
    isLate ||
    code.minutes.some((events) => events > 0) ||
    code.events === 0 ||
    code.tolerated > 0
  )
    return undefined;
  return { fromMs: code.lastMs, lastMinuteMs: code.lastMs, events: null, peak: null };
}

interface Course extends LooseRun {
  readonly lastTenMinutes: number;
  readonly credentials: number;
  readonly isNew: boolean;
}

function severityOf({ errcode, group }: CodeDigest, course: Course): Severity {
  if (errcode === DENIED_IP && course.lastTenMinutes >= DENIED_MIN) return 'critical';
  if (CREDENTIALS.includes(errcode)) {
    return course.credentials > CREDENTIALS_MAX ? 'critical' : 'notice';
  }
  if (LIMITED.includes(errcode) && course.lastMinuteMs - course.fromMs >= LIMITED_MS) {
    return 'critical';
  }
  // Answers about a single object are part of the day, and what frees itself needs nobody.
  if (group === 'object') return 'notice';
  if (course.isNew) return 'warning';
  return group === 'retry' ? 'notice' : 'warning';
}

/** What the catalogue says; a code that it does not have is the developer's to look up. */
export function wordsOf(
  { errcode, category, group }: Pick<CodeDigest, 'errcode' | 'category' | 'group'>,
  catalog: Catalog,
): CodeWords {
  const entry = errcode === null ? undefined : catalog.get(errcode);
  if (entry === undefined) {
    return { errcode, meaning: '', remedy: '', category, group, owner: 'developer' };
  }
  const { meaning, remedy, owner } = entry;
  return { errcode, meaning, remedy, category: entry.category, group: entry.group, owner };
}
