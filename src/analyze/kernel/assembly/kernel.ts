// Counting in WebAssembly (AssemblyScript): what most events need, and nothing else.
//
// An event is counted here if its code has a slot, its record begins with an ISO time of a day that is
// known and has no other code, its API path has a slot, and nothing is behind it if it is a success. All
// others stay in the rows, moved to the front, and ../../aggregate.ts counts them; it also gives out the
// slots. So this file may only ever be a faster way to the same sums: test/analyze/fast-count.test.ts
// holds the two against each other.
//
// The layout of the table and of a row is shared with ../../fast-count.ts and src/model/event.ts.

import { isKnownAddress } from './address';
import { mayNameHost } from './host';
import { isPlain } from './success';

export { keepAddress, refusedAddress } from './address';
export { markRepeats } from './repeats';

const ROW_BYTES: i32 = 24;
/** From a row, where the one before it and the one behind it have their record. */
const RECORD_BEFORE: i32 = -12;
const RECORD_BEHIND: i32 = 36;
/** The place of a code of which an earlier record told. */
const REPEATED: i32 = -1;
const PLATFORM_UNKNOWN: i32 = 0;
const PLATFORM_WECOM: i32 = 1;

// Places in the table.
const CODE_HASH: i32 = 0; // 1024 of (errcode, slot + 1)
const CODES: i32 = 8192; // 256 of 64 bytes
const IS_TOUCHED: i32 = 48; // within a code: whether its slot is listed
const IS_DENIED: i32 = 52; // within a code: whether its records name an address that must be known
const DAYS: i32 = 24576; // 16 of 32 bytes
const API_HASH: i32 = 25088; // 1024 of (slot + 1)
const APIS: i32 = 29184; // 256 of 128 bytes
const CELLS: i32 = 61952; // 256 slots of 256 minutes
const TOUCHED: i32 = 324096; // 256 slots
const API_CODES: i32 = 325120; // 256 APIs of 256 codes
const HEAD: i32 = 587264; // date, hour and minute of the time that was read last
const ADDRESSES: i32 = 587280; // 1024 refused addresses of 16 bytes

const WINDOW_MINUTES: i32 = 256;
/** A power of two, as RUN_BUCKETS of ../../series.ts. */
const RUN_MINUTES: i32 = 64;
/** Lines may come a little out of order. */
const WINDOW_BACK: i32 = 16;
const ISO_BYTES: i32 = 36;
const FRACTION_BYTES_MAX: i32 = 9;
const PATH_BYTES_MAX: i32 = 96;
const PATH_BYTES_MIN: i32 = 9;
const MINUTE_MS: f64 = 60000;
const SAMPLE_MASK: i32 = 0xffffff;
const SAMPLE_BYTES: i32 = 0x2000;

let windowMinute: i32 = 0;
let touched: i32 = 0;
let left: i32 = 0;
/** The day, as its place in the table, and its minute of which the time at `HEAD` is. */
let headDay: i32 = 0;
let headMinute: i32 = 0;
// The time that was read last.
let timeMs: f64 = 0;
let timeMinute: i32 = 0;
/** Behind its offset from UTC, or 0 if it has none. */
let offsetEnd: i32 = 0;

/** Rows of the last call that are left to others. */
export function countLeft(): i32 {
  return left;
}

/** Slots whose cells hold events, listed from `TOUCHED` on. */
export function countTouched(): i32 {
  return touched;
}

/** Minute since the epoch of the first cell of each slot. */
export function firstMinute(): i32 {
  return windowMinute;
}

/** Says that the cells have been emptied. */
export function clearTouched(): void {
  touched = 0;
}

/** Whether nothing is behind the success whose key stands at `at`, as far as `forms` tell. */
export function isPlainSuccess(forms: i32, at: i32): bool {
  return isPlain(forms, at);
}

/**
 * Counts the rows [from, to) of `events`, places in memory; moves those it leaves to `out`. Returns `to`,
 * or the row at which the cells must be emptied first. `end` is where the block ends; `delta` makes
 * the place of a record its offset in the source, of which the lower 24 bits count; `forms` are those of
 * plain successes.
 */
export function count(
  from: i32,
  to: i32,
  out: i32,
  table: i32,
  forms: i32,
  end: i32,
  delta: i32,
  since: f64,
  until: f64,
): i32 {
  left = 0;
  for (let row = from; row < to; row += ROW_BYTES) {
    const record = load<i32>(row, 12);
    const api = load<i32>(row, 16);
    const errcode = load<i32>(row);
    const slot = codeSlot(table, errcode);
    let apiSlot = -1;
    let isFast =
      slot >= 0 &&
      load<i32>(row + RECORD_BEFORE) != record &&
      (row + ROW_BYTES == to || load<i32>(row, RECORD_BEHIND) != record) &&
      load<i32>(row, 4) != 0 &&
      load<i32>(row, 20) != REPEATED &&
      <u32>load<i32>(row, 8) <= <u32>PLATFORM_WECOM &&
      ((record + delta) & SAMPLE_MASK) >= SAMPLE_BYTES &&
      readTime(table, record, end) &&
      timeMs >= since &&
      timeMs < until &&
      !mayNameHost(record, offsetEnd) &&
      (errcode != 0 || isPlain(forms, load<i32>(row, 20)));
    if (isFast && api != 0) {
      apiSlot = findApi(table, api);
      isFast = apiSlot >= 0;
    }
    if (isFast && load<u32>(table + CODES + (slot << 6), IS_DENIED) != 0) {
      isFast = isKnownAddress(table + ADDRESSES, record);
    }
    if (!isFast) {
      v128.store(out, v128.load(row));
      store<u64>(out, load<u64>(row, 16), 16);
      out += ROW_BYTES;
      left++;
      continue;
    }
    // Windows are of whole runs of the series, so that they are added as they lie.
    if (touched == 0) windowMinute = (timeMinute - WINDOW_BACK) & -RUN_MINUTES;
    const place = timeMinute - windowMinute;
    if (<u32>place >= <u32>WINDOW_MINUTES) return row;
    const cell = table + CELLS + ((slot * WINDOW_MINUTES + place) << 2);
    store<u32>(cell, load<u32>(cell) + 1);
    addCode(table, slot, load<i32>(row, 4), load<i32>(row, 8));
    if (apiSlot >= 0) addApi(table, apiSlot, slot, errcode);
  }
  return to;
}

@inline
function addCode(table: i32, slot: i32, shape: i32, platform: i32): void {
  const code = table + CODES + (slot << 6);
  if (load<u32>(code, IS_TOUCHED) == 0) {
    store<u32>(code, 1, IS_TOUCHED);
    store<u32>(table + TOUCHED + (touched++ << 2), slot);
  }
  if (timeMs < load<f64>(code)) store<f64>(code, timeMs);
  if (timeMs > load<f64>(code, 8)) store<f64>(code, timeMs, 8);
  const counter = code + 16 + (shape << 2);
  store<u32>(counter, load<u32>(counter) + 1);
  // Whether another platform shares the number stands at 44.
  if (platform == PLATFORM_UNKNOWN) store<u32>(code, load<u32>(code, 40) + load<u32>(code, 44), 40);
}

@inline
function addApi(table: i32, apiSlot: i32, slot: i32, errcode: i32): void {
  const api = table + APIS + (apiSlot << 7);
  store<u32>(api, load<u32>(api, 8) + 1, 8);
  if (errcode == 0) return;
  store<u32>(api, load<u32>(api, 12) + 1, 12);
  const pair = table + API_CODES + (((apiSlot << 8) + slot) << 2);
  store<u32>(pair, load<u32>(pair) + 1);
}

@inline
function codeSlot(table: i32, errcode: i32): i32 {
  let place = <u32>(errcode * 0x9e3779b1) >>> 22;
  while (true) {
    const entry = table + CODE_HASH + (place << 3);
    const found = load<i32>(entry, 4);
    if (found == 0) return -1;
    if (load<i32>(entry) == errcode) return found - 1;
    place = (place + 1) & 1023;
  }
}

@inline
function isDigit(byte: u32): bool {
  return byte - 0x30 < 10;
}

/** The ISO time at the start of the record, behind a bracket or `time=`, if its day is known. */
function readTime(table: i32, record: i32, end: i32): bool {
  let at = record;
  if (load<u8>(at) == 0x5b) at++;
  else if (load<u32>(at) == 0x656d6974 && load<u8>(at, 4) == 0x3d) at += 5;
  if (at + ISO_BYTES > end) return false;
  const day = table + DAYS + ((<i32>load<u8>(at, 9) & 0x0f) << 5);
  // Most times are of the minute of the one before.
  const head = v128.load(at);
  if (day != headDay || !i8x16.all_true(i8x16.eq(head, v128.load(table + HEAD)))) {
    if (!readMinute(table, day, at)) return false;
  }
  return readSeconds(day, headMinute, at);
}

function readMinute(table: i32, day: i32, at: i32): bool {
  const head = v128.load(at);
  if ((i8x16.bitmask(i8x16.eq(head, v128.load(day))) & 0x3ff) != 0x3ff) return false;
  const gap = load<u8>(at, 10);
  const hour = twoDigits(at + 11);
  const minute = twoDigits(at + 14);
  if ((gap != 0x20 && (gap | 0x20) != 0x74) || load<u8>(at, 13) != 0x3a) return false;
  if (<u32>hour > 23 || <u32>minute > 59) return false;
  v128.store(table + HEAD, head);
  headDay = day;
  headMinute = hour * 60 + minute;
  return true;
}

/** What follows the minute of the time at `at`, which is `minute` of `day`. */
@inline
function readSeconds(day: i32, minute: i32, at: i32): bool {
  const tens = <u32>load<u8>(at, 17) - 0x30;
  const ones = <u32>load<u8>(at, 18) - 0x30;
  if (load<u8>(at, 16) != 0x3a || tens > 5 || ones > 9) return false;
  let ms = tens * 10000 + ones * 1000;
  let place = at + 19;
  let byte: u32 = load<u8>(place);
  if (byte == 0x2e || byte == 0x2c) {
    const tenths = <u32>load<u8>(at, 20) - 0x30;
    const hundredths = <u32>load<u8>(at, 21) - 0x30;
    const thousandths = <u32>load<u8>(at, 22) - 0x30;
    if (tenths > 9 || hundredths > 9 || thousandths > 9) return false;
    ms += tenths * 100 + hundredths * 10 + thousandths;
    place = at + 23;
    byte = load<u8>(place);
    while (isDigit(byte)) {
      place++;
      if (place > at + 20 + FRACTION_BYTES_MAX) return false;
      byte = load<u8>(place);
    }
  } else if (byte - 0x30 <= 10) return false;
  return placeInZone(day, minute, place, byte, ms);
}

/** With the offset behind the time, or none; a zone's name is left to others. */
@inline
function placeInZone(day: i32, minute: i32, place: i32, byte: u32, ms: u32): bool {
  let east = load<i32>(day, 20);
  if (byte == 0x2b || byte == 0x2d) {
    const offset = readOffset(place);
    if (offset < 0) return false;
    east = byte == 0x2d ? -offset : offset;
  } else {
    offsetEnd = 0;
    const isBehindBlank = byte == 0x20;
    const first: u32 = isBehindBlank ? load<u8>(place, 1) : byte;
    // A sign behind a blank, or a letter that a zone's name may begin with. Of the words that follow a
    // time, levels are most, and these begin with none but an E, as ERROR does.
    if (first == 0x2b || first == 0x2d) return false;
    if (first - 0x41 < 0x3a && mayBeName(first, load<u8>(place + (isBehindBlank ? 2 : 1)))) return false;
  }
  timeMinute = load<i32>(day, 16) + minute - east;
  timeMs = <f64>timeMinute * MINUTE_MS + <f64>ms;
  return true;
}

/** First letters of the names of zones: z u g c h j e p m a n d b. */
const ZONE_LETTERS: i32 = 0x042165be;

@inline
function mayBeName(first: u32, second: u32): bool {
  return ((ZONE_LETTERS >> (first & 0x1f)) & 1) == 1 && (second | 0x20) != 0x72;
}

/** Minutes of `+08:00` or `+0800` at `place`; -1 for whatever else follows the sign. */
@inline
function readOffset(place: i32): i32 {
  const hours = twoDigits(place + 1);
  if (hours < 0 || hours > 14) return -1;
  const tail = load<u8>(place, 3) == 0x3a ? place + 4 : place + 3;
  const minutes = twoDigits(tail);
  if (minutes < 0 || minutes > 45 || minutes % 15 != 0) return -1;
  const next = <u32>load<u8>(tail, 2);
  if (isDigit(next) || (next | 0x20) - 0x61 < 26 || next == 0x5f) return -1;
  offsetEnd = tail + 2;
  return hours * 60 + minutes;
}

@inline
function twoDigits(at: i32): i32 {
  const tens = <u32>load<u8>(at) - 0x30;
  const ones = <u32>load<u8>(at, 1) - 0x30;
  return tens > 9 || ones > 9 ? -1 : <i32>(tens * 10 + ones);
}

/** The slot of the path at `at`, plainly written; -1 if it has none. */
function findApi(table: i32, at: i32): i32 {
  const length = pathLength(at);
  if (length < PATH_BYTES_MIN || length >= PATH_BYTES_MAX) return -1;
  const next = load<u8>(at + length);
  if (next == 0x5c || next == 0x25) return -1;
  let place = pathHash(at, length);
  while (true) {
    const found = load<i32>(table + API_HASH + (place << 2));
    if (found == 0) return -1;
    const api = table + APIS + ((found - 1) << 7);
    if (load<i32>(api) == length && isSame(api + 16, at, length)) return found - 1;
    place = (place + 1) & 1023;
  }
}

/** Bytes of the path at `at`: letters, digits, slashes, underscores, hyphens. */
export function pathLength(at: i32): i32 {
  let length = 0;
  while (length < PATH_BYTES_MAX) {
    const bytes = v128.load(at + length);
    const folded = v128.or(bytes, i8x16.splat(0x20));
    const letters = i8x16.lt_u(i8x16.sub(folded, i8x16.splat(0x61)), i8x16.splat(26));
    // Slash and digits are neighbours.
    const digits = i8x16.lt_u(i8x16.sub(bytes, i8x16.splat(0x2f)), i8x16.splat(11));
    const marks = v128.or(i8x16.eq(bytes, i8x16.splat(0x5f)), i8x16.eq(bytes, i8x16.splat(0x2d)));
    const mask = ~i8x16.bitmask(v128.or(v128.or(letters, digits), marks)) & 0xffff;
    if (mask != 0) return length + ctz(mask);
    length += 16;
  }
  return length;
}

/** Where to look for a path first; `cgi-bin/` is the same in all. */
export function pathHash(at: i32, length: i32): i32 {
  const tail = load<u64>(at + length - 8);
  const head = load<u64>(at + 8) & (length >= 16 ? <u64>-1 : (<u64>1 << (<u64>(length - 8) << 3)) - 1);
  const mixed = (head ^ (tail * 0x9e3779b97f4a7c15)) * 0xff51afd7ed558ccd;
  return (<i32>(mixed >>> 54) ^ length) & 1023;
}

@inline
function isSame(kept: i32, at: i32, length: i32): bool {
  let index = 0;
  while (index + 8 <= length) {
    if (load<u64>(kept + index) != load<u64>(at + index)) return false;
    index += 8;
  }
  return index == length || load<u64>(kept + length - 8) == load<u64>(at + length - 8);
}
