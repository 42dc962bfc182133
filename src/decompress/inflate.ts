/** Deflated data (RFC 1951) out of a stream that goes on behind it: what gzip and zip have in common. */
import { constants, crc32, createInflateRaw, inflateRawSync } from 'node:zlib';
import type { Input } from './input.ts';

/** What a piece of input should inflate to at most, and the least that is given at once. */
const OUTPUT_BYTES = 1 << 20;
const PIECE_BYTES_MIN = 1 << 10;
/** Larger than Node's own: each chunk costs a call. */
const CHUNK_BYTES = 1 << 16;

export interface Inflated {
  /** The data came to its end; if not, the input did, or there is a `failure`. */
  readonly hasEnded: boolean;
  readonly failure: Error | undefined;
  /** CRC-32 of what was given. */
  readonly checksum: number;
  /** Bytes given, and bytes they were packed in. */
  readonly size: number;
  readonly packedSize: number;
}

/** Gives the inflated bytes, those before a damage included; what follows the data stays in the input. */
export async function* inflate(input: Input): AsyncGenerator<Uint8Array, Inflated> {
  const inflater = createInflater();
  // The beginning of the data, for the case that it is damaged; undefined once it is too long.
  let kept: Buffer | undefined = Buffer.alloc(0);
  let [checksum, size, packedSize] = [0, 0, 0];
  try {
    for (let hasMore = true; hasMore && !inflater.isDone(); ) {
      hasMore = await input.fill(1);
      // Of what inflates much little is given at once: what comes of it is held until it is taken.
      const limit = Math.ceil((OUTPUT_BYTES * (packedSize + 1)) / (size + 1));
      const piece = input.bytes.subarray(0, Math.max(PIECE_BYTES_MIN, limit));
      kept = keep(kept, piece, packedSize);
      const chunks = await (hasMore ? inflater.feed(piece) : inflater.end());
      input.use(inflater.used() - packedSize);
      packedSize = inflater.used();
      for (const chunk of chunks) {
        checksum = crc32(chunk, checksum);
        size += chunk.length;
        yield chunk;
      }
    }
  } finally {
    inflater.close();
  }
  const failure = inflater.failure();
  // What was given before is the beginning of what is sound.
  if (failure !== undefined && kept !== undefined) yield soundPart(kept).subarray(size);
  return { hasEnded: inflater.hasEnded(), failure, checksum, size, packedSize };
}

interface Inflater {
  /** Resolves to what comes of the piece. */
  feed(piece: Uint8Array): Promise<readonly Uint8Array[]>;
  /** Says that there are no more pieces: data that ends with them is known to have ended only then. */
  end(): Promise<readonly Uint8Array[]>;
  /** Packed bytes that were used. */
  used(): number;
  hasEnded(): boolean;
  failure(): Error | undefined;
  isDone(): boolean;
  close(): void;
}

function createInflater(): Inflater {
  const stream = createInflateRaw({ chunkSize: CHUNK_BYTES });
  let chunks: Uint8Array[] = [];
  let failure: Error | undefined;
  let hasEnded = false;
  stream.on('data', (chunk: Uint8Array) => chunks.push(chunk));
  stream.on('end', () => {
    hasEnded = true;
  });
  stream.on('error', (error: NodeJS.ErrnoException) => {
    // Wanting more is no failure.
    if (error.code !== 'Z_BUF_ERROR') failure = error;
  });
  const after = async (act: (settle: () => void) => void): Promise<readonly Uint8Array[]> => {
    chunks = [];
    await new Promise<void>((resolve) => {
      const settle = (): void => {
        stream.off('end', settle);
        stream.off('error', settle);
        resolve();
      };
      stream.once('end', settle);
      stream.once('error', settle);
      act(settle);
    });
    return chunks;
  };
  return {
    // The callback comes when the piece is used up; `end` when the data was over before.
    feed: (piece) => after((settle) => stream.write(piece, () => setImmediate(settle))),
    end: () => after(() => stream.end()),
    used: () => stream.bytesWritten,
    hasEnded: () => hasEnded,
    failure: () => failure,
    isDone: () => hasEnded || failure !== undefined,
    close: () => void stream.destroy(),
  };
}

/** Packed bytes that are kept in case they are damaged. */
const KEPT_BYTES_MAX = 1 << 18;
/** What they may inflate to when the sound part is looked for. */
const SOUND_BYTES_MAX = 1 << 26;

/** `kept` up to offset `given` of the data, and `piece` behind it. */
function keep(kept: Buffer | undefined, piece: Uint8Array, given: number): Buffer | undefined {
  if (kept === undefined || given + piece.length > KEPT_BYTES_MAX) return undefined;
  return Buffer.concat([kept.subarray(0, given), piece]);
}

/**
 * What the beginning of the data holds before the damage: zlib gives nothing of a piece it fails in,
 * so the longest part that does not fail is looked for by halving.
 */
function soundPart(piece: Uint8Array): Uint8Array {
  let sound: Uint8Array = new Uint8Array(0);
  let [low, high] = [0, piece.length];
  while (low < high) {
    const length = (low + high + 1) >> 1;
    try {
      const finishFlush = constants.Z_SYNC_FLUSH;
      sound = inflateRawSync(piece.subarray(0, length), {
        finishFlush,
        maxOutputLength: SOUND_BYTES_MAX,
      });
      low = length;
    } catch {
      high = length - 1;
    }
  }
  return sound;
}
