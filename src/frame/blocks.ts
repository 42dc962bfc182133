/**
 * Bytes to blocks of whole records. Lines are not cut here, only the seam between two reads is
 * mended; a record longer than the limit leaves in windows at fixed offsets from its start, so that
 * the answer never depends on how the bytes arrived.
 *
 * The arena has two halves: while one block is worked on, the next read already fills the other.
 */
import type { Block } from '../model/block.ts';
import {
  ENTRY_BYTES_MAX,
  READ_BYTES,
  RECORD_BYTES_MAX,
  WINDOW_OVERLAP_BYTES,
} from '../model/limits.ts';
import type { ByteReader } from '../model/source.ts';
import type { Next, PartsJoiner } from './join-parts.ts';

export interface FrameLimits {
  readonly recordBytesMax: number;
  readonly overlapBytes: number;
  readonly historyBytes: number;
  readonly readBytes: number;
}

export const FRAME_LIMITS: FrameLimits = {
  recordBytesMax: RECORD_BYTES_MAX,
  overlapBytes: WINDOW_OVERLAP_BYTES,
  historyBytes: ENTRY_BYTES_MAX,
  readBytes: READ_BYTES,
};

const LINE_FEED = 0x0a;
/** Room for the guard before and the scanner's slack behind. */
const GUARD_BYTES = 64;

/** Bytes an arena needs for these limits. */
export function arenaBytes(limits: FrameLimits = FRAME_LIMITS): number {
  return 2 * halfBytes(limits);
}

/** Room before the place where reads land: a guard, history, and an unfinished record. */
function frontBytes(limits: FrameLimits): number {
  return GUARD_BYTES + limits.historyBytes + limits.recordBytesMax + limits.overlapBytes;
}

function halfBytes(limits: FrameLimits): number {
  return frontBytes(limits) + limits.readBytes + GUARD_BYTES;
}

/** Where reading begins, if not at the beginning of the source. */
export interface FrameStart {
  /** Offset in the source of the first byte that is read: the start of a record. */
  readonly offset: number;
  /** The whole records before it, at most `historyBytes`. */
  readonly context: Uint8Array;
}

export const AT_BEGINNING: FrameStart = { offset: 0, context: new Uint8Array(0) };

/**
 * Blocks of `reader`, in order. Every byte is in exactly one block, but for the overlap of windows. With a
 * `joiner` of the same memory, a record that comes in parts is joined in its place and never parted by blocks.
 * `readBytes` must not exceed `recordBytesMax`: only the first record of a read can then be too long.
 */
export async function* frameBlocks(
  reader: ByteReader,
  arena: Uint8Array,
  limits: FrameLimits = FRAME_LIMITS,
  from: FrameStart = AT_BEGINNING,
  joiner?: PartsJoiner,
): AsyncGenerator<Block> {
  const landings = [frontBytes(limits), halfBytes(limits) + frontBytes(limits)] as const;
  const read = (turn: 0 | 1): Promise<number> => {
    const reading = reader.read(arena.subarray(landings[turn], landings[turn] + limits.readBytes));
    // A failure is thrown where the read is awaited; until then it must not count as unhandled.
    reading.catch(() => undefined);
    return reading;
  };
  let turn: 0 | 1 = 0;
  let reading = read(turn);
  const window = openWindow(arena, landings[0], from);
  try {
    while (true) {
      const landing = landings[turn];
      // A source that fails has ended here: what came before is judged, then the failure is told.
      let failure: unknown;
      const length = await reading.catch((error: unknown) => {
        failure = error;
        return 0;
      });
      const end = landing + length;
      const next: 0 | 1 = turn === 0 ? 1 : 0;
      if (length > 0) reading = read(next);
      yield* cut(arena, window, landing, end, length === 0, limits, joiner);
      if (failure !== undefined) throw failure;
      if (length === 0) return;
      carry(arena, window, end, landings[next], limits);
      turn = next;
    }
  } finally {
    await reading.catch(() => undefined);
    await reader.close();
  }
}

/** The same for bytes that are all there. */
export function* frameBytes(
  bytes: Uint8Array,
  arena: Uint8Array,
  limits: FrameLimits = FRAME_LIMITS,
  from: FrameStart = AT_BEGINNING,
  joiner?: PartsJoiner,
): Generator<Block> {
  const landing = frontBytes(limits);
  const window = openWindow(arena, landing, from);
  for (let at = 0; ; at += limits.readBytes) {
    const piece = bytes.subarray(at, at + limits.readBytes);
    const end = landing + piece.length;
    arena.set(piece, landing);
    yield* cut(arena, window, landing, end, piece.length === 0, limits, joiner);
    if (piece.length === 0) return;
    carry(arena, window, end, landing, limits);
  }
}

function openWindow(arena: Uint8Array, landing: number, { offset, context }: FrameStart): Window {
  const historyStart = landing - context.length;
  arena.set(context, historyStart);
  return { start: landing, historyStart, offset, inRecord: false, heldBytes: 0 };
}

/**
 * Moves what is unfinished before `end` in front of `landing`, with the history before it: whole
 * records only, so that none is ever read from its middle.
 */
function carry(
  arena: Uint8Array,
  window: Window,
  end: number,
  landing: number,
  limits: FrameLimits,
): void {
  let keep = window.start - limits.historyBytes;
  if (keep <= window.historyStart) keep = window.historyStart;
  else {
    const feed = arena.subarray(keep - 1, window.start).indexOf(LINE_FEED);
    keep = feed < 0 ? window.start : keep + feed;
  }
  arena.copyWithin(keep + landing - end, keep, end);
  window.historyStart = keep + landing - end;
  window.start += landing - end;
}

/** Where framing stands. */
interface Window {
  /** First byte that has not left in a block (but for an overlap). */
  start: number;
  historyStart: number;
  /** Offset of `start` in the source. */
  offset: number;
  /** `start` lies inside a record whose first window has left. */
  inRecord: boolean;
  /** Whole lines from `start` on that wait for the last part of a record. */
  heldBytes: number;
}

/** The blocks that can leave now that bytes [landing, end) have come. */
function* cut(
  arena: Uint8Array,
  window: Window,
  landing: number,
  end: number,
  isLast: boolean,
  limits: FrameLimits,
  joiner: PartsJoiner | undefined,
): Generator<Block> {
  const feed = arena.subarray(landing, end).indexOf(LINE_FEED);
  const recordEnd = feed < 0 ? end : landing + feed;
  yield* release(arena, window, Math.min(recordEnd + 1, end), limits, joiner);
  while (recordEnd - window.start > roomFor(window, limits)) {
    const to = window.start + roomFor(window, limits);
    yield* guarded(arena, window, to, window.inRecord ? 'middle' : 'first', false);
    window.inRecord = true;
    advance(window, to - limits.overlapBytes, true);
  }
  if (window.inRecord) {
    if (feed < 0 && !isLast) return;
    const to = Math.min(recordEnd + 1, end);
    yield* guarded(arena, window, to, 'last', feed < 0);
    window.inRecord = false;
    advance(window, to, true);
  }
  const to = isLast ? end : arena.subarray(landing, end).lastIndexOf(LINE_FEED) + landing + 1;
  // Without a line feed in the new bytes `to` is `landing`: nothing has become whole.
  if (to <= window.start || (feed < 0 && !isLast)) return;
  yield* whole(arena, window, to, isLast ? 'end' : 'more', joiner);
  yield* release(arena, window, end, limits, joiner);
}

/** The lines up to `to`, but for those that wait for the last part of a record. */
function* whole(
  arena: Uint8Array,
  window: Window,
  to: number,
  next: Next,
  joiner: PartsJoiner | undefined,
): Generator<Block> {
  const { start, offset } = window;
  const until = joiner === undefined ? to : joiner.join(start, to, offset, next);
  if (until > start) {
    const openEnded = next === 'end' && arena[until - 1] !== LINE_FEED;
    yield* guarded(arena, window, until, 'whole', openEnded);
    advance(window, until, false);
  }
  window.heldBytes = to - until;
}

/** Lets the lines go that wait, if the line behind them, seen up to `end`, is too long to be joined with. */
function* release(
  arena: Uint8Array,
  window: Window,
  end: number,
  limits: FrameLimits,
  joiner: PartsJoiner | undefined,
): Generator<Block> {
  if (window.heldBytes === 0 || end - window.start <= limits.recordBytesMax) return;
  yield* whole(arena, window, window.start + window.heldBytes, 'too-long', joiner);
}

/** Bytes a window may hold: the limit, and the overlap where there was a window before. */
function roomFor(window: Window, limits: FrameLimits): number {
  return window.inRecord ? limits.recordBytesMax + limits.overlapBytes : limits.recordBytesMax;
}

function advance(window: Window, to: number, forgetsHistory: boolean): void {
  window.offset += to - window.start;
  window.start = to;
  window.heldBytes = 0;
  if (forgetsHistory) window.historyStart = to;
}

/** Yields one block with line feeds laid around it, as scanners want it; puts the bytes back. */
function* guarded(
  arena: Uint8Array,
  window: Window,
  end: number,
  part: Block['part'],
  openEnded: boolean,
): Generator<Block> {
  const { start, historyStart, offset } = window;
  const before = arena[start - 1]!;
  const behind = arena[end]!;
  arena[start - 1] = LINE_FEED;
  arena[end] = LINE_FEED;
  yield { start, end, historyStart, offset, part, openEnded };
  arena[start - 1] = before;
  arena[end] = behind;
}
