// Tables of finite state entropy codes. An entry has eight bytes: the value its code begins at (32 bits),
// the state that follows (16), the bits to add to the value (8), the bits to add to the state (8).

import { reserve } from './room';

export const KIND_LITERALS: i32 = 0;
export const KIND_OFFSETS: i32 = 1;
export const KIND_MATCHES: i32 = 2;
/** Weights of a Huffman table. */
export const KIND_WEIGHTS: i32 = 3;

/** 512 entries of the largest. */
export const FSE_TABLE_BYTES: i32 = 4096;

const LOG_MAX = memory.data<u8>([9, 8, 9, 6]);
const SYMBOL_MAX = memory.data<u8>([35, 31, 52, 11]);

const LITERAL_VALUES = memory.data<i32>([
  0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 18, 20, 22, 24, 28, 32, 40, 48, 64, 128, 256, 512,
  1024, 2048, 4096, 8192, 16384, 32768, 65536,
]);
const LITERAL_BITS = memory.data<u8>([
  0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 3, 3, 4, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16,
]);
const MATCH_VALUES = memory.data<i32>([
  3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30, 31, 32,
  33, 34, 35, 37, 39, 41, 43, 47, 51, 59, 67, 83, 99, 131, 259, 515, 1027, 2051, 4099, 8195, 16387, 32771, 65539,
]);
const MATCH_BITS = memory.data<u8>([
  0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2,
  3, 3, 4, 4, 5, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16,
]);

const LITERAL_DEFAULT = memory.data<i16>([
  4, 3, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 1, 1, 1, 2, 2, 2, 2, 2, 2, 2, 2, 2, 3, 2, 1, 1, 1, 1, 1, -1, -1, -1, -1,
]);
const OFFSET_DEFAULT = memory.data<i16>([
  1, 1, 1, 1, 1, 1, 2, 2, 2, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, -1, -1, -1, -1, -1,
]);
const MATCH_DEFAULT = memory.data<i16>([
  1, 4, 3, 2, 2, 2, 2, 2, 2, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1,
  1, 1, 1, 1, 1, 1, 1, 1, -1, -1, -1, -1, -1, -1, -1,
]);

/** What was read last: a count for each symbol (-1 stands for less than one), and the log of their sum. */
const counts = reserve(256 * 2);
const nexts = reserve(256 * 2);
let symbols: i32 = 0;
let log: i32 = 0;

/** Reads the counts of the symbols at `at`; gives the bytes they take, or -1. */
export function readCounts(at: i32, end: i32, kind: i32): i32 {
  const bitsMax = (end - at) << 3;
  if (bitsMax < 8) return -1;
  log = <i32>(load<u8>(at) & 15) + 5;
  if (log > <i32>load<u8>(LOG_MAX + kind)) return -1;
  const symbolMax = <i32>load<u8>(SYMBOL_MAX + kind);
  let bit = 4;
  let left = 1 << log;
  symbols = 0;
  while (left > 0) {
    if (symbols > symbolMax || bit > bitsMax) return -1;
    const width = 32 - clz(left + 1);
    const word = <i32>(load<u32>(at + (bit >> 3)) >> (bit & 7));
    const lower = (1 << (width - 1)) - 1;
    const threshold = (1 << width) - 1 - (left + 1);
    let value = word & lower;
    if (value < threshold) {
      bit += width - 1;
    } else {
      value = word & ((1 << width) - 1);
      if (value > lower) value -= threshold;
      bit += width;
    }
    const count = value - 1;
    left -= count < 0 ? 1 : count;
    store<i16>(counts + (symbols++ << 1), <i16>count);
    if (count != 0) continue;
    // Two bits at a time: so many more symbols that do not occur.
    let repeat = 3;
    while (repeat == 3) {
      if (bit > bitsMax) return -1;
      repeat = <i32>(load<u16>(at + (bit >> 3)) >> (bit & 7)) & 3;
      bit += 2;
      if (symbols + repeat > symbolMax + 1) return -1;
      for (let index = 0; index < repeat; index++) store<i16>(counts + (symbols++ << 1), 0);
    }
  }
  if (left != 0 || bit > bitsMax) return -1;
  return (bit + 7) >> 3;
}

/** Makes the table of the counts read last; gives the log of its size, or -1. */
export function buildFse(kind: i32, table: i32): i32 {
  const size = 1 << log;
  let high = size - 1;
  for (let symbol = 0; symbol < symbols; symbol++) {
    const count = <i32>load<i16>(counts + (symbol << 1));
    store<i16>(nexts + (symbol << 1), <i16>(count < 0 ? 1 : count));
    if (count < 0) store<i32>(table + (high-- << 3), symbol);
  }
  const step = (size >> 1) + (size >> 3) + 3;
  let place = 0;
  for (let symbol = 0; symbol < symbols; symbol++) {
    const count = <i32>load<i16>(counts + (symbol << 1));
    for (let index = 0; index < count; index++) {
      store<i32>(table + (place << 3), symbol);
      do {
        place = (place + step) & (size - 1);
      } while (place > high);
    }
  }
  if (place != 0) return -1;
  for (let index = 0; index < size; index++) {
    const entry = table + (index << 3);
    const symbol = load<i32>(entry);
    const next = <i32>load<u16>(nexts + (symbol << 1));
    store<u16>(nexts + (symbol << 1), <u16>(next + 1));
    const bits = log - (31 - clz(next));
    store<u16>(entry, <u16>((next << bits) - size), 4);
    store<u8>(entry, <u8>bits, 7);
    setValue(kind, entry, symbol);
  }
  return log;
}

/** A table in which every state is the same symbol and takes no bits. */
export function useSingle(kind: i32, table: i32, symbol: i32): i32 {
  if (symbol > <i32>load<u8>(SYMBOL_MAX + kind)) return -1;
  store<u64>(table, 0);
  setValue(kind, table, symbol);
  return 0;
}

/** The table that needs no description. */
export function useDefault(kind: i32, table: i32): i32 {
  log = kind == KIND_OFFSETS ? 5 : 6;
  symbols = kind == KIND_LITERALS ? 36 : kind == KIND_OFFSETS ? 29 : 53;
  const from =
    kind == KIND_LITERALS ? LITERAL_DEFAULT : kind == KIND_OFFSETS ? OFFSET_DEFAULT : MATCH_DEFAULT;
  memory.copy(counts, from, symbols << 1);
  return buildFse(kind, table);
}

function setValue(kind: i32, entry: i32, symbol: i32): void {
  let value = symbol;
  let bits = 0;
  if (kind == KIND_LITERALS) {
    value = load<i32>(LITERAL_VALUES + (symbol << 2));
    bits = <i32>load<u8>(LITERAL_BITS + symbol);
  } else if (kind == KIND_MATCHES) {
    value = load<i32>(MATCH_VALUES + (symbol << 2));
    bits = <i32>load<u8>(MATCH_BITS + symbol);
  } else if (kind == KIND_OFFSETS) {
    // Codes from 30 on reach further than any window; they become a distance that no block has.
    value = symbol < 30 ? 1 << symbol : i32.MAX_VALUE >> 1;
    bits = symbol < 30 ? symbol : 0;
  }
  store<i32>(entry, value);
  store<u8>(entry, <u8>bits, 6);
}
