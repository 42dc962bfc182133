/**
 * When to look again: after a while, or earlier where the file system says that something changed.
 * Events are hints; they get lost on network file systems and under load, so nothing depends on them.
 */
import { watch } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';

/** Directories that are watched for events; the rest is polled. */
const WATCHED_MAX = 512;

export interface Wake {
  /** Resolves when it is time for a turn; at once if `signal` is aborted. */
  wait(): Promise<void>;
  /** Directories to take hints of from now on. */
  watch(directories: readonly string[]): void;
  close(): void;
}

export interface WakeOptions {
  /** The longest time between two turns. */
  readonly intervalMs: number;
  /** The shortest, however many events there are. */
  readonly pauseMs: number;
  readonly signal: AbortSignal;
  /** How to wait; rejects when the signal is aborted. */
  readonly sleep?: (ms: number, signal: AbortSignal) => Promise<void>;
  /** Calls back at every change below a directory; returns how to stop. Throws if it cannot. */
  readonly subscribe?: (directory: string, onChange: () => void) => () => void;
}

/** Waits between the turns of a follower. */
export function createWake(options: WakeOptions): Wake {
  const { intervalMs, pauseMs, signal, sleep = realSleep, subscribe = realSubscribe } = options;
  const watched = new Map<string, () => void>();
  let hint: (() => void) | undefined;
  let hasHint = false;
  const onChange = (): void => {
    hasHint = true;
    hint?.();
  };

  return {
    async wait() {
      if (signal.aborted) return;
      await sleep(pauseMs, signal).catch(() => undefined);
      if (!hasHint && !signal.aborted && intervalMs > pauseMs) {
        const rest = new AbortController();
        const hinted = new Promise<void>((resolve) => {
          hint = resolve;
        });
        const slept = sleep(intervalMs - pauseMs, AbortSignal.any([rest.signal, signal]));
        await Promise.race([hinted, slept.catch(() => undefined)]);
        rest.abort();
      }
      hint = undefined;
      hasHint = false;
    },
    watch(directories) {
      const wanted = new Set(directories.slice(0, WATCHED_MAX));
      for (const [directory, stop] of watched) {
        if (wanted.has(directory)) continue;
        stop();
        watched.delete(directory);
      }
      for (const directory of wanted) {
        if (watched.has(directory)) continue;
        try {
          watched.set(directory, subscribe(directory, onChange));
        } catch {
          // No directory yet, or no watches left: it is polled, and asked for again with the next call.
        }
      }
    },
    close() {
      for (const stop of watched.values()) stop();
      watched.clear();
    },
  };
}

async function realSleep(ms: number, signal: AbortSignal): Promise<void> {
  await delay(ms, undefined, { signal });
}

function realSubscribe(directory: string, onChange: () => void): () => void {
  const watcher = watch(directory, { persistent: false }, onChange);
  watcher.on('error', () => watcher.close());
  return () => watcher.close();
}
