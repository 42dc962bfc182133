/** What to do with files that are no known stream's: a copy of one, its continuation, or a new one. */
import { binaryKind } from '../binary.ts';
import type { Bound } from './bind.ts';
import { lastLineEnd, plainContent, readAt } from './content.ts';
import { attempt, changed, type Desk, newStream, tell } from './desk.ts';
import { isIdle } from './ended.ts';
import type { OpenFile } from './file-system.ts';
import { noteHeld, openFound, takeHeld } from './held.ts';
import { type InflateProbe, isDamage, openProbe } from './inflate.ts';
import { type Content, ladder, marksOf } from './marks.ts';
import { chooseStream, type Match } from './match.ts';
import type { Found, Observation } from './observe.ts';
import { isSeen, see } from './seen.ts';
import type { BodyKind } from './state.ts';
import { isUnknown, type Stream } from './stream.ts';

/** Inflated in one turn of one file, to see what it is. */
const PROBE_BYTES = 64 << 20;
/** Enough of a file to tell whether it is a log. */
const HEAD_BYTES = 8192;
/** The clock of a file server may be behind ours. */
const CLOCK_SKEW_MS = 5000;

/** Decides about every file that is not bound. */
export async function decide(desk: Desk, observation: Observation, bound: Bound): Promise<void> {
  desk.pending.clear();
  noteFirstSight(desk, observation);
  const unknown = [...observation.found.values()].filter(
    ({ identity }) => !bound.identities.has(identity),
  );
  unknown.sort((one, other) => rank(one) - rank(other) || byAge(one, other));
  for (const found of unknown) {
    const key = waitingKey(desk, found);
    if (desk.waiting.get(found.identity) === key) continue;
    desk.waiting.delete(found.identity);
    if (await isSeen(desk, found)) continue;
    const stream = found.isCompressed
      ? await considerCompressed(desk, found)
      : await considerPlain(desk, found);
    if (stream !== undefined) bound.changed.add(stream);
  }
  const present = observation.found;
  for (const identity of desk.waiting.keys())
    if (!present.has(identity)) desk.waiting.delete(identity);
  for (const identity of desk.counted) if (!present.has(identity)) desk.counted.delete(identity);
  for (const identity of desk.firstSight)
    if (!present.has(identity)) desk.firstSight.delete(identity);
  for (const [identity, probe] of desk.probes) {
    if (present.has(identity)) continue;
    desk.probes.delete(identity);
    await probe.close();
  }
}

/** Live files first, plain ones before compressed ones: the copies are then told by the original. */
function rank({ strength, isCompressed }: Found): number {
  return isCompressed ? 2 : strength === 'live' ? 0 : 1;
}

function byAge(one: Found, other: Found): number {
  return one.stat.modifiedMs - other.stat.modifiedMs;
}

/** What stands there when a pattern is followed for the first time is old, with all its siblings. */
function noteFirstSight(desk: Desk, observation: Observation): void {
  if (desk.turn > 1) return;
  const known = new Set([...desk.streams.values()].map(({ log }) => log));
  const files = [...observation.found.values()];
  const isNew = (log: string): boolean => !known.has(log);
  const logs = new Set(
    files.filter((one) => one.isOfNewPattern).flatMap((one) => one.logs.filter(isNew)),
  );
  for (const { identity, logs: of, stat } of files) {
    // Whatever an empty file will hold is new.
    if (stat.sizeBytes > 0 && of.some((log) => logs.has(log))) desk.firstSight.add(identity);
  }
}

/** A file that is left alone is looked at again when this changes. */
function waitingKey(desk: Desk, found: Found): string {
  const { sizeBytes, modifiedMs } = found.stat;
  const epochs = found.logs.map((log) => desk.epochs.get(log) ?? 0);
  return [sizeBytes, modifiedMs, ...epochs, found.isCompressed && isIdle(desk, found.stat)].join(
    ':',
  );
}

function wait(desk: Desk, found: Found, isPending: boolean): undefined {
  desk.waiting.set(found.identity, waitingKey(desk, found));
  if (isPending) again(desk, found);
}

/** Looks at the file again in the next turn. */
function again(desk: Desk, found: Found): undefined {
  for (const log of found.logs) desk.pending.add(log);
}

async function considerPlain(desk: Desk, found: Found): Promise<Stream | undefined> {
  if (found.strength === 'live') return found.isNamed ? adoptNew(desk, found) : undefined;
  if (found.stat.sizeBytes === 0) return undefined;
  const file = await openFound(desk, found);
  if (file === undefined) return undefined;
  try {
    const content = plainContent(file, found.stat.sizeBytes);
    const match = await attempt(desk, found.name, () => chooseStream(desk, found, content));
    if (match === undefined) return undefined;
    const { stream, verdict } = match;
    if (verdict === 'again') return await again(desk, found);
    if (stream === undefined || verdict === 'different') return await adoptNew(desk, found);
    // Less than a line tells nothing, and a file without a name does not come to hold more by waiting.
    const isTooShort = verdict === 'undecided' && !isUnknown(stream);
    if (isTooShort && found.isNameless) return await adoptNew(desk, found);
    const isWanted = stream.body === undefined && verdict === 'continues';
    const hasNews = stream.phase === 'seeking' || content.lengthBytes > stream.offset;
    if (isWanted && hasNews) return adopt(desk, stream, found, 'copy', content.lengthBytes);
    // Nothing is known of the stream but its file, which may be gone or emptied by the next turn, and
    // no mark would tell: the answer holds for this turn alone.
    if (isUnknown(stream)) return again(desk, found);
    noteHeld(desk, found, verdict !== 'undecided');
    return wait(desk, found, true);
  } finally {
    await file.close();
  }
}

/** Gives a stream that lost its file the copy `found` to go on in. */
function adopt(
  desk: Desk,
  stream: Stream,
  found: Found,
  kind: BodyKind,
  lengthBytes: number,
): Stream {
  const isTruncated = stream.phase === 'seeking' && stream.seekingFor === 'truncated';
  if (kind === 'compressed') countCompressed(desk, found);
  else if (!isTruncated && !stream.isRotated) desk.rotations.rename++;
  if (isTruncated) {
    desk.rotations.copytruncate++;
    // What was written between the last copied byte and the truncation.
    desk.lostBytes += Math.max(0, stream.sizeBytes - Math.max(stream.offset, lengthBytes));
  }
  const { device, inode } = found.stat;
  stream.body = { path: found.paths[0]!, device, inode, kind };
  stream.file = takeHeld(desk, found);
  stream.phase = 'following';
  stream.isRotated = true;
  stream.isUnlinked = false;
  stream.isUnread = false;
  stream.missingSinceMs = undefined;
  stream.isVerified = false;
  stream.sizeBytes = stream.offset;
  changed(desk, stream.log);
  return stream;
}

function countCompressed(desk: Desk, found: Found): void {
  if (!desk.counted.has(found.identity)) desk.rotations.compress++;
  desk.counted.add(found.identity);
}

/** Begins a stream with the file `found`, unless it is older than the first start. */
async function adoptNew(desk: Desk, found: Found): Promise<Stream | undefined> {
  if (found.strength === 'weak' && !found.isNamed) return wait(desk, found, false);
  const isExplicit = desk.options.patterns.includes(found.name);
  if (found.stat.sizeBytes === 0 && !isExplicit) return wait(desk, found, false);
  const file = takeHeld(desk, found) ?? (await openFound(desk, found));
  if (file === undefined) return undefined;
  const made = await attempt(desk, found.name, () =>
    begin(desk, found, file, isExplicit || found.isCompressed),
  );
  if (made?.file === undefined) await file.close();
  return made;
}

async function begin(
  desk: Desk,
  found: Found,
  file: OpenFile,
  isTrusted: boolean,
): Promise<Stream | undefined> {
  const { sizeBytes, device, inode } = found.stat;
  const kind = isTrusted
    ? undefined
    : binaryKind(await readAt(file, 0, Math.min(sizeBytes, HEAD_BYTES)));
  if (kind !== undefined) {
    desk.binaries.set(found.name, kind);
    return wait(desk, found, false);
  }
  const isOld = isFromEnd(desk, found);
  // The inode may hold something else later.
  desk.firstSight.delete(found.identity);
  if (isOld && sizeBytes > 0) desk.passedOver.push({ name: found.name, bytes: sizeBytes });
  if (isOld && found.isCompressed) {
    await see(desk, file, found.stat, null, null);
    return undefined;
  }
  const offset = isOld ? await lastLineEnd(file, sizeBytes) : 0;
  const marks = offset > 0 ? await marksOf(plainContent(file, sizeBytes), offset) : [];
  if (found.strength !== 'live') forgetMissed(desk, found);
  const stream = newStream(desk, found.logs[0]!, found.name);
  stream.offset = offset;
  stream.marks = marks;
  stream.sizeBytes = offset;
  stream.file = file;
  stream.body = {
    path: found.paths[0]!,
    device,
    inode,
    kind: found.isCompressed ? 'compressed' : 'file',
  };
  stream.isRotated = found.strength !== 'live';
  return stream;
}

/** A stream that is missed, and of which nothing is known, is presumably what stands there now. */
function forgetMissed(desk: Desk, found: Found): void {
  for (const stream of desk.streams.values()) {
    if (stream.phase !== 'seeking' || !isUnknown(stream)) continue;
    if (!found.logs.includes(stream.log)) continue;
    desk.streams.delete(stream.id);
    return;
  }
}

/** Whether only what comes from now on is read of a new file. */
function isFromEnd(desk: Desk, found: Found): boolean {
  if (desk.firstSight.has(found.identity)) return !found.isNamed || desk.options.from === 'end';
  return !found.isNamed && found.stat.modifiedMs < desk.firstStartMs - CLOCK_SKEW_MS;
}

/** Looks through a compressed file, over several turns if it is large. */
async function considerCompressed(desk: Desk, found: Found): Promise<Stream | undefined> {
  if (isFromEnd(desk, found) && desk.firstSight.has(found.identity)) return adoptNew(desk, found);
  const probe = await probeOf(desk, found);
  if (probe === undefined) return wait(desk, found, true);
  let isWhole = false;
  try {
    isWhole = await probe.advance(PROBE_BYTES);
  } catch (error) {
    await closeProbe(desk, found);
    if (!isDamage(error)) throw error;
    // One that is being written is not whole yet; one that has been left so is a problem.
    if (isIdle(desk, found.stat)) tell(desk, found.name, error as Parameters<typeof tell>[2]);
    return wait(desk, found, true);
  }
  if (!isWhole) return again(desk, found);
  const content = probe.content();
  await closeProbe(desk, found);
  const match = await chooseStream(desk, found, content);
  return settleCompressed(desk, found, content, match);
}

async function settleCompressed(
  desk: Desk,
  found: Found,
  content: Content,
  { stream, verdict }: Match,
): Promise<Stream | undefined> {
  if (verdict === 'again') return again(desk, found);
  if (stream === undefined || verdict === 'different' || verdict === 'undecided')
    return adoptNew(desk, found);
  const isWanted = stream.body === undefined && content.lengthBytes > stream.offset;
  if (verdict === 'continues' && isWanted)
    return adopt(desk, stream, found, 'compressed', content.lengthBytes);
  const file = await openFound(desk, found);
  if (file === undefined) return undefined;
  await attempt(desk, found.name, () =>
    see(desk, file, found.stat, stream.id, content.lengthBytes),
  );
  await file.close();
  countCompressed(desk, found);
  if (verdict === 'continues' && stream.phase === 'seeking') {
    stream.phase = 'ended';
    stream.isRotated = true;
    desk.lostBytes += Math.max(0, stream.sizeBytes - stream.offset);
  }
  return undefined;
}

/** The look that is under way at `found`, or a new one if the file has stood still for a turn. */
async function probeOf(desk: Desk, found: Found): Promise<InflateProbe | undefined> {
  const known = desk.probes.get(found.identity);
  const { sizeBytes, modifiedMs } = found.stat;
  if (known?.stat.sizeBytes === sizeBytes && known.stat.modifiedMs === modifiedMs) return known;
  if (known !== undefined) await closeProbe(desk, found);
  const file = await openFound(desk, found);
  if (file === undefined) return undefined;
  const positions = new Set(ladder(Number.MAX_SAFE_INTEGER));
  for (const stream of desk.streams.values()) {
    if (!found.logs.includes(stream.log)) continue;
    for (const [at] of stream.marks) positions.add(at);
    positions.add(stream.sizeBytes);
  }
  const probe = await attempt(desk, found.name, () =>
    openProbe(file, found.stat, found.name, desk.options.decompress, positions),
  );
  if (probe === undefined) await file.close();
  else desk.probes.set(found.identity, probe);
  return probe;
}

async function closeProbe(desk: Desk, found: Found): Promise<void> {
  await desk.probes.get(found.identity)?.close();
  desk.probes.delete(found.identity);
}
