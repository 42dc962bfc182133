/**
 * UTF-16 to UTF-8 and back, losing nothing: half a surrogate pair, which UTF-8 proper has no bytes for,
 * is carried as three bytes. docs/decisions/0015-json-documents.md.
 */
import { readerOf } from '../model/chunks.ts';
import { READ_BYTES } from '../model/limits.ts';
import type { ByteReader } from '../model/source.ts';

export type Utf16 = 'utf-16le' | 'utf-16be';

/** Of 16-bit units, the share that is ASCII in any log: blanks, digits, times, keys, line ends. */
const ASCII_SHARE_MIN = 0.35;
/** NUL bytes on the other side are fewer: 一 is U+4E00. */
const SIDES_RATIO_MIN = 4;
/** Fewer say nothing. */
const UNITS_MIN = 8;

/**
 * Whether a text that begins with `head` is UTF-16: by its byte order mark or, without one, by the NUL
 * bytes that every ASCII character has on one side.
 */
export function utf16Of(head: Uint8Array): Utf16 | undefined {
  if (head[0] === 0xff && head[1] === 0xfe) return 'utf-16le';
  if (head[0] === 0xfe && head[1] === 0xff) return 'utf-16be';
  const units = head.length >> 1;
  let first = 0;
  let second = 0;
  for (let at = 0; at < units * 2; at += 2) {
    // Two NUL bytes are a hole in a log, and no character.
    if (head[at] === 0 && head[at + 1] !== 0) first++;
    if (head[at] !== 0 && head[at + 1] === 0) second++;
  }
  const most = Math.max(first, second);
  const isClear = most >= SIDES_RATIO_MIN * Math.min(first, second);
  if (units < UNITS_MIN || most < units * ASCII_SHARE_MIN || !isClear) return undefined;
  return second > first ? 'utf-16le' : 'utf-16be';
}

/** The first bytes of a UTF-16 text as UTF-8. */
export function utf8Head(head: Uint8Array, charset: Utf16): Uint8Array {
  return createDecoder(charset).decode(head, false);
}

export interface Utf16Reader extends ByteReader {
  /** At the end: a last byte that is no whole character, and not among those given. */
  tail(): Uint8Array;
}

/** The bytes of `reader` as UTF-8. */
export function readUtf16(reader: ByteReader, charset: Utf16): Utf16Reader {
  const decoder = createDecoder(charset);
  return { ...readerOf(utf8Chunks(reader, decoder), reader), tail: decoder.tail };
}

async function* utf8Chunks(reader: ByteReader, { decode }: Decoder): AsyncGenerator<Uint8Array> {
  const buffer = new Uint8Array(READ_BYTES);
  while (true) {
    const count = await reader.read(buffer);
    const bytes = decode(buffer.subarray(0, count), count === 0);
    if (bytes.length > 0) yield bytes;
    if (count === 0) return;
  }
}

interface Decoder {
  decode(bytes: Uint8Array, isLast: boolean): Uint8Array;
  tail(): Uint8Array;
}

function createDecoder(charset: Utf16): Decoder {
  const [low, high] = charset === 'utf-16le' ? [0, 1] : [1, 0];
  let held: Uint8Array = new Uint8Array(0);
  const decode = (bytes: Uint8Array, isLast: boolean): Uint8Array => {
    const input = held.length === 0 ? bytes : Buffer.concat([held, bytes]);
    const out = new Uint8Array(Math.ceil(input.length / 2) * 3);
    let at = 0;
    let to = 0;
    for (; at + 1 < input.length; at += 2) {
      const unit = input[at + low]! | (input[at + high]! << 8);
      if (unit < 0x80) {
        out[to++] = unit;
        continue;
      }
      if (isHigh(unit)) {
        // Its other half may be in the next piece.
        if (at + 3 >= input.length && !isLast) break;
        const next =
          at + 3 < input.length ? input[at + 2 + low]! | (input[at + 2 + high]! << 8) : 0;
        if (isLow(next)) {
          to = writeFour(out, to, 0x10000 + ((unit - 0xd800) << 10) + (next - 0xdc00));
          at += 2;
          continue;
        }
      }
      if (unit < 0x800) out[to++] = 0xc0 | (unit >> 6);
      else {
        out[to++] = 0xe0 | (unit >> 12);
        out[to++] = 0x80 | ((unit >> 6) & 0x3f);
      }
      out[to++] = 0x80 | (unit & 0x3f);
    }
    held = input.slice(at);
    return out.subarray(0, to);
  };
  return { decode, tail: () => held };
}

function isHigh(unit: number): boolean {
  return unit >= 0xd800 && unit < 0xdc00;
}

function isLow(unit: number): boolean {
  return unit >= 0xdc00 && unit < 0xe000;
}

function writeFour(out: Uint8Array, to: number, code: number): number {
  out[to] = 0xf0 | (code >> 18);
  out[to + 1] = 0x80 | ((code >> 12) & 0x3f);
  out[to + 2] = 0x80 | ((code >> 6) & 0x3f);
  out[to + 3] = 0x80 | (code & 0x3f);
  return to + 4;
}

/** The way back: pieces of what `readUtf16` gives, and of UTF-8, as UTF-16. */
export function createUtf16Encoder(charset: Utf16): (bytes: Uint8Array) => Uint8Array {
  const isLittle = charset === 'utf-16le';
  let held: Uint8Array = new Uint8Array(0);
  return (bytes) => {
    const input = held.length === 0 ? bytes : Buffer.concat([held, bytes]);
    const out = new DataView(new ArrayBuffer(input.length * 2));
    let at = 0;
    let to = 0;
    while (at < input.length) {
      const length = lengthOf(input[at]!);
      if (at + length > input.length) break;
      const code = codeAt(input, at, length);
      at += length;
      if (code >= 0x10000) {
        out.setUint16(to, 0xd800 + ((code - 0x10000) >> 10), isLittle);
        to += 2;
      }
      out.setUint16(to, code >= 0x10000 ? 0xdc00 + (code & 0x3ff) : code, isLittle);
      to += 2;
    }
    held = input.slice(at);
    return new Uint8Array(out.buffer, 0, to);
  };
}

/** Bytes of the character that begins with `byte`. */
function lengthOf(byte: number): number {
  if (byte < 0xc0) return 1;
  if (byte < 0xe0) return 2;
  return byte < 0xf0 ? 3 : 4;
}

function codeAt(bytes: Uint8Array, at: number, length: number): number {
  const first = bytes[at]!;
  if (length === 1) return first;
  let code = first & (0xff >> (length + 1));
  for (let index = 1; index < length; index++) code = (code << 6) | (bytes[at + index]! & 0x3f);
  return code;
}
