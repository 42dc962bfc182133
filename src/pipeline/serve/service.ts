/**
 * The job of `serve`: follows logs, counts, commits, and says what was committed. What HTTP shows and
 * how the process ends is up to the command.
 */
import { setTimeout as delay } from 'node:timers/promises';
import { workloadAt } from '../../analyze/live/live.ts';
import { type LiveData, toLiveData } from '../../analyze/live/live-data.ts';
import type { WorkloadSelector } from '../../analyze/live/workload.ts';
import { type Checkpoint, openCheckpoint, raiseToFloor } from '../../checkpoint/checkpoint.ts';
import type { StateFileSystem } from '../../checkpoint/file-system.ts';
import { systemProcesses } from '../../checkpoint/processes.ts';
import { decompress } from '../../decompress/decompress.ts';
import type { Catalog } from '../../model/catalog.ts';
import type { Bilingual, Lang } from '../../model/lang.ts';
import type { LiveCounts, LiveStatus } from '../../model/live.ts';
import type { Report } from '../../model/report.ts';
import type { ToolError } from '../../model/tool-error.ts';
import type { Encoding } from '../../record/encoding.ts';
import type { Zone } from '../../record/zone.ts';
import type { PassedOver } from '../../source/follow/desk.ts';
import { realFileSystem } from '../../source/follow/file-system.ts';
import { createFollower } from '../../source/follow/follower.ts';
import { createWake } from '../../source/follow/wake.ts';
import { type Committer, createCommitter } from './committer.ts';
import { createPieceCounter } from './count-pieces.ts';
import { createLedger, type Ledger } from './ledger.ts';
import { createMoments } from './moments.ts';
import { EVERYTHING, liveReport } from './report.ts';
import { numbersOf, raiseCounts, unreached } from './shown.ts';
import { liveOf, type ServeState } from './state.ts';
import { createTurns } from './turns.ts';

export interface ServePlan {
  readonly patterns: readonly string[];
  /** Where reading begins in files that are there at the very first start. */
  readonly from: 'end' | 'beginning';
  /** Patterns of rotated files outside the directory of their log. */
  readonly rotated: readonly string[];
  readonly stateFolder: string;
  readonly selector: WorkloadSelector;
  readonly catalog: Catalog;
  readonly encoding: Encoding;
  readonly zone: Zone;
  readonly lang: Lang;
  readonly version: string;
  readonly pid: number;
  /** Whether there is a process with this id. */
  readonly isRunning: (pid: number) => boolean;
  /** Ms since the epoch. */
  readonly now: () => number;
  /** Ms of a clock that only goes forward. */
  readonly elapsedMs: () => number;
  /** Ends the run. */
  readonly signal: AbortSignal;
  readonly stateFiles?: StateFileSystem;
  readonly onProblem: (problem: ToolError) => void;
  readonly onNotice: (notice: Bilingual) => void;
}

/** What a first look found; nothing of it is counted yet. */
export interface FirstLook {
  readonly passedOver: readonly PassedOver[];
}

export interface Service {
  /** Whether there was a state to go on from. */
  readonly isResumed: boolean;
  /** Follows until the signal; resolves after the last commit, to whether it succeeded. */
  run(onFirstLook: (look: FirstLook) => void): Promise<boolean>;
  /** The same until everything that is there now is counted. */
  runOnce(): Promise<boolean>;
  /** The last committed counts, after committing what is new; undefined before the first commit. */
  committed(): Promise<LiveCounts | undefined>;
  report(): Promise<Report | undefined>;
  status(): LiveStatus;
  /** Why this process should not be relied on now. */
  unready(): Bilingual | undefined;
  /** Remembers that series have stood at 0 in a scrape. */
  markShown(keys: readonly string[]): void;
  catalog(): Catalog;
  /** Counts with another catalogue from now on; what was counted keeps its category. */
  setCatalog(catalog: Catalog): void;
  /** Lets files and the state directory go; may be called twice. */
  close(): Promise<void>;
}

/** How long a scrape waits for a commit before it is given the one before. */
const PATIENCE_MS = 2000;

/** Takes the state directory and loads what it holds. Throws a ToolError if it cannot be used. */
export async function openService(plan: ServePlan): Promise<Service> {
  const { pid, isRunning, now, stateFiles, stateFolder } = plan;
  const checkpoint = await openCheckpoint(stateFolder, {
    ...{ processes: systemProcesses(pid, isRunning), now },
    ...(stateFiles === undefined ? {} : { fileSystem: stateFiles }),
  });
  try {
    return await loadService(plan, checkpoint);
  } catch (error) {
    await checkpoint.close();
    throw error;
  }
}

async function loadService(plan: ServePlan, checkpoint: Checkpoint): Promise<Service> {
  const { value, floor: fallen, notices } = await checkpoint.load();
  for (const notice of notices) plan.onNotice(notice);
  const state = value as ServeState | undefined;
  const live = liveOf(state, plan.now());
  for (const name of plan.selector.initial) workloadAt(live, name);
  let { catalog } = plan;
  const follower = createFollower({
    ...{ patterns: plan.patterns, from: plan.from, rotated: plan.rotated, now: plan.now },
    ...{ fileSystem: realFileSystem, decompress, state: state?.follow },
    onProblem(problem) {
      ledger.noteProblem(problem);
      committer.touch();
      plan.onProblem(problem);
    },
  });
  const ledger: Ledger = createLedger(live, follower, state);
  let floor = raiseToFloor(fallen, state?.floor ?? {});
  const moments = createMoments();
  const committer: Committer<Shown> = createCommitter<Shown>({
    snapshot: () =>
      moments.next(() => {
        ledger.bring();
        const data = toLiveData(live, plan.now());
        const taken = takeSnapshot(data, floor);
        floor = taken.floor;
        const { binaries } = ledger;
        const stored: ServeState = { live: data, follow: follower.state(), floor, binaries };
        return { shown: taken.shown, stored: { value: stored, numbers: taken.numbers } };
      }),
    store: async (stored) => {
      const { value: next, numbers } = stored as Stored;
      await checkpoint.commit(next, numbers);
    },
    patience: () => delay(PATIENCE_MS, undefined, { ref: false }),
    onProblem: plan.onProblem,
  });
  const turns = createTurns({
    ...{ plan, follower, checkpoint, moments, committer, ledger },
    count: createPieceCounter({ ...plan, live, catalog: () => catalog }),
    createWake,
  });

  return {
    isResumed: state !== undefined,
    run: (onFirstLook) =>
      turns.run(() => onFirstLook({ passedOver: follower.status().passedOver })),
    runOnce: () => turns.runOnce(),
    committed: async () => (await committer.committed())?.counts,
    async report() {
      const data = (await committer.committed())?.data;
      return (
        data &&
        liveReport({ live: data, sources: ledger.sources() }, EVERYTHING, {
          ...{ catalog, zone: plan.zone, version: plan.version, nowMs: plan.now(), seconds: 0 },
        })
      );
    },
    status: () => ({ ...ledger.lag(), checkpointFailures: committer.failures() }),
    unready: () => committer.unready(),
    markShown(keys) {
      for (const key of keys) live.shown.add(key);
      if (keys.length > 0) committer.touch();
    },
    catalog: () => catalog,
    setCatalog(next) {
      catalog = next;
    },
    async close() {
      await follower.close();
      await checkpoint.close();
    },
  };
}

interface Shown {
  readonly data: LiveData;
  /** The same, nothing lower than it was shown before. */
  readonly counts: LiveCounts;
}

interface Stored {
  readonly value: ServeState;
  readonly numbers: Readonly<Record<string, number>>;
}

/** What is shown of `data`, the numbers in it, and what is left of the floor. */
function takeSnapshot(
  data: LiveData,
  floor: Readonly<Record<string, number>>,
): { shown: Shown; numbers: Readonly<Record<string, number>>; floor: Record<string, number> } {
  const own = numbersOf(data);
  const left = unreached(own, floor);
  const counts = raiseCounts(data, left);
  return { shown: { data, counts }, numbers: raiseToFloor(own, left), floor: left };
}
