// The exit address that a refusal names (AssemblyScript): one that was met before need not be read
// again. ../../finding.ts has the law of where an address stands; this file knows only how WeCom
// writes it, `hint: [1788…], from ip: 203.0.113.9,`, and says no to everything else.

import { wordLength } from './repeats';

/** As many as ../../fast-tables.ts has room for; a power of two. */
const ADDRESSES_MASK: u32 = 1023;
const ADDRESS_SHIFT: i32 = 4;
/** Of `255.255.255.255`. */
const ADDRESS_BYTES_MAX: i32 = 15;
const ADDRESS_BYTES_MIN: i32 = 7;
/** `], from ` and `ip: `, which stand between the hint and the address. */
const FROM: u64 = 0x206d6f7266202c5d;
const IP: u32 = 0x203a7069;
const HASH_FACTOR: u64 = 0x9e3779b97f4a7c15;

/** Length of the address found last. */
let length: i32 = 0;

/** Whether the address that the record names is among those kept. */
export function isKnownAddress(table: i32, record: i32): bool {
  const at = refusedAddress(record);
  if (at == 0) return false;
  const address = addressBytes(at);
  return i8x16.all_true(i8x16.eq(address, v128.load(placeOf(table, address))));
}

/** Keeps the address at `at`, which `refusedAddress` has found. */
export function keepAddress(table: i32, at: i32): void {
  const address = addressBytes(at);
  v128.store(placeOf(table, address), address);
}

/** Where the address of the record stands, digits and dots before a comma, behind its first `hint`; or 0. */
export function refusedAddress(record: i32): i32 {
  const hint = firstHint(record);
  // A colon, a blank and a bracket.
  if (hint == 0 || (load<u32>(hint, 4) & 0xffffff) != 0x5b203a) return 0;
  const end = hint + 7 + wordLength(hint + 7);
  if (load<u64>(end) != FROM || load<u32>(end, 8) != IP) return 0;
  const at = end + 12;
  const bytes = v128.load(at);
  const digits = i8x16.lt_u(i8x16.sub(bytes, i8x16.splat(0x30)), i8x16.splat(10));
  const mask = ~i8x16.bitmask(v128.or(digits, i8x16.eq(bytes, i8x16.splat(0x2e)))) & 0xffff;
  if (mask == 0) return 0;
  length = ctz(mask);
  if (length < ADDRESS_BYTES_MIN || length > ADDRESS_BYTES_MAX || load<u8>(at + length) != 0x2c) return 0;
  return at;
}

/** Where `hint` first stands in the line; or 0. */
function firstHint(record: i32): i32 {
  let place = record;
  let feeds = 0;
  while (feeds == 0) {
    const bytes = v128.load(place);
    const tails = i8x16.eq(v128.load(place, 3), i8x16.splat(0x74));
    let hits = i8x16.bitmask(v128.and(i8x16.eq(bytes, i8x16.splat(0x68)), tails));
    feeds = i8x16.bitmask(i8x16.eq(bytes, i8x16.splat(0x0a)));
    if (feeds != 0) hits &= (feeds & -feeds) - 1;
    while (hits != 0) {
      const hit = place + ctz(hits);
      if (load<u16>(hit, 1) == 0x6e69) return hit;
      hits &= hits - 1;
    }
    place += 16;
  }
  return 0;
}

/** The address and zeros behind it. */
@inline
function addressBytes(at: i32): v128 {
  const places = i8x16(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15);
  return v128.and(v128.load(at), i8x16.lt_u(places, i8x16.splat(<i8>length)));
}

/** Each has one place, which the latest of those that share it holds. */
@inline
function placeOf(table: i32, address: v128): i32 {
  const mixed = (i64x2.extract_lane(address, 0) ^ (i64x2.extract_lane(address, 1) * HASH_FACTOR)) * HASH_FACTOR;
  return table + ((<u32>(mixed >>> 40) & ADDRESSES_MASK) << ADDRESS_SHIFT);
}
