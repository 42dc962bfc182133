// Whether a success says nothing but that (AssemblyScript): then it may be counted without a closer look.
// Forms are learnt from ../../successes.ts, which shares the layout of their table; this may only ever
// say no too often.

const FORMS_MAX: i32 = 8;
const FORM_BYTES: i32 = 96;
/** Within a form: its bytes, a bit for each of its first ones, its length, whether errmsg is missing. */
const HEAD_MASK: i32 = 80;
const LENGTH: i32 = 84;
const IS_SILENT: i32 = 88;
const HEAD_BYTES: i32 = 32;
/** Of so many records with an empty list behind their form one is left, so that longer forms are learnt. */
const EMPTY_RECORDS_MASK: i32 = 0xff;

let emptyRecords: i32 = 0;

// Parts of the names of lists: `li` or `xc` is in all of them, which is how they are found.
const INVA: u32 = 0x61766e69;
const UN: u16 = 0x6e75;
const XCES: u32 = 0x73656378;
const FAIL: u32 = 0x6c696166;
const LIST: u32 = 0x7473696c;
const NULL: u32 = 0x6c6c756e;
const NAME_BYTES_MAX: i32 = 64;
const FOLD: u32 = 0x20202020;

/**
 * Whether the record holds a plain success from its key at `at` on: it begins in a form that was learnt,
 * and no list of what was left out follows that is not empty.
 */
@inline
export function isPlain(forms: i32, at: i32): bool {
  const form = formAt(forms, at);
  if (form == 0) return false;
  // Its last byte may be the line feed.
  const rest = at + load<i32>(form, LENGTH) - 1;
  return listsNothing(rest) && (load<i32>(form, IS_SILENT) == 0 || !hasMessage(rest));
}

/** The form that stands at `at`, or 0; longer ones come first. */
@inline
function formAt(forms: i32, at: i32): i32 {
  const first = v128.load(at);
  const second = v128.load(at, 16);
  for (let form = forms; form < forms + FORMS_MAX * FORM_BYTES; form += FORM_BYTES) {
    const wanted = load<i32>(form, HEAD_MASK);
    if (wanted == 0) return 0;
    const alike =
      i8x16.bitmask(i8x16.eq(first, v128.load(form))) |
      (i8x16.bitmask(i8x16.eq(second, v128.load(form, 16))) << 16);
    if ((alike & wanted) == wanted && (load<i32>(form, LENGTH) <= HEAD_BYTES || endsAlike(form, at))) return form;
  }
  return 0;
}

/** Whether what is behind the first bytes of a form is alike too. */
function endsAlike(form: i32, at: i32): bool {
  const last = load<i32>(form, LENGTH) - 16;
  for (let index = HEAD_BYTES; index < last; index += 16) {
    if (!isAlike(form + index, at + index)) return false;
  }
  return isAlike(form + last, at + last);
}

@inline
function isAlike(left: i32, right: i32): bool {
  return i8x16.all_true(i8x16.eq(v128.load(left), v128.load(right)));
}

/** Where `li` or `xc` stands, in any case. */
@inline
function listStops(at: i32): v128 {
  const fold = i8x16.splat(0x20);
  const first = v128.or(v128.load(at), fold);
  const second = v128.or(v128.load(at, 1), fold);
  return v128.or(
    v128.and(i8x16.eq(first, i8x16.splat(0x6c)), i8x16.eq(second, i8x16.splat(0x69))),
    v128.and(i8x16.eq(first, i8x16.splat(0x78)), i8x16.eq(second, i8x16.splat(0x63))),
  );
}

/** Whether the rest of the line holds no list, or only empty ones. */
@inline
function listsNothing(from: i32): bool {
  const feed = i8x16.splat(0x0a);
  let place = from;
  while (true) {
    const low = listStops(place);
    const high = listStops(place + 16);
    if (v128.any_true(v128.or(low, high)) && mayListAt(place, low, high)) return false;
    const lowFeeds = i8x16.eq(v128.load(place), feed);
    if (v128.any_true(v128.or(lowFeeds, i8x16.eq(v128.load(place, 16), feed)))) return true;
    place += 32;
  }
}

/** Whether one of the stops in the 32 bytes at `place` is a list that is not empty, in this line. */
function mayListAt(place: i32, low: v128, high: v128): bool {
  const feed = i8x16.splat(0x0a);
  const feeds =
    i8x16.bitmask(i8x16.eq(v128.load(place), feed)) |
    (i8x16.bitmask(i8x16.eq(v128.load(place, 16), feed)) << 16);
  let hits = i8x16.bitmask(low) | (i8x16.bitmask(high) << 16);
  // Those before the line ends; all, if it does not.
  hits &= (feeds & -feeds) - 1;
  while (hits != 0) {
    if (mayBeFilled(place + ctz(hits))) return true;
    hits &= hits - 1;
  }
  return false;
}

/** Whether the `li` or `xc` at `at` is in the name of a list that is not empty. */
function mayBeFilled(at: i32): bool {
  if (!isInName(at)) return false;
  let place = at;
  while (place < at + NAME_BYTES_MAX && isNameByte(load<u8>(place))) place++;
  return !isEmpty(place) || (++emptyRecords & EMPTY_RECORDS_MASK) == 0;
}

function isInName(at: i32): bool {
  const head = load<u32>(at) | FOLD;
  if (head == XCES || (load<u32>(at - 4) | FOLD) == INVA || (load<u16>(at - 2) | 0x2020) == UN) return true;
  if (head != LIST) return false;
  for (let place = at - 1; place > at - NAME_BYTES_MAX && isNameByte(load<u8>(place)); place--) {
    if ((load<u32>(place) | FOLD) == FAIL) return true;
  }
  return false;
}

@inline
function isNameByte(byte: u32): bool {
  return (byte | 0x20) - 0x61 < 26 || byte == 0x5f;
}

/** Whether what stands behind a name at `at` is a separator and an empty text or list, or null. */
function isEmpty(at: i32): bool {
  let place = skipSlashes(at);
  if (isQuote(load<u8>(place))) place++;
  place = skipBlanks(place);
  const separator = load<u8>(place);
  if (separator != 0x3a && separator != 0x3d) return false;
  place = skipBlanks(place + 1);
  const byte = load<u8>(place);
  if (byte == 0x5b) return load<u8>(place, 1) == 0x5d;
  if (load<u32>(place) == NULL) return endsWord(load<u8>(place, 4));
  const open = skipSlashes(place);
  const quote = load<u8>(open);
  if (!isQuote(quote)) return false;
  const close = skipSlashes(open + 1);
  return load<u8>(close) == quote && close - open - 1 == open - place;
}

@inline
function isQuote(byte: u32): bool {
  return byte == 0x22 || byte == 0x27;
}

/** Line feed, blank, quote, bracket, comma. */
@inline
function endsWord(byte: u32): bool {
  return byte == 0x0a || byte == 0x20 || byte == 0x22 || byte == 0x29 || byte == 0x2c || byte == 0x5d || byte == 0x7d;
}

function skipSlashes(at: i32): i32 {
  let place = at;
  while (load<u8>(place) == 0x5c) place++;
  return place;
}

function skipBlanks(at: i32): i32 {
  let place = at;
  while (load<u8>(place) == 0x20) place++;
  return place;
}

/** Whether an errmsg may stand in the rest of the line. */
function hasMessage(from: i32): bool {
  let place = from;
  while (load<u8>(place) != 0x0a) {
    if (((load<u32>(place) | FOLD) & 0xffffff) == 0x727265) return true;
    place++;
  }
  return false;
}
