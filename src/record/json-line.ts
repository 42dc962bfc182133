/** Whether a line is one JSON object, and where a member can be spliced into it byte for byte. */

import { decodeRecord } from './encoding.ts';
import { JSON_EMPTY, JSON_MAY_HOLD_NAME, type JsonScan, scanJsonObject } from './json-scan.ts';

export interface SplicePoint {
  /** Offset of the last closing brace. */
  readonly at: number;
  /** The object has no member yet, so no comma is wanted. */
  readonly isEmpty: boolean;
  /** A member of ours may already be in it. */
  readonly mayBeAnnotated: boolean;
  /** `wecom`, or `wecom_1`, `wecom_2` … where that is taken. */
  readonly name: string;
}

const OPEN_BRACE = 0x7b;
const CLOSE_BRACE = 0x7d;

/**
 * Where a member goes in bytes [start, end), if they are, less BOM and outer blanks, one object.
 * `scan` reads these very bytes.
 */
export function splicePoint(
  bytes: Uint8Array,
  scan: JsonScan,
  start: number,
  end: number,
  charset: 'utf-8' | 'gb18030' = 'utf-8',
): SplicePoint | undefined {
  let from = start;
  if (bytes[from] === 0xef && bytes[from + 1] === 0xbb && bytes[from + 2] === 0xbf) from += 3;
  while (from < end && isBlank(bytes[from]!)) from++;
  let to = end;
  while (to > from && isBlank(bytes[to - 1]!)) to--;
  if (bytes[from] !== OPEN_BRACE || bytes[to - 1] !== CLOSE_BRACE) return undefined;
  if (charset === 'utf-8') return pointAt(to, scan(from, to), bytes, from);
  // The second byte of a GB18030 character may look like a backslash.
  const text = Buffer.from(decodeRecord(bytes, from, to, charset).text);
  const bits = scanJsonObject(text, 0, text.length);
  return pointAt(to, bits, text, 0, text.length);
}

/** The point before `to` for what a scan of `text` from `from` said. */
function pointAt(
  to: number,
  bits: number,
  text: Uint8Array,
  from: number,
  end = to,
): SplicePoint | undefined {
  if (bits === 0) return undefined;
  const mayBeAnnotated = (bits & JSON_MAY_HOLD_NAME) !== 0;
  const name = mayBeAnnotated ? freeName(text.subarray(from, end)) : 'wecom';
  return { at: to - 1, isEmpty: (bits & JSON_EMPTY) !== 0, mayBeAnnotated, name };
}

/** Keys are compared as JSON reads them, so `"wec\u006fm"` takes the name too. */
function freeName(text: Uint8Array): string {
  // Bytes above 0x7F stand only inside strings, so Latin-1 shows the structure whatever is in them.
  const parsed = JSON.parse(Buffer.from(text).toString('latin1')) as Record<string, unknown>;
  if (!Object.hasOwn(parsed, 'wecom')) return 'wecom';
  let number = 1;
  while (Object.hasOwn(parsed, `wecom_${number}`)) number++;
  return `wecom_${number}`;
}

function isBlank(byte: number): boolean {
  return byte === 0x20 || byte === 0x09 || byte === 0x0d;
}
