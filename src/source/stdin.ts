/** Standard input as a source: bytes are handed on as they come. */
import type { Readable } from 'node:stream';
import type { ByteReader, Source } from '../model/source.ts';

/** `stream` as the source `-`; `signal` ends a wait for input that may never come. */
export function streamSource(stream: Readable, signal: AbortSignal): Source {
  return {
    name: '-',
    modifiedMs: Number.NaN,
    sizeBytes: Number.NaN,
    path: undefined,
    open: async () => streamReader(stream, signal),
  };
}

function streamReader(stream: Readable, signal: AbortSignal): ByteReader {
  const iterator = stream[Symbol.asyncIterator]() as AsyncIterator<Uint8Array, undefined>;
  const END = { done: true, value: undefined } as const;
  // One wait at a time. A race with a promise that lives as long as the run would keep every chunk.
  let endWait: (() => void) | undefined;
  signal.addEventListener('abort', () => endWait?.(), { once: true });
  const next = async (): Promise<IteratorResult<Uint8Array, undefined>> => {
    if (signal.aborted) return END;
    try {
      return await new Promise((resolve, reject) => {
        endWait = () => resolve(END);
        iterator.next().then(resolve, reject);
      });
    } finally {
      endWait = undefined;
    }
  };
  let left: Uint8Array = new Uint8Array(0);
  return {
    async read(into) {
      while (left.length === 0) {
        const chunk = await next();
        if (chunk.done === true) return 0;
        left = chunk.value;
      }
      const length = Math.min(left.length, into.length);
      into.set(left.subarray(0, length));
      left = left.subarray(length);
      return length;
    },
    async close() {
      stream.destroy();
    },
  };
}
