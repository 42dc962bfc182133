/**
 * The words a scanner looks for, as their first four bytes. What else is right about a place is
 * decided byte by byte.
 */

/** For each of the first four bytes of a word, the values it may have. */
type Stem = readonly [readonly number[], readonly number[], readonly number[], readonly number[]];

const letters = (text: string): number[] =>
  [...text].flatMap((letter) => [letter.charCodeAt(0), letter.toUpperCase().charCodeAt(0)]);

const word = (text: string): Stem => [...text].map((letter) => letters(letter)) as unknown as Stem;

const ANY = Array.from({ length: 256 }, (_, byte) => byte);

export const STEMS: readonly Stem[] = [
  [letters('c'), letters('oi'), letters('d'), letters('e')], // code, (err)cide
  word('cgi-'),
  word('quer'),
  word('qyap'),
  [[0x3a], [0x20], [0x5b], ANY], // hint: [1788…, hints: [ req_id, Error: [853000]
  word('rid:'),
  word('wech'),
  word('inva'),
  word('allo'),
  word('freq'),
  word('vile'),
  word('erid'),
  word('_tok'),
  word('psec'),
  word('& pa'),
  word('wxer'),
  [[0xe8], [0xbf], [0x94], [0xe5]], // 返回 in UTF-8
  [[0xe9], [0x94], [0x99], [0xe8]], // 错误 in UTF-8
  [[0xb4], [0xed], [0xce], [0xf3]], // 错误 in GB18030
  [[0x5c], [0x75], [0x39], [0x35]], // \u9519
  [[0x25], letters('e'), [0x39], [0x25]], // %E9%
];

/**
 * Stems share the eight bits of a table's byte; those of one group are told apart byte by byte. Of all
 * ways to share, this one lets the fewest other words of real logs pass.
 */
const GROUPS: readonly number[] = [6, 6, 2, 2, 0, 3, 2, 1, 4, 5, 5, 7, 1, 3, 5, 2, 6, 1, 4, 7, 7];

/** Size of the tables in bytes. */
const TABLE_BYTES = 192;

/** Where the words of four letters lie in it, each at its hash. */
const WORDS_AT = 96;
const WORD_HASH = 0xe7206991;

/** Room the kernel wants behind them: a place for every byte of a slice. */
const HITS_BYTES = (4096 + 32) * 4;

export const KERNEL_TABLE_BYTES = TABLE_BYTES + HITS_BYTES;

/** The kernel's look-up tables by low nibble, two constants it wants in registers, then the words. */
export function stemTable(): Uint8Array {
  const table = new Uint8Array(TABLE_BYTES);
  STEMS.forEach((stem, index) => {
    stem.forEach((values, position) => {
      for (const value of values) table[position * 16 + (value & 0x0f)]! |= 1 << GROUPS[index]!;
    });
  });
  table.fill(0x0f, 64, 80);
  table.fill(0x0a, 80, 96);
  const words = new DataView(table.buffer, WORDS_AT);
  for (const stem of WORDS) {
    const number = (Buffer.from(stem).readUInt32LE() | 0x20202020) >>> 0;
    words.setUint32((Math.imul(number, WORD_HASH) >>> 28) * 4, number, true);
  }
  return table;
}

const WORDS = [
  ...['code', 'cide', 'cgi-', 'quer', 'qyap', 'rid:', 'wech', 'inva', 'allo', 'freq', 'vile'],
  ...['erid', '_tok', 'psec', '& pa', 'wxer'],
];
