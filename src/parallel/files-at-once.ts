/**
 * Many files on several threads: each takes a whole file, packed or not, and opens it itself. Who counts
 * what makes no difference to the sums, and what is told of the files is told in their order by the caller.
 */
import type { Worker } from 'node:worker_threads';
import { ToolError } from '../model/tool-error.ts';
import { createTally, type SourceTally } from './count.ts';
import type { WorkloadPlan } from './divide.ts';
import type { Reply, Request } from './messages.ts';

/** A file that one thread counts. Plain data, so that it can be told of it. */
export interface WholeFile {
  readonly path: string;
  readonly name: string;
  readonly modifiedMs: number;
  readonly sizeBytes: number;
  readonly latestMs: number;
  readonly workload: WorkloadPlan;
  /** One 32-bit integer; 1 when the user has had enough. */
  readonly stop: SharedArrayBuffer;
  /** One 64-bit integer: bytes read as they are stored, of all files, for whoever shows progress. */
  readonly meter: SharedArrayBuffer;
}

export interface FilesAtOnce {
  /** Resolves when a thread has taken the file; `counted` when it has read it. */
  start(file: WholeFile): Promise<{ readonly counted: Promise<SourceTally> }>;
  /** Resolves when no thread has a file any more. */
  idle(): Promise<void>;
}

/** `hire` gives the threads, which answer one question at a time. */
export function createFilesAtOnce(
  hire: () => readonly Worker[],
  ask: (thread: Worker, request: Request) => Promise<Reply>,
): FilesAtOnce {
  let free: Worker[] | undefined;
  const waiting: ((thread: Worker) => void)[] = [];
  const working = new Set<Promise<unknown>>();

  const take = (): Promise<Worker> => {
    free ??= [...hire()];
    const thread = free.pop();
    if (thread !== undefined) return Promise.resolve(thread);
    return new Promise((resolve) => waiting.push(resolve));
  };
  const give = (thread: Worker): void => {
    const next = waiting.shift();
    if (next === undefined) free!.push(thread);
    else next(thread);
  };
  const work = async (thread: Worker, file: WholeFile): Promise<SourceTally> => {
    try {
      return tallyOf(await ask(thread, { kind: 'file', file }));
    } finally {
      give(thread);
    }
  };

  return {
    async start(file) {
      const counted = work(await take(), file);
      // Whoever asked hears of a failure; who waits for silence does not.
      const ended = counted.then(
        () => {},
        () => {},
      );
      working.add(ended);
      void ended.then(() => working.delete(ended));
      return { counted };
    },
    async idle() {
      await Promise.all(working);
    },
  };
}

function tallyOf(reply: Reply): SourceTally {
  const tally = createTally();
  if (reply.kind !== 'counted') return tally;
  const { kind: _kind, problem, ...counts } = reply;
  Object.assign(tally, counts);
  if (problem !== undefined) tally.problem = new ToolError(problem.code, problem.text);
  return tally;
}
