/**
 * Decides, byte by byte, whether a code stands at a place that looks like it. This is the law: the
 * scalar scanner asks it at every place, the SIMD kernel for whatever is not plain.
 *
 * The functions return the kind of candidate or `NONE`, and leave value, start and end in `found`.
 */

import { isBoundary, keyStartBeforeGap } from './boundary.ts';
import { BARE, GATE, LINK, MAYBE, SPOKEN, WIRE, WIRE_ESCAPED } from './candidate.ts';
import { after, charAt, hexValue, isDigit, isWord } from './decode.ts';
import { readValue, value, valueBlocked, valueEnd, valueEscaped } from './value.ts';

export const NONE = 0;

/** Filled by `check`: valid until the next call. */
export const found = { value: 0, at: 0, to: 0 };

const ERR = 0x727265;

/** Looks at the place `at` where a stem stands; the record starts at `from`. */
export function check(bytes: Uint8Array, at: number, from: number): number {
  found.value = 0;
  found.at = at;
  found.to = at;
  switch (lower(bytes[at]!)) {
    case 0x63:
      return checkCode(bytes, at, from);
    case 0x71:
      return checkQuery(bytes, at);
    case 0x72:
      return checkRid(bytes, at);
    case 0x77:
      return checkSdk(bytes, at) || checkWxError(bytes, at);
    case 0xe8:
    case 0xe9:
      return checkSpokenChinese(bytes, at, from);
    case 0xb4:
      return checkSpokenGb(bytes, at);
    case 0x7c: // a backslash, folded
      return checkSpokenEscaped(bytes, at);
    case 0x3a:
      return checkBracket(bytes, at);
    case 0x25:
      return checkSpokenEncoded(bytes, at);
    default:
      return checkErrmsg(bytes, at, from);
  }
}

/** The byte in lower case if it is a letter; other bytes may change, but never into a letter. */
function lower(byte: number): number {
  return byte | 0x20;
}

/** Three letters before `at`, folded, the nearest in the highest byte. */
function lettersBefore(bytes: Uint8Array, at: number): number {
  return lower(bytes[at - 3]!) | (lower(bytes[at - 2]!) << 8) | (lower(bytes[at - 1]!) << 16);
}

export function hasWord(bytes: Uint8Array, at: number, word: string): boolean {
  for (let index = 0; index < word.length; index++) {
    const byte = bytes[at + index]!;
    const letter = word.charCodeAt(index);
    if (byte !== letter && !(letter >= 0x61 && letter <= 0x7a && byte === letter - 0x20))
      return false;
  }
  return true;
}

function checkCode(bytes: Uint8Array, at: number, from: number): number {
  if (hasWord(bytes, at, 'cide')) {
    return lettersBefore(bytes, at) === ERR ? checkKey(bytes, at - 3, at + 4, from, SPOKEN) : NONE;
  }
  if (!hasWord(bytes, at, 'code')) return NONE;
  const end = at + 4;
  if (lettersBefore(bytes, at) === ERR) return checkKey(bytes, at - 3, end, from, WIRE);
  const before = bytes[at - 1]!;
  if (before === 0x5f && lettersBefore(bytes, at - 1) === ERR) {
    return checkKey(bytes, at - 4, end, from, WIRE);
  }
  const start = spokenStart(bytes, at, before);
  if (start >= 0) return checkKey(bytes, start, end, from, SPOKEN);
  return isWord(before) ? NONE : checkBare(bytes, at, end, from);
}

/** Start of the key that ends in `code` at `at` and is spoken or misspelt, or -1. */
function spokenStart(bytes: Uint8Array, at: number, before: number): number {
  if (before === 0x5f || before === 0x2d || before === 0x20) {
    if (hasWord(bytes, at - 6, 'error')) return at - 6;
    return before !== 0x5f && hasWord(bytes, at - 4, 'err') ? at - 4 : -1;
  }
  if (hasWord(bytes, at - 5, 'error')) return at - 5;
  if (hasWord(bytes, at - 8, 'error%20')) return at - 8;
  if (hasWord(bytes, at - 6, 'error+')) return at - 6;
  // One slip of the finger: ercode, errrcode.
  if (hasWord(bytes, at - 4, 'errr')) return at - 4;
  if (hasWord(bytes, at - 2, 'er') && !isWord(bytes[at - 3]!)) return at - 2;
  return -1;
}

/** A key is found at [start, end): is it bounded on the left, and does an integer follow? */
function checkKey(
  bytes: Uint8Array,
  start: number,
  end: number,
  from: number,
  kind: number,
): number {
  found.at = start;
  const left = isBoundary(bytes, keyStartBeforeGap(bytes, start, from), from);
  if (left === 0) return NONE;
  if (!readValue(bytes, start, end)) {
    found.to = end;
    return valueBlocked ? MAYBE : NONE;
  }
  found.value = value;
  found.to = valueEnd;
  if (left < 0) return MAYBE;
  return kind === WIRE && (valueEscaped || bytes[start - 1] === 0x3b) ? WIRE_ESCAPED : kind;
}

/** `code: 45009` and `Code: 60020`, five digits at least, nothing else of a key. */
function checkBare(bytes: Uint8Array, start: number, end: number, from: number): number {
  let digits = end;
  while (digits < end + 5 && bytes[digits] !== 0x0a && !isDigit(bytes[digits]!)) digits++;
  for (let index = digits; index < digits + 5; index++) if (!isDigit(bytes[index]!)) return NONE;
  return checkKey(bytes, start, end, from, BARE);
}

function checkQuery(bytes: Uint8Array, at: number): number {
  if (!hasWord(bytes, at, 'query')) return NONE;
  if (!hasWord(bytes, at - 8, 'devtool/') && !isEscapedDevtool(bytes, at)) return NONE;
  if (charAt(bytes, at + 5) !== 0x3f) return NONE;
  let index = after;
  if (lower(charAt(bytes, index)) !== 0x65) return NONE;
  index = after;
  if (charAt(bytes, index) !== 0x3d) return NONE;
  index = after;
  let number = 0;
  const digits = index;
  while (isDigit(bytes[index]!) && index < digits + 10)
    number = number * 10 + (bytes[index++]! - 0x30);
  if (index === digits || number > 0x7fffffff || isWord(bytes[index]!)) return NONE;
  found.value = number;
  found.to = index;
  return LINK;
}

/** `devtool\/query`, `devtool%2Fquery`, `devtool\u002fquery`, doubly escaped too. */
function isEscapedDevtool(bytes: Uint8Array, at: number): boolean {
  for (let start = at - 9; start >= at - 16; start--) {
    if (hasWord(bytes, start, 'devtool')) return charAt(bytes, start + 7) === 0x2f && after === at;
  }
  return false;
}

/** `rid: 6348bdf8-…`, the official account's request id. */
function checkRid(bytes: Uint8Array, at: number): number {
  if (!hasWord(bytes, at, 'rid:')) return NONE;
  found.to = at + 4;
  let digits = at + 4;
  if (bytes[digits] === 0x20) digits++;
  for (let index = digits; index < digits + 8; index++)
    if (hexValue(bytes[index]!) < 0) return NONE;
  return bytes[digits + 8] === 0x2d ? GATE : NONE;
}

/** `WechatWork…`, `WeChatClient…`, `WeChatAPI…`, `EasyWeChat\\…`: names of SDKs. */
function checkSdk(bytes: Uint8Array, at: number): number {
  if (!hasWord(bytes, at, 'wechat')) return NONE;
  found.to = at + 6;
  const next = lower(bytes[at + 6]!);
  const isSdk = next === 0x77 || next === 0x63 || next === 0x61 || bytes[at + 6] === 0x5c;
  return isSdk ? GATE : NONE;
}

/** A frequent errmsg; or, before `invalid`, digits that may be its code. */
function checkErrmsg(bytes: Uint8Array, at: number, from: number): number {
  found.to = at + 4;
  for (const { text, stem } of ERRMSGS) {
    if (at - stem >= from && hasWord(bytes, at - stem, text)) return GATE;
  }
  if (!hasWord(bytes, at, 'inva')) return NONE;
  for (let index = at - 2; index >= at - 4 && index >= from; index--) {
    if (isDigit(bytes[index]!)) return GATE;
  }
  return NONE;
}

/** Texts WeCom sends most, with the place of the stem they are found by. */
const ERRMSGS: readonly { readonly text: string; readonly stem: number }[] = [
  ['not allow to access', 'allo'],
  ['not allow operate', 'allo'],
  ['api freq out of limit', 'freq'],
  ['no privilege to access', 'vile'],
  ['userid not found', 'erid'],
  ['access_token missing', '_tok'],
  ['access_token expired', '_tok'],
  ['corpsecret missing', 'psec'],
  ['user & party & tag', '& pa'],
  ['invalid access_token', 'inva'],
  ['invalid credential', 'inva'],
  ['invalid corp', 'inva'],
  ['invalid code', 'inva'],
  ['invalid media_id', 'inva'],
  ['invalid agentid', 'inva'],
  ['invalid userid', 'inva'],
  ['invalid webhook url', 'inva'],
].map(([text, stem]) => ({ text: text!, stem: text!.indexOf(stem!) }));

/** `WxErrorException`, WxJava's. */
function checkWxError(bytes: Uint8Array, at: number): number {
  found.to = at + 7;
  return hasWord(bytes, at, 'wxerror') ? GATE : NONE;
}

/** `hint: [` and `hints: [`; and `Error: [853000] …`, five or six digits in brackets, then a word. */
function checkBracket(bytes: Uint8Array, at: number): number {
  if (bytes[at + 1] !== 0x20 || bytes[at + 2] !== 0x5b) return NONE;
  found.to = at + 3;
  if (hasWord(bytes, at - 4, 'hint') || hasWord(bytes, at - 4, 'ints')) return GATE;
  let end = at + 3;
  while (end < at + 10 && isDigit(bytes[end]!)) end++;
  const digits = end - at - 3;
  if (digits < 5 || digits > 6 || bytes[end] !== 0x5d || bytes[end + 1] !== 0x20) return NONE;
  const letter = bytes[end + 2]!;
  return letter >= 0x61 && letter <= 0x7a ? GATE : NONE;
}

/** 错误码, 错误代码, 错误编码 and 返回码 in UTF-8. */
function checkSpokenChinese(bytes: Uint8Array, at: number, from: number): number {
  const behind = SPOKEN_CHINESE.find((key) => hasBytes(bytes, at, key));
  if (behind === undefined) return NONE;
  found.at = at;
  if (!readValue(bytes, from, at + behind.length)) return NONE;
  found.value = value;
  found.to = valueEnd;
  return SPOKEN;
}

/** The same percent-encoded. */
function checkSpokenEncoded(bytes: Uint8Array, at: number): number {
  if (!hasWord(bytes, at, '%e9%94%99%e8%af%af')) return NONE;
  const end = hasWord(bytes, at + 18, '%e7%a0%81')
    ? at + 27
    : hasWord(bytes, at + 18, '%e4%bb%a3%e7%a0%81')
      ? at + 36
      : -1;
  if (end < 0) return NONE;
  found.at = at;
  if (!readValue(bytes, at, end)) return NONE;
  found.value = value;
  found.to = valueEnd;
  return SPOKEN;
}

/** The same in GB18030: only the record as text can tell. */
function checkSpokenGb(bytes: Uint8Array, at: number): number {
  if (!hasBytes(bytes, at, WRONG_GB)) return NONE;
  return hasBytes(bytes, at + 4, CODE_SHORT_GB) || hasBytes(bytes, at + 4, CODE_LONG_GB)
    ? MAYBE
    : NONE;
}

/** `\u9519\u8bef\u7801`: 错误码 in JSON that keeps to ASCII. */
function checkSpokenEscaped(bytes: Uint8Array, at: number): number {
  let index = at;
  for (const letter of '错误') {
    if (charAt(bytes, index) !== letter.codePointAt(0)) return NONE;
    index = after;
  }
  if (charAt(bytes, index) === 0x4ee3) index = after; // 代
  if (charAt(bytes, index) !== 0x7801) return NONE; // 码
  found.at = at;
  if (!readValue(bytes, at, after)) return NONE;
  found.value = value;
  found.to = valueEnd;
  return SPOKEN;
}

export function hasBytes(bytes: Uint8Array, at: number, wanted: readonly number[]): boolean {
  for (let index = 0; index < wanted.length; index++) {
    if (bytes[at + index] !== wanted[index]) return false;
  }
  return true;
}

const SPOKEN_CHINESE: readonly (readonly number[])[] = [
  '错误码',
  '错误代码',
  '错误编码',
  '返回码',
].map((key) => [...Buffer.from(key)]);
const WRONG_GB = [0xb4, 0xed, 0xce, 0xf3];
const CODE_SHORT_GB = [0xc2, 0xeb];
const CODE_LONG_GB = [0xb4, 0xfa, 0xc2, 0xeb];
