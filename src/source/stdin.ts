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
  const iterator = stream[Symbol.asyncIterator]() as AsyncIterator<Uint8Array>;
  const aborted = new Promise<{ done: true; value: undefined }>((resolve) => {
    const end = (): void => resolve({ done: true, value: undefined });
    if (signal.aborted) end();
    else signal.addEventListener('abort', end, { once: true });
  });
  let left: Uint8Array = new Uint8Array(0);
  return {
    async read(into) {
      while (left.length === 0) {
        const next = await Promise.race([iterator.next(), aborted]);
        if (next.done === true) return 0;
        left = next.value;
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
