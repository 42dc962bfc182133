// Decodes compressed blocks of Zstandard frames, and their checksum (AssemblyScript). RFC 8878; names of
// the parts are its names. ../../zstd.ts parts frames and blocks and owns the window.
//
// Nothing read here is trusted: every offset and length is checked before memory is touched, every loop
// ends with its input, and a block writes at most its limit, but for some bytes behind what it wrote.

import { FSE_TABLE_BYTES, buildFse, readCounts, useSingle, useDefault, KIND_LITERALS, KIND_MATCHES, KIND_OFFSETS } from './fse';
import { huffmanBits, literalStreams, readHuffman } from './huffman';
import { reserve } from './room';

export { hashDigest, hashReset, hashUpdate } from './hash';
export { free } from './room';

const BLOCK_BYTES_MAX: i32 = 1 << 17;

/** Bytes behind a stretch of memory that a copy may read or write. */
const SLACK_BYTES: i32 = 64;

const literalsAt = reserve(BLOCK_BYTES_MAX + SLACK_BYTES);
/** One table for each kind of code. */
const tablesAt = reserve(3 * FSE_TABLE_BYTES);

/** The logs of their sizes; -1 while there is no table. */
const logOf = reserve(12);

let recent1: i32 = 1;
let recent2: i32 = 4;
let recent3: i32 = 8;
let huffman: i32 = 0;

/** Forgets what blocks of one frame inherit from each other. */
export function beginFrame(): void {
  recent1 = 1;
  recent2 = 4;
  recent3 = 8;
  huffman = 0;
  for (let kind = 0; kind < 3; kind++) store<i32>(logOf + (kind << 2), -1);
}

/** Literals of the block: where they stand and how many, and what follows them. */
let literalsFrom: i32 = 0;
let literalsLength: i32 = 0;

/**
 * Decodes the block [at, at + length) to `out`, at most `limit` bytes; matches may reach back to
 * `history`. Gives the number of bytes, or -1 if the block is damaged.
 */
export function decodeBlock(at: i32, length: i32, out: i32, limit: i32, history: i32): i32 {
  const end = at + length;
  const sequences = readLiterals(at, end);
  if (sequences < 0) return -1;
  return runSequences(sequences, end, out, out + limit, history);
}

/** Reads the literals section; gives where the sequences section begins, or -1. */
function readLiterals(at: i32, end: i32): i32 {
  if (at >= end) return -1;
  const head = <i32>load<u8>(at);
  const type = head & 3;
  const format = (head >> 2) & 3;
  if (type >= 2) return readPackedLiterals(at, end, type, format);
  // Raw or of one byte.
  let size = head >> 3;
  let from = at + 1;
  if (format == 1) {
    size = <i32>(load<u16>(at) >> 4);
    from = at + 2;
  } else if (format == 3) {
    size = <i32>((load<u32>(at) & 0xffffff) >> 4);
    from = at + 3;
  }
  literalsLength = size;
  if (size > BLOCK_BYTES_MAX || from > end) return -1;
  if (type == 0) {
    literalsFrom = from;
    return size > end - from ? -1 : from + size;
  }
  if (from >= end) return -1;
  memory.fill(literalsAt, load<u8>(from), size);
  literalsFrom = literalsAt;
  return from + 1;
}

function readPackedLiterals(at: i32, end: i32, type: i32, format: i32): i32 {
  const bits = format < 2 ? 10 : format == 2 ? 14 : 18;
  const headBytes = format < 2 ? 3 : format + 2;
  if (headBytes > end - at) return -1;
  const sizes = load<u64>(at) >> 4;
  const mask = (1 << bits) - 1;
  const size = <i32>sizes & mask;
  const packed = <i32>(sizes >> bits) & mask;
  let from = at + headBytes;
  if (size > BLOCK_BYTES_MAX || packed > end - from) return -1;
  const behind = from + packed;
  if (type == 2) {
    const used = readHuffman(from, behind);
    huffman = used < 0 ? 0 : huffmanBits();
    if (used < 0) return -1;
    from += used;
  }
  if (huffman == 0) return -1;
  literalsFrom = literalsAt;
  literalsLength = size;
  return literalStreams(from, behind, literalsAt, size, format == 0 ? 1 : 4) ? behind : -1;
}

/** Where the codes of the sequences begin, or -1. */
function readTables(at: i32, end: i32, modes: i32): i32 {
  if ((modes & 3) != 0) return -1;
  let from = at;
  for (let kind: i32 = KIND_LITERALS; kind <= KIND_MATCHES; kind++) {
    const mode = (modes >> (6 - 2 * kind)) & 3;
    const table = tablesAt + kind * FSE_TABLE_BYTES;
    let log = 0;
    if (mode == 0) {
      log = useDefault(kind, table);
    } else if (mode == 1) {
      if (from >= end) return -1;
      log = useSingle(kind, table, <i32>load<u8>(from++));
    } else if (mode == 2) {
      const used = readCounts(from, end, kind);
      if (used < 0) return -1;
      from += used;
      log = buildFse(kind, table);
    } else {
      log = load<i32>(logOf + (kind << 2));
    }
    if (log < 0) return -1;
    store<i32>(logOf + (kind << 2), log);
  }
  return from;
}

function runSequences(at: i32, end: i32, begin: i32, limit: i32, history: i32): i32 {
  let literals = literalsFrom;
  const literalsEnd = literals + literalsLength;
  let out = begin;
  if (at >= end) return -1;
  let from = at + 1;
  let count = <i32>load<u8>(at);
  if (count >= 128) {
    if (count < 255) {
      count = ((count - 128) << 8) + <i32>load<u8>(from);
      from += 1;
    } else {
      count = <i32>load<u16>(from) + 0x7f00;
      from += 2;
    }
  }
  if (count > 0) {
    if (from >= end) return -1;
    from = readTables(from + 1, end, <i32>load<u8>(from));
    if (from < 0 || from >= end) return -1;
    const last = <i32>load<u8>(end - 1);
    if (last == 0) return -1;
    const literalTable = tablesAt;
    const offsetTable = tablesAt + KIND_OFFSETS * FSE_TABLE_BYTES;
    const matchTable = tablesAt + KIND_MATCHES * FSE_TABLE_BYTES;
    const literalLog = load<i32>(logOf);
    const offsetLog = load<i32>(logOf + 4);
    const matchLog = load<i32>(logOf + 8);
    // Bits that are not read yet; they are read from the end.
    let left = ((end - 1 - from) << 3) + 31 - clz(last);
    if (left < literalLog + offsetLog + matchLog) return -1;
    let literalState = literalTable + (peek(from, left, literalLog) << 3);
    left -= literalLog;
    let offsetState = offsetTable + (peek(from, left, offsetLog) << 3);
    left -= offsetLog;
    let matchState = matchTable + (peek(from, left, matchLog) << 3);
    left -= matchLog;
    while (true) {
      const offsetBits = <i32>load<u8>(offsetState, 6);
      const matchBits = <i32>load<u8>(matchState, 6);
      const literalBits = <i32>load<u8>(literalState, 6);
      if (left < offsetBits + matchBits + literalBits) return -1;
      const code = load<i32>(offsetState) + peek(from, left, offsetBits);
      left -= offsetBits;
      const matchLength = load<i32>(matchState) + peek(from, left, matchBits);
      left -= matchBits;
      const literalLength = load<i32>(literalState) + peek(from, left, literalBits);
      left -= literalBits;
      const offset = offsetOf(code, literalLength == 0);
      if (literalLength > literalsEnd - literals) return -1;
      if (literalLength + matchLength > limit - out) return -1;
      copyFar(out, literals, literalLength);
      out += literalLength;
      literals += literalLength;
      if (offset <= 0 || offset > out - history) return -1;
      copyMatch(out, offset, matchLength);
      out += matchLength;
      if (--count == 0) break;
      const stateBits =
        <i32>load<u8>(literalState, 7) + <i32>load<u8>(matchState, 7) + <i32>load<u8>(offsetState, 7);
      if (left < stateBits) return -1;
      left -= <i32>load<u8>(literalState, 7);
      literalState = literalTable + ((<i32>load<u16>(literalState, 4) + peekAt(from, left, <i32>load<u8>(literalState, 7))) << 3);
      left -= <i32>load<u8>(matchState, 7);
      matchState = matchTable + ((<i32>load<u16>(matchState, 4) + peekAt(from, left, <i32>load<u8>(matchState, 7))) << 3);
      left -= <i32>load<u8>(offsetState, 7);
      offsetState = offsetTable + ((<i32>load<u16>(offsetState, 4) + peekAt(from, left, <i32>load<u8>(offsetState, 7))) << 3);
    }
    if (left != 0) return -1;
  } else if (from != end) {
    return -1;
  }
  const rest = literalsEnd - literals;
  if (rest > limit - out) return -1;
  memory.copy(out, literals, rest);
  return out + rest - begin;
}

/** The `count` bits before bit `left` of the stream at `from`; at most 32. */
// @ts-ignore: decorator
@inline
function peek(from: i32, left: i32, count: i32): i32 {
  return peekAt(from, left - count, count);
}

/** The `count` bits from bit `bit` on. */
// @ts-ignore: decorator
@inline
function peekAt(from: i32, bit: i32, count: i32): i32 {
  const word = load<u64>(from + (bit >> 3)) >> (bit & 7);
  return <i32>(word & (((<u64>1) << count) - 1));
}

/** The distance a code stands for: one of the last three, or a new one. */
function offsetOf(code: i32, isShifted: bool): i32 {
  let offset: i32;
  if (code > 3) {
    offset = code - 3;
    recent3 = recent2;
    recent2 = recent1;
    recent1 = offset;
    return offset;
  }
  const index = code + (isShifted ? 1 : 0);
  if (index == 1) return recent1;
  if (index == 2) {
    offset = recent2;
  } else {
    offset = index == 3 ? recent3 : recent1 - 1;
    recent3 = recent2;
  }
  recent2 = recent1;
  recent1 = offset;
  return offset;
}

/** Copies, and may write up to 15 bytes more than `length`; the source is none of them. */
// @ts-ignore: decorator
@inline
function copyFar(to: i32, from: i32, length: i32): void {
  for (let done = 0; done < length; done += 16) {
    v128.store(to + done, v128.load(from + done));
  }
}

// @ts-ignore: decorator
@inline
function copyMatch(to: i32, offset: i32, length: i32): void {
  const from = to - offset;
  if (offset >= 16) {
    copyFar(to, from, length);
  } else if (offset == 1) {
    memory.fill(to, load<u8>(from), length);
  } else {
    for (let done = 0; done < length; done++) store<u8>(to + done, load<u8>(from + done));
  }
}
