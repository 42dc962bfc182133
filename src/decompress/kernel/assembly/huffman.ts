// Huffman codes of literals. The table has an entry for each string of as many bits as the longest code:
// the symbol in the lower byte, the length of its code in the upper one.

import { buildFse, FSE_TABLE_BYTES, KIND_WEIGHTS, readCounts } from './fse';
import { reserve } from './room';

const BITS_MAX: i32 = 11;

const table = reserve(2 << BITS_MAX);
const weights = reserve(256);
const weightTable = reserve(FSE_TABLE_BYTES);
let bitsMost: i32 = 0;

/** Bits of the longest code of the table read last. */
export function huffmanBits(): i32 {
  return bitsMost;
}

/** Reads the description of a table at `at`; gives the bytes it takes, or -1. */
export function readHuffman(at: i32, end: i32): i32 {
  if (at >= end) return -1;
  const head = <i32>load<u8>(at);
  const length = head < 128 ? head : (head - 126) >> 1;
  if (length > end - at - 1) return -1;
  let count: i32;
  if (head < 128) {
    count = readWeights(at + 1, at + 1 + length);
  } else {
    count = head - 127;
    for (let index = 0; index < count; index++) {
      const pair = <i32>load<u8>(at + 1 + (index >> 1));
      store<u8>(weights + index, <u8>((index & 1) == 0 ? pair >> 4 : pair & 15));
    }
  }
  return count > 0 && buildTable(count) ? length + 1 : -1;
}

/** Weights written as entropy codes by two states in turn; gives how many, or -1. */
function readWeights(at: i32, end: i32): i32 {
  const used = readCounts(at, end, KIND_WEIGHTS);
  if (used < 0) return -1;
  const log = buildFse(KIND_WEIGHTS, weightTable);
  const from = at + used;
  if (log < 0 || from >= end) return -1;
  const last = <i32>load<u8>(end - 1);
  if (last == 0) return -1;
  let left = ((end - 1 - from) << 3) + 31 - clz(last);
  if (left < 2 * log) return -1;
  left -= log;
  let state = bitsAt(from, left, log);
  left -= log;
  let other = bitsAt(from, left, log);
  // 255 weights at most: the last one is not written.
  for (let count = 0; count < 254; ) {
    const entry = weightTable + (state << 3);
    store<u8>(weights + count++, <u8>load<i32>(entry));
    const bits = <i32>load<u8>(entry, 7);
    if (left < bits) {
      store<u8>(weights + count++, <u8>load<i32>(weightTable + (other << 3)));
      return count;
    }
    left -= bits;
    const next = <i32>load<u16>(entry, 4) + bitsAt(from, left, bits);
    state = other;
    other = next;
  }
  return -1;
}

// @ts-ignore: decorator
@inline
function bitsAt(from: i32, bit: i32, count: i32): i32 {
  return <i32>(load<u32>(from + (bit >> 3)) >> (bit & 7)) & ((1 << count) - 1);
}

function buildTable(count: i32): bool {
  let sum = 0;
  for (let symbol = 0; symbol < count; symbol++) {
    const weight = <i32>load<u8>(weights + symbol);
    if (weight > BITS_MAX) return false;
    if (weight > 0) sum += 1 << (weight - 1);
  }
  if (sum == 0) return false;
  bitsMost = 32 - clz(sum);
  const left = (1 << bitsMost) - sum;
  if (bitsMost > BITS_MAX || (left & (left - 1)) != 0) return false;
  store<u8>(weights + count, <u8>(32 - clz(left)));
  let place = 0;
  for (let weight = 1; weight <= bitsMost; weight++) {
    for (let symbol = 0; symbol <= count; symbol++) {
      if (<i32>load<u8>(weights + symbol) != weight) continue;
      const entry = <u16>(symbol | ((bitsMost + 1 - weight) << 8));
      for (const end = place + (1 << (weight - 1)); place < end; place++) {
        store<u16>(table + (place << 1), entry);
      }
    }
  }
  return place == 1 << bitsMost;
}

/** Decodes `size` literals of one stream or four to `to`; false if they are damaged. */
export function literalStreams(at: i32, end: i32, to: i32, size: i32, streams: i32): bool {
  if (streams == 1) return decodeStream(at, end, to, size);
  if (end - at < 6) return false;
  const part = (size + 3) >> 2;
  let from = at + 6;
  let out = to;
  for (let stream = 0; stream < 3; stream++) {
    const behind = from + <i32>load<u16>(at + (stream << 1));
    if (behind > end || !decodeStream(from, behind, out, part)) return false;
    from = behind;
    out += part;
  }
  const rest = size - 3 * part;
  return rest >= 0 && decodeStream(from, end, out, rest);
}

/** Reads one stream from its end to its beginning. */
function decodeStream(from: i32, end: i32, to: i32, size: i32): bool {
  if (from >= end) return false;
  const last = <i32>load<u8>(end - 1);
  if (last == 0) return false;
  const most = bitsMost;
  const mask = (1 << most) - 1;
  let left = ((end - 1 - from) << 3) + 31 - clz(last);
  let out = to;
  const stop = to + size;
  // 56 bits hold four of the longest codes.
  while (left >= 56 && stop - out >= 4) {
    const bit = left - 56;
    const word = load<u64>(from + (bit >> 3)) >> (bit & 7);
    let shift = 56;
    for (let index = 0; index < 4; index++) {
      const entry = <i32>load<u16>(table + ((<i32>(word >> (shift - most)) & mask) << 1));
      store<u8>(out++, <u8>entry);
      shift -= entry >> 8;
    }
    left -= 56 - shift;
  }
  while (out < stop) {
    const bit = left - most;
    // Before the beginning of the stream all bits are 0.
    const code =
      bit >= 0 ? bitsAt(from, bit, most) : (<i32>load<u32>(from) & ((1 << left) - 1)) << -bit;
    const entry = <i32>load<u16>(table + ((code & mask) << 1));
    left -= entry >> 8;
    if (left < 0) return false;
    store<u8>(out++, <u8>entry);
  }
  return left == 0;
}
