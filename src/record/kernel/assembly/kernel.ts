// The SIMD reader of evidence (AssemblyScript): which of some forty words stand in one record.
//
// Three loads per 16 bytes are looked up in nibble tables; a place survives where three bytes of some word
// of a bucket, its anchor, fit. Survivors are compared with the words of their buckets.
// ../../evidence.ts builds the tables and holds the readable reference.

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
    const byte = load<u8>(q + index);
    const folded = byte | 0x20;
    if (!((byte >= 0x30 && byte <= 0x39) || (folded >= 0x61 && folded <= 0x66))) return false;
  }
  return load<u8>(q + 8) == 0x2d;
}
