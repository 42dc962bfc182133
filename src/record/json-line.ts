/** Whether a line is one JSON object, and where a member can be spliced into it byte for byte. */

import { decodeRecord } from './encoding.ts';
import { isJsonObject, seen } from './json-scan.ts';

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

/** Where a member goes in bytes [start, end), if they are, less BOM and outer blanks, one object. */
export function splicePoint(
  bytes: Uint8Array,
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
  if (charset === 'utf-8') {
    if (!isJsonObject(bytes, from, to)) return undefined;
    return pointAt(to, seen.mayHoldName ? freeName(bytes.subarray(from, to)) : 'wecom');
  }
  // The second byte of a GB18030 character may look like a backslash.
  const text = Buffer.from(decodeRecord(bytes, from, to, charset).text);
  if (!isJsonObject(text, 0, text.length)) return undefined;
  return pointAt(to, seen.mayHoldName ? freeName(text) : 'wecom');
}

function pointAt(to: number, name: string): SplicePoint {
  const { isEmpty, mayHoldName } = seen;
  return { at: to - 1, isEmpty, mayBeAnnotated: mayHoldName, name };
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
