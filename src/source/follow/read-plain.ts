/**
 * Reads whole lines of a file. What is known of it is compared after each read and before the bytes
 * are handed out, so that a file that was emptied or replaced meanwhile is noticed in time.
 */
import { ENTRY_BYTES_MAX } from '../../model/limits.ts';
import { fill, readAt } from './content.ts';
import { attempt, changed, type Desk, loseBody } from './desk.ts';
import { hasEnded } from './ended.ts';
import type { OpenFile } from './file-system.ts';
import { extendMarks, headMark, WINDOW_BYTES, windowHash } from './marks.ts';
import { recordsEnd } from './open-records.ts';
import type { Piece } from './state.ts';
import { isUnknown, type Stream } from './stream.ts';

const LF = 10;

/** One buffer for all streams: the context, and behind it the bytes of the piece. */
export function createBuffer(pieceBytes: number): Uint8Array {
  return new Uint8Array(ENTRY_BYTES_MAX + pieceBytes);
}

/** Bytes of a line that is longer than a piece and not at its end yet are searched once. */
interface Line {
  /** Offset of its end; undefined if it has none yet. */
  readonly to: number | undefined;
}

/** What `stream` holds in `file` behind its offset, up to the limit of a turn. */
export async function* readPlain(
  desk: Desk,
  stream: Stream,
  file: OpenFile,
  buffer: Uint8Array,
): AsyncGenerator<Piece> {
  const stat = await attempt(desk, stream.name, () => file.stat());
  if (stat === undefined) return;
  if (stat.sizeBytes < stream.offset || !(await isAsKnown(stream, file, buffer))) {
    await loseBody(desk, stream, 'truncated');
    return;
  }
  stream.isVerified = true;
  stream.hasMore = false;
  if (stat.sizeBytes < stream.sizeBytes) stream.partialBytes = 0;
  stream.modifiedMs = stat.modifiedMs;
  // A commit may come between two pieces. Of what is not known yet the size may be another text's.
  stream.sizeBytes = isUnknown(stream) ? stream.offset : stat.sizeBytes;
  const isAtEnd = hasEnded(desk, stream, stat);
  let left = desk.limits.turnBytesMax;
  while (stream.body !== undefined) {
    if (left <= 0) {
      stream.hasMore = true;
      break;
    }
    const before = stream.offset;
    const isDone = yield* readStep(desk, stream, file, buffer, isAtEnd);
    left -= stream.offset - before;
    if (isDone || stream.offset === before) break;
  }
  if (stream.body === undefined) return;
  // What ended earlier than it should was emptied meanwhile: nothing of it is to come any more.
  const isShort = !stream.hasMore && stream.offset + stream.partialBytes < stat.sizeBytes;
  const { sizeBytes } = (isShort && (await attempt(desk, stream.name, () => file.stat()))) || stat;
  stream.sizeBytes = Math.max(sizeBytes, stream.offset);
  stream.isUnread = stream.isUnread && stream.hasMore;
}

/** Hands out one piece, or one long line; returns true when there is nothing more for now. */
async function* readStep(
  desk: Desk,
  stream: Stream,
  file: OpenFile,
  buffer: Uint8Array,
  isAtEnd: boolean,
): AsyncGenerator<Piece, boolean> {
  const room = buffer.subarray(ENTRY_BYTES_MAX);
  if (stream.offset === 0) {
    const hole = await findHole(desk, stream, file, room);
    if (hole === undefined) return true;
    if (hole > 0) {
      await skip(desk, stream, file, hole);
      return false;
    }
  }
  const count = await fill(file, room, stream.offset);
  const isFull = count === room.length;
  if (count > 0 && room[0] === 0 && stream.offset === stream.holeBytes) {
    // The text does not begin where it did: it is another one.
    await loseBody(desk, stream, 'truncated');
    return true;
  }
  const lineEnd = room.subarray(0, count).lastIndexOf(LF) + 1;
  if (lineEnd > 0) {
    const { modifiedMs } = stream;
    const lines = room.subarray(0, lineEnd);
    const end = recordsEnd(desk, stream, lines, { isFull, isAtEnd, modifiedMs });
    const to = stream.offset + end;
    if (end > 0) yield* deliver(desk, stream, file, buffer, end, false);
    if (!isFull && stream.offset === to) {
      stream.partialBytes = count - end;
      if (end < lineEnd) stream.heldSinceMs ??= desk.options.now();
    }
    return stream.body === undefined || (!isFull && !isAtEnd);
  }
  if (!isFull) {
    stream.partialBytes = count;
    if (isAtEnd && count > 0) yield* deliver(desk, stream, file, buffer, count, false);
    return true;
  }
  const line = await findLineEnd(stream, file, room, isAtEnd);
  if (line.to === undefined) return true;
  yield* deliverLong(desk, stream, file, buffer, line.to);
  return stream.body === undefined;
}

/**
 * The NUL bytes that the file begins with; undefined where nothing else is there yet, because they may
 * be space that is written to later, or where they are more than a turn may read.
 */
async function findHole(
  desk: Desk,
  stream: Stream,
  file: OpenFile,
  room: Uint8Array,
): Promise<number | undefined> {
  const begun = stream.scannedBytes;
  const limit = begun + desk.limits.turnBytesMax;
  while (stream.scannedBytes < limit) {
    const count = await fill(file, room, stream.scannedBytes);
    const text = room.subarray(0, count).findIndex((byte) => byte !== 0);
    if (text >= 0) {
      const hole = stream.scannedBytes + text;
      stream.scannedBytes = 0;
      if (hole === 0 || (await isHole(file, hole))) return hole;
      stream.hasMore = true;
      return undefined;
    }
    stream.scannedBytes += count;
    if (count < room.length) {
      stream.scannedBytes = 0;
      // It may have been emptied and begun anew since the search began.
      stream.hasMore = begun > 0;
      return undefined;
    }
  }
  stream.hasMore = true;
  return undefined;
}

/** Whether the file still begins with `length` NUL bytes, as far as its ends tell. */
async function isHole(file: OpenFile, length: number): Promise<boolean> {
  const size = Math.min(length, WINDOW_BYTES);
  const ends = [await readAt(file, length - size, size), await readAt(file, 0, size)];
  return ends.every((bytes) => bytes.length === size && bytes.every((byte) => byte === 0));
}

async function skip(desk: Desk, stream: Stream, file: OpenFile, bytes: number): Promise<void> {
  const to = stream.offset + bytes;
  const window = new Uint8Array(Math.min(to, WINDOW_BYTES));
  await fill(file, window, to - window.length);
  passHole(desk, stream, bytes, window);
}

/** Moves the offset behind a hole of `bytes`; `window` ends there. */
export function passHole(desk: Desk, stream: Stream, bytes: number, window: Uint8Array): void {
  const to = stream.offset + bytes;
  desk.skippedBytes += bytes;
  stream.marks = [[to, windowHash(window)]];
  stream.offset = to;
  stream.holeBytes = to;
}

/**
 * Searches the end of a line that is longer than a piece from where it was searched last. NUL bytes at
 * the end may be space that is written to later: they are searched again.
 */
async function findLineEnd(
  stream: Stream,
  file: OpenFile,
  room: Uint8Array,
  isAtEnd: boolean,
): Promise<Line> {
  for (let from = stream.offset + stream.partialBytes; ; ) {
    const count = await fill(file, room, from);
    const bytes = room.subarray(0, count);
    const found = bytes.indexOf(LF);
    if (found >= 0) return { to: from + found + 1 };
    const lastByte = bytes.findLastIndex((byte) => byte !== 0);
    if (lastByte >= 0) stream.partialBytes = from + lastByte + 1 - stream.offset;
    from += count;
    if (count < room.length) return { to: isAtEnd ? from : undefined };
  }
}

async function* deliverLong(
  desk: Desk,
  stream: Stream,
  file: OpenFile,
  buffer: Uint8Array,
  to: number,
): AsyncGenerator<Piece> {
  const room = buffer.subarray(ENTRY_BYTES_MAX);
  let hasBegun = false;
  while (stream.offset < to) {
    const wanted = Math.min(room.length, to - stream.offset);
    const before = stream.offset;
    const count = await fill(file, room.subarray(0, wanted), before);
    if (count < wanted) await loseBody(desk, stream, 'truncated');
    else yield* deliver(desk, stream, file, buffer, count, stream.offset + count < to);
    if (stream.body === undefined) {
      if (hasBegun) yield closingPiece(stream);
      return;
    }
    if (stream.offset === before) return;
    hasBegun = true;
  }
}

/** Hands out the first `count` bytes of the buffer's room, if what stands before them is as known. */
async function* deliver(
  desk: Desk,
  stream: Stream,
  file: OpenFile,
  buffer: Uint8Array,
  count: number,
  isLineOpen: boolean,
): AsyncGenerator<Piece> {
  if (!(await isAsKnown(stream, file, buffer))) {
    await loseBody(desk, stream, 'truncated');
    return;
  }
  if (stream.offset === stream.holeBytes && !(await isAsRead(stream, file, buffer, count))) {
    // Emptied while it was read: nothing is known of it, so it is read again.
    stream.hasMore = true;
    return;
  }
  const context = contextOf(stream, buffer);
  const bytes = buffer.subarray(ENTRY_BYTES_MAX, ENTRY_BYTES_MAX + count);
  const known = buffer.subarray(context.byteOffset - buffer.byteOffset, ENTRY_BYTES_MAX + count);
  yield advance(desk, stream, context, bytes, known, isLineOpen);
}

/** Reads the context of the next piece into the buffer, and compares its end with what is known. */
async function isAsKnown(stream: Stream, file: OpenFile, buffer: Uint8Array): Promise<boolean> {
  const context = contextOf(stream, buffer);
  const count = await fill(file, context, stream.offset - context.length);
  if (count < context.length) return false;
  const known = stream.marks.at(-1);
  if (known === undefined) return true;
  if (windowHash(context.subarray(-WINDOW_BYTES)) !== known[1]) return false;
  const head = headMark(stream.marks);
  if (head === undefined || head === known) return true;
  return windowHash(await readAt(file, 0, WINDOW_BYTES)) === head[1];
}

/** Whether the file still has the bytes at the offset that are in the buffer's room. */
async function isAsRead(
  stream: Stream,
  file: OpenFile,
  buffer: Uint8Array,
  count: number,
): Promise<boolean> {
  const read = buffer.subarray(ENTRY_BYTES_MAX, ENTRY_BYTES_MAX + Math.min(count, WINDOW_BYTES));
  return Buffer.compare(await readAt(file, stream.offset, read.length), read) === 0;
}

function contextOf(stream: Stream, buffer: Uint8Array): Uint8Array {
  const length = Math.min(ENTRY_BYTES_MAX, stream.offset);
  return buffer.subarray(ENTRY_BYTES_MAX - length, ENTRY_BYTES_MAX);
}

/** Moves the offset of `stream` behind `bytes`, and gives them as a piece. `known` is both together. */
export function advance(
  desk: Desk,
  stream: Stream,
  context: Uint8Array,
  bytes: Uint8Array,
  known: Uint8Array,
  isLineOpen: boolean,
): Piece {
  const piece = pieceOf(stream, context, bytes, isLineOpen);
  const isFirst = stream.offset === stream.holeBytes;
  stream.marks = extendMarks(stream.marks, known, piece.to, stream.holeBytes);
  stream.offset = piece.to;
  stream.sizeBytes = Math.max(stream.sizeBytes, piece.to);
  stream.partialBytes = 0;
  stream.heldSinceMs = undefined;
  desk.deliveredBytes += bytes.length;
  // Now there is something by which a copy of it is known.
  if (isFirst) changed(desk, stream.log);
  return piece;
}

/** Ends a line whose rest is gone. */
export function closingPiece(stream: Stream): Piece {
  return pieceOf(stream, new Uint8Array(0), new Uint8Array(0), false);
}

function pieceOf(
  stream: Stream,
  context: Uint8Array,
  bytes: Uint8Array,
  isLineOpen: boolean,
): Piece {
  return {
    stream: stream.id,
    log: stream.log,
    name: stream.body?.path ?? stream.name,
    kind: stream.body?.kind ?? 'file',
    context: context.length < stream.offset ? context.subarray(context.indexOf(LF) + 1) : context,
    bytes,
    from: stream.offset,
    to: stream.offset + bytes.length,
    modifiedMs: stream.modifiedMs,
    isLineOpen,
  };
}
