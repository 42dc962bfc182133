/** The job of `tail`: the last events of what is there, then every line as it comes; nothing is kept on disk. */
import { setTimeout as delay } from 'node:timers/promises';
import { decompressReader } from '../../decompress/decompress.ts';
import type { Catalog } from '../../model/catalog.ts';
import type { ToolError } from '../../model/tool-error.ts';
import type { AnnotateSettings } from '../../parallel/annotate-blocks.ts';
import type { TailLog } from '../../sink/tail/names.ts';
import type { TailScreen } from '../../sink/tail/screen.ts';
import type { TailStatus } from '../../sink/tail/status-line.ts';
import { realFileSystem } from '../../source/follow/file-system.ts';
import { createFollower, type Follower } from '../../source/follow/follower.ts';
import type { Piece } from '../../source/follow/state.ts';
import { createWake } from '../../source/follow/wake.ts';
import { withoutOwn } from '../serve/own-files.ts';
import { createUtf16Watch } from '../serve/utf16-watch.ts';
import { createActivity } from './activity.ts';
import { showBacklog } from './backlog.ts';
import { createPieceAnnotator } from './pieces.ts';
import { createStatus } from './status.ts';

export interface TailPlan {
  readonly patterns: readonly string[];
  /** Where reading begins in files that are there now. */
  readonly from: 'end' | 'beginning';
  /** Patterns of rotated files outside the directory of their log. */
  readonly rotated: readonly string[];
  /** Events of each file that are shown before what is new, if reading begins at the end. */
  readonly lines: number;
  readonly settings: AnnotateSettings;
  readonly catalog: Catalog;
  /** Ms since the epoch. */
  readonly now: () => number;
  /** Ms of a clock that only goes forward. */
  readonly elapsedMs: () => number;
  /** Ends the run. */
  readonly signal: AbortSignal;
  /** Makes the screen; what it shows at its bottom is asked of `status`. */
  readonly openScreen: (status: () => TailStatus) => TailScreen;
  /** Told once, before the first line. */
  readonly onStart: (start: TailStart) => void;
  readonly onProblem: (problem: ToolError) => void;
}

export interface TailStart {
  readonly files: number;
  /** Bytes that stood there and are not shown, and of these the bytes that were looked through. */
  readonly unreadBytes: number;
  readonly lookedBytes: number;
  /** Events shown of them. */
  readonly events: number;
  /** PATHs that name no file yet. */
  readonly missing: readonly string[];
}

/** The longest time without a look: where no event tells that a file grew. */
const INTERVAL_MS = 1000;
/** Lines that come one by one are shown some at a time. */
const PAUSE_MS = 50;
/** A look at many files takes long: it is followed by a rest of so many times its length. */
const REST_SHARE = 3;
const REST_MS_MAX = 900;

/** Where output goes to a file, which would be followed for ever if it lies among the logs. */
const OWN_OUTPUT = '/proc/self/fd/1';

/** Follows until the signal, or until nobody reads any more. */
export async function runTail(plan: TailPlan): Promise<void> {
  const { patterns, from, rotated, now, elapsedMs, signal, settings, catalog } = plan;
  const fileSystem = withoutOwn(realFileSystem, [OWN_OUTPUT]);
  const activity = createActivity(catalog, elapsedMs);
  const onProblem = (problem: ToolError): void => screen.aside(() => plan.onProblem(problem));
  const follower = createFollower({
    ...{ patterns, from, rotated, now, state: undefined },
    ...{ fileSystem, decompress: decompressReader, onProblem },
  });
  const watch = createUtf16Watch(onProblem);
  const logs = createLogs(follower);
  const screen = plan.openScreen(createStatus({ follower, activity, elapsedMs }));
  const annotate = createPieceAnnotator(settings, catalog, activity.note);
  const wake = createWake({ intervalMs: INTERVAL_MS, pauseMs: PAUSE_MS, signal });
  let isRead = true;

  const oneTurn = async (isFirst: boolean): Promise<void> => {
    const turn = follower.turn();
    const next = async (): Promise<Piece | undefined> => {
      const step = await turn.next();
      return step.done === true ? undefined : step.value;
    };
    let piece = await next();
    // Now it is decided where each stream begins, and nothing but this piece has been read.
    if (isFirst) isRead = await begin(plan, follower, screen, logs, piece);
    while (piece !== undefined && isRead && !signal.aborted) {
      const log = logs(piece);
      watch(piece);
      isRead = await annotate(piece, next, (bytes) => screen.show(log, bytes));
      piece = await next();
    }
    await turn.return(undefined);
  };

  try {
    for (let isFirst = true; isRead && !signal.aborted; isFirst = false) {
      const startMs = elapsedMs();
      await oneTurn(isFirst);
      const restMs = Math.min((elapsedMs() - startMs) * REST_SHARE, REST_MS_MAX) - PAUSE_MS;
      const { isQuiet, directories } = follower.status();
      wake.watch(directories);
      screen.refresh();
      if (!isQuiet || !isRead) continue;
      // An end of the run is no failure.
      if (restMs > 0) await delay(restMs, undefined, { signal }).catch(() => undefined);
      await wake.wait();
    }
  } finally {
    wake.close();
    await follower.close();
    await screen.close();
  }
}

/** Shows the last events of what is there, and says what there is; false when nobody reads. */
async function begin(
  { patterns, from, lines, settings, catalog, onStart }: TailPlan,
  follower: Follower,
  screen: TailScreen,
  logs: Logs,
  piece: Piece | undefined,
): Promise<boolean> {
  const shown =
    from === 'beginning' || lines === 0
      ? { backlogs: [], lookedBytes: 0 }
      : await showBacklog(follower, piece, { lines, settings, catalog });
  const { sources, passedOver } = follower.status();
  const live = sources.filter(({ isRotated }) => !isRotated);
  for (const { log, name } of live) screen.know(logs({ log, name }));
  const missing: string[] = [];
  for (const pattern of patterns) {
    const names = await realFileSystem.find(pattern).catch(() => [pattern]);
    if (names.length === 0) missing.push(pattern);
  }
  screen.aside(() =>
    onStart({
      ...{ files: live.length, missing, lookedBytes: shown.lookedBytes },
      unreadBytes: passedOver.reduce((sum, { bytes }) => sum + bytes, 0),
      events: shown.backlogs.reduce((sum, { events }) => sum + events, 0),
    }),
  );
  for (const { log, name, bytes } of shown.backlogs) {
    if (!(await screen.show(logs({ log, name }), bytes))) return false;
  }
  return true;
}

/** The log that a piece is of, under its live name. */
type Logs = (piece: Pick<Piece, 'log' | 'name'>) => TailLog;

function createLogs(follower: Follower): Logs {
  const known = new Map<string, TailLog>();
  return ({ log, name }) => {
    let found = known.get(log);
    if (found === undefined) {
      const { sources } = follower.status();
      const live = sources.find((source) => source.log === log && !source.isRotated);
      found = { id: log, name: live?.name ?? name };
      known.set(log, found);
    }
    return found;
  };
}
