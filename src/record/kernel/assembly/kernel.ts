// What is read of one record with SIMD (AssemblyScript): which of some forty words stand in it, and
// whether it is one JSON object.
//
// Words: three loads per 16 bytes are looked up in nibble tables; a place survives where three bytes of some word
// of a bucket, its anchor, fit. Survivors are compared with the words of their buckets.
// ../../evidence.ts builds the tables and holds the readable reference.
//
// JSON: an automaton as in ../../json-scan.ts, the readable reference; strings are skipped 16 bytes at
// a time.

// An entry of the index: length, bit, whether a request id must follow, bytes before the anchor,
// then for each byte its value and the bits that fold its case. A length of 0 ends a bucket.
const ENTRY_HEAD: i32 = 4;

let hintAt: i32 = 0;

/** Offset of the first hint in the record read last, or 0. */
export function hintOffset(): i32 {
  return hintAt;
}

/**
 * Bits of the words in the record that starts at `start` (a line feed ends it). Stops at the first
 * word of `decisive` and returns that bit, with those of `kept` seen before it.
 */
export function evidence(start: i32, table: i32, hintBit: i32, decisive: i32, kept: i32): i32 {
  let mask = 0;
  hintAt = 0;
  const firstLow = v128.load(table);
  const firstHigh = v128.load(table, 16);
  const secondLow = v128.load(table, 32);
  const secondHigh = v128.load(table, 48);
  const thirdLow = v128.load(table, 64);
  const thirdHigh = v128.load(table, 80);
  const nibble = v128.load(table, 96);
  const feeds = v128.load(table, 112);
  const lanes = table + 128;
  const zero = i8x16.splat(0);
  let ended = false;
  for (let p = start; !ended; p += 16) {
    const a = v128.load(p);
    const b = v128.load(p, 1);
    const c = v128.load(p, 2);
    const first = v128.and(
      i8x16.swizzle(firstLow, v128.and(a, nibble)),
      i8x16.swizzle(firstHigh, v128.and(i16x8.shr_u(a, 4), nibble)),
    );
    const second = v128.and(
      i8x16.swizzle(secondLow, v128.and(b, nibble)),
      i8x16.swizzle(secondHigh, v128.and(i16x8.shr_u(b, 4), nibble)),
    );
    const third = v128.and(
      i8x16.swizzle(thirdLow, v128.and(c, nibble)),
      i8x16.swizzle(thirdHigh, v128.and(i16x8.shr_u(c, 4), nibble)),
    );
    const hits = v128.and(v128.and(first, second), third);
    const feedMask = i8x16.bitmask(i8x16.eq(a, feeds));
    let hitMask = i8x16.bitmask(i8x16.eq(hits, zero)) ^ 0xffff;
    if (feedMask != 0) hitMask &= (1 << ctz(feedMask)) - 1;
    if (hitMask != 0) {
      v128.store(lanes, hits);
      do {
        const bit = ctz(hitMask);
        hitMask &= hitMask - 1;
        mask |= words(p + bit, load<u8>(lanes + bit), table + 144, hintBit);
        if ((mask & decisive) != 0) return mask & (decisive | kept);
      } while (hitMask != 0);
    }
    ended = feedMask != 0;
  }
  return mask;
}

/** Bits of the words whose anchor is at `p` among those of the buckets in `buckets`. */
function words(p: i32, buckets: i32, index: i32, hintBit: i32): i32 {
  let mask = 0;
  while (buckets != 0) {
    const bucket = ctz(buckets);
    buckets &= buckets - 1;
    let entry = index + load<i32>(index + bucket * 4);
    for (let length = <i32>load<u8>(entry); length != 0; length = load<u8>(entry)) {
      const at = p - <i32>load<u8>(entry, 3);
      if (fits(at, entry + ENTRY_HEAD, length) && (load<u8>(entry, 2) == 0 || isRequestId(at, length))) {
        const bit = <i32>load<u8>(entry, 1);
        mask |= 1 << bit;
        if (bit == hintBit && hintAt == 0) hintAt = at;
      }
      entry += ENTRY_HEAD + length * 2;
    }
  }
  return mask;
}

@inline
function fits(p: i32, word: i32, length: i32): bool {
  for (let index = 0; index < length; index++) {
    if ((load<u8>(p + index) | load<u8>(word + index * 2 + 1)) != load<u8>(word + index * 2)) return false;
  }
  return true;
}

/** `rid: 6348bdf8-38ee9781-1cca7b03`, and not the end of `userid: `. */
function isRequestId(p: i32, length: i32): bool {
  const before = load<u8>(p - 1) | 0x20;
  if (before >= 0x61 && before <= 0x7a) return false;
  let q = p + length;
  if (load<u8>(q) == 0x20) q++;
  for (let index = 0; index < 8; index++) {
    if (!isHex(load<u8>(q + index))) return false;
  }
  return load<u8>(q + 8) == 0x2d;
}

// Answers of `jsonObject`, bits; as in ../../json-scan.ts.
const OBJECT: i32 = 1;
const EMPTY: i32 = 2;
const MAY_HOLD_NAME: i32 = 4;

const DEPTH_MAX: i32 = 512;

const QUOTE: i32 = 0x22;
const COMMA: i32 = 0x2c;
const COLON: i32 = 0x3a;
const OPEN_BRACKET: i32 = 0x5b;
const BACKSLASH: i32 = 0x5c;
const CLOSE_BRACKET: i32 = 0x5d;
const OPEN_BRACE: i32 = 0x7b;
const CLOSE_BRACE: i32 = 0x7d;

// Places of the automaton.
const VALUE: i32 = 0;
const FIRST_ITEM: i32 = 1;
const KEY: i32 = 2;
const FIRST_KEY: i32 = 3;

/** Whether the string skipped last holds a backslash. */
let hasEscape: bool = false;

/**
 * Bits of bytes [start, end), which begin with `{` and end with `}`: 0 if they are no object. `kinds`
 * is room for a byte per depth: whether it is inside an object. A line feed ends the record.
 */
export function jsonObject(start: i32, end: i32, kinds: i32): i32 {
  let flags = OBJECT;
  let depth = 1;
  let place = FIRST_KEY;
  store<u8>(kinds + 1, 1);
  for (let at = start + 1; at < end; ) {
    const byte = <i32>load<u8>(at);
    if (isBlank(byte)) {
      at++;
      continue;
    }
    if (place >= KEY && byte == QUOTE) {
      const after = stringEnd(at + 1, end);
      if (after < 0) return 0;
      if (depth == 1 && (hasEscape || mayBeName(at + 1, after - 1))) flags |= MAY_HOLD_NAME;
      at = after;
      while (at < end && isBlank(load<u8>(at))) at++;
      if (at >= end || load<u8>(at) != COLON) return 0;
      at++;
      place = VALUE;
      continue;
    }
    if (place == FIRST_KEY || (place == FIRST_ITEM && byte == CLOSE_BRACKET)) {
      if (byte != (place == FIRST_KEY ? CLOSE_BRACE : CLOSE_BRACKET)) return 0;
      if (depth == 1) flags |= EMPTY;
      depth--;
      if (depth == 0) return at == end - 1 ? flags : 0;
      at++;
    } else if (place == KEY) {
      return 0;
    } else if (byte == OPEN_BRACE || byte == OPEN_BRACKET) {
      if (++depth > DEPTH_MAX) return 0;
      store<u8>(kinds + depth, byte == OPEN_BRACE ? 1 : 0);
      place = byte == OPEN_BRACE ? FIRST_KEY : FIRST_ITEM;
      at++;
      continue;
    } else {
      at = scalarEnd(at, end, byte);
      if (at < 0) return 0;
    }
    // Behind a value: whatever ends here, then a comma.
    while (true) {
      if (at >= end) return 0;
      const next = <i32>load<u8>(at);
      const isInObject = load<u8>(kinds + depth) == 1;
      if (next == COMMA) {
        place = isInObject ? KEY : VALUE;
        at++;
        break;
      }
      if (next == (isInObject ? CLOSE_BRACE : CLOSE_BRACKET)) {
        depth--;
        if (depth == 0) return at == end - 1 ? flags : 0;
      } else if (!isBlank(next)) {
        return 0;
      }
      at++;
    }
  }
  return 0;
}

@inline
function isBlank(byte: i32): bool {
  return byte == 0x20 || byte == 0x09 || byte == 0x0d || byte == 0x0a;
}

/** Whether the key [start, end) begins as our member does. */
@inline
function mayBeName(start: i32, end: i32): bool {
  return end - start >= 5 && load<u16>(start) == 0x6577;
}

/** Offset behind the string whose first byte is at `start`, or -1. */
function stringEnd(start: i32, end: i32): i32 {
  const quotes = i8x16.splat(<i8>QUOTE);
  const backslashes = i8x16.splat(<i8>BACKSLASH);
  const spaces = i8x16.splat(0x20);
  hasEscape = false;
  let at = start;
  // A line feed stands behind every record, so this ends.
  while (true) {
    const lanes = v128.load(at);
    const stops = i8x16.bitmask(
      v128.or(v128.or(i8x16.eq(lanes, quotes), i8x16.eq(lanes, backslashes)), i8x16.lt_u(lanes, spaces)),
    );
    if (stops == 0) {
      at += 16;
      continue;
    }
    at += ctz(stops);
    const byte = <i32>load<u8>(at);
    if (at >= end || byte < 0x20) return -1;
    if (byte == QUOTE) return at + 1;
    hasEscape = true;
    const letter = <i32>load<u8>(at, 1);
    if (letter == 0x75) {
      for (let digit = at + 2; digit < at + 6; digit++) if (!isHex(load<u8>(digit))) return -1;
      at += 6;
    } else if (isEscape(letter)) {
      at += 2;
    } else {
      return -1;
    }
  }
}

/** " \ / b f n r t */
function isEscape(letter: i32): bool {
  if (letter == QUOTE || letter == BACKSLASH || letter == 0x2f) return true;
  return letter == 0x62 || letter == 0x66 || letter == 0x6e || letter == 0x72 || letter == 0x74;
}

/** Offset behind the string, number or word at `at`, or -1. */
function scalarEnd(at: i32, end: i32, byte: i32): i32 {
  if (byte == QUOTE) return stringEnd(at + 1, end);
  // `true`, `null` and `alse` as they lie in memory.
  if (byte == 0x74) return load<u32>(at) == 0x65757274 ? at + 4 : -1;
  if (byte == 0x66) return load<u32>(at, 1) == 0x65736c61 ? at + 5 : -1;
  if (byte == 0x6e) return load<u32>(at) == 0x6c6c756e ? at + 4 : -1;
  return numberEnd(at);
}

function numberEnd(start: i32): i32 {
  let at = load<u8>(start) == 0x2d ? start + 1 : start;
  if (load<u8>(at) == 0x30) at++;
  else {
    const digits = at;
    at = digitsEnd(at);
    if (at == digits) return -1;
  }
  if (load<u8>(at) == 0x2e) {
    const digits = ++at;
    at = digitsEnd(at);
    if (at == digits) return -1;
  }
  if ((load<u8>(at) | 0x20) == 0x65) {
    at++;
    if (load<u8>(at) == 0x2b || load<u8>(at) == 0x2d) at++;
    const digits = at;
    at = digitsEnd(at);
    if (at == digits) return -1;
  }
  return at;
}

@inline
function digitsEnd(start: i32): i32 {
  let at = start;
  while (isDigit(load<u8>(at))) at++;
  return at;
}

@inline
function isDigit(byte: i32): bool {
  return <u32>(byte - 0x30) < 10;
}

@inline
function isHex(byte: i32): bool {
  return isDigit(byte) || <u32>((byte | 0x20) - 0x61) < 6;
}
