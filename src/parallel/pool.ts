/** The other threads of a run: started with the first large file, asked for their sums at the end. */
import { Worker } from 'node:worker_threads';
import type { Summary } from '../analyze/summary.ts';
import { addSummaryData } from '../analyze/summary-data.ts';
import { ToolError } from '../model/tool-error.ts';
import { openStretches } from '../source/stretch.ts';
import { createTally, type SourceCounter, type SourceTally } from './count.ts';
import { countStretches, type DividedFile } from './divide.ts';
import type { Reply, Request, ThreadPlan } from './messages.ts';

export interface Pool {
  /** Counts the file with all threads, this one included; `pause` resolves to false to end early. */
  count(
    file: Pick<DividedFile, 'name' | 'latestMs' | 'workload'> & { readonly path: string },
    own: SourceCounter,
    pause: () => Promise<boolean>,
  ): Promise<SourceTally>;
  /** Adds what the other threads counted to `summary`, and ends them. */
  finish(summary: Summary): Promise<void>;
  /** Ends them. */
  close(): Promise<void>;
}

/** A pool of `threads` threads, of which the caller's is one; `plan` is asked for when they start. */
export function createPool(threads: number, plan: () => ThreadPlan): Pool {
  let others: Worker[] = [];
  const start = (): void => {
    const workerData = plan();
    for (let index = others.length; index < threads - 1; index++) {
      others.push(new Worker(new URL('./thread.js', import.meta.url), { workerData }));
    }
  };
  const close = async (): Promise<void> => {
    const ending = others;
    others = [];
    await Promise.all(ending.map((other) => other.terminate()));
  };
  return {
    close,
    async count({ path, ...told }, own, pause) {
      const tally = createTally();
      const file = openStretches(path, told.name);
      try {
        start();
        const next = new SharedArrayBuffer(4);
        const { descriptor, sizeBytes } = file;
        const asked = others.map((other) =>
          ask(other, { kind: 'count', file: { ...told, descriptor, sizeBytes, next } }),
        );
        // A thread that fails is told when it is awaited, after our own share.
        for (const answer of asked) answer.catch(() => undefined);
        await countStretches(file, next, own, tally, pause);
        for (const answer of asked) addTally(tally, await answer);
      } finally {
        file.close();
      }
      return tally;
    },
    async finish(summary) {
      const answers = others.map((other) => ask(other, { kind: 'finish' }));
      for (const answer of await Promise.all(answers)) {
        if (answer.kind === 'finished') addSummaryData(summary, answer.summary);
      }
      await close();
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
