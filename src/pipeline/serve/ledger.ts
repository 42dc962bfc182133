/** Brings what the follower knows into the live summary: lost bytes, rotations, what is no log, lag. */
import { countWord, type Live } from '../../analyze/live/live.ts';
import { SOURCES_SHOWN_MAX } from '../../model/limits.ts';
import type { LiveSource, LiveSources, LiveStatus } from '../../model/live.ts';
import type { ToolError } from '../../model/tool-error.ts';
import type { Follower } from '../../source/follow/follower.ts';
import type { SourceLag } from '../../source/follow/lag.ts';
import type { ServeState } from './state.ts';

export interface Ledger {
  /** Brings the follower's counters to where the summary has its own. */
  bring(): void;
  /** Whether the follower's counters are others than those brought last. */
  hasNews(): boolean;
  noteProblem(problem: ToolError): void;
  lag(): Omit<LiveStatus, 'checkpointFailures'>;
  sources(): Omit<LiveSources, 'patterns'>;
  /** Files that are no logs and were counted as such; the first of them. */
  readonly binaries: string[];
}

/** Beyond these a restart counts them once more. */
const BINARIES_MAX = 1000;

export function createLedger(
  live: Live,
  follower: Pick<Follower, 'status' | 'state'>,
  state: ServeState | undefined,
): Ledger {
  const binaries = [...(state?.binaries ?? [])];
  const counted = new Set(binaries);
  let brought = '';
  return {
    binaries,
    bring() {
      const { counters, binaries: found } = follower.status();
      brought = JSON.stringify([counters, found.size]);
      live.lostBytes = counters.lostBytes;
      for (const [kind, count] of Object.entries(counters.rotations)) {
        live.rotations.set(kind, count);
      }
      for (const name of found.keys()) {
        if (counted.has(name)) continue;
        counted.add(name);
        if (binaries.length < BINARIES_MAX) binaries.push(name);
        countWord(live.skipped, 'binary', 1);
      }
    },
    hasNews() {
      const { counters, binaries: found } = follower.status();
      return brought !== JSON.stringify([counters, found.size]);
    },
    noteProblem({ code }) {
      countWord(live.skipped, code.startsWith('input-') ? 'unreadable' : 'damaged', 1);
    },
    lag() {
      const { sources } = follower.status();
      return {
        sources: sources.filter(({ isRotated }) => !isRotated).length,
        lagBytes: sources.reduce((sum, { lagBytes }) => sum + lagBytes, 0),
        lagSeconds: sources.reduce((most, { lagSeconds }) => Math.max(most, lagSeconds), 0),
      };
    },
    sources() {
      const { sources, passedOver } = follower.status();
      // A rotated file is of interest while something in it is unread.
      const shown = sources.filter((one) => !one.isRotated || one.lagBytes > 0).map(sourceOf);
      return {
        followed: shown.sort(inOrder).slice(0, SOURCES_SHOWN_MAX),
        more: Math.max(0, shown.length - SOURCES_SHOWN_MAX),
        lastWrittenMs: sources.reduce((last, one) => Math.max(last, one.modifiedMs), 0),
        passedOver: {
          files: passedOver.length,
          bytes: passedOver.reduce((sum, { bytes }) => sum + bytes, 0),
        },
      };
    },
  };
}

function sourceOf(lag: SourceLag): LiveSource {
  const { name, isRotated, phase, sizeBytes, modifiedMs, lagBytes, lagSeconds } = lag;
  return {
    name,
    isRotated,
    isLost: phase === 'seeking',
    sizeBytes,
    modifiedMs,
    lagBytes,
    lagSeconds,
  };
}

/** Those that are furthest behind first, then by name. */
function inOrder(one: LiveSource, other: LiveSource): number {
  return other.lagBytes - one.lagBytes || (one.name < other.name ? -1 : 1);
}
