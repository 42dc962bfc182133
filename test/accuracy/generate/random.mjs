/** Seeded pseudo-random numbers, so that every generated file is the same on every machine. */

/**
 * @param {number} seed a 32-bit integer
 * @returns a source of numbers, choices, digits and hexadecimal text
 */
export function createRandom(seed) {
  let state = seed >>> 0;
  // Mulberry32: 32 bits of state, good enough to vary a log file.
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
  const integer = (from, to) => from + Math.floor(next() * (to - from + 1));
  const pick = (list) => list[integer(0, list.length - 1)];
  const text = (alphabet, length) => {
    let out = '';
    for (let at = 0; at < length; at++) out += alphabet[integer(0, alphabet.length - 1)];
    return out;
  };
  return {
    next,
    integer,
    pick,
    text,
    digits: (length) => text('0123456789', length),
    hex: (length) => text('0123456789abcdef', length),
    ip: () => `${integer(11, 223)}.${integer(0, 255)}.${integer(0, 255)}.${integer(1, 254)}`,
    uuid: () =>
      `${text('0123456789abcdef', 8)}-${text('0123456789abcdef', 4)}-4${text('0123456789abcdef', 3)}-a${text('0123456789abcdef', 3)}-${text('0123456789abcdef', 12)}`,
  };
}
