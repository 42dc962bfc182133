/**
 * Files that were emptied and hold another text now. They stay open until that is decided about: when
 * they are deleted before, the handle is the only way to what was written meanwhile.
 */
import { attempt, type Desk, openAs } from './desk.ts';
import { isIdle } from './ended.ts';
import type { OpenFile } from './file-system.ts';
import type { Found, Observation } from './observe.ts';
import type { SavedStream } from './state.ts';
import { createStream, type Stream, saveStream } from './stream.ts';

/** Opens `found`, by the handle that is held if there is one; to be closed by the caller. */
export async function openFound(desk: Desk, found: Found): Promise<OpenFile | undefined> {
  const held = desk.held.get(found.identity);
  if (held === undefined) return openAs(desk, found.paths[0]!, found.identity);
  // The handle stays open for the next who asks.
  const { file } = held;
  return { stat: file.stat, read: file.read, close: async () => {} };
}

/** The handle that is held of `found`, for the stream that reads on with it. */
export function takeHeld(desk: Desk, found: Found): OpenFile | undefined {
  const held = desk.held.get(found.identity);
  desk.held.delete(found.identity);
  return held?.file;
}

/** Notes whether what `found` holds is known from elsewhere. */
export function noteHeld(desk: Desk, found: Found, isCopy: boolean): void {
  const held = desk.held.get(found.identity);
  if (held !== undefined) held.isCopy = isCopy;
}

/**
 * Whether `stream` was known before `found` was emptied, and so is no copy of what was written since,
 * be it the same.
 */
export function isOlder(desk: Desk, stream: Stream, found: Found): boolean {
  const held = found.isNameless ? desk.held.get(found.identity) : undefined;
  if (held === undefined) return false;
  const { body, log, intactTurn } = held;
  // A rotated file may have been overwritten with a copy of anything.
  return body.kind === 'file' && body.path === log && stream.firstTurn <= intactTurn;
}

/** Handles that are open, of streams and of files that are no stream's. */
export function countOpen(desk: Desk): number {
  const streams = [...desk.streams.values()].filter(({ file }) => file !== undefined);
  return streams.length + desk.held.size;
}

/** Lets go of files that nobody writes to any more; what is in none but them is lost then. */
export async function releaseHeld(desk: Desk, observation: Observation): Promise<void> {
  for (const [identity, held] of desk.held) {
    const found = observation.found.get(identity);
    if (found === undefined) continue;
    held.stat = (await attempt(desk, held.name, () => held.file.stat())) ?? held.stat;
    held.turns++;
    const isOver = held.turns > 2 && isIdle(desk, held.stat);
    // Deleted since the look: the next one decides.
    if (held.stat.links === 0 && !found.isNameless) continue;
    // It can be opened again by its name.
    const isDecided = held.turns > 1 && !found.isNameless;
    const isDispensable = isDecided && countOpen(desk) > desk.limits.openFilesMax;
    if (!isOver && !isDispensable) continue;
    if (found.isNameless && !held.isCopy) desk.lostBytes += held.stat.sizeBytes;
    desk.held.delete(identity);
    await held.file.close();
  }
}

const GONE = { isRotated: true, isUnlinked: true, isUnread: true } as const;

/** Deleted files as they are saved: what they hold is missed if this process ends before it is read. */
export function saveHeld(desk: Desk): SavedStream[] {
  return [...desk.held.values()]
    .filter(({ stat, isCopy }) => stat.links === 0 && stat.sizeBytes > 0 && !isCopy)
    .map(({ id, log, name, body, stat: { sizeBytes, modifiedMs } }) => {
      const place = { id, log, name, body, sizeBytes, modifiedMs };
      return saveStream(createStream({ ...place, ...GONE }));
    });
}
