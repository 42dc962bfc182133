// Digits and letters in eight bytes at once, for the scanner's kernel.

@inline
export function isDigit(byte: u32): bool {
  return byte - 0x30 < 10;
}

@inline
export function isWord(byte: u32): bool {
  return isDigit(byte) || ((byte | 0x20) - 0x61) < 26 || byte == 0x5f;
}

/** How many of the eight bytes, from the lowest on, are digits. */
@inline
export function digitsIn(eight: u64): i32 {
  const shifted = eight ^ 0x3030303030303030;
  const over = (shifted + 0x7676767676767676) | shifted;
  return <i32>(ctz(over & 0x8080808080808080) >> 3);
}

/** The number that the lowest `length` (1 to 7) bytes spell. */
@inline
export function numberOf(eight: u64, length: i32): i32 {
  let digits = (eight ^ 0x3030303030303030) << (<u64>(8 - length) << 3);
  digits = (digits * 10 + (digits >> 8)) & 0x00ff00ff00ff00ff;
  digits = (digits * 100 + (digits >> 16)) & 0x0000ffff0000ffff;
  digits = digits * 10000 + (digits >> 32);
  return <i32>(digits & 0xffffffff);
}
