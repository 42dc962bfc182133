/** The one line that says whether all is well, and the figures beside it. */
import type { Owner } from '../../model/taxonomy.ts';
import { type CodeDigest, eventsWithin, isFailure, MINUTE_MS } from './digest.ts';
import type { Happening } from './happening.ts';
import type { PageFrame } from './view.ts';

/**
 * `trouble`: somebody should act now. `failing`: there are failures that somebody should look at.
 * `unsure`: the counting itself needs a look. `fine`: none of those. `quiet`: nothing is written, so
 * nothing is known. `empty`: nothing was read yet.
 */
export type Level = 'trouble' | 'failing' | 'unsure' | 'fine' | 'quiet' | 'empty';

export type Reason =
  | { readonly kind: 'not-saved'; readonly text: string }
  | { readonly kind: 'nothing-followed' }
  | { readonly kind: 'behind'; readonly seconds: number }
  | {
      readonly kind: 'code';
      readonly errcode: number | null;
      readonly meaning: string;
      readonly owner: Owner;
      readonly sinceMs: number;
      /** Codes as grave as this one, besides. */
      readonly others: number;
    }
  | { readonly kind: 'share'; readonly failures: number; readonly calls: number }
  | { readonly kind: 'silent'; readonly lastWrittenMs: number }
  | { readonly kind: 'no-line' }
  | { readonly kind: 'no-code' }
  | { readonly kind: 'harmless'; readonly codes: number }
  | { readonly kind: 'no-failure' };

export interface StateView {
  readonly level: Level;
  readonly reason: Reason;
  /** When a followed file was last written, in ms since the epoch; 0 if none was. */
  readonly lastWrittenMs: number;
  readonly lagSeconds: number;
  readonly lagBytes: number;
  readonly lines: number;
  /** Failures that are not tolerated. */
  readonly failures: {
    readonly lastTenMinutes: number;
    readonly lastHour: number;
    readonly lastDay: number;
  };
  /** Calls of the last hour that worked; null where the log never tells of one. */
  readonly successesLastHour: number | null;
  /** Ms since the epoch of the first start. */
  readonly sinceMs: number;
}

const SILENT_MS = 30 * MINUTE_MS;
const BEHIND_SECONDS = 300;
/** As in the alert on the share of failures. */
const SHARE_MINUTES = 15;
const SHARE_MAX = 0.05;
const SHARE_FAILURES_MIN = 10;

export function stateOf(
  frame: PageFrame,
  digest: readonly CodeDigest[],
  happening: readonly Happening[],
): StateView {
  const { counts, status, sources } = frame;
  const within = (count: number, ofFailures: boolean): number =>
    digest
      .filter((code) => isFailure(code) === ofFailures)
      .reduce((sum, { minutes }) => sum + eventsWithin(minutes, count), 0);
  const hasSuccess = digest.some((code) => !isFailure(code) && code.events > 0);
  const share = {
    failures: within(SHARE_MINUTES, true),
    calls: within(SHARE_MINUTES, true) + within(SHARE_MINUTES, false),
  };
  return {
    ...judge(frame, digest, happening, hasSuccess ? share : undefined),
    lastWrittenMs: sources.lastWrittenMs,
    lagSeconds: Math.round(status.lagSeconds),
    lagBytes: status.lagBytes,
    lines: counts.lines,
    failures: {
      lastTenMinutes: within(10, true),
      lastHour: within(60, true),
      lastDay: within(1440, true),
    },
    successesLastHour: hasSuccess ? within(60, false) : null,
    sinceMs: counts.firstStartMs,
  };
}

interface Share {
  readonly failures: number;
  readonly calls: number;
}

/** What is wrong with the counting comes before what is counted. */
function judge(
  { counts, status, sources, unready, lang, nowMs }: PageFrame,
  digest: readonly CodeDigest[],
  happening: readonly Happening[],
  share: Share | undefined,
): Pick<StateView, 'level' | 'reason'> {
  if (unready !== undefined) {
    return { level: 'trouble', reason: { kind: 'not-saved', text: unready[lang] } };
  }
  const code = codeReason(happening);
  if (code !== undefined && happening[0]?.severity === 'critical') {
    return { level: 'trouble', reason: code };
  }
  if (share !== undefined && isTooMuch(share)) {
    return { level: 'trouble', reason: { kind: 'share', ...share } };
  }
  if (status.lagSeconds > BEHIND_SECONDS) {
    const seconds = Math.round(status.lagSeconds);
    return { level: 'unsure', reason: { kind: 'behind', seconds } };
  }
  if (code !== undefined) return { level: 'failing', reason: code };
  if (counts.lines === 0) return { level: 'empty', reason: { kind: 'no-line' } };
  if (status.sources === 0) return { level: 'unsure', reason: { kind: 'nothing-followed' } };
  const { lastWrittenMs } = sources;
  if (nowMs - lastWrittenMs > SILENT_MS) {
    return { level: 'quiet', reason: { kind: 'silent', lastWrittenMs } };
  }
  if (digest.length === 0) return { level: 'empty', reason: { kind: 'no-code' } };
  if (happening.length > 0) {
    return { level: 'fine', reason: { kind: 'harmless', codes: happening.length } };
  }
  return { level: 'fine', reason: { kind: 'no-failure' } };
}

function isTooMuch({ failures, calls }: Share): boolean {
  return failures >= SHARE_FAILURES_MIN && failures / calls > SHARE_MAX;
}

/** The gravest code that somebody has to see to. */
function codeReason(happening: readonly Happening[]): Reason | undefined {
  const [first] = happening;
  if (first === undefined || first.severity === 'notice') return undefined;
  const { errcode, meaning, owner, fromMs: sinceMs, severity } = first;
  const others = happening.filter((one) => one.severity === severity).length - 1;
  return { kind: 'code', errcode, meaning, owner, sinceMs, others };
}
