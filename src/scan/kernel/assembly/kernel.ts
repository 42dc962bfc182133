// The SIMD scanner (AssemblyScript). One pass over a block finds the places where a code may stand.
//
// The first four bytes of the words looked for are tested by their low nibbles, sixteen places at
// once; whatever passes is looked at byte by byte. Plain forms such as `"errcode":40014,` are
// read here to the end; whatever is not plain becomes a PROBE row, which ../../check.ts decides.
// So this file may only ever be a faster way to the answer of ../../scalar.ts, never another one:
// test/scan/equality.test.ts holds the two against each other.
//
// Contract: bytes[start-1] and bytes[end] are line feeds, and 32 bytes after `end` are readable.

import { digitsIn, isDigit, isWord, numberOf } from './digits';

// In step with ../../candidate.ts.
const WIRE: i32 = 1;
const LINK: i32 = 4;
const GATE: i32 = 6;
const PROBE: i32 = 9;
const LINKED: i32 = 0x100;
const HOST: i32 = 0x200;

const ROW_BYTES: i32 = 24;

/** The stems of four letters, by their hash. */
let wordsAt: i32 = 0;
let lineFeeds: i32 = 0;
let probes: i32 = 0;
/** Where the first PROBE row lies. */
let probeAt: i32 = 0;
let rowsAt: i32 = 0;
let rowEnd: i32 = 0;
// The latest row, and the latest place of an API path with the record it stands in.
let lastKind: i32 = 0;
let lastRecord: i32 = 0;
let apiAt: i32 = 0;
let apiRecord: i32 = 0;
/** The latest record in which WeCom's host stands. */
let hostRecord: i32 = 0;
/** Start of the record in which byte `knownTo` stands. */
let recordAt: i32 = 0;
let knownTo: i32 = 0;

/** Line feeds seen by the last call of `scan`. */
export function countLineFeeds(): i32 {
  return lineFeeds;
}

/** PROBE rows among those of the last call of `scan`. */
export function countProbes(): i32 {
  return probes;
}

/** Index of the first of them. */
export function firstProbe(): i32 {
  return (probeAt - rowsAt) / ROW_BYTES;
}

/**
 * Bytes looked at before their hits are visited; the hits of a slice fit the first-level cache, and
 * the line feeds of a lane fit a byte.
 */
const SLICE_BYTES: i32 = 4096;

/**
 * Scans bytes [start, end), writes rows of six i32 from `rows` on, returns their number.
 *
 * `table` holds a table of 16 bytes for each of the first four bytes of a word, by low nibble.
 * Every group of words owns one bit; a place is a hit where a bit survives all four look-ups.
 * Behind the tables lies room for the hits of one slice: the loop that finds them calls nothing,
 * or its constants would not stay in registers.
 */
export function scan(start: i32, end: i32, rows: i32, table: i32): i32 {
  const hits = table + 192;
  wordsAt = table + 96;
  rowEnd = rows;
  rowsAt = rows;
  lastRecord = 0;
  apiRecord = 0;
  apiAt = 0;
  hostRecord = 0;
  probes = 0;
  lineFeeds = 0;
  recordAt = start;
  knownTo = start;
  for (let from = start; from < end; from += SLICE_BYTES) {
    const to = min(from + SLICE_BYTES, end);
    const last = find(from, to, table, hits);
    for (let hit = hits; hit < last; hit += 4) visit(load<i32>(hit));
  }
  return (rowEnd - rows) / ROW_BYTES;
}

/** Writes the places of the hits in [start, end); returns where they end. */
function find(start: i32, end: i32, table: i32, hits: i32): i32 {
  let out = hits;
  const first = v128.load(table);
  const second = v128.load(table, 16);
  const third = v128.load(table, 32);
  const fourth = v128.load(table, 48);
  const nibble = v128.load(table, 64);
  const feed = v128.load(table, 80);
  const zero = i8x16.splat(0);
  let feeds = zero;
  let p = start;
  for (; p + 32 <= end; p += 32) {
    const a = v128.load(p);
    const b = v128.load(p, 16);
    const low = v128.and(
      v128.and(
        i8x16.swizzle(first, v128.and(a, nibble)),
        i8x16.swizzle(second, v128.and(v128.load(p, 1), nibble)),
      ),
      v128.and(
        i8x16.swizzle(third, v128.and(v128.load(p, 2), nibble)),
        i8x16.swizzle(fourth, v128.and(v128.load(p, 3), nibble)),
      ),
    );
    const high = v128.and(
      v128.and(
        i8x16.swizzle(first, v128.and(b, nibble)),
        i8x16.swizzle(second, v128.and(v128.load(p, 17), nibble)),
      ),
      v128.and(
        i8x16.swizzle(third, v128.and(v128.load(p, 18), nibble)),
        i8x16.swizzle(fourth, v128.and(v128.load(p, 19), nibble)),
      ),
    );
    feeds = i8x16.sub(i8x16.sub(feeds, i8x16.eq(a, feed)), i8x16.eq(b, feed));
    let hitMask = ~(i8x16.bitmask(i8x16.eq(low, zero)) | (i8x16.bitmask(i8x16.eq(high, zero)) << 16));
    // Two hits are written whether there are any or not: guessing wrong costs more than writing.
    const count = popcnt(hitMask);
    store<i32>(out, p + ctz(hitMask));
    hitMask &= hitMask - 1;
    store<i32>(out, p + ctz(hitMask), 4);
    if (count > 2) {
      hitMask &= hitMask - 1;
      let at = out + 8;
      do {
        store<i32>(at, p + ctz(hitMask));
        at += 4;
        hitMask &= hitMask - 1;
      } while (hitMask != 0);
    }
    out += count << 2;
  }
  lineFeeds += sumOf(feeds);
  for (; p < end; p++) {
    if (load<u8>(p) == 0x0a) lineFeeds++;
    store<i32>(out, p);
    const bits =
      load<u8>(table + (load<u8>(p) & 0x0f)) &
      load<u8>(table + (load<u8>(p, 1) & 0x0f), 16) &
      load<u8>(table + (load<u8>(p, 2) & 0x0f), 32) &
      load<u8>(table + (load<u8>(p, 3) & 0x0f), 48);
    out += bits != 0 ? 4 : 0;
  }
  return out;
}

/** The sum of sixteen bytes. */
@inline
function sumOf(bytes: v128): i32 {
  const words = i32x4.extadd_pairwise_i16x8_u(i16x8.extadd_pairwise_i8x16_u(bytes));
  return (
    i32x4.extract_lane(words, 0) +
    i32x4.extract_lane(words, 1) +
    i32x4.extract_lane(words, 2) +
    i32x4.extract_lane(words, 3)
  );
}

/** Start of the record in which `p` stands; `p` never goes back. */
function recordOf(p: i32): i32 {
  const feed = i8x16.splat(0x0a);
  for (let at = p; at > knownTo; at -= 16) {
    const mask = i8x16.bitmask(i8x16.eq(v128.load(at - 16), feed));
    if (mask == 0) continue;
    const found = at - 15 + 31 - clz(mask);
    if (found > knownTo) recordAt = found;
    break;
  }
  knownTo = p;
  return recordAt;
}

@inline
function emit(kind: i32, value: i32, at: i32, to: i32, recordStart: i32): void {
  const row = rowEnd;
  store<i32>(row, select(kind | HOST, kind, hostRecord == recordStart));
  store<i32>(row, value, 4);
  store<i32>(row, at, 8);
  store<i32>(row, to, 12);
  store<i32>(row, recordStart, 16);
  store<i32>(row, select(apiAt, 0, apiRecord == recordStart), 20);
  rowEnd = row + ROW_BYTES;
  lastKind = kind;
  lastRecord = recordStart;
}

/** Notes `qyapi.weixin` for the rows of its record that come behind it. */
@inline
function host(p: i32): void {
  // .wei xin. behind qyapi
  if (load<u8>(p, 4) != 0x69 || load<u8>(p, 5) != 0x2e || load<u32>(p, 6) != 0x78696577) return;
  const recordStart = recordOf(p);
  hostRecord = recordStart;
  // in.qq.co m/cgi-bi n, as most addresses go on: the path need not be looked at when its turn comes.
  if (load<u64>(p, 10) == 0x6f632e71712e6e69 && load<u64>(p, 18) == 0x69622d6967632f6d && load<u8>(p, 26) == 0x6e) {
    api(p + 20, recordStart);
  }
}

/** A place that needs a closer look than is worth having here. */
function probe(at: i32, recordStart: i32): void {
  if (probes == 0) probeAt = rowEnd;
  probes++;
  emit(PROBE, 0, at, at, recordStart);
}

/** A gate says that bare forms may count here; beside a wire key they never do. */
@inline
function gate(at: i32, to: i32, recordStart: i32): void {
  if (lastRecord == recordStart && lastKind == WIRE) return;
  emit(GATE, 0, at, to, recordStart);
}

/** Notes the first API path of a record, on the record's latest row too if that came before it. */
@inline
function api(at: i32, recordStart: i32): void {
  if (apiRecord == recordStart) return;
  apiRecord = recordStart;
  apiAt = at;
  if (lastRecord == recordStart && load<i32>(rowEnd - 4) == 0) store<i32>(rowEnd - 4, at);
}

/** Words told apart by a multiplication: every stem of four letters has a place of its own. */
const WORD_HASH: i32 = 0xe7206991;

function visit(p: i32): void {
  const word = load<u32>(p) | 0x20202020;
  const place = <i32>(<u32>(word * WORD_HASH) >>> 28);
  if (load<u32>(wordsAt + (place << 2)) != word) return visitOther(p, word);
  if (place == 14) return code(p);
  if (place == 3) { // cgi-
    if (p == apiAt) return;
    if ((load<u16>(p, 4) | 0x2020) == 0x6962 && (load<u8>(p, 6) | 0x20) == 0x6e) api(p, recordOf(p));
    return;
  }
  if (place == 12) return host(p); // qyap
  if (place == 5) { // inva
    if ((load<u8>(p, 4) | 0x20) == 0x6c) errmsg(p);
    return;
  }
  if (place == 0) return query(p); // quer
  if (place == 1) { // cide, as in errcide
    if (((load<u32>(p - 4) | 0x20202020) >>> 8) == 0x727265) probe(p, recordOf(p));
    return;
  }
  if (place == 4) return probe(p, recordOf(p)); // rid:
  if (place == 15) { // wech, as in WechatWork and WeChatClient
    const next = load<u8>(p, 6) | 0x20;
    if ((load<u16>(p, 4) | 0x2020) == 0x7461 && (next == 0x77 || next == 0x63 || next == 0x61 || next == 0x7c)) probe(p, recordOf(p));
    return;
  }
  if (isErrmsg(p, place)) errmsg(p);
}

/** Stems that are not four letters, and the many places that only look like one by their nibbles. */
@inline
function visitOther(p: i32, word: u32): void {
  if ((word & 0xffffff) == 0x7b203a) return bracket(p); // ": ["
  const first = load<u8>(p);
  if (first < 0x80 && first != 0x25 && first != 0x5c) return;
  visitBytes(p, first);
}

function visitBytes(p: i32, first: u32): void {
  if (first == 0x25) { // %E9%94
    if ((load<u32>(p) | 0x2000) == 0x25396525 && load<u16>(p, 4) == 0x3439) probe(p, recordOf(p));
  } else if (first == 0x5c) { // \u9519
    if (load<u32>(p, 2) == 0x39313539) probe(p, recordOf(p));
  } else if (first == 0xe9) { // 错误 then 码, 代 or 编
    const next = load<u32>(p, 6) & 0xffffff;
    if (load<u32>(p, 2) == 0xafafe899 && (next == 0x81a0e7 || next == 0xa3bbe4 || next == 0x96bce7)) probe(p, recordOf(p));
  } else if (first == 0xe8) { // 返回码
    if (load<u32>(p, 3) == 0xe79e9be5 && load<u16>(p, 7) == 0x81a0) probe(p, recordOf(p));
  } else if (first == 0xb4) {
    const next = load<u16>(p, 4);
    if (load<u32>(p) == 0xf3ceedb4 && (next == 0xebc2 || next == 0xfab4)) probe(p, recordOf(p));
  }
}

/** A frequent errmsg may be a bare form, unless its record has a code already. */
@inline
function errmsg(p: i32): void {
  const recordStart = recordOf(p);
  if (lastRecord != recordStart || lastKind != WIRE) probe(p, recordStart);
}

/** Stems of frequent errmsgs: a few bytes on tell most of what is none. */
function isErrmsg(p: i32, place: i32): bool {
  const next = load<u8>(p, 4) | 0x20;
  if (place == 10) return next == 0x77 && load<u8>(p, 5) == 0x20; // allow_
  if (place == 2) return load<u8>(p, 4) == 0x20; // freq_
  if (place == 9) return next == 0x67; // vileg
  if (place == 8) return load<u8>(p, 4) == 0x20; // erid_
  if (place == 11) return next == 0x65 && load<u8>(p, 6) == 0x20; // _token_
  return next == 0x72; // psecr, & par, wxerr
}

/** `hint: [1788…`, `hints: [ req_id…` and `Error: [853000] …` share their middle. */
function bracket(p: i32): void {
  const before = load<u32>(p - 4) | 0x20202020;
  if (before == 0x746e6968 || before == 0x73746e69) { // hint, ints
    gate(p, p + 3, recordOf(p));
    return;
  }
  if (load<u8>(p, 8) == 0x5d || load<u8>(p, 9) == 0x5d) probe(p, recordOf(p));
}

function code(p: i32): void {
  if (((load<u32>(p - 4) | 0x20202020) >>> 8) == 0x727265) { // err
    if (!plainWire(p)) probe(p, recordOf(p));
    return;
  }
  const before = load<u8>(p - 1);
  if ((before | 0x20) == 0x72) { // errorcode, ercode
    probe(p, recordOf(p));
    return;
  }
  if ((before == 0x5f || before == 0x2d || before == 0x20) && (load<u8>(p - 2) | 0x20) == 0x72) { // err_code, error-code, error code
    probe(p, recordOf(p));
    return;
  }
  if ((before == 0x30 || before == 0x2b) && (load<u8>(p - 2) == 0x32 || (load<u8>(p - 2) | 0x20) == 0x72)) return probe(p, recordOf(p)); // error%20code, error+code
  if (isWord(before)) return;
  // A bare `code: 45009`: the third of its five digits stands at most seven bytes on.
  if (isDigit(load<u8>(p, 8)) || isDigit(load<u8>(p, 11))) probe(p, recordOf(p));
}

/** Reads `"errcode":40014,` and its like; false for whatever is not plain. */
@inline
function plainWire(p: i32): bool {
  const left = load<u8>(p - 4);
  // The boundary: no word character, nor the end of an escape or of a tag. Chinese bounds a key, too.
  if (left >= 0x40) {
    if (left != 0x7b && left != 0x5b && left < 0x80) return false;
  } else if (isDigit(left) || left == 0x3c || left == 0x3b) {
    return false;
  }
  let q: i32;
  let byte: u32;
  if (load<u16>(p, 4) == 0x3a22) { // ":
    q = p + 6;
    byte = load<u8>(q);
  } else {
    q = p + 4;
    byte = load<u8>(q);
    if (byte == 0x22 || byte == 0x27) byte = load<u8>(++q);
    if (byte == 0x20) byte = load<u8>(++q);
    if (byte == 0x3a || byte == 0x3d) q++;
    else if ((load<u32>(q) & 0xffffff) == 0x9abcef) q += 3; // ：
    else return false;
    byte = load<u8>(q);
  }
  if (byte == 0x20) byte = load<u8>(++q);
  let sign: i32 = 1;
  if (byte == 0x2d) {
    sign = -1;
    q++;
  }
  const eight = load<u64>(q);
  const length = digitsIn(eight);
  if (length < 1 || length > 7) return false;
  q += length;
  byte = load<u8>(q);
  // , } ] ) space ; CR LF tab, Chinese; a comma and a digit may be a separator of thousands
  if (byte == 0x2c && isDigit(load<u8>(q, 1))) return false;
  if (byte < 0x80 && byte != 0x2c && byte != 0x7d && byte != 0x5d && byte != 0x29 && byte != 0x20 && byte != 0x3b && byte != 0x0d && byte != 0x0a && byte != 0x09) return false;
  const value = numberOf(eight, length);
  emit(WIRE, value * sign, p - 3, q, recordOf(p));
  return true;
}

function query(p: i32): void {
  if (load<u64>(p) == 0x3d653f7972657571 && load<u64>(p - 8) == 0x2f6c6f6f74766564) { // devtool/ query?e=
    const eight = load<u64>(p, 8);
    const length = digitsIn(eight);
    if (length > 0 && length < 8 && !isWord(load<u8>(p + 8 + length))) {
      const value = numberOf(eight, length);
      const recordStart = recordOf(p);
      if (lastRecord == recordStart && lastKind == WIRE && load<i32>(rowEnd - ROW_BYTES + 4) == value) {
        store<i32>(rowEnd - ROW_BYTES, load<i32>(rowEnd - ROW_BYTES) | LINKED);
      } else emit(LINK, value, p, p + 8 + length, recordStart);
      return;
    }
    // `?e=-1` and the like: no number stands there.
    if (length == 0) return;
  }
  if ((load<u8>(p, 4) | 0x20) == 0x79) probe(p, recordOf(p));
}
