// The SIMD scanner (AssemblyScript). One pass over a block finds the places where a code may stand.
//
// The first four bytes of the words looked for are tested by their low nibbles, sixteen places at
// once; whatever passes is looked at byte by byte. Plain forms such as `"errcode":40014,` are
// read here to the end; whatever is not plain becomes a PROBE row, which ../../check.ts decides.
// So this file may only ever be a faster way to the answer of ../../scalar.ts, never another one:
// test/scan/equality.test.ts holds the two against each other.
//
// Contract: bytes[start-1] and bytes[end] are line feeds, and 32 bytes after `end` are readable.

// Keep in step with ../../candidate.ts.
const WIRE: i32 = 1;
const LINK: i32 = 4;
const GATE: i32 = 6;
const PROBE: i32 = 9;

const LINKED: i32 = 0x100;
const HOST: i32 = 0x200;

const ROW_BYTES: i32 = 24;

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
/** Start of the record that the next slice begins in. */
let recordAt: i32 = 0;

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

/** Bytes looked at before their hits are visited; the hits of a slice fit the first-level cache. */
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
  const hits = table + 128;
  rowEnd = rows;
  rowsAt = rows;
  lastRecord = 0;
  apiRecord = 0;
  hostRecord = 0;
  probes = 0;
  lineFeeds = 0;
  recordAt = start;
  for (let from = start; from < end; from += SLICE_BYTES) {
    const to = min(from + SLICE_BYTES, end);
    const last = find(from, to, table, hits);
    for (let hit = hits; hit < last; hit += 8) visit(load<i32>(hit), load<i32>(hit, 4));
  }
  return (rowEnd - rows) / ROW_BYTES;
}

/** Writes the hits in [start, end) as pairs of place and record start; returns where they end. */
function find(start: i32, end: i32, table: i32, hits: i32): i32 {
  let out = hits;
  let recordStart = recordAt;
  let feeds = 0;
  const first = v128.load(table);
  const second = v128.load(table, 16);
  const third = v128.load(table, 32);
  const fourth = v128.load(table, 48);
  const nibble = v128.load(table, 64);
  const feed = v128.load(table, 80);
  const zero = i8x16.splat(0);
  for (let p = start; p < end; p += 32) {
    const a = v128.load(p);
    const b = v128.load(p, 16);
    const c = v128.load(p, 1);
    const d = v128.load(p, 17);
    const low = v128.and(
      v128.and(
        i8x16.swizzle(first, v128.and(a, nibble)),
        i8x16.swizzle(second, v128.and(c, nibble)),
      ),
      v128.and(
        i8x16.swizzle(third, v128.and(v128.load(p, 2), nibble)),
        i8x16.swizzle(fourth, v128.and(v128.load(p, 3), nibble)),
      ),
    );
    const high = v128.and(
      v128.and(
        i8x16.swizzle(first, v128.and(b, nibble)),
        i8x16.swizzle(second, v128.and(d, nibble)),
      ),
      v128.and(
        i8x16.swizzle(third, v128.and(v128.load(p, 18), nibble)),
        i8x16.swizzle(fourth, v128.and(v128.load(p, 19), nibble)),
      ),
    );
    let feedMask = i8x16.bitmask(i8x16.eq(a, feed)) | (i8x16.bitmask(i8x16.eq(b, feed)) << 16);
    let hitMask = ~(i8x16.bitmask(i8x16.eq(low, zero)) | (i8x16.bitmask(i8x16.eq(high, zero)) << 16));
    if (p + 32 > end) {
      const left = end - p;
      const keep = (1 << left) - 1;
      feedMask &= keep;
      hitMask &= keep;
    }
    while (hitMask != 0) {
      out = note(out, p, hitMask, feedMask, recordStart);
      hitMask &= hitMask - 1;
    }
    feeds += popcnt(feedMask);
    recordStart = select(p + 32 - clz(feedMask), recordStart, feedMask != 0);
  }
  recordAt = recordStart;
  lineFeeds += feeds;
  return out;
}

/** Writes the lowest hit of `hitMask` with the start of its record. */
@inline
function note(out: i32, p: i32, hitMask: i32, feedMask: i32, recordStart: i32): i32 {
  const bit = ctz(hitMask);
  const before = feedMask & ((1 << bit) - 1);
  store<i32>(out, p + bit);
  store<i32>(out, select(p + 32 - clz(before), recordStart, before != 0), 4);
  return out + 8;
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
function host(p: i32, recordStart: i32): void {
  // .wei xin. behind qyapi
  if (load<u8>(p, 4) == 0x69 && load<u8>(p, 5) == 0x2e && load<u32>(p, 6) == 0x78696577) hostRecord = recordStart;
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

function visit(p: i32, recordStart: i32): void {
  const word = load<u32>(p) | 0x20202020;
  if (word == 0x65646f63) return code(p, recordStart); // code
  if (word == 0x2d696763) { // cgi-
    if ((load<u16>(p, 4) | 0x2020) == 0x6962 && (load<u8>(p, 6) | 0x20) == 0x6e) api(p, recordStart);
    return;
  }
  if (word == 0x72657571) return query(p, recordStart); // quer
  if (word == 0x70617971) { // qyap
    return host(p, recordStart);
  }
  if (word == 0x65646963) { // cide, as in errcide
    if (((load<u32>(p - 4) | 0x20202020) >>> 8) == 0x727265) probe(p, recordStart);
    return;
  }
  if ((word & 0xffffff) == 0x7b203a) return bracket(p, recordStart); // ": ["
  if (word == 0x3a646972) return probe(p, recordStart); // rid:
  if (word == 0x68636577) { // wech, as in WechatWork and WeChatClient
    const next = load<u8>(p, 6) | 0x20;
    if ((load<u16>(p, 4) | 0x2020) == 0x7461 && (next == 0x77 || next == 0x63 || next == 0x61 || next == 0x7c)) probe(p, recordStart);
    return;
  }
  const first = load<u8>(p);
  if (first == 0x25) { // %E9%94
    if ((load<u32>(p) | 0x2000) == 0x25396525 && load<u16>(p, 4) == 0x3439) probe(p, recordStart);
    return;
  }
  if (first == 0x5c) { // \u9519
    if (load<u32>(p, 2) == 0x39313539) probe(p, recordStart);
    return;
  }
  if (first == 0xe9) { // 错误 then 码, 代 or 编
    const next = load<u32>(p, 6) & 0xffffff;
    if (load<u32>(p, 2) == 0xafafe899 && (next == 0x81a0e7 || next == 0xa3bbe4 || next == 0x96bce7)) probe(p, recordStart);
    return;
  }
  if (first == 0xe8) { // 返回码
    if (load<u32>(p, 3) == 0xe79e9be5 && load<u16>(p, 7) == 0x81a0) probe(p, recordStart);
    return;
  }
  if (first == 0xb4) {
    const next = load<u16>(p, 4);
    if (load<u32>(p) == 0xf3ceedb4 && (next == 0xebc2 || next == 0xfab4)) probe(p, recordStart);
    return;
  }
  if (lastRecord == recordStart && lastKind == WIRE) return;
  errmsg(p, word, recordStart);
}

/** Stems of frequent errmsgs: a few bytes on tell most of what is none. */
function errmsg(p: i32, word: u32, recordStart: i32): void {
  const next = load<u8>(p, 4) | 0x20;
  if (word == 0x61766e69 && next == 0x6c) return probe(p, recordStart); // inval
  if (word == 0x6f6c6c61 && next == 0x77 && load<u8>(p, 5) == 0x20) return probe(p, recordStart); // allow_
  if (word == 0x71657266 && load<u8>(p, 4) == 0x20) return probe(p, recordStart); // freq_
  if (word == 0x656c6976 && next == 0x67) return probe(p, recordStart); // vileg
  if (word == 0x64697265 && load<u8>(p, 4) == 0x20) return probe(p, recordStart); // erid_
  if (word == 0x6b6f747f && next == 0x65 && load<u8>(p, 6) == 0x20) return probe(p, recordStart); // _token_
  if (word == 0x63657370 && next == 0x72) return probe(p, recordStart); // psecr
  if (word == 0x61702026 && next == 0x72) return probe(p, recordStart); // & par
  if (word == 0x72657877 && next == 0x72) probe(p, recordStart); // wxerr
}

@inline
function isDigit(byte: u32): bool {
  return byte - 0x30 < 10;
}

@inline
function isWord(byte: u32): bool {
  return isDigit(byte) || ((byte | 0x20) - 0x61) < 26 || byte == 0x5f;
}

/** `hint: [1788…`, `hints: [ req_id…` and `Error: [853000] …` share their middle. */
function bracket(p: i32, recordStart: i32): void {
  const before = load<u32>(p - 4) | 0x20202020;
  if (before == 0x746e6968 || before == 0x73746e69) { // hint, ints
    gate(p, p + 3, recordStart);
    return;
  }
  if (load<u8>(p, 8) == 0x5d || load<u8>(p, 9) == 0x5d) probe(p, recordStart);
}

function code(p: i32, recordStart: i32): void {
  if (((load<u32>(p - 4) | 0x20202020) >>> 8) == 0x727265) { // err
    if (!plainWire(p, recordStart)) probe(p, recordStart);
    return;
  }
  const before = load<u8>(p - 1);
  if ((before | 0x20) == 0x72) { // errorcode, ercode
    probe(p, recordStart);
    return;
  }
  if ((before == 0x5f || before == 0x2d || before == 0x20) && (load<u8>(p - 2) | 0x20) == 0x72) { // err_code, error-code, error code
    probe(p, recordStart);
    return;
  }
  if ((before == 0x30 || before == 0x2b) && (load<u8>(p - 2) == 0x32 || (load<u8>(p - 2) | 0x20) == 0x72)) return probe(p, recordStart); // error%20code, error+code
  if (isWord(before)) return;
  // A bare `code: 45009`: the third of its five digits stands at most seven bytes on.
  if (isDigit(load<u8>(p, 8)) || isDigit(load<u8>(p, 11))) probe(p, recordStart);
}

/** Reads `"errcode":40014,` and its like; false for whatever is not plain. */
@inline
function plainWire(p: i32, recordStart: i32): bool {
  const left = load<u8>(p - 4);
  // The boundary: ASCII that is neither a word character nor the end of an escape or of a tag.
  if (left >= 0x40) {
    if (left != 0x7b && left != 0x5b) return false;
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
    if (byte != 0x3a && byte != 0x3d) return false;
    byte = load<u8>(++q);
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
  // , } ] ) space ; CR LF tab; a comma and a digit may be a separator of thousands
  if (byte == 0x2c && isDigit(load<u8>(q, 1))) return false;
  if (byte != 0x2c && byte != 0x7d && byte != 0x5d && byte != 0x29 && byte != 0x20 && byte != 0x3b && byte != 0x0d && byte != 0x0a && byte != 0x09) return false;
  const value = numberOf(eight, length);
  emit(WIRE, value * sign, p - 3, q, recordStart);
  return true;
}

/** How many of the eight bytes, from the lowest on, are digits. */
@inline
function digitsIn(eight: u64): i32 {
  const shifted = eight ^ 0x3030303030303030;
  const over = (shifted + 0x7676767676767676) | shifted;
  return <i32>(ctz(over & 0x8080808080808080) >> 3);
}

/** The number that the lowest `length` (1 to 7) bytes spell. */
@inline
function numberOf(eight: u64, length: i32): i32 {
  let digits = (eight ^ 0x3030303030303030) << (<u64>(8 - length) << 3);
  digits = (digits * 10 + (digits >> 8)) & 0x00ff00ff00ff00ff;
  digits = (digits * 100 + (digits >> 16)) & 0x0000ffff0000ffff;
  digits = digits * 10000 + (digits >> 32);
  return <i32>(digits & 0xffffffff);
}

function query(p: i32, recordStart: i32): void {
  if (load<u64>(p) == 0x3d653f7972657571 && load<u64>(p - 8) == 0x2f6c6f6f74766564) { // devtool/ query?e=
    const eight = load<u64>(p, 8);
    const length = digitsIn(eight);
    if (length > 0 && length < 8 && !isWord(load<u8>(p + 8 + length))) {
      const value = numberOf(eight, length);
      if (lastRecord == recordStart && lastKind == WIRE && load<i32>(rowEnd - ROW_BYTES + 4) == value) {
        store<i32>(rowEnd - ROW_BYTES, load<i32>(rowEnd - ROW_BYTES) | LINKED);
      } else emit(LINK, value, p, p + 8 + length, recordStart);
      return;
    }
  }
  if ((load<u8>(p, 4) | 0x20) == 0x79) probe(p, recordStart);
}
