/** What the steps of a turn share: the streams, the counters, and what the follower was told to do. */
import type { ByteReader } from '../../model/source.ts';
import { ToolError } from '../../model/tool-error.ts';
import type { FileStat, FileSystem, OpenFile } from './file-system.ts';
import type { InflateProbe } from './inflate.ts';
import type { FollowState, RotationKind, SavedBody, SavedSeen } from './state.ts';
import { zeroCounters } from './state.ts';
import { closeStream, createStream, identityOf, isUnknown, type Stream } from './stream.ts';

/** Gives the plain bytes of a compressed file; rejects at its end if it is damaged or cut off. */
export type Decompress = (
  reader: ByteReader,
  name: string,
) => Promise<{ readonly reader: ByteReader }>;

export interface FollowLimits {
  /** Handles held at once; the longest idle are closed first. */
  readonly openFilesMax: number;
  /** Bytes of one stream in one turn, so that a busy one does not starve the others. */
  readonly turnBytesMax: number;
  /** Bytes of one piece. */
  readonly pieceBytes: number;
  /** A rotated or deleted file that has not grown for so long is at its end. */
  readonly endedAfterMs: number;
  /** A stream without any file is remembered so long. */
  readonly rememberMs: number;
  /**
   * How long a record that a container runtime cut into parts waits for the next of them; 0 where lines
   * are handed out as they are.
   */
  readonly partsWaitMs: number;
}

export const FOLLOW_LIMITS: FollowLimits = {
  openFilesMax: 256,
  turnBytesMax: 8 << 20,
  pieceBytes: 1 << 20,
  endedAfterMs: 60_000,
  rememberMs: 7 * 24 * 3600 * 1000,
  partsWaitMs: 0,
};

export interface FollowerOptions {
  /** Paths, directories, patterns. */
  readonly patterns: readonly string[];
  /** Where reading begins in files that are there at the very first start. */
  readonly from: 'end' | 'beginning';
  /** Patterns of rotated files outside the directory of their log. */
  readonly rotated?: readonly string[];
  readonly limits?: Partial<FollowLimits>;
  readonly fileSystem: FileSystem;
  readonly decompress: Decompress;
  /** What a checkpoint saved; undefined at the very first start. */
  readonly state: FollowState | undefined;
  /** ms since the epoch. */
  readonly now: () => number;
  /** Told once of each file that cannot be read, and again when it fails anew after a success. */
  readonly onProblem?: (problem: ToolError, name: string) => void;
}

/** What was there at the first start and was not read. */
export interface PassedOver {
  readonly name: string;
  /** Bytes as stored. */
  readonly bytes: number;
}

/** A file that holds another text than its stream: open, so that it can be read when it is deleted. */
export interface Held {
  /** What it is saved under. */
  readonly id: string;
  readonly file: OpenFile;
  readonly log: string;
  readonly name: string;
  readonly body: SavedBody;
  /** The last turn in which it held the text that was known. */
  readonly intactTurn: number;
  stat: FileStat;
  /** Looks at it since it is held. */
  turns: number;
  /** Its text is that of a stream that is known. */
  isCopy: boolean;
}

export interface Desk {
  readonly options: FollowerOptions;
  readonly limits: FollowLimits;
  readonly streams: Map<string, Stream>;
  /** Files whose text is decided about in the next turn, by identity. */
  readonly held: Map<string, Held>;
  /** By inode, size and modification time. */
  readonly seen: Map<string, SavedSeen>;
  readonly firstStartMs: number;
  nextId: number;
  turn: number;
  deliveredBytes: number;
  lostBytes: number;
  skippedBytes: number;
  readonly rotations: Record<RotationKind, number>;
  readonly passedOver: PassedOver[];
  /** Files that are being inflated to see whose copy they are, by identity. */
  readonly probes: Map<string, InflateProbe>;
  /** Decisions to leave a file alone until it or a stream of its log changes, by identity. */
  readonly waiting: Map<string, string>;
  /** Rises when a stream of the log loses or finds its body: waiting files are looked at again. */
  readonly epochs: Map<string, number>;
  /** Compressed files that were counted as rotations, by identity. */
  readonly counted: Set<string>;
  /** Logs with a file that may still become what a seeking stream wants; of this turn. */
  readonly pending: Set<string>;
  /** Files that stood there when their pattern was followed for the first time, by identity. */
  readonly firstSight: Set<string>;
  /** Files that are no logs. */
  readonly binaries: Map<string, string>;
  /** Names that fail, so that each is told once. */
  readonly failing: Map<string, string>;
}

export function createDesk(options: FollowerOptions): Desk {
  const { state } = options;
  const counters = state?.counters ?? zeroCounters();
  return {
    options,
    limits: { ...FOLLOW_LIMITS, ...options.limits },
    streams: new Map((state?.streams ?? []).map((saved) => [saved.id, createStream(saved)])),
    held: new Map(),
    seen: new Map((state?.seen ?? []).map((one) => [seenKey(one), one])),
    firstStartMs: state?.firstStartMs ?? options.now(),
    nextId: state?.nextId ?? 1,
    turn: 0,
    deliveredBytes: counters.deliveredBytes,
    lostBytes: counters.lostBytes,
    skippedBytes: counters.skippedBytes,
    rotations: { ...zeroCounters().rotations, ...counters.rotations },
    passedOver: [],
    probes: new Map(),
    waiting: new Map(),
    epochs: new Map(),
    counted: new Set(),
    pending: new Set(),
    firstSight: new Set(),
    binaries: new Map(),
    failing: new Map(),
  };
}

export function seenKey(file: Pick<SavedSeen, 'inode' | 'sizeBytes' | 'modifiedMs'>): string {
  return `${file.inode}:${file.sizeBytes}:${file.modifiedMs}`;
}

export function newStream(desk: Desk, log: string, name: string): Stream {
  const stream = createStream({ id: nextId(desk), log, name });
  stream.firstTurn = desk.turn;
  desk.streams.set(stream.id, stream);
  changed(desk, log);
  return stream;
}

function nextId(desk: Desk): string {
  return `s${desk.nextId++}`;
}

/** The files that wait on a stream of `log` are to be looked at again. */
export function changed(desk: Desk, log: string): void {
  desk.epochs.set(log, (desk.epochs.get(log) ?? 0) + 1);
}

/** The stream's file no longer holds what is known of it: its bytes are looked for elsewhere. */
export async function loseBody(
  desk: Desk,
  stream: Stream,
  why: 'truncated' | 'missing',
): Promise<void> {
  if (why === 'truncated') await hold(desk, stream);
  await closeStream(stream);
  stream.body = undefined;
  const isMissed = why === 'missing' && stream.sizeBytes > stream.offset;
  // There is nothing to know it by: what it held is read as new.
  if (isUnknown(stream) && !isMissed) desk.streams.delete(stream.id);
  if (why === 'truncated') stream.isUnread = false;
  stream.hasMore = false;
  stream.partialBytes = 0;
  stream.heldSinceMs = undefined;
  stream.missingSinceMs ??= desk.options.now();
  if (stream.phase === 'following') {
    stream.phase = 'seeking';
    stream.seekingTurns = 0;
    stream.seekingFor = why;
  }
  for (const [key, one] of desk.seen) {
    // A copy that was set aside and holds more than was delivered is wanted now.
    if (one.stream === stream.id && (one.lengthBytes ?? 0) > stream.offset) desk.seen.delete(key);
  }
  changed(desk, stream.log);
}

/** Drops a stream of which nothing was delivered: its file is looked at as a new one. */
export async function forgetStream(desk: Desk, stream: Stream): Promise<void> {
  await loseBody(desk, stream, 'missing');
  desk.streams.delete(stream.id);
}

/**
 * Keeps the file of `stream` open, which holds another text now: by the time that is decided about it
 * may be deleted, and no other way lead to it.
 */
async function hold(desk: Desk, stream: Stream): Promise<void> {
  const { file, body, log, name } = stream;
  if (file === undefined || body === undefined) return;
  const stat = await attempt(desk, name, () => file.stat());
  if (stat === undefined || desk.held.has(identityOf(body))) return;
  stream.file = undefined;
  const place = { id: nextId(desk), file, log, name, body, stat, intactTurn: stream.lastTurn };
  desk.held.set(identityOf(body), { ...place, turns: 0, isCopy: false });
}

/** Opens `path` if it is still the file meant; tells a failure once. */
export async function openAs(
  desk: Desk,
  path: string,
  identity: string,
): Promise<OpenFile | undefined> {
  // That it may be looked at does not mean that it may be opened.
  const act = (): Promise<OpenFile | undefined> => desk.options.fileSystem.open(path);
  const file = await attempt(desk, path, act, `open ${path}`);
  if (file === undefined) return undefined;
  const stat = await attempt(desk, path, () => file.stat());
  if (stat?.isFile === true && identityOf(stat) === identity) return file;
  await file.close();
  return undefined;
}

/** What `act` gives; undefined if it fails, which is told once. */
export async function attempt<T>(
  desk: Desk,
  name: string,
  act: () => Promise<T>,
  key = name,
): Promise<T | undefined> {
  try {
    const result = await act();
    desk.failing.delete(key);
    return result;
  } catch (error) {
    if (!(error instanceof ToolError)) throw error;
    tell(desk, name, error, key);
    return undefined;
  }
}

export function tell(desk: Desk, name: string, problem: ToolError, key = name): void {
  if (desk.failing.get(key) === problem.code) return;
  desk.failing.set(key, problem.code);
  desk.options.onProblem?.(problem, name);
}
