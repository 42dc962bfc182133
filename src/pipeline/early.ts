/** Starts threads for a report before anything else is loaded. Imports next to nothing for that reason. */
import { statSync } from 'node:fs';
import type { Worker } from 'node:worker_threads';
import { startOthers } from '../parallel/others.ts';

/** Names that are looked at; more would cost more than an early start saves. */
const LOOKED_AT_MAX = 8;

/** `threads - 1` threads if a file of `bytesMin` is among the first of `paths`; none else. */
export function startEarly(
  paths: readonly string[],
  threads: number,
  bytesMin: number,
): readonly Worker[] {
  if (threads === 1) return [];
  const isLarge = (path: string): boolean => {
    const stat = statSync(path, { throwIfNoEntry: false });
    return stat?.isFile() === true && stat.size >= bytesMin;
  };
  try {
    return paths.slice(0, LOOKED_AT_MAX).some(isLarge) ? startOthers(threads - 1) : [];
  } catch {
    // What is wrong with a path is said when it is opened.
    return [];
  }
}
