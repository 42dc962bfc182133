/**
 * gzip, member by member. node:zlib's own multi-member reader throws away what it had decoded when
 * garbage follows a member, so the members are parted here and only the deflate data is its work.
 * Format: RFC 1952.
 */
import type { ByteReader } from '../model/source.ts';
import { corrupt, garbage, truncated } from './damage.ts';
import { isGzip } from './identify.ts';
import { inflate } from './inflate.ts';
import { createInput, drain, type Input } from './input.ts';

const TRAILER_BYTES = 8;
const FIXED_HEADER_BYTES = 10;
const FLAG_EXTRA = 4;
const FLAG_NAME = 8;
const FLAG_COMMENT = 16;
const FLAG_HEADER_CRC = 2;

/** The decoded bytes of all members of `reader`, in order. */
export async function* gunzip(reader: ByteReader, name: string): AsyncGenerator<Uint8Array> {
  const input = createInput(reader);
  while (true) {
    if (!(await input.fill(FIXED_HEADER_BYTES)) && input.bytes.length === 0) return;
    if (!isGzip(input.bytes)) {
      // Behind the last member only zero padding is in order.
      const { length, isPadding } = await drain(input);
      if (isPadding) return;
      throw garbage('gzip', name, length);
    }
    if (!(await skipHeader(input))) throw truncated('gzip', name);
    yield* inflateMember(input, name);
  }
}

/** Passes the header of a member; false if the input ends in it. */
async function skipHeader(input: Input): Promise<boolean> {
  const flags = input.bytes[3]!;
  let length = FIXED_HEADER_BYTES;
  if ((flags & FLAG_EXTRA) !== 0) {
    if (!(await input.fill(length + 2))) return false;
    length += 2 + input.bytes[length]! + (input.bytes[length + 1]! << 8);
  }
  for (const flag of [FLAG_NAME, FLAG_COMMENT]) {
    if ((flags & flag) === 0) continue;
    do {
      length++;
      if (length > HEADER_BYTES_MAX || !(await input.fill(length))) return false;
    } while (input.bytes[length - 1] !== 0);
  }
  if ((flags & FLAG_HEADER_CRC) !== 0) length += 2;
  if (!(await input.fill(length))) return false;
  input.use(length);
  return true;
}

/** No program writes a name or a comment that is longer. */
const HEADER_BYTES_MAX = 1 << 20;

async function* inflateMember(input: Input, name: string): AsyncGenerator<Uint8Array> {
  const { hasEnded, failure, checksum, size } = yield* inflate(input);
  if (failure !== undefined) throw corrupt('gzip', name, failure);
  if (!hasEnded || !(await input.fill(TRAILER_BYTES))) throw truncated('gzip', name);
  const trailer = new DataView(input.bytes.buffer, input.bytes.byteOffset, TRAILER_BYTES);
  const agrees =
    trailer.getUint32(0, true) === checksum && trailer.getUint32(4, true) === size % 2 ** 32;
  input.use(TRAILER_BYTES);
  if (!agrees) throw corrupt('gzip', name);
}
