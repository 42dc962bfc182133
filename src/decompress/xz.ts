/** xz, by the library `xz-decompress`: the decoder of xz-embedded as WebAssembly. */
import { promisify } from 'node:util';
// Node cannot tell the names that this CommonJS module exports.
import library from 'xz-decompress';
import type { ByteReader } from '../model/source.ts';
import { ToolError } from '../model/tool-error.ts';
import { corrupt, truncated, unsupported } from './damage.ts';
import { tooWide, type Windows } from './windows.ts';

/**
 * Given to the decoder at once. When it fails it drops what it made of the piece, so the pieces are
 * small; pieces of 64 KiB would be a tenth faster.
 */
const PIECE_BYTES = 512;

const { XzReadableStream } = library;

/** The most the decoder grants itself for what it looks back at; `xz -9` wants all of it. */
const DICTIONARY_BYTES = 1 << 26;

const nextTurn = promisify(setImmediate);
/** Input after which signals and timers get their turn. */
const TURN_PIECES = 1024;

/** The results of xz-embedded (xz.h), as they stand in the messages of the library. */
const MEMORY_LIMIT = 4;
const OPTIONS = 6;
const STARVED = 8;

/**
 * The library lets one decoder work at a time, so that an xz in an xz would wait for ever. Its contexts
 * do not share anything, and how many there are is bounded by the windows that are granted.
 */
(XzReadableStream as unknown as { _contextMutex: object })._contextMutex = {
  acquire: async () => {},
  release: () => {},
};

/** The decoded bytes of all streams of `reader`, in order. */
export async function* unxz(
  reader: ByteReader,
  name: string,
  windows: Windows,
): AsyncGenerator<Uint8Array> {
  if (!windows.take(DICTIONARY_BYTES)) throw tooWide('xz', name);
  let failure: unknown;
  let pieces = 0;
  const packed = new ReadableStream<Uint8Array>({
    async pull(controller) {
      const piece = new Uint8Array(PIECE_BYTES);
      const count = await reader.read(piece).catch((error: unknown) => {
        failure = error;
        return 0;
      });
      if (++pieces % TURN_PIECES === 0) await nextTurn();
      if (count > 0) controller.enqueue(piece.subarray(0, count));
      else controller.close();
    },
  });
  const plain = new XzReadableStream(packed).getReader();
  try {
    while (true) {
      const { done, value } = await plain.read();
      if (done) return;
      if (value.length > 0) yield value;
    }
  } catch (error) {
    // The end of a source that failed is no end of the data.
    throw failure ?? describe(error, name);
  } finally {
    windows.give(DICTIONARY_BYTES);
    await plain.cancel().catch(() => undefined);
  }
}

function describe(error: unknown, name: string): ToolError {
  if (error instanceof ToolError) return error;
  const result = Number(/error code (\d+)/.exec((error as Error).message)?.[1]);
  if (result === MEMORY_LIMIT) return tooWide('xz', name);
  if (result === OPTIONS) return unsupported('xz', name, 'SHA-256, x86, delta …');
  if (result === STARVED) return truncated('xz', name);
  return corrupt('xz', name, error);
}
