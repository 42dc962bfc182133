/**
 * The job of `serve`: follows logs, counts, commits, and says what was committed. What HTTP shows and
 * how the process ends is up to the command.
 */
import { stat } from 'node:fs/promises';
import { workloadAt } from '../../analyze/live/live.ts';
import type { WorkloadSelector } from '../../analyze/live/workload.ts';
import { type Checkpoint, openCheckpoint, raiseToFloor } from '../../checkpoint/checkpoint.ts';
import type { StateFileSystem } from '../../checkpoint/file-system.ts';
import { systemProcesses } from '../../checkpoint/processes.ts';
import { decompressReader } from '../../decompress/decompress.ts';
import type { Catalog } from '../../model/catalog.ts';
import type { Bilingual } from '../../model/lang.ts';
import { PARTS_WAIT_MS } from '../../model/limits.ts';
import type { LiveCounts, LiveSources, LiveStatus } from '../../model/live.ts';
import type { Report } from '../../model/report.ts';
import type { ToolError } from '../../model/tool-error.ts';
import type { Encoding } from '../../record/encoding.ts';
import type { Zone } from '../../record/zone.ts';
import type { PassedOver } from '../../source/follow/desk.ts';
import { realFileSystem } from '../../source/follow/file-system.ts';
import { createFollower } from '../../source/follow/follower.ts';
import { createWake } from '../../source/follow/wake.ts';
import type { Committer } from './committer.ts';
import { createPieceCounter } from './count-pieces.ts';
import { createKeeper, type Shown } from './keeper.ts';
import { createLedger, type Ledger } from './ledger.ts';
import { createMoments } from './moments.ts';
import { withoutOwn } from './own-files.ts';
import { EVERYTHING, liveReport } from './report.ts';
import { liveOf, stateOf } from './state.ts';
import { createTurns } from './turns.ts';
import { createUtf16Watch } from './utf16-watch.ts';

export interface ServePlan {
  readonly patterns: readonly string[];
  /** Where reading begins in files that are there at the very first start. */
  readonly from: 'end' | 'beginning';
  /** Patterns of rotated files outside the directory of their log. */
  readonly rotated: readonly string[];
  readonly stateFolder: string;
  /** Files that are written with what was counted: no logs, wherever they lie. */
  readonly outputs: readonly string[];
  readonly selector: WorkloadSelector;
  readonly catalog: Catalog;
  readonly encoding: Encoding;
  readonly zone: Zone;
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

/** What a first look found. */
export interface FirstLook {
  readonly passedOver: readonly PassedOver[];
}

export interface Service {
  /** Whether there was a state to go on from. */
  readonly isResumed: boolean;
  /** How many files each pattern names now; what cannot be read is told by whoever reads it. */
  followed(): Promise<readonly { readonly pattern: string; readonly files: number }[]>;
  /**
   * Follows until the signal; resolves after the last commit, to whether it succeeded. What a first
   * look found is told when it was committed, or could not be.
   */
  run(onFirstLook: (look: FirstLook) => void): Promise<boolean>;
  /** The same until everything that is there now is counted. */
  runOnce(): Promise<boolean>;
  /** The last committed counts, after committing what is new; undefined before the first commit. */
  committed(): Promise<LiveCounts | undefined>;
  /** Has `listener` told of each commit what it stored; returns how to end that. */
  onCommit(listener: (counts: LiveCounts) => void): () => void;
  /** The report of the last committed snapshot, in the language of the catalogue; undefined before the first. */
  report(words?: Catalog): Promise<Report | undefined>;
  status(): LiveStatus;
  /** What is followed, by name. */
  sources(): LiveSources;
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

/** Takes the state directory and loads what it holds. Throws a ToolError if it cannot be used. */
export async function openService(plan: ServePlan): Promise<Service> {
  const { pid, isRunning, now, stateFiles, stateFolder } = plan;
  const checkpoint = await openCheckpoint(stateFolder, {
    ...{ processes: systemProcesses(pid, isRunning), now, writer: plan.version },
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
  const state = stateOf(value);
  const live = liveOf(state, plan.now());
  for (const name of plan.selector.initial) workloadAt(live, name);
  let { catalog } = plan;
  const fileSystem = withoutOwn(realFileSystem, [plan.stateFolder, ...plan.outputs]);
  const onProblem = (problem: ToolError): void => {
    ledger.noteProblem(problem);
    committer.touch();
    plan.onProblem(problem);
  };
  const follower = createFollower({
    ...{ patterns: plan.patterns, from: plan.from, rotated: plan.rotated, now: plan.now },
    ...{ fileSystem, decompress: decompressReader, state: state?.follow, onProblem },
    limits: { partsWaitMs: PARTS_WAIT_MS },
  });
  const patterns = await Promise.all(plan.patterns.map(withSlash));
  const ledger: Ledger = createLedger(live, follower, state);
  const moments = createMoments();
  const committer: Committer<Shown> = createKeeper({
    ...{ checkpoint, live, follower, ledger, moments },
    ...{ now: plan.now, onProblem: plan.onProblem },
    floor: raiseToFloor(fallen, state?.floor ?? {}),
  });
  const count = createPieceCounter({ ...plan, live, catalog: () => catalog });
  const watch = createUtf16Watch(onProblem);
  const turns = createTurns({
    ...{ plan, follower, checkpoint, moments, committer, ledger },
    count(piece, next) {
      watch(piece);
      return count(piece, next);
    },
    createWake,
  });

  return {
    isResumed: state !== undefined,
    async followed() {
      const counts = plan.patterns.map(async (pattern) => {
        const names = await fileSystem.find(pattern).catch(() => []);
        return { pattern, files: names.length };
      });
      return Promise.all(counts);
    },
    run: (onFirstLook) =>
      turns.run(() => onFirstLook({ passedOver: follower.status().passedOver })),
    runOnce: () => turns.runOnce(),
    committed: async () => (await committer.committed())?.counts,
    onCommit: (listener) => committer.onCommit(({ counts }) => listener(counts)),
    async report(words = catalog) {
      const stored = (await committer.committed())?.stored;
      if (stored === undefined) return undefined;
      const { zone, version } = plan;
      return liveReport(stored, EVERYTHING, {
        catalog: words,
        zone,
        version,
        nowMs: plan.now(),
        seconds: 0,
        isMergeable: true,
      });
    },
    status: () => ({ ...ledger.lag(), checkpointFailures: committer.failures() }),
    sources: () => ({ ...ledger.sources(), patterns }),
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

/** A directory shown as one. */
async function withSlash(pattern: string): Promise<string> {
  const isDirectory = (await stat(pattern).catch(() => undefined))?.isDirectory() ?? false;
  return isDirectory && !pattern.endsWith('/') ? `${pattern}/` : pattern;
}
