/** Which known streams stand where now: the same file under whatever name, as long as its bytes agree. */
import { plainContent } from './content.ts';
import { attempt, type Desk, forgetStream, loseBody, openAs } from './desk.ts';
import { hasEnded } from './ended.ts';
import type { FileStat } from './file-system.ts';
import { compare } from './marks.ts';
import type { Found, Observation } from './observe.ts';
import { hasWaited } from './open-records.ts';
import { identityOf, isUnknown, type Stream } from './stream.ts';

/** What is to be read in this turn, and what every file is that belongs to a known stream. */
export interface Bound {
  readonly identities: Set<string>;
  /** Streams with something new, with the state of their file. */
  readonly changed: Set<Stream>;
}

/** Finds the file of each stream that has one, by device and inode. */
export async function bind(desk: Desk, observation: Observation): Promise<Bound> {
  const bound: Bound = { identities: new Set(), changed: new Set() };
  for (const stream of [...desk.streams.values()]) {
    if (stream.phase !== 'following' || stream.body === undefined) continue;
    const found = observation.found.get(identityOf(stream.body));
    if (found !== undefined) await bindFound(desk, stream, found, bound);
    else if (!(await bindRenumbered(desk, stream, observation, bound)))
      await bindUnlisted(desk, stream, observation, bound);
  }
  return bound;
}

async function bindFound(desk: Desk, stream: Stream, found: Found, bound: Bound): Promise<void> {
  const body = stream.body!;
  const isOther = (body.kind === 'compressed') !== found.isCompressed;
  const isTaken = isOther || bound.identities.has(found.identity);
  if (isUnknown(stream) && (isTaken || !isSurelySame(stream, found))) {
    // Nothing is known of it and nothing was delivered: it is looked at as if for the first time. What
    // was deleted before a restart it cannot be.
    if (stream.isUnread && stream.isUnlinked) await loseBody(desk, stream, 'missing');
    else await forgetStream(desk, stream);
    return;
  }
  if (isTaken) {
    await loseBody(desk, stream, 'missing');
    return;
  }
  bound.identities.add(found.identity);
  if (!found.paths.includes(body.path)) stream.body = { ...body, path: found.paths[0]! };
  const isRotated = body.kind !== 'file' || found.strength !== 'live';
  if (isRotated && !stream.isRotated) desk.rotations.rename++;
  stream.isRotated = isRotated;
  stream.isUnlisted = false;
  stream.isUnread = false;
  if (isChanged(desk, stream, found.stat)) bound.changed.add(stream);
}

/** Whether an inode without known bytes cannot have been given to another file meanwhile. */
function isSurelySame(stream: Stream, found: Found): boolean {
  if (stream.file !== undefined) return true;
  return found.strength === 'live' && !stream.isRotated && found.logs.includes(stream.log);
}

function isChanged(desk: Desk, stream: Stream, stat: FileStat): boolean {
  return (
    !stream.isVerified ||
    stream.hasMore ||
    stat.sizeBytes !== stream.sizeBytes ||
    stat.modifiedMs !== stream.modifiedMs ||
    (stream.partialBytes > 0 && hasEnded(desk, stream, stat)) ||
    hasWaited(desk, stream)
  );
}

/** A device may have another number after a restart of the machine. */
async function bindRenumbered(
  desk: Desk,
  stream: Stream,
  observation: Observation,
  bound: Bound,
): Promise<boolean> {
  const body = stream.body!;
  if (stream.isVerified || stream.offset === 0 || body.kind === 'compressed') return false;
  for (const found of observation.found.values()) {
    if (found.stat.inode !== body.inode || !found.paths.includes(body.path)) continue;
    const file = await openAs(desk, body.path, found.identity);
    if (file === undefined) return false;
    const content = plainContent(file, found.stat.sizeBytes);
    const verdict = await attempt(desk, body.path, () =>
      compare(content, stream.marks, stream.holeBytes),
    );
    await file.close();
    if (verdict !== 'continues') return false;
    stream.body = { ...body, device: found.stat.device };
    await bindFound(desk, stream, found, bound);
    return true;
  }
  return false;
}

/** No name that is looked at leads to the file: it was deleted, moved away, or a link was switched. */
async function bindUnlisted(
  desk: Desk,
  stream: Stream,
  observation: Observation,
  bound: Bound,
): Promise<void> {
  const { path } = stream.body!;
  const there = await attempt(desk, path, () => desk.options.fileSystem.stat(path));
  const isThere = there !== undefined && identityOf(there) === identityOf(stream.body!);
  const held = stream.file && (await attempt(desk, path, () => stream.file!.stat()));
  const stat = held ?? (isThere ? there : undefined);
  if (stat === undefined) {
    if (observation.isComplete) await loseBody(desk, stream, 'missing');
    return;
  }
  if (!observation.isComplete && !isThere) {
    if (isChanged(desk, stream, stat)) bound.changed.add(stream);
    return;
  }
  if (stat.links === 0 && !stream.isUnlinked) {
    stream.isUnlinked = true;
    if (!stream.isRotated) desk.rotations.delete++;
  } else if (!isThere && !stream.isRotated && !stream.isUnlinked) desk.rotations.rename++;
  stream.isRotated = true;
  stream.isUnlisted = true;
  bound.identities.add(identityOf(stream.body!));
  if (!isChanged(desk, stream, stat)) return;
  bound.changed.add(stream);
  stream.isUnread = true;
  if (isUnknown(stream)) stream.sizeBytes = stat.sizeBytes;
}
