/**
 * The words a scanner looks for, as three of their letters: the first, the second and the fourth.
 * A place is a hit where all three fit; everything else about it is decided byte by byte.
 */

interface Pair {
  readonly first: readonly number[];
  readonly second: readonly number[];
  readonly fourth: readonly number[];
}

const letters = (text: string): number[] =>
  [...text].flatMap((letter) => [letter.charCodeAt(0), letter.toUpperCase().charCodeAt(0)]);

const DIGITS = [...'0123456789'].map((digit) => digit.charCodeAt(0));

/** Eight, because a hit is one bit of a byte. */
export const PAIRS: readonly Pair[] = [
  { first: letters('c'), second: letters('oi'), fourth: letters('e') }, // code, (err)cide
  // cgi-, and [853000]
  {
    first: [...letters('c'), 0x5b],
    second: [...letters('g'), ...DIGITS],
    fourth: [0x2d, ...DIGITS],
  },
  { first: letters('wq'), second: letters('eu'), fourth: letters('hr') }, // wech, quer
  { first: letters('h'), second: letters('i'), fourth: letters('t') }, // hint
  { first: letters('r'), second: letters('i'), fourth: [0x3a] }, // rid:
  { first: letters('i'), second: letters('n'), fourth: letters('a') }, // inva(lid)
  { first: [0xe9], second: [0x94], fourth: [0xe8] }, // 错误 in UTF-8
  // 错误 in GB18030, escaped (\u9519) and percent-encoded (%E9%)
  { first: [0xb4, 0x5c, 0x25], second: [0xed, 0x75, ...letters('e')], fourth: [0xf3, 0x35, 0x25] },
];

/** Size of the table in bytes. */
export const PAIR_TABLE_BYTES = 128;

/**
 * The kernel's look-up tables: sixteen bytes for each of (first, fourth, second) × (low, high
 * nibble), then two constants it wants in registers.
 */
export function pairTable(): Uint8Array {
  const table = new Uint8Array(PAIR_TABLE_BYTES);
  PAIRS.forEach((pair, bit) => {
    [pair.first, pair.fourth, pair.second].forEach((bytes, position) => {
      for (const byte of bytes) {
        table[position * 32 + (byte & 0x0f)]! |= 1 << bit;
        table[position * 32 + 16 + (byte >> 4)]! |= 1 << bit;
      }
    });
  });
  table.fill(0x0f, 96, 112);
  table.fill(0x0a, 112, 128);
  return table;
}
