/**
 * Starts the other threads of a run. A thread takes as long to start as all of our modules take to load,
 * so this file imports none of them and can be asked before they are.
 */
import { createRequire } from 'node:module';
import type { Worker } from 'node:worker_threads';

/** Loaded for who starts some: every command imports this file. */
const require = createRequire(import.meta.url);

/** Threads that know nothing yet; none of them keeps the process alive until it is given work. */
export function startOthers(count: number): Worker[] {
  const threads: typeof import('node:worker_threads') = require('node:worker_threads');
  return Array.from({ length: Math.max(0, count) }, () => {
    const other = new threads.Worker(new URL('./thread.js', import.meta.url));
    other.unref();
    return other;
  });
}
