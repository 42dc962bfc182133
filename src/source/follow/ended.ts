/** When a file is at its end: only then a last line without a line end is a line. */
import type { Desk } from './desk.ts';
import type { FileStat } from './file-system.ts';
import type { Stream } from './stream.ts';

/** Whether nobody will write to the file of `stream` any more. */
export function hasEnded(desk: Desk, stream: Stream, stat: Pick<FileStat, 'modifiedMs'>): boolean {
  if (!stream.isRotated || !isIdle(desk, stat)) return false;
  if (stream.body?.kind === 'copy' || stream.isUnlinked || stream.isUnlisted) return true;
  // A writer keeps to a renamed file until it opens the new one.
  return [...desk.streams.values()].some(
    (other) => other.log === stream.log && other.phase === 'following' && !other.isRotated,
  );
}

/** Whether a file has not grown for a while. */
export function isIdle(desk: Desk, stat: Pick<FileStat, 'modifiedMs'>): boolean {
  return desk.options.now() - stat.modifiedMs >= desk.limits.endedAfterMs;
}
