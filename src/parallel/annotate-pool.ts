/**
 * Shares large files between threads that annotate. Each takes the next stretch until none is left;
 * the thread that has the pool does so too, and writes everything in order.
 */
import { Worker } from 'node:worker_threads';
import type { CatalogSource } from '../catalog/catalog.ts';
import { ToolError } from '../model/tool-error.ts';
import { openStretches, type StretchFile } from '../source/stretch.ts';
import type { AnnotateSettings, BlockAnnotator } from './annotate-blocks.ts';
import {
  type AnnotateReply,
  type AnnotateRequest,
  type AnnotateThreadPlan,
  NEXT,
  TURN,
} from './annotate-messages.ts';
import { annotateStretches, type Division, divide, type StretchEnd } from './annotate-stretches.ts';
import { createOwnShare } from './own-share.ts';
import { createSequence, type Outcome, type Sequence } from './sequence.ts';
import { SLOT_BYTES, SLOTS } from './slots.ts';

/** Small enough to end together, large enough that borders cost nothing. */
const STRETCH_BYTES = 1 << 21;

export interface AnnotatePoolOptions {
  /** Threads that may work at once, the caller's included. */
  readonly threads: number;
  readonly settings: AnnotateSettings;
  readonly catalog: CatalogSource;
  /** The caller's own. */
  readonly blocks: BlockAnnotator;
  /** Resolves when the bytes may be overwritten; false when nobody reads any more. */
  write(bytes: Uint8Array): Promise<boolean>;
  isStopped(): boolean;
  /** Gives signals and messages of other threads their turn. */
  pause(): Promise<void>;
}

export interface AnnotatePool {
  /**
   * Annotates the regular file at `path`, called `name`; `before` is written before its first byte.
   * Throws a ToolError if it cannot be opened; what goes wrong later is in the outcome.
   */
  annotate(path: string, name: string, before: Uint8Array): Promise<Outcome>;
  /** Ends the other threads. */
  close(): Promise<void>;
}

/** Another thread, and the memory in which it lays down what it makes. */
interface Other {
  readonly worker: Worker;
  readonly memory: Uint8Array;
  readonly written: Int32Array;
}

export function createAnnotatePool(options: AnnotatePoolOptions): AnnotatePool {
  const { settings, blocks } = options;
  let others: Other[] = [];
  const start = (): void => {
    while (others.length < options.threads - 1) others.push(startThread(options));
  };
  const close = async (): Promise<void> => {
    const ending = others;
    others = [];
    await Promise.all(ending.map(({ worker }) => worker.terminate()));
  };

  /** Listens to the others while `work` is done; rejects if one of them fails. */
  const listening = async (sequence: Sequence, work: () => Promise<void>): Promise<Outcome> => {
    const listeners = others.map((other) => (reply: AnnotateReply) => put(sequence, other, reply));
    others.forEach(({ worker }, index) => {
      worker.on('message', listeners[index]!);
      worker.on('error', sequence.fail);
    });
    try {
      await work();
      return await sequence.outcome;
    } finally {
      others.forEach(({ worker }, index) => {
        worker.off('message', listeners[index]!);
        worker.off('error', sequence.fail);
      });
    }
  };

  const share = async (file: StretchFile, path: string, name: string): Promise<Outcome> => {
    const division = divide(file.sizeBytes, STRETCH_BYTES);
    const memory = new SharedArrayBuffer(8);
    const progress = new Int32Array(memory);
    const { write, isStopped, pause } = options;
    const onTurn = (turn: number): void => {
      Atomics.store(progress, TURN, turn);
      Atomics.notify(progress, TURN);
      own.onTurn();
    };
    const sequence = createSequence({ ...{ write, isStopped, onTurn }, count: division.count });
    const own = createOwnShare(sequence, () => takeNext(progress, division), pause);
    start();
    const request: AnnotateRequest = { path, name, division, progress: memory };
    for (const { worker } of others) worker.postMessage(request);
    return listening(sequence, () => annotateStretches(file, division, blocks, settings, own));
  };

  return {
    async annotate(path, name, before) {
      const file = openStretches(path, name);
      let outcome: Outcome | undefined;
      try {
        if (before.length > 0) await options.write(before);
        outcome = await share(file, path, name);
        return outcome;
      } finally {
        file.close();
        // What the others still do is of no use.
        if (outcome?.kind !== 'whole') await close();
      }
    },
    close,
  };
}

function startThread({ settings, catalog, blocks }: AnnotatePoolOptions): Other {
  const slots = new SharedArrayBuffer(SLOTS * SLOT_BYTES);
  const written = new SharedArrayBuffer(4);
  const { shared } = blocks;
  const workerData: AnnotateThreadPlan = { settings, catalog, shared, slots, written };
  const worker = new Worker(new URL('./annotate-thread.js', import.meta.url), { workerData });
  return { worker, memory: new Uint8Array(slots), written: new Int32Array(written) };
}

function takeNext(progress: Int32Array, { count }: Division): number | undefined {
  const number = Atomics.add(progress, NEXT, 1);
  return number < count ? number : undefined;
}

function put(sequence: Sequence, { memory, written }: Other, reply: AnnotateReply): void {
  const { number, slot, length } = reply;
  const at = slot * SLOT_BYTES;
  sequence.put({
    ...{ number, end: fromPlain(reply.end) },
    bytes: memory.subarray(at, at + length),
    release() {
      Atomics.add(written, 0, 1);
      Atomics.notify(written, 0);
    },
  });
}

function fromPlain(end: AnnotateReply['end']): StretchEnd | undefined {
  if (end === undefined) return undefined;
  const { isOpenEnded, problem } = end;
  if (problem === undefined) return { isOpenEnded, problem };
  return { isOpenEnded, problem: new ToolError(problem.code, problem.text) };
}
