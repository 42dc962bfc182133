/** The encoding of one record: UTF-8 if it is valid UTF-8, else GB18030. Decided record by record. */
import { isAscii as isAsciiText, isUtf8 as isUtf8Text } from 'node:buffer';

export type Encoding = 'auto' | 'utf-8' | 'gb18030';

const utf8 = new TextDecoder('utf-8', { ignoreBOM: true });
const gb18030 = new TextDecoder('gb18030');

/** Whether bytes [start, end) hold no byte above 0x7F. */
export function isAscii(bytes: Uint8Array, start: number, end: number): boolean {
  return isAsciiText(bytes.subarray(start, end));
}

/** Whether bytes [start, end) are UTF-8 to the last byte. */
export function isStrictUtf8(bytes: Uint8Array, start: number, end: number): boolean {
  return isUtf8Text(bytes.subarray(start, end));
}

/**
 * Whether bytes [start, end) are UTF-8: valid, or nearly so. A record that was cut in the middle of
 * a character, or holds one byte of something else, is no GB18030 for that; real GB18030 read as
 * UTF-8 is faulty almost everywhere.
 */
export function isUtf8(bytes: Uint8Array, start: number, end: number): boolean {
  const part = bytes.subarray(start, end);
  return isUtf8Text(part) || isNearlyUtf8(part);
}

const FAULTS_MAX = 4;
/** Sound characters wanted for each fault. */
const SOUND_FOR_FAULT = 2;

function isNearlyUtf8(part: Uint8Array): boolean {
  let faults = 0;
  let sound = 0;
  for (const letter of utf8.decode(part)) {
    if (letter === '\ufffd') faults++;
    else if (letter > '\u007f') sound++;
    if (faults > FAULTS_MAX) return false;
  }
  return sound >= faults * SOUND_FOR_FAULT;
}

/** The text of bytes [start, end), and the encoding it was read in. */
export function decodeRecord(
  bytes: Uint8Array,
  start: number,
  end: number,
  encoding: Encoding,
): { text: string; encoding: 'utf-8' | 'gb18030' } {
  const part = bytes.subarray(start, end);
  if (encoding === 'gb18030') return { text: gb18030.decode(part), encoding };
  if (encoding === 'utf-8' || isUtf8(bytes, start, end)) {
    return { text: utf8.decode(part), encoding: 'utf-8' };
  }
  return { text: gb18030.decode(part), encoding: 'gb18030' };
}

/** Text as bytes of `encoding`; what GB18030's two-byte area lacks becomes a question mark. */
export function encodeText(text: string, encoding: 'utf-8' | 'gb18030'): Uint8Array {
  if (encoding === 'utf-8') return Buffer.from(text);
  table ??= reverseTable();
  const out: number[] = [];
  for (const letter of text) {
    const code = letter.codePointAt(0)!;
    const pair = code < 0x80 ? code : (table.get(code) ?? 0x3f);
    if (pair > 0xff) out.push(pair >> 8);
    out.push(pair & 0xff);
  }
  return Uint8Array.from(out);
}

let table: Map<number, number> | undefined;

/** Node decodes GB18030 but does not encode it: the two-byte area, turned round. */
function reverseTable(): Map<number, number> {
  const map = new Map<number, number>();
  for (let lead = 0x81; lead <= 0xfe; lead++) {
    for (let trail = 0x40; trail <= 0xfe; trail++) {
      if (trail === 0x7f) continue;
      const text = gb18030.decode(Uint8Array.of(lead, trail));
      const code = text.codePointAt(0)!;
      if (code !== 0xfffd && !map.has(code)) map.set(code, (lead << 8) | trail);
    }
  }
  return map;
}
