/**
 * gzip, member by member. node:zlib's own multi-member reader throws away what it had decoded when
 * garbage follows a member, so the members are parted here and only the deflate data is its work.
 * Format: RFC 1952.
 */
import { constants, crc32, createInflateRaw, inflateRawSync } from 'node:zlib';
import type { ByteReader } from '../model/source.ts';
import { ToolError } from '../model/tool-error.ts';

/** One piece of input: even at gzip's best ratio it inflates to some 16 MiB. */
const INPUT_BYTES = 1 << 14;

const TRAILER_BYTES = 8;
const FIXED_HEADER_BYTES = 10;
const FLAG_EXTRA = 4;
const FLAG_NAME = 8;
const FLAG_COMMENT = 16;
const FLAG_HEADER_CRC = 2;

export function isGzip(head: Uint8Array): boolean {
  return head.length >= 3 && head[0] === 0x1f && head[1] === 0x8b && head[2] === 8;
}

/** The decoded bytes of all members of `reader`, in order. */
export async function* gunzip(reader: ByteReader, name: string): AsyncGenerator<Uint8Array> {
  const input = createInput(reader);
  while (true) {
    if (!(await input.fill(FIXED_HEADER_BYTES)) && input.bytes.length === 0) return;
    if (!isGzip(input.bytes)) {
      await endOfMembers(input, name);
      return;
    }
    if (!(await skipHeader(input))) throw truncated(name);
    yield* inflateMember(input, name);
  }
}

interface Input {
  /** What is read and not used yet. */
  bytes: Uint8Array;
  /** Reads until at least `length` bytes are there; false at the end. */
  fill(length: number): Promise<boolean>;
  use(length: number): void;
}

function createInput(reader: ByteReader): Input {
  const buffer = new Uint8Array(INPUT_BYTES);
  const input: Input = {
    bytes: new Uint8Array(0),
    async fill(length) {
      while (input.bytes.length < length) {
        const count = await reader.read(buffer);
        if (count === 0) return false;
        input.bytes = Buffer.concat([input.bytes, buffer.subarray(0, count)]);
      }
      return true;
    },
    use(length) {
      input.bytes = input.bytes.subarray(length);
    },
  };
  return input;
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
      if (!(await input.fill(length))) return false;
    } while (input.bytes[length - 1] !== 0);
  }
  if ((flags & FLAG_HEADER_CRC) !== 0) length += 2;
  if (!(await input.fill(length))) return false;
  input.use(length);
  return true;
}

async function* inflateMember(input: Input, name: string): AsyncGenerator<Uint8Array> {
  const inflate = createInflateRaw();
  let chunks: Uint8Array[] = [];
  let failure: Error | undefined;
  // The beginning of the member, for the case that it is damaged; undefined once it is too long.
  let kept: Buffer | undefined = Buffer.alloc(0);
  let hasEnded = false;
  inflate.on('data', (chunk: Uint8Array) => chunks.push(chunk));
  inflate.on('end', () => {
    hasEnded = true;
  });
  inflate.on('error', (error) => {
    failure = error;
  });
  let checksum = 0;
  let size = 0;
  let given = 0;
  try {
    while (!hasEnded && failure === undefined) {
      if (!(await input.fill(1))) break;
      const piece = input.bytes;
      kept = keep(kept, piece, given);
      await new Promise<void>((resolve) => {
        const settle = (): void => {
          inflate.off('end', settle);
          inflate.off('error', settle);
          resolve();
        };
        inflate.once('end', settle);
        inflate.once('error', settle);
        // The callback comes when the piece is used up; `end` when the member was over before.
        inflate.write(piece, () => setImmediate(settle));
      });
      input.use(inflate.bytesWritten - given);
      given = inflate.bytesWritten;
      for (const chunk of chunks) {
        checksum = crc32(chunk, checksum);
        size = (size + chunk.length) >>> 0;
        yield chunk;
      }
      chunks = [];
    }
  } finally {
    inflate.destroy();
  }
  if (failure !== undefined) {
    // What was given before is the beginning of what is sound.
    if (kept !== undefined) yield soundPart(kept).subarray(size);
    throw corrupt(name, failure);
  }
  if (!hasEnded || !(await input.fill(TRAILER_BYTES))) throw truncated(name);
  const trailer = new DataView(input.bytes.buffer, input.bytes.byteOffset, TRAILER_BYTES);
  const agrees = trailer.getUint32(0, true) === checksum && trailer.getUint32(4, true) === size;
  input.use(TRAILER_BYTES);
  if (!agrees) throw corrupt(name);
}

/** Compressed bytes of a member that are kept in case it is damaged. */
const KEPT_BYTES_MAX = 1 << 18;
/** What they may inflate to when the sound part is looked for. */
const SOUND_BYTES_MAX = 1 << 26;

/** `kept` up to offset `given` of the member, and `piece` behind it. */
function keep(kept: Buffer | undefined, piece: Uint8Array, given: number): Buffer | undefined {
  if (kept === undefined || given + piece.length > KEPT_BYTES_MAX) return undefined;
  return Buffer.concat([kept.subarray(0, given), piece]);
}

/**
 * What the beginning of a member holds before the damage: zlib gives nothing of a piece it fails in,
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

/** Behind the last member only zero padding is in order. */
async function endOfMembers(input: Input, name: string): Promise<void> {
  let length = 0;
  let isPadding = true;
  do {
    isPadding &&= input.bytes.every((byte) => byte === 0);
    length += input.bytes.length;
    input.use(input.bytes.length);
  } while (await input.fill(1));
  if (isPadding) return;
  throw new ToolError('gzip-garbage', {
    zh: `${name}：gzip 数据之后还有 ${length} 字节不是 gzip，已跳过；之前的内容已全部计入。请检查文件是否被截断后又追加写入。`,
    en: `${name}: ${length} bytes after the gzip data are no gzip and were skipped; everything before them was counted. See whether the file was written to after it was compressed.`,
  });
}

function truncated(name: string): ToolError {
  return new ToolError('gzip-truncated', {
    zh: `${name}：gzip 不完整（文件被截断，或仍在压缩中）；已解出的部分已计入。请等压缩完成或重新获取文件。`,
    en: `${name}: the gzip data ends too early (cut off, or still being written); what could be decoded was counted. Wait until it is complete, or fetch the file again.`,
  });
}

function corrupt(name: string, cause?: unknown): ToolError {
  return new ToolError(
    'gzip-corrupt',
    {
      zh: `${name}：gzip 数据损坏；损坏处之前的内容已计入（很大的文件中，紧邻损坏处的至多 16 KiB 无法解出）。请用 gzip -t 检查并重新获取文件。`,
      en: `${name}: the gzip data is corrupt; what came before the damage was counted (of a large file all but the last 16 KiB at most). Check it with gzip -t and fetch the file again.`,
    },
    cause,
  );
}
