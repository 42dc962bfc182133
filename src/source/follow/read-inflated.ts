/** Reads what a compressed sibling holds behind the offset of its stream, turn by turn. */
import { attempt, type Desk, loseBody, openAs } from './desk.ts';
import { openInflated } from './inflate.ts';
import { advance, closingPiece, passHole } from './read-plain.ts';
import { see } from './seen.ts';
import type { Piece } from './state.ts';
import { closeStream, identityOf, type Stream } from './stream.ts';

/** The file was seen to be whole: it is read to its end, and then the stream is at its end too. */
export async function* readInflated(desk: Desk, stream: Stream): AsyncGenerator<Piece> {
  stream.hasMore = true;
  if (!(await open(desk, stream))) {
    await loseBody(desk, stream, 'missing');
    return;
  }
  let isLineOpen = false;
  for (let left = desk.limits.turnBytesMax; left > 0 || isLineOpen; ) {
    const lines = await attempt(desk, stream.name, () => stream.inflated!.next());
    if (lines === undefined) {
      if (desk.failing.has(stream.name)) await loseBody(desk, stream, 'missing');
      else await end(desk, stream);
      if (isLineOpen) yield closingPiece(stream);
      return;
    }
    const { context, bytes } = lines;
    isLineOpen = lines.isLineOpen;
    left -= bytes.length;
    const known = new Uint8Array(bytes.buffer, context.byteOffset, context.length + bytes.length);
    yield advance(desk, stream, context, bytes, known, isLineOpen);
  }
}

/** Inflates up to the offset; false if the file is not what it was seen to be. */
async function open(desk: Desk, stream: Stream): Promise<boolean> {
  if (stream.inflated !== undefined) return true;
  const body = stream.body!;
  stream.file ??= await openAs(desk, body.path, identityOf(body));
  if (stream.file === undefined) return false;
  const { decompress } = desk.options;
  const { pieceBytes, partsWaitMs } = desk.limits;
  const known = stream.marks.at(-1)?.[1];
  const isRight = await attempt(desk, stream.name, async () => {
    stream.inflated = await openInflated(
      ...([stream.file!, body.path, decompress, pieceBytes, partsWaitMs > 0] as const),
    );
    if (!(await stream.inflated.skipTo(stream.offset, known))) return false;
    if (stream.offset === 0) await skipHole(desk, stream);
    return true;
  });
  return isRight === true;
}

async function skipHole(desk: Desk, stream: Stream): Promise<void> {
  const { bytes, window } = await stream.inflated!.skipHole();
  if (bytes > 0) passHole(desk, stream, bytes, window);
}

/** From now on the file is the copy of a stream that was delivered, and the stream is remembered. */
async function end(desk: Desk, stream: Stream): Promise<void> {
  const stat = await attempt(desk, stream.name, () => stream.file!.stat());
  if (stat !== undefined) await see(desk, stream.file!, stat, stream.id, stream.offset);
  stream.hasMore = false;
  stream.isUnread = false;
  stream.phase = 'ended';
  stream.isRotated = true;
  stream.sizeBytes = stream.offset;
  stream.body = undefined;
  stream.missingSinceMs = desk.options.now();
  await closeStream(stream);
}
