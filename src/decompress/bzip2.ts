/**
 * bzip2, block by block. Its blocks do not depend on each other and carry checksums. Why it is not left
 * to a library: docs/decisions/0012-decoders.md.
 */
import { promisify } from 'node:util';
import type { ByteReader } from '../model/source.ts';
import { BitReader, Damaged, readBlock, Starved, spread } from './bzip2-block.ts';
import { corrupt, garbage, truncated } from './damage.ts';
import { createInput, drain, type Input } from './input.ts';

const LEVEL_BYTES = 100_000;

/** Behind the level come the digits of π or, in an empty file, those of its square root. */
const BLOCK_MAGIC = [0x314159, 0x265359] as const;
const END_MAGIC = [0x177245, 0x385090] as const;

const HEADER_BYTES = 4;

const PIECE_BYTES = 1 << 16;

/** What a block takes at most, but for blocks no compressor makes; those are read in several attempts. */
const packedBytesOf = (level: number): number => Math.ceil(level * LEVEL_BYTES * 1.01) + 1024;

const nextTurn = promisify(setImmediate);

function isHeader(bytes: Uint8Array): boolean {
  const [b, z, h, level = 0] = bytes;
  return b === 0x42 && z === 0x5a && h === 0x68 && level >= 0x31 && level <= 0x39;
}

/** The decoded bytes of all streams of `reader`, in order; each chunk is borrowed until the next. */
export async function* bunzip2(reader: ByteReader, name: string): AsyncGenerator<Uint8Array> {
  const input = createInput(reader);
  let order = new Uint32Array(0);
  while (await input.fill(1)) {
    const isWhole = await input.fill(HEADER_BYTES);
    if (!isHeader(input.bytes)) {
      if (!isWhole && 'BZh'.startsWith(Buffer.from(input.bytes).toString('latin1'))) {
        throw truncated('bzip2', name);
      }
      const { length, isPadding } = await drain(input);
      if (isPadding) return;
      throw garbage('bzip2', name, length);
    }
    const level = input.bytes[3]! - 0x30;
    if (order.length < level * LEVEL_BYTES) order = new Uint32Array(level * LEVEL_BYTES);
    input.use(HEADER_BYTES);
    yield* decodeStream(input, level, order, name);
  }
}

/** The blocks of one stream; they begin at any bit. */
async function* decodeStream(
  input: Input,
  level: number,
  order: Uint32Array,
  name: string,
): AsyncGenerator<Uint8Array> {
  let bit = 0;
  let combined = 0;
  while (true) {
    const read = await readNext(input, bit, level, order, name);
    input.use(read.bit >> 3);
    bit = read.bit & 7;
    if (read.block === undefined) {
      if (read.checksum !== combined) throw corrupt('bzip2', name);
      if (bit > 0) input.use(1);
      return;
    }
    const spreader = spread(order, read.block);
    const piece = new Uint8Array(PIECE_BYTES);
    for (let filled = spreader.fill(piece); filled > 0; filled = spreader.fill(piece)) {
      yield piece.subarray(0, filled);
    }
    const checksum = spreader.checksum();
    if (checksum !== read.block.checksum) throw corrupt('bzip2', name);
    combined = (((combined << 1) | (combined >>> 31)) ^ checksum) >>> 0;
    await nextTurn();
  }
}

type Next =
  | { readonly bit: number; readonly block: ReturnType<typeof readBlock> }
  | { readonly bit: number; readonly block: undefined; readonly checksum: number };

/** Reads the next block or the end of the stream, from `bit` of the input on. */
async function readNext(
  input: Input,
  bit: number,
  level: number,
  order: Uint32Array,
  name: string,
): Promise<Next> {
  for (let ahead = packedBytesOf(level); ; ahead *= 2) {
    const hasMore = await input.fill(ahead);
    try {
      const bits = new BitReader(input.bytes, bit);
      const magic = [bits.read(24), bits.read(24)];
      if (magic[0] === BLOCK_MAGIC[0] && magic[1] === BLOCK_MAGIC[1]) {
        const block = readBlock(bits, order, level * LEVEL_BYTES);
        return { bit: bits.bit, block };
      }
      if (magic[0] !== END_MAGIC[0] || magic[1] !== END_MAGIC[1]) throw new Damaged('magic');
      const checksum = ((bits.read(16) << 16) | bits.read(16)) >>> 0;
      return { bit: bits.bit, block: undefined, checksum };
    } catch (error) {
      if (error instanceof Damaged) throw corrupt('bzip2', name, error);
      if (!(error instanceof Starved)) throw error;
      if (!hasMore) throw truncated('bzip2', name);
    }
  }
}
