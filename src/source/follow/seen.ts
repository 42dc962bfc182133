/** Files that hold nothing to read: passed over at the first start, or copies of what was delivered. */
import { readAt } from './content.ts';
import { type Desk, seenKey } from './desk.ts';
import type { FileStat, OpenFile } from './file-system.ts';
import { openFound } from './held.ts';
import { WINDOW_BYTES, windowHash } from './marks.ts';
import type { Found, Observation } from './observe.ts';

/** Notes `file` as a copy of `stream`, whose content has `lengthBytes`; or as passed over. */
export async function see(
  desk: Desk,
  file: OpenFile,
  stat: FileStat,
  stream: string | null,
  lengthBytes: number | null,
): Promise<void> {
  const { inode, sizeBytes, modifiedMs } = stat;
  const hash = await storedHash(file, sizeBytes);
  const one = { inode, sizeBytes, modifiedMs, hash, stream, lengthBytes, missingSinceMs: null };
  desk.seen.set(seenKey(one), one);
}

/** Whether `found` was noted before, here or on another file system. */
export async function isSeen(desk: Desk, found: Found): Promise<boolean> {
  if (desk.seen.has(seenKey(found.stat))) return true;
  const { sizeBytes, inode, modifiedMs } = found.stat;
  const alike = [...desk.seen].filter(([, one]) => one.sizeBytes === sizeBytes && sizeBytes > 0);
  if (alike.length === 0) return false;
  const file = await openFound(desk, found);
  if (file === undefined) return false;
  try {
    const hash = await storedHash(file, sizeBytes);
    const known = alike.find(([, one]) => one.hash === hash);
    if (known === undefined) return false;
    // Two names of one content may stand side by side: the former stays noted.
    const one = { ...known[1], inode, modifiedMs, missingSinceMs: null };
    desk.seen.set(seenKey(one), one);
    return true;
  } finally {
    await file.close();
  }
}

async function storedHash(file: OpenFile, size: number): Promise<string> {
  const from = Math.max(0, size - WINDOW_BYTES);
  return windowHash(await readAt(file, from, size - from));
}

/** Forgets what has not been there for long. */
export function forget(desk: Desk, observation: Observation): void {
  if (!observation.isComplete) return;
  const now = desk.options.now();
  const isOld = (since: number | null | undefined): boolean =>
    since != null && now - since > desk.limits.rememberMs;
  const present = new Set([...observation.found.values()].map(({ stat }) => seenKey(stat)));
  const wanted = new Set<string>();
  for (const [key, one] of desk.seen) {
    if (isOld(one.missingSinceMs)) desk.seen.delete(key);
    else if (one.stream !== null) wanted.add(one.stream);
    if (present.has(key) === (one.missingSinceMs === null)) continue;
    if (desk.seen.has(key))
      desk.seen.set(key, { ...one, missingSinceMs: present.has(key) ? null : now });
  }
  for (const stream of desk.streams.values()) {
    const isForgotten = stream.phase === 'ended' && isOld(stream.missingSinceMs);
    if (isForgotten && !wanted.has(stream.id)) desk.streams.delete(stream.id);
  }
}
