/** The other threads of a run: started with the first large file, asked for their sums at the end. */
import type { Worker } from 'node:worker_threads';
import type { Summary } from '../analyze/summary.ts';
import { addThreadSummary } from '../analyze/summary-data.ts';
import { createMeter } from '../model/meter.ts';
import { ToolError } from '../model/tool-error.ts';
import { openStretches } from '../source/stretch.ts';
import { createTally, type SourceCounter, type SourceTally } from './count.ts';
import { countStretches, type DividedFile } from './divide.ts';
import { createFilesAtOnce, type FilesAtOnce } from './files-at-once.ts';
import type { Reply, Request, ThreadPlan } from './messages.ts';
import { startOthers } from './others.ts';

export interface Pool {
  /** Counts the file with all threads, this one included; `pause` resolves to false to end early. */
  count(
    file: Pick<DividedFile, 'name' | 'latestMs' | 'workload' | 'meter'> & { readonly path: string },
    own: SourceCounter,
    pause: () => Promise<boolean>,
  ): Promise<SourceTally>;
  /** Has each of several files counted by one thread; this one only tells them. */
  readonly files: FilesAtOnce;
  /** Adds what the other threads counted to `summary`, and ends them. */
  finish(summary: Summary): Promise<void>;
  /** Ends them. */
  close(): Promise<void>;
}

/**
 * A pool of `threads` threads, of which the caller's is one; `plan` is asked for when the others are
 * wanted. `started` may have some of them ready.
 */
export function createPool(
  threads: number,
  plan: () => ThreadPlan,
  started: readonly Worker[] = [],
): Pool {
  let idle = started;
  let others: Worker[] = [];
  const start = (count: number): void => {
    if (others.length >= count) return;
    const wanting = count - others.length;
    const hired = [...idle.slice(0, wanting), ...startOthers(wanting - idle.length)];
    idle = idle.slice(wanting);
    others.push(...hired);
    const request: Request = { kind: 'plan', plan: plan() };
    for (const other of hired) {
      other.ref();
      other.postMessage(request);
    }
  };
  const files = createFilesAtOnce(() => {
    start(threads);
    return others;
  }, ask);
  const close = async (): Promise<void> => {
    const ending = [...idle, ...others];
    [idle, others] = [[], []];
    await Promise.all(ending.map((other) => other.terminate()));
  };
  return {
    close,
    files,
    async count({ path, ...told }, own, pause) {
      await files.idle();
      const tally = createTally();
      const file = openStretches(path, told.name);
      try {
        start(threads - 1);
        const next = new SharedArrayBuffer(4);
        const { descriptor, sizeBytes } = file;
        const sharing = others.slice(0, threads - 1);
        const asked = sharing.map((other) =>
          ask(other, { kind: 'count', file: { ...told, descriptor, sizeBytes, next } }),
        );
        // A thread that fails is told when it is awaited, after our own share.
        for (const answer of asked) answer.catch(() => undefined);
        await countStretches(file, next, own, tally, pause, createMeter(told.meter));
        for (const answer of asked) addTally(tally, await answer);
      } finally {
        file.close();
      }
      return tally;
    },
    async finish(summary) {
      await files.idle();
      const answers = others.map((other) => ask(other, { kind: 'finish' }));
      for (const answer of await Promise.all(answers)) {
        if (answer.kind === 'finished') addThreadSummary(summary, answer.summary);
      }
      // They end by themselves now.
      others = [];
    },
  };
}

/** Threads answer in the order in which they are asked; one question is open at a time. */
function ask(thread: Worker, request: Request): Promise<Reply> {
  return new Promise((resolve, reject) => {
    const done = (): void => {
      thread.off('message', onMessage);
      thread.off('error', onError);
    };
    const onMessage = (reply: Reply): void => {
      done();
      resolve(reply);
    };
    const onError = (error: unknown): void => {
      done();
      reject(error);
    };
    thread.on('message', onMessage);
    thread.on('error', onError);
    thread.postMessage(request);
  });
}

function addTally(tally: SourceTally, reply: Reply): void {
  if (reply.kind !== 'counted') return;
  tally.bytes += reply.bytes;
  tally.lines += reply.lines;
  tally.events += reply.events;
  tally.longRecords += reply.longRecords;
  if (reply.problem !== undefined) {
    tally.problem ??= new ToolError(reply.problem.code, reply.problem.text);
  }
}
