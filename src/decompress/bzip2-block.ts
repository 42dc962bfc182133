/**
 * One block of bzip2, from bits to the permuted bytes. There is no RFC; the format is described in
 * https://github.com/dsnet/compress/blob/master/doc/bzip2-format.pdf
 */

/** Thrown where the bits end before the block does. */
export class Starved extends Error {}

/** Thrown where bits cannot be right. */
export class Damaged extends Error {}

/** Reads bits of `bytes`, the highest first. */
export class BitReader {
  readonly #bytes: Uint8Array;
  #at: number;
  /** The lower `#count` bits of it are not read yet. */
  #word = 0;
  #count = 0;

  constructor(bytes: Uint8Array, bit: number) {
    this.#bytes = bytes;
    this.#at = bit >> 3;
    if ((bit & 7) !== 0) this.read(bit & 7);
  }

  /** Offset of the next bit. */
  get bit(): number {
    return this.#at * 8 - this.#count;
  }

  /** The next `count` bits, at most 24. */
  read(count: number): number {
    const bits = this.peek(count);
    this.pass(count);
    return bits;
  }

  /** The next `count` bits, at most 24, which stay; zeros behind the end. */
  peek(count: number): number {
    while (this.#count < count) {
      this.#word = (this.#word << 8) | (this.#bytes[this.#at++] ?? 0);
      this.#count += 8;
    }
    return (this.#word >>> (this.#count - count)) & ((1 << count) - 1);
  }

  pass(count: number): void {
    this.#count -= count;
    if (this.#at * 8 - this.#count > this.#bytes.length * 8) throw new Starved();
  }
}

export interface Block {
  /** Bytes of the block before its runs are spread. */
  readonly length: number;
  readonly origin: number;
  readonly checksum: number;
}

const GROUP_SYMBOLS = 50;
const GROUPS_MAX = 6;
const SYMBOLS_MAX = 258;
const CODE_BITS_MAX = 20;
const SELECTORS_MAX = 1 << 15;

/**
 * Reads a block behind its magic number. Fills `order` with what `spread` follows: the byte in the
 * lowest 8 bits, the place of the next one in the others.
 */
export function readBlock(bits: BitReader, order: Uint32Array, lengthMax: number): Block {
  const checksum = ((bits.read(16) << 16) | bits.read(16)) >>> 0;
  if (bits.read(1) !== 0) throw new Damaged('randomised');
  const origin = bits.read(24);
  const used = readUsed(bits);
  const groups = bits.read(3);
  if (groups < 2 || groups > GROUPS_MAX) throw new Damaged('groups');
  const selectors = readSelectors(bits, groups);
  const tables: Table[] = [];
  for (let group = 0; group < groups; group++) tables.push(readTable(bits, used.length + 2));
  const counts = new Uint32Array(256);
  const length = readSymbols(bits, { used, selectors, tables, order, counts, lengthMax });
  if (origin >= length) throw new Damaged('origin');
  link(order, counts, length);
  return { length, origin, checksum };
}

/** The bytes that occur, in order. */
function readUsed(bits: BitReader): Uint8Array {
  const rows = bits.read(16);
  const used: number[] = [];
  for (let row = 0; row < 16; row++) {
    if ((rows & (0x8000 >> row)) === 0) continue;
    const columns = bits.read(16);
    for (let column = 0; column < 16; column++) {
      if ((columns & (0x8000 >> column)) !== 0) used.push(row * 16 + column);
    }
  }
  if (used.length === 0) throw new Damaged('symbols');
  return Uint8Array.from(used);
}

/** Which table holds for each fifty symbols. */
function readSelectors(bits: BitReader, groups: number): Uint8Array {
  const count = bits.read(15);
  if (count === 0) throw new Damaged('selectors');
  const recent = Uint8Array.from({ length: groups }, (_, group) => group);
  const selectors = new Uint8Array(Math.min(count, SELECTORS_MAX));
  for (let index = 0; index < count; index++) {
    let place = 0;
    while (bits.read(1) === 1) if (++place >= groups) throw new Damaged('selector');
    const group = recent[place]!;
    recent.copyWithin(1, 0, place);
    recent[0] = group;
    selectors[index] = group;
  }
  return selectors;
}

interface Table {
  readonly bitsMin: number;
  /** For each length the first code, filled with ones to 20 bits, that is longer. */
  readonly limits: Int32Array;
  /** What is taken from a code of that length to get the place of its symbol. */
  readonly bases: Int32Array;
  readonly symbols: Uint16Array;
}

function readTable(bits: BitReader, count: number): Table {
  const lengths = new Uint8Array(count);
  let length = bits.read(5);
  for (let symbol = 0; symbol < count; symbol++) {
    while (true) {
      if (length < 1 || length > CODE_BITS_MAX) throw new Damaged('code length');
      if (bits.read(1) === 0) break;
      length += bits.read(1) === 0 ? 1 : -1;
    }
    lengths[symbol] = length;
  }
  const symbols = new Uint16Array(SYMBOLS_MAX);
  const limits = new Int32Array(CODE_BITS_MAX + 2);
  const bases = new Int32Array(CODE_BITS_MAX + 2);
  let place = 0;
  let code = 0;
  let bitsMin = 0;
  for (let size = 1; size <= CODE_BITS_MAX; size++) {
    bases[size] = code - place;
    for (let symbol = 0; symbol < count; symbol++) {
      if (lengths[symbol] !== size) continue;
      symbols[place++] = symbol;
      code++;
      if (bitsMin === 0) bitsMin = size;
    }
    limits[size] = code << (CODE_BITS_MAX - size);
    code <<= 1;
  }
  return { bitsMin, limits, bases, symbols };
}

interface Coding {
  readonly used: Uint8Array;
  readonly selectors: Uint8Array;
  readonly tables: readonly Table[];
  readonly order: Uint32Array;
  readonly counts: Uint32Array;
  readonly lengthMax: number;
}

/** Decodes the symbols into the lowest bits of `order`; gives how many bytes they are. */
function readSymbols(bits: BitReader, coding: Coding): number {
  const { used, selectors, tables, order, counts, lengthMax } = coding;
  const recent = Uint8Array.from(used);
  const end = used.length + 1;
  let length = 0;
  let run = 0;
  let runDigit = 1;
  for (let group = 0; group < selectors.length; group++) {
    const { bitsMin, limits, bases, symbols } = tables[selectors[group]!]!;
    for (let index = 0; index < GROUP_SYMBOLS; index++) {
      const ahead = bits.peek(CODE_BITS_MAX);
      let size = bitsMin;
      while (ahead >= limits[size]!) if (++size > CODE_BITS_MAX) throw new Damaged('code');
      bits.pass(size);
      const symbol = symbols[(ahead >> (CODE_BITS_MAX - size)) - bases[size]!]!;
      if (symbol < 2) {
        // Runs of the byte used last are numbers of digits 1 and 2, the lowest first.
        run += runDigit << symbol;
        runDigit <<= 1;
        if (run > lengthMax) throw new Damaged('run');
        continue;
      }
      if (run > 0) {
        if (length + run > lengthMax) throw new Damaged('length');
        const byte = recent[0]!;
        counts[byte]! += run;
        order.fill(byte, length, length + run);
        length += run;
        run = 0;
        runDigit = 1;
      }
      if (symbol === end) return length;
      if (length >= lengthMax) throw new Damaged('length');
      const place = symbol - 1;
      const byte = recent[place]!;
      for (let at = place; at > 0; at--) recent[at] = recent[at - 1]!;
      recent[0] = byte;
      counts[byte]!++;
      order[length++] = byte;
    }
  }
  throw new Damaged('selectors');
}

/** Turns the last column of the sorted rotations into a chain: place i holds where its successor is. */
function link(order: Uint32Array, counts: Uint32Array, length: number): void {
  let sum = 0;
  for (let byte = 0; byte < 256; byte++) {
    const count = counts[byte]!;
    counts[byte] = sum;
    sum += count;
  }
  for (let place = 0; place < length; place++) {
    const byte = order[place]! & 0xff;
    const at = counts[byte]!;
    counts[byte] = at + 1;
    order[at] = (order[at]! & 0xff) | (place << 8);
  }
}

const CHECKSUM_TABLE = Int32Array.from({ length: 256 }, (_, byte) => {
  let value = byte << 24;
  for (let bit = 0; bit < 8; bit++) value = (value << 1) ^ (value < 0 ? 0x04c11db7 : 0);
  return value;
});

export interface Spreader {
  /** Fills `piece` (256 bytes at least) and gives the number of bytes; 0 at the end of the block. */
  fill(piece: Uint8Array): number;
  /** Of the bytes given so far. */
  checksum(): number;
}

/**
 * Gives the bytes of a block with its runs spread. Four equal bytes are followed by how many more there
 * are, so that a block may become fifty times as long.
 */
export function spread(order: Uint32Array, { length, origin }: Block): Spreader {
  let left = length;
  let entry = order[origin]! >>> 8;
  let previous = -1;
  let equal = 0;
  let sum = -1;
  return {
    fill(piece) {
      // What the loop works on is kept in variables of its own: they become registers.
      const last = piece.length - 256;
      let [todo, next, before, same, checksum] = [left, entry, previous, equal, sum];
      let filled = 0;
      for (; todo > 0 && filled <= last; todo--) {
        const word = order[next]!;
        next = word >>> 8;
        const byte = word & 0xff;
        if (same < 4) {
          same = byte === before ? same + 1 : 1;
          before = byte;
          piece[filled++] = byte;
          checksum = (checksum << 8) ^ CHECKSUM_TABLE[(checksum >>> 24) ^ byte]!;
          continue;
        }
        for (let more = byte; more > 0; more--) {
          piece[filled++] = before;
          checksum = (checksum << 8) ^ CHECKSUM_TABLE[(checksum >>> 24) ^ before]!;
        }
        same = 0;
        before = -1;
      }
      [left, entry, previous, equal, sum] = [todo, next, before, same, checksum];
      return filled;
    },
    checksum: () => ~sum >>> 0,
  };
}
