/** Which inputs are left to other threads whole, and the order in which what they say is told. */
import { statSync } from 'node:fs';
import type { InputOptions, OpenInput } from './inputs.ts';

/** A packed log is taken for so many times its size: threads are started by what there is to do. */
const UNPACKED_RATIO = 10;

/** So many files may be counted and wait for one before them to be told. */
const AHEAD_MAX = 256;

export interface AtOnceOptions {
  readonly threads: number;
  /** Bytes of log before the other threads are started: their start is to be earned back. */
  readonly atOnceBytesMin?: number;
  /** A plain file of so many bytes is shared between all threads instead. */
  readonly dividedBytesMin: number;
}

/** Says of one input after the other whether another thread is to count it. */
export function createChoice({
  threads,
  atOnceBytesMin = Number.POSITIVE_INFINITY,
  dividedBytesMin,
}: AtOnceOptions): (input: OpenInput) => boolean {
  let bytes = 0;
  return ({ source, packing, reopen, stretches }) => {
    const isWhole = source.path !== undefined && reopen !== undefined && stretches === undefined;
    if (threads === 1 || !isWhole) return false;
    if (packing === 'none' && source.sizeBytes >= dividedBytesMin) return false;
    bytes += source.sizeBytes * (packing === 'none' ? 1 : UNPACKED_RATIO);
    return bytes > atOnceBytesMin;
  };
}

export interface InOrder {
  /** What `work` resolves to is called as soon as all added before it have been. */
  add(work: Promise<() => void>): Promise<void>;
  /** Resolves when everything has been called; rejects with what a work did. */
  end(): Promise<void>;
}

export function createInOrder(): InOrder {
  const works: { readonly work: Promise<unknown>; call: (() => void) | undefined }[] = [];
  const callReady = (): void => {
    while (works[0]?.call !== undefined) works.shift()!.call!();
  };
  return {
    async add(work) {
      const entry: (typeof works)[number] = { work, call: undefined };
      works.push(entry);
      work.then(
        (call) => {
          entry.call = call;
          callReady();
        },
        // Told to who waits for the end.
        () => undefined,
      );
      while (works.length > AHEAD_MAX) await works[0]!.work;
    },
    async end() {
      while (works.length > 0) await works[0]!.work;
    },
  };
}

/** One input only, or a run that stops at the first bad one: nothing to do at once. */
export function isSequential({
  paths,
  filesFrom,
  strict,
  unpackedBytesMax,
}: Pick<InputOptions, 'paths' | 'filesFrom' | 'strict' | 'unpackedBytesMax'>): boolean {
  const isOne = filesFrom === undefined && paths.length === 1 && isFile(paths[0]!);
  return isOne || strict || unpackedBytesMax !== undefined;
}

function isFile(path: string): boolean {
  try {
    return statSync(path, { throwIfNoEntry: false })?.isFile() === true;
  } catch {
    // A folder on the way is closed: whoever opens the file says so.
    return false;
  }
}

/** 1 from the moment at which the user has had enough; other threads see it. */
export function stopFlag(signal: AbortSignal): SharedArrayBuffer {
  const flag = new SharedArrayBuffer(4);
  const raise = (): void => void Atomics.store(new Int32Array(flag), 0, 1);
  if (signal.aborted) raise();
  signal.addEventListener('abort', raise, { once: true });
  return flag;
}
