/** The memory and the kernel with which Zstandard blocks are decoded; wants WebAssembly with SIMD. */
import { loadKernel, openArena } from '../model/arena.ts';
import { KERNEL_BASE64 } from './kernel/kernel.generated.ts';

/** A block holds so many bytes at most, packed as unpacked (RFC 8878, 3.1.1.2.4). */
export const BLOCK_BYTES_MAX = 1 << 17;

/** Kinds of blocks, as their headers have them. */
export const RAW = 0;
export const RUN = 1;
export const PACKED = 2;

interface Kernel {
  free(): number;
  beginFrame(): void;
  decodeBlock(at: number, length: number, out: number, limit: number, history: number): number;
  hashReset(): void;
  hashUpdate(at: number, length: number): void;
  hashDigest(): number;
}

export interface Decoder {
  /** Of the largest window it can serve. */
  readonly windowBytes: number;
  beginFrame(windowBytes: number): void;
  /**
   * The bytes of one block, borrowed until the next; undefined if it is damaged. `size` is what its
   * header says: for a run the length of the run, whose byte is in `body`.
   */
  block(kind: number, body: Uint8Array, size: number): Uint8Array | undefined;
  /** The checksum of the frame's bytes so far, as frames carry it. */
  checksum(): number;
}

/** Tables and literals of the kernel. */
const KERNEL_BYTES = 160 << 10;
const SLACK_BYTES = 64;

/** What was opened last and is free: a folder may hold thousands of small files. */
let spare: Decoder | undefined;
/** A larger one is not worth its memory. */
const SPARE_WINDOW_BYTES_MAX = 1 << 23;

/** A decoder for frames of windows up to `windowBytes`; undefined where the runtime cannot. */
export function takeDecoder(windowBytes: number): Decoder | undefined {
  const taken = spare;
  spare = undefined;
  if (taken !== undefined && taken.windowBytes >= windowBytes) return taken;
  return openDecoder(Math.max(windowBytes, BLOCK_BYTES_MAX));
}

/** Gives a decoder back for the next file. */
export function giveDecoder(decoder: Decoder): void {
  if (decoder.windowBytes <= SPARE_WINDOW_BYTES_MAX) spare = decoder;
}

function openDecoder(windowBytes: number): Decoder | undefined {
  // Some room more than the window, so that it need not be moved to the front for every block.
  const room = windowBytes + Math.min(Math.max(windowBytes >> 3, 1 << 18), 1 << 22);
  const bodyAt = KERNEL_BYTES;
  const windowAt = bodyAt + BLOCK_BYTES_MAX + SLACK_BYTES;
  const windowEnd = windowAt + BLOCK_BYTES_MAX + room;
  const arena = openArena(windowEnd + SLACK_BYTES);
  if (arena.memory === undefined) return undefined;
  const kernel = loadKernel(arena, 'decompress', KERNEL_BASE64) as Kernel;
  if (kernel.free() > KERNEL_BYTES) throw new RangeError(`the kernel takes ${kernel.free()} bytes`);
  const { bytes } = arena;
  let window = windowBytes;
  let at = windowAt;
  return {
    windowBytes,
    beginFrame(size) {
      window = size;
      at = windowAt;
      kernel.beginFrame();
      kernel.hashReset();
    },
    block(kind, body, size) {
      if (at + BLOCK_BYTES_MAX > windowEnd) {
        const kept = Math.min(window, at - windowAt);
        bytes.copyWithin(windowAt, at - kept, at);
        at = windowAt + kept;
      }
      let length = size;
      if (kind === RAW) bytes.set(body, at);
      else if (kind === RUN) bytes.fill(body[0]!, at, at + size);
      else {
        bytes.set(body, bodyAt);
        length = kernel.decodeBlock(bodyAt, body.length, at, BLOCK_BYTES_MAX, windowAt);
      }
      if (length < 0) return undefined;
      kernel.hashUpdate(at, length);
      at += length;
      return bytes.subarray(at - length, at);
    },
    checksum: () => kernel.hashDigest() >>> 0,
  };
}
