/**
 * Zstandard, frame by frame (RFC 8878). Node's own decoder is none of the oldest runtime's, drops what
 * follows the first frame on others, and libraries in plain JavaScript are slow for wide windows and
 * can be made to hang: docs/decisions/0012-decoders.md.
 */
import { promisify } from 'node:util';
import type { ByteReader } from '../model/source.ts';
import { corrupt, garbage, truncated, unsupported } from './damage.ts';
import { createInput, drain, type Input, skip } from './input.ts';
import { tooWide, type Windows } from './windows.ts';
import {
  BLOCK_BYTES_MAX,
  type Decoder,
  giveDecoder,
  PACKED,
  RAW,
  RUN,
  takeDecoder,
} from './zstd-decoder.ts';

const MAGIC = 0xfd2fb528;
/** 0x184d2a50 to 0x184d2a5f: frames that hold something else and are passed over. */
const SKIPPABLE = 0x184d2a5;

const nextTurn = promisify(setImmediate);
/** Output after which signals and timers get their turn. */
const TURN_BYTES = 1 << 22;

/** The decoded bytes of all frames of `reader`, in order; each chunk is borrowed until the next. */
export async function* unzstd(
  reader: ByteReader,
  name: string,
  windows: Windows,
): AsyncGenerator<Uint8Array> {
  const input = createInput(reader);
  while (await input.fill(1)) {
    if (!(await input.fill(4))) {
      throw isBeginning(input.bytes)
        ? truncated('zstd', name)
        : garbage('zstd', name, input.bytes.length);
    }
    const magic = uint32(input.bytes, 0);
    if (magic === MAGIC) yield* decodeFrame(input, name, windows);
    else if (magic >>> 4 === SKIPPABLE) {
      if (!(await input.fill(8))) throw truncated('zstd', name);
      if (!(await skip(input, 8 + uint32(input.bytes, 4)))) throw truncated('zstd', name);
    } else {
      const { length, isPadding } = await drain(input);
      if (isPadding) return;
      throw garbage('zstd', name, length);
    }
  }
}

/** Whether fewer than four bytes may be the beginning of a frame. */
function isBeginning(bytes: Uint8Array): boolean {
  const frame = [0x28, 0xb5, 0x2f];
  const skippable = [bytes[0]! & 0xf0 ? bytes[0]! : -1, 0x2a, 0x4d];
  return (
    bytes.every((byte, index) => byte === frame[index]) ||
    ((bytes[0]! & 0xf0) === 0x50 && bytes.every((byte, index) => byte === skippable[index]))
  );
}

interface Frame {
  readonly headerBytes: number;
  readonly windowBytes: number;
  /** Undefined if the header does not say it. */
  readonly contentBytes: number | undefined;
  readonly hasChecksum: boolean;
}

async function* decodeFrame(
  input: Input,
  name: string,
  windows: Windows,
): AsyncGenerator<Uint8Array> {
  const { headerBytes, windowBytes, contentBytes, hasChecksum } = await readHeader(input, name);
  input.use(headerBytes);
  // Memory for all of a window that is too wide is not granted; what fits into the rest is decoded.
  const granted = Math.min(windowBytes, windows.left());
  windows.take(granted);
  const decoder = takeDecoder(granted);
  if (decoder === undefined) throw unsupported('zstd', name, 'no WebAssembly SIMD');
  decoder.beginFrame(granted);
  try {
    let given = 0;
    for await (const bytes of decodeBlocks(input, decoder, name)) {
      if (granted < windowBytes && given + bytes.length > granted) throw tooWide('zstd', name);
      const before = given;
      given += bytes.length;
      if (bytes.length > 0) yield bytes;
      if (Math.floor(before / TURN_BYTES) !== Math.floor(given / TURN_BYTES)) await nextTurn();
    }
    if (contentBytes !== undefined && contentBytes !== given) throw corrupt('zstd', name);
    if (!hasChecksum) return;
    if (!(await input.fill(4))) throw truncated('zstd', name);
    if (uint32(input.bytes, 0) !== decoder.checksum()) throw corrupt('zstd', name);
    input.use(4);
  } finally {
    windows.give(granted);
    giveDecoder(decoder);
  }
}

/** Reads the header of a frame, magic number included; leaves it in the input. */
async function readHeader(input: Input, name: string): Promise<Frame> {
  if (!(await input.fill(5))) throw truncated('zstd', name);
  const flags = input.bytes[4]!;
  if ((flags & 8) !== 0) throw corrupt('zstd', name);
  const isSingle = (flags & 0x20) !== 0;
  const dictionaryBytes = [0, 1, 2, 4][flags & 3]!;
  const contentFieldBytes = [isSingle ? 1 : 0, 2, 4, 8][flags >> 6]!;
  const contentAt = 5 + (isSingle ? 0 : 1) + dictionaryBytes;
  const headerBytes = contentAt + contentFieldBytes;
  if (!(await input.fill(headerBytes))) throw truncated('zstd', name);
  const { bytes } = input;
  const dictionary = bytes.subarray(contentAt - dictionaryBytes, contentAt);
  if (dictionary.some((byte) => byte !== 0)) throw unsupported('zstd', name, 'dictionary');
  const contentBytes =
    contentFieldBytes === 0 ? undefined : contentSize(bytes, contentAt, contentFieldBytes);
  let windowBytes = contentBytes ?? 0;
  if (!isSingle) {
    const base = 2 ** (10 + (bytes[5]! >> 3));
    windowBytes = Math.min(
      base + (base / 8) * (bytes[5]! & 7),
      contentBytes ?? Number.POSITIVE_INFINITY,
    );
  }
  return { headerBytes, windowBytes, contentBytes, hasChecksum: (flags & 4) !== 0 };
}

function contentSize(bytes: Uint8Array, at: number, length: number): number {
  if (length === 1) return bytes[at]!;
  if (length === 2) return (bytes[at]! | (bytes[at + 1]! << 8)) + 256;
  const low = uint32(bytes, at);
  return length === 4 ? low : low + uint32(bytes, at + 4) * 2 ** 32;
}

async function* decodeBlocks(
  input: Input,
  decoder: Decoder,
  name: string,
): AsyncGenerator<Uint8Array> {
  for (let isLast = false; !isLast; ) {
    if (!(await input.fill(3))) throw truncated('zstd', name);
    const header = input.bytes[0]! | (input.bytes[1]! << 8) | (input.bytes[2]! << 16);
    isLast = (header & 1) === 1;
    const kind = (header >> 1) & 3;
    const size = header >> 3;
    if (size > BLOCK_BYTES_MAX || (kind !== RAW && kind !== RUN && kind !== PACKED)) {
      throw corrupt('zstd', name);
    }
    const packedBytes = kind === RUN ? 1 : size;
    if (!(await input.fill(3 + packedBytes))) throw truncated('zstd', name);
    const bytes = decoder.block(kind, input.bytes.subarray(3, 3 + packedBytes), size);
    if (bytes === undefined) throw corrupt('zstd', name);
    input.use(3 + packedBytes);
    yield bytes;
  }
}

function uint32(bytes: Uint8Array, at: number): number {
  return new DataView(bytes.buffer, bytes.byteOffset).getUint32(at, true);
}
