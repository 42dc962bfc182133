/**
 * Starts the other threads of a run. A thread takes as long to start as all of our modules take to load,
 * so this file imports none of them and can be asked before they are.
 */
import { Worker } from 'node:worker_threads';

/** Threads that know nothing yet; none of them keeps the process alive until it is given work. */
export function startOthers(count: number): Worker[] {
  return Array.from({ length: Math.max(0, count) }, () => {
    const other = new Worker(new URL('./thread.js', import.meta.url));
    other.unref();
    return other;
  });
}
