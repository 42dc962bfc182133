/**
 * Follows logs by what they hold, not by name: each turn looks at the names, decides which file goes
 * on which stream, and hands out whole lines. Polling is the truth; nothing here waits for events.
 */
import { bind } from './bind.ts';
import { decide } from './decide.ts';
import { createDesk, type Desk, type FollowerOptions, openAs, type PassedOver } from './desk.ts';
import { countOpen, releaseHeld, saveHeld } from './held.ts';
import { measure, noteArrival, type SourceLag } from './lag.ts';
import { createObserver } from './observe.ts';
import { readInflated } from './read-inflated.ts';
import { createBuffer, readPlain } from './read-plain.ts';
import { forget } from './seen.ts';
import { release, settle } from './settle.ts';
import type { FollowCounters, FollowState, Piece } from './state.ts';
import { closeStream, identityOf, type Stream, saveStream } from './stream.ts';

export interface Follower {
  /**
   * One look at all names and one round of reading. Pieces hold until the next is asked for; a turn
   * may be broken off between two of them, unless a line is open.
   */
  turn(): AsyncGenerator<Piece>;
  /** Exactly what was handed out so far; not to be taken while a line is open. */
  state(): FollowState;
  status(): FollowStatus;
  /** Closes every handle; may be called twice. */
  close(): Promise<void>;
}

export interface FollowStatus {
  /** The last turn left nothing that the next one could do at once. */
  readonly isQuiet: boolean;
  readonly counters: FollowCounters;
  readonly sources: readonly SourceLag[];
  readonly openFiles: number;
  /** What stood there at the first start and was not read. */
  readonly passedOver: readonly PassedOver[];
  /** Files of directories and patterns that are no logs, with what they are. */
  readonly binaries: ReadonlyMap<string, string>;
  /** Directories in which something may change: what file system events are to be asked of. */
  readonly directories: readonly string[];
}

/** A follower that goes on where `options.state` ends. */
export function createFollower(options: FollowerOptions): Follower {
  const desk = createDesk(options);
  const observer = createObserver(desk);
  const buffer = createBuffer(desk.limits.pieceBytes);
  let directories: readonly string[] = [];
  let isQuiet = false;

  async function* turn(): AsyncGenerator<Piece> {
    desk.turn++;
    isQuiet = false;
    const observation = await observer.observe();
    const bound = await bind(desk, observation);
    await decide(desk, observation, bound);
    settle(desk, observation);
    const epoch = epochOf(desk);
    for (const stream of inOrder(bound.changed)) yield* read(desk, stream, buffer);
    await release(desk, observation);
    await releaseHeld(desk, observation);
    forget(desk, observation);
    directories = observation.directories;
    isQuiet =
      epoch === epochOf(desk) &&
      desk.probes.size === 0 &&
      ![...desk.streams.values()].some((stream) => stream.hasMore);
  }

  return {
    turn,
    state: () => stateOf(desk),
    status: () => ({
      isQuiet,
      counters: countersOf(desk),
      sources: measure(desk),
      openFiles: countOpen(desk),
      passedOver: desk.passedOver,
      binaries: desk.binaries,
      directories,
    }),
    async close() {
      for (const stream of desk.streams.values()) await closeStream(stream);
      for (const { file } of desk.held.values()) await file.close();
      desk.held.clear();
      for (const probe of desk.probes.values()) await probe.close();
      desk.probes.clear();
    },
  };
}

/** What is rotated first: it is older. */
function inOrder(streams: ReadonlySet<Stream>): Stream[] {
  return [...streams].sort((one, other) => Number(other.isRotated) - Number(one.isRotated));
}

async function* read(desk: Desk, stream: Stream, buffer: Uint8Array): AsyncGenerator<Piece> {
  const { body } = stream;
  if (body === undefined) return;
  if (body.kind === 'compressed') {
    yield* readInflated(desk, stream);
    stream.lastTurn = desk.turn;
    return;
  }
  // Of a name that leads elsewhere by now the next turn knows more.
  stream.file ??= await openAs(desk, body.path, identityOf(body));
  if (stream.file === undefined) return;
  yield* readPlain(desk, stream, stream.file, buffer);
  stream.lastTurn = desk.turn;
  noteArrival(stream, desk.options.now());
}

/** Rises with every stream that is found or lost: the next turn may then do more. */
function epochOf(desk: Desk): number {
  let sum = 0;
  for (const epoch of desk.epochs.values()) sum += epoch;
  return sum;
}

function countersOf(desk: Desk): FollowCounters {
  const { deliveredBytes, lostBytes, skippedBytes, rotations } = desk;
  return { deliveredBytes, lostBytes, skippedBytes, rotations: { ...rotations } };
}

function stateOf(desk: Desk): FollowState {
  return {
    patterns: [...new Set([...(desk.options.state?.patterns ?? []), ...desk.options.patterns])],
    firstStartMs: desk.firstStartMs,
    nextId: desk.nextId,
    counters: countersOf(desk),
    streams: [...[...desk.streams.values()].map(saveStream), ...saveHeld(desk)],
    seen: [...desk.seen.values()],
  };
}
