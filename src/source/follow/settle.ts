/** The end of streams: bytes that were looked for and not found, handles that are no longer needed. */
import { attempt, type Desk, loseBody } from './desk.ts';
import { isIdle } from './ended.ts';
import { countOpen } from './held.ts';
import type { Observation } from './observe.ts';
import { closeStream, isUnknown, type Stream } from './stream.ts';

/** Gives up on streams whose bytes are nowhere: what is known to be gone is counted. */
export function settle(desk: Desk, observation: Observation): void {
  if (!observation.isComplete) return;
  for (const stream of desk.streams.values()) {
    if (stream.phase !== 'seeking') continue;
    stream.seekingTurns++;
    const since = desk.options.now() - (stream.missingSinceMs ?? 0);
    // A listing that began before the rotation was over does not count.
    const isOver = stream.seekingTurns > 2 && since >= desk.limits.endedAfterMs;
    if (!isOver || desk.pending.has(stream.log)) continue;
    if (isUnknown(stream)) {
      // It held something, of which nobody can tell whether it was read under another name.
      desk.rotations.gap++;
      desk.streams.delete(stream.id);
      continue;
    }
    const lost = Math.max(0, stream.sizeBytes - stream.offset);
    desk.lostBytes += lost;
    if (stream.seekingFor === 'truncated') desk.rotations.truncate++;
    // A rotated file that was read to its end goes when its time has come; else nobody knows what it held.
    else if (stream.isUnread || !(stream.isRotated || stream.isUnlinked)) desk.rotations.gap++;
    stream.phase = 'ended';
    stream.isUnread = false;
    stream.isRotated = true;
    stream.sizeBytes = stream.offset;
  }
}

/** Lets go of what has ended, and of handles beyond the limit. */
export async function release(desk: Desk, observation: Observation): Promise<void> {
  const held: Stream[] = [];
  for (const stream of desk.streams.values()) {
    if (stream.file === undefined) continue;
    const isRead = !stream.hasMore && stream.offset + stream.partialBytes >= stream.sizeBytes;
    const isEnded = isRead && stream.isRotated && stream.partialBytes === 0;
    if (isEnded && isIdle(desk, stream) && (await isStill(desk, stream)))
      await endStream(desk, stream, observation);
    else if (isRead) held.push(stream);
  }
  held.sort((one, other) => one.lastTurn - other.lastTurn);
  const open = countOpen(desk);
  // A deleted file has no other way in, and one without known bytes is known by its handle alone.
  const isKept = (stream: Stream): boolean =>
    stream.isUnlinked || (isUnknown(stream) && stream.isRotated);
  for (const stream of held.filter((one) => !isKept(one)).slice(0, open - desk.limits.openFilesMax))
    if (await isStill(desk, stream)) await closeStream(stream);
}

/** Whether its file is what it was when it was read: if not, the handle may be the only way in. */
async function isStill(desk: Desk, stream: Stream): Promise<boolean> {
  const stat = await attempt(desk, stream.name, () => stream.file!.stat());
  if (stat === undefined) return true;
  return (stat.links > 0 || stream.isUnlinked) && stat.sizeBytes === stream.sizeBytes;
}

async function endStream(desk: Desk, stream: Stream, observation: Observation): Promise<void> {
  const { body } = stream;
  const isListed = body && observation.found.has(`${body.device}:${body.inode}`);
  const stat = isListed ? undefined : await desk.options.fileSystem.stat(body!.path);
  const isThere = isListed || (stat?.inode === body?.inode && stat?.device === body?.device);
  if (isThere) {
    await closeStream(stream);
    return;
  }
  await loseBody(desk, stream, 'missing');
  stream.phase = 'ended';
}
