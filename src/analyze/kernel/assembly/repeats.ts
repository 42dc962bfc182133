// Finds failures that two records tell of (AssemblyScript); ../../repeats.ts has the same in TypeScript.
// The layout of a row is that of src/model/event.ts.

const ROW_BYTES: i32 = 24;
const PLATFORM_WECOM: i32 = 1;
/** The place of a code of which an earlier record told. */
const REPEATED: i32 = -1;

/** As DUPLICATE_BYTES_MAX of src/model/limits.ts. */
const REPEAT_BYTES_MAX: f64 = 65536;
/** Sets of four hints met of late, each a line of the cache; the one that was met longest ago gives way. */
const SET_SHIFT: i32 = 55;
const SET_BYTES: i32 = 64;
const ENTRY_BYTES: i32 = 16;
const HINT_GAP_MAX: i32 = 24;
const HINT_BYTES_MAX: i32 = 64;
/** Of a value's first bytes: those that must be digits. */
const HINT_DIGITS: i32 = 0x3ff;
const HINT_BYTES_MIN: i32 = 16;
/** Length of the value found last. */
let hintBytes: i32 = 0;
const HASH_FACTOR: u64 = 0x9e3779b97f4a7c15;

/**
 * Marks the rows [from, to) of whose failure an earlier record told: one with the same code and hint, at
 * most 64 KiB before in the same source. `shift` makes the place of a record its offset in the source
 * and one.
 */
export function markRepeats(from: i32, to: i32, table: i32, shift: f64): void {
  // Of a record with thousands of codes: what was found when none stood behind one of them.
  let searched = 0;
  let first = 0;
  let firstBytes = 0;
  for (let row = from; row < to; row += ROW_BYTES) {
    const errcode = load<i32>(row);
    if (errcode == 0 || load<i32>(row, 4) == 0) continue;
    if (<u32>load<i32>(row, 8) > <u32>PLATFORM_WECOM) continue;
    const record = load<i32>(row, 12);
    const at = load<i32>(row, 20);
    let hint = record == searched ? 0 : findHint(at, i32.MAX_VALUE);
    if (hint == 0) {
      if (record != searched) {
        searched = record;
        first = findHint(record, at);
        firstBytes = hintBytes;
      }
      hint = first;
      hintBytes = firstBytes;
    }
    if (hint != 0 && isRepeat(table, keyOf(hint, errcode), <f64>record + shift)) {
      store<i32>(row, REPEATED, 20);
    }
  }
}

/** Where the first hint that begins in [from, to) and in the same line has its value, or 0. */
function findHint(from: i32, to: i32): i32 {
  for (let place = from; place < to; place += 16) {
    const bytes = v128.load(place);
    const tails = i8x16.eq(v128.load(place, 3), i8x16.splat(0x74));
    let hits = i8x16.bitmask(v128.and(i8x16.eq(bytes, i8x16.splat(0x68)), tails));
    const feeds = i8x16.bitmask(i8x16.eq(bytes, i8x16.splat(0x0a)));
    // Those before the line ends.
    if (feeds != 0) hits &= (feeds & -feeds) - 1;
    while (hits != 0) {
      const hit = place + ctz(hits);
      hits &= hits - 1;
      if (hit >= to) return 0;
      if (load<u16>(hit, 1) != 0x6e69) continue;
      const value = hintValue(hit + 4);
      if (value != 0) return value;
    }
    if (feeds != 0) return 0;
  }
  return 0;
}

/** Behind the bracket that follows within a few bytes, if a value stands there that is long enough; or 0. */
function hintValue(from: i32): i32 {
  // As WeCom writes it: `hint: [`.
  if ((load<u32>(from) & 0xffffff) == 0x5b203a) return checkValue(from + 3);
  for (let at = from; at < from + HINT_GAP_MAX; at++) {
    const byte = load<u8>(at);
    if (byte == 0x0a) return 0;
    const isEncoded = byte == 0x25 && load<u8>(at, 1) == 0x35 && (load<u8>(at, 2) | 0x20) == 0x62;
    if (byte != 0x5b && !isEncoded) continue;
    let value = isEncoded ? at + 3 : at + 1;
    while (load<u8>(value) == 0x20) value++;
    return checkValue(value);
  }
  return 0;
}

/** The value at `at`, if it is one; or 0. */
@inline
function checkValue(at: i32): i32 {
  const digits = i8x16.lt_u(i8x16.sub(v128.load(at), i8x16.splat(0x30)), i8x16.splat(10));
  if ((i8x16.bitmask(digits) & HINT_DIGITS) != HINT_DIGITS) return 0;
  hintBytes = wordLength(at);
  return hintBytes >= HINT_BYTES_MIN ? at : 0;
}

/** Letters, digits and underscores at `at`, up to a bound. */
@inline
export function wordLength(at: i32): i32 {
  let length = 0;
  while (length < HINT_BYTES_MAX) {
    const bytes = v128.load(at + length);
    const folded = v128.or(bytes, i8x16.splat(0x20));
    const letters = i8x16.lt_u(i8x16.sub(folded, i8x16.splat(0x61)), i8x16.splat(26));
    const digits = i8x16.lt_u(i8x16.sub(bytes, i8x16.splat(0x30)), i8x16.splat(10));
    const marks = i8x16.eq(bytes, i8x16.splat(0x5f));
    const mask = ~i8x16.bitmask(v128.or(v128.or(letters, digits), marks)) & 0xffff;
    if (mask != 0) return length + ctz(mask);
    length += 16;
  }
  return length;
}

/** Of code and hint together; never 0. */
function keyOf(hint: i32, errcode: i32): u64 {
  const length = hintBytes;
  let key = (<u64>(<u32>errcode) + <u64>length * HASH_FACTOR) * HASH_FACTOR;
  let index = 0;
  for (; index + 8 <= length; index += 8) key = mix(key ^ load<u64>(hint + index));
  // The bytes before the end, some of them once more.
  return mix(key ^ load<u64>(hint + length - 8)) | 1;
}

@inline
function mix(key: u64): u64 {
  const mixed = (key ^ (key >>> 32)) * HASH_FACTOR;
  return mixed ^ (mixed >>> 29);
}

/** Takes note of a key; whether it was met at most 64 KiB before. */
function isRepeat(table: i32, key: u64, offset: f64): bool {
  const set = table + (<i32>(key >>> SET_SHIFT)) * SET_BYTES;
  let oldest = set;
  for (let entry = set; entry < set + SET_BYTES; entry += ENTRY_BYTES) {
    const before = load<f64>(entry, 8);
    if (load<u64>(entry) == key) {
      store<f64>(entry, offset, 8);
      return offset - before <= REPEAT_BYTES_MAX;
    }
    if (before < load<f64>(oldest, 8)) oldest = entry;
  }
  store<u64>(oldest, key);
  store<f64>(oldest, offset, 8);
  return false;
}
