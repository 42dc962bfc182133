/** Writes the parts of a divided file in the order of the file, in whatever order they come. */
import type { StretchEnd } from './annotate-stretches.ts';

/** Bytes of a stretch; parts of one stretch come in order. */
export interface Part {
  /** Of the stretch. */
  readonly number: number;
  readonly bytes: Uint8Array;
  /** The last part of the stretch says how it ended. */
  readonly end: StretchEnd | undefined;
  /** Called when the bytes may be overwritten. */
  release(): void;
}

/** `unread`: nobody reads any more. `stopped`: the user has had enough. */
export interface Outcome {
  readonly kind: 'whole' | 'unread' | 'stopped' | 'failed';
  /** The file ended without a line feed. */
  readonly isOpenEnded: boolean;
  readonly problem: StretchEnd['problem'];
}

export interface SequenceOptions {
  /** Stretches there are. */
  readonly count: number;
  /** Resolves when the bytes may be overwritten; false when nobody reads any more. */
  write(bytes: Uint8Array): Promise<boolean>;
  /** Whether to stop: asked after each part. */
  isStopped(): boolean;
  /** Told of the stretch whose parts are now written as they come. */
  onTurn(number: number): void;
}

export interface Sequence {
  put(part: Part): void;
  /** The stretch whose turn it is. */
  turn(): number;
  /** Ends the sequence: whatever it was to write cannot be had. */
  fail(error: unknown): void;
  isOver(): boolean;
  /** Resolves when everything is written or nothing more will be; rejects when writing fails. */
  readonly outcome: Promise<Outcome>;
}

export function createSequence(options: SequenceOptions): Sequence {
  const waiting = new Map<number, Part[]>();
  let turn = 0;
  let isWriting = false;
  let isOver = false;
  let isOpenEnded = false;
  const { promise, resolve, reject } = withResolvers<Outcome>();
  // It may fail before anybody waits for it.
  promise.catch(() => undefined);

  const finish = (kind: Outcome['kind'], problem?: StretchEnd['problem']): void => {
    isOver = true;
    resolve({ kind, isOpenEnded, problem });
  };

  const fail = (error: unknown): void => {
    isOver = true;
    reject(error);
  };

  const nextPart = (): Part | undefined => (isOver ? undefined : waiting.get(turn)?.shift());

  const writePart = async ({ bytes, end, release }: Part): Promise<void> => {
    if (bytes.length > 0 && !(await options.write(bytes))) finish('unread');
    if (!isOver && end !== undefined) {
      waiting.delete(turn);
      if (end.isOpenEnded) isOpenEnded = true;
      if (end.problem !== undefined) finish('failed', end.problem);
      else if (++turn === options.count) finish('whole');
      else options.onTurn(turn);
    }
    if (!isOver && options.isStopped()) finish('stopped');
    release();
  };

  const writeAll = async (): Promise<void> => {
    if (isWriting) return;
    isWriting = true;
    try {
      for (let part = nextPart(); part !== undefined; part = nextPart()) await writePart(part);
    } catch (error) {
      fail(error);
    }
    isWriting = false;
  };

  return {
    put(part) {
      const parts = waiting.get(part.number);
      if (parts === undefined) waiting.set(part.number, [part]);
      else parts.push(part);
      void writeAll();
    },
    turn: () => turn,
    fail,
    isOver: () => isOver,
    outcome: promise,
  };
}

/** Node 20 has no Promise.withResolvers. */
function withResolvers<Value>(): {
  promise: Promise<Value>;
  resolve: (value: Value) => void;
  reject: (error: unknown) => void;
} {
  let resolve!: (value: Value) => void;
  let reject!: (error: unknown) => void;
  const promise = new Promise<Value>((onValue, onError) => {
    resolve = onValue;
    reject = onError;
  });
  return { promise, resolve, reject };
}
