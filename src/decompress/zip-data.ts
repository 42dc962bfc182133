/** The bytes of one file in a zip. APPNOTE.TXT of PKWARE, 4.4.5. */
import { crc32 } from 'node:zlib';
import { ToolError } from '../model/tool-error.ts';
import { corrupt, truncated } from './damage.ts';
import { type Inflated, inflate } from './inflate.ts';
import type { Input } from './input.ts';

export const STORED = 0;
export const DEFLATED = 8;
const BZIP2 = 12;
const ZSTD = 93;
const XZ = 95;

/** Whether the bytes are those of a file of another packing, which is known by its own first bytes. */
export function isPackedAnew(method: number): boolean {
  return method === BZIP2 || method === ZSTD || method === XZ;
}

export interface DataFacts {
  readonly method: number;
  /** For sentences. */
  readonly name: string;
  /** As the directory has them; undefined where they follow the data. */
  readonly checksum: number | undefined;
  readonly packedSize: number | undefined;
  readonly size: number | undefined;
}

/** Gives the unpacked bytes; what follows them stays in the input. */
export async function* memberData(
  input: Input,
  { method, name, checksum, packedSize, size }: DataFacts,
): AsyncGenerator<Uint8Array, Inflated | undefined> {
  try {
    if (method !== DEFLATED) {
      const own = yield* storedData(input, packedSize ?? 0, name);
      if (method === STORED && own !== checksum) throw corrupt('zip', name);
      return undefined;
    }
    const inflated = yield* inflate(input);
    if (inflated.failure !== undefined) throw corrupt('zip', name, inflated.failure);
    if (!inflated.hasEnded) throw truncated('zip', name);
    const agrees =
      (checksum === undefined || checksum === inflated.checksum) &&
      (size === undefined || size === inflated.size);
    if (!agrees) throw corrupt('zip', name);
    return inflated;
  } catch (error) {
    // What the library says of a stream that ends too early.
    throw error instanceof ToolError ? error : corrupt('zip', name, error);
  }
}

/** Passes `length` bytes on; returns their CRC-32. */
async function* storedData(
  input: Input,
  length: number,
  name: string,
): AsyncGenerator<Uint8Array, number> {
  let checksum = 0;
  let left = length;
  while (left > 0) {
    if (!(await input.fill(1))) throw truncated('zip', name);
    const chunk = input.bytes.slice(0, left);
    checksum = crc32(chunk, checksum);
    left -= chunk.length;
    input.use(chunk.length);
    yield chunk;
  }
  return checksum;
}
