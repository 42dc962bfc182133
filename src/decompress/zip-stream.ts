/**
 * zip in order, by the headers before its files: for standard input, for a zip in an archive, and for
 * one that was cut off and has no directory. APPNOTE.TXT of PKWARE, 4.3.
 */

import { failingReader, readerOf } from '../model/chunks.ts';
import type { ByteReader } from '../model/source.ts';
import type { ToolError } from '../model/tool-error.ts';
import { corrupt, truncated, unsupported } from './damage.ts';
import type { Inflated } from './inflate.ts';
import { createInput, type Input, skip } from './input.ts';
import { type Member, memberName } from './member.ts';
import { DEFLATED, isPackedAnew, memberData, STORED } from './zip-data.ts';

const LOCAL_HEADER = 0x04034b50;
const DESCRIPTOR = 0x08074b50;
/** What stands behind the files, by signature: bytes of its fixed part, and where lengths of more stand. */
const DIRECTORY: ReadonlyMap<
  number,
  { readonly bytes: number; readonly lengthsAt: readonly number[] }
> = new Map([
  // Something else, signed.
  [0x08064b50, { bytes: 8, lengthsAt: [4] }],
  [0x02014b50, { bytes: 46, lengthsAt: [28, 30, 32] }],
  [0x05054b50, { bytes: 6, lengthsAt: [4] }],
  // Of large archives: its length counts from byte 12 and is never that long.
  [0x06064b50, { bytes: 12, lengthsAt: [4] }],
  [0x07064b50, { bytes: 20, lengthsAt: [] }],
  [0x06054b50, { bytes: 22, lengthsAt: [20] }],
]);
const DIRECTORY_END = 0x06054b50;

const HEADER_BYTES = 30;
const ENCRYPTED = 1;
/** Checksum and sizes follow the data. */
const HAS_DESCRIPTOR = 8;
/** The size stands in an extra field. */
const IS_LARGE = 0xffffffff;
const LARGE_SIZES = 1;

/** The files of a zip as they come. Fails when the zip ends before its directory. */
export async function* zipMembersInOrder(reader: ByteReader, name: string): AsyncGenerator<Member> {
  const input = createInput(reader);
  // A zip that was to be split and was not begins with a mark.
  if ((await input.fill(4)) && uint32(input.bytes, 0) === DESCRIPTOR) input.use(4);
  while (true) {
    if (!(await input.fill(4))) throw truncated('zip', name);
    const signature = uint32(input.bytes, 0);
    if (DIRECTORY.has(signature)) {
      await passDirectory(input, name);
      return;
    }
    if (signature !== LOCAL_HEADER) throw corrupt('zip', name);
    const header = await readHeader(input, name);
    const full = `${name}!/${header.name}`;
    const refusal = refusalOf(header, full);
    const begin = input.position;
    const data = refusal === undefined ? dataOf(input, header, full) : undefined;
    if (!header.name.endsWith('/')) {
      yield {
        name: header.name,
        modifiedMs: header.modifiedMs,
        sizeBytes: header.size ?? Number.NaN,
        reader: data === undefined ? failingReader(refusal) : leftOpen(readerOf(data, reader)),
      };
    }
    if (header.packedSize === undefined) {
      // Nothing but the data says where it ends.
      if (data === undefined) return;
      for (let next = await data.next(); next.done !== true; next = await data.next());
      // What is wrong with it has been told where it was read.
      if (!header.isWhole) return;
    } else {
      await data?.return(undefined);
      const left = begin + header.packedSize - input.position;
      if (left < 0) return;
      if (!(await skip(input, left))) {
        if (data === undefined) throw truncated('zip', name);
        return;
      }
    }
  }
}

/** The directory says nothing new, but without it the archive is not whole. */
async function passDirectory(input: Input, name: string): Promise<void> {
  while (await input.fill(4)) {
    const signature = uint32(input.bytes, 0);
    const part = DIRECTORY.get(signature);
    if (part === undefined) throw corrupt('zip', name);
    if (!(await input.fill(part.bytes))) break;
    const view = viewOf(input.bytes);
    const more = part.lengthsAt.reduce((sum, at) => sum + view.getUint16(at, true), 0);
    if (!(await skip(input, part.bytes + more))) break;
    if (signature === DIRECTORY_END) return;
  }
  throw truncated('zip', name);
}

/** What is left of the data is passed over here, whether the consumer closes it or not. */
function leftOpen(reader: ByteReader): ByteReader {
  return { read: (into) => reader.read(into), close: async () => {} };
}

interface Header {
  readonly flags: number;
  readonly method: number;
  readonly name: string;
  readonly modifiedMs: number;
  readonly checksum: number;
  /** Undefined where they follow the data. */
  readonly packedSize: number | undefined;
  readonly size: number | undefined;
  /** Set when its data was read to its end. */
  isWhole: boolean;
}

async function readHeader(input: Input, name: string): Promise<Header> {
  if (!(await input.fill(HEADER_BYTES))) throw truncated('zip', name);
  const view = viewOf(input.bytes);
  const nameBytes = view.getUint16(26, true);
  const extraBytes = view.getUint16(28, true);
  const length = HEADER_BYTES + nameBytes + extraBytes;
  if (!(await input.fill(length))) throw truncated('zip', name);
  const bytes = input.bytes.slice(0, length);
  input.use(length);
  const flags = viewOf(bytes).getUint16(6, true);
  const isKnown = (flags & HAS_DESCRIPTOR) === 0;
  const sizes = sizesOf(bytes, HEADER_BYTES + nameBytes);
  return {
    flags,
    method: viewOf(bytes).getUint16(8, true),
    name: memberName(bytes.subarray(HEADER_BYTES, HEADER_BYTES + nameBytes)),
    modifiedMs: timeOf(bytes),
    checksum: uint32(bytes, 14),
    packedSize: isKnown ? sizes.packedSize : undefined,
    size: isKnown ? sizes.size : undefined,
    isWhole: false,
  };
}

function sizesOf(bytes: Uint8Array, extraAt: number): { size: number; packedSize: number } {
  let [packedSize, size] = [uint32(bytes, 18), uint32(bytes, 22)];
  const view = viewOf(bytes);
  for (let at = extraAt; at + 4 <= bytes.length; at += 4 + view.getUint16(at + 2, true)) {
    if (view.getUint16(at, true) !== LARGE_SIZES || at + 20 > bytes.length) continue;
    if (size === IS_LARGE) size = Number(view.getBigUint64(at + 4, true));
    if (packedSize === IS_LARGE) packedSize = Number(view.getBigUint64(at + 12, true));
  }
  return { size, packedSize };
}

/** Local time of whoever packed it, in steps of two seconds; it is taken for ours. */
function timeOf(bytes: Uint8Array): number {
  const view = viewOf(bytes);
  const [time, date] = [view.getUint16(10, true), view.getUint16(12, true)];
  const day = [1980 + (date >> 9), ((date >> 5) & 15) - 1, date & 31] as const;
  return new Date(...day, time >> 11, (time >> 5) & 63, (time & 31) * 2).getTime();
}

/** Why a file cannot be read. */
function refusalOf({ flags, method, packedSize }: Header, name: string): ToolError | undefined {
  if ((flags & ENCRYPTED) !== 0) return unsupported('zip', name, 'encrypted');
  if (method === DEFLATED) return undefined;
  if (method !== STORED && !isPackedAnew(method))
    return unsupported('zip', name, `method ${method}`);
  // Nothing says where it ends but the directory.
  return packedSize === undefined ? unsupported('zip', name, 'stored, length behind') : undefined;
}

/** The bytes of a file, and what follows them. */
async function* dataOf(input: Input, header: Header, name: string): AsyncGenerator<Uint8Array> {
  const hasDescriptor = (header.flags & HAS_DESCRIPTOR) !== 0;
  const inflated = yield* memberData(input, {
    ...{ method: header.method, name, packedSize: header.packedSize, size: header.size },
    checksum: hasDescriptor ? undefined : header.checksum,
  });
  if (hasDescriptor && inflated !== undefined) await readDescriptor(input, inflated, name);
  header.isWhole = true;
}

/** Signature or none, sizes of four bytes or of eight: nothing but the sizes themselves says which. */
async function readDescriptor(input: Input, inflated: Inflated, name: string): Promise<void> {
  await input.fill(24);
  let at = input.bytes.length >= 4 && uint32(input.bytes, 0) === DESCRIPTOR ? 4 : 0;
  if (input.bytes.length < at + 12) throw truncated('zip', name);
  if (uint32(input.bytes, at) !== inflated.checksum) throw corrupt('zip', name);
  at += 4;
  const packed = inflated.packedSize % 2 ** 32;
  const isShort =
    uint32(input.bytes, at) === packed && uint32(input.bytes, at + 4) === inflated.size % 2 ** 32;
  if (!isShort && input.bytes.length < at + 16) throw truncated('zip', name);
  input.use(at + (isShort ? 8 : 16));
}

function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
}

function uint32(bytes: Uint8Array, at: number): number {
  return viewOf(bytes).getUint32(at, true);
}
