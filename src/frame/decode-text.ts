/** Bytes of a JSON document to text, piece by piece. */
import { isAscii } from 'node:buffer';
import type { Utf16 } from './utf16.ts';

/** What a document is written in; told apart by the first bytes that are not ASCII. */
export type Charset = 'utf-8' | 'gb18030' | Utf16;

export interface TextDecoding {
  /** The characters that are whole by now; none of a byte order mark. */
  decode(bytes: Uint8Array, isLast: boolean): string;
  /** Bytes that `text` took; of faulty bytes an estimate. */
  bytesOf(text: string): number;
}

/** `charset` if it is known; else `decide` is asked about the first bytes that are not ASCII. */
export function createTextDecoding(
  charset: Charset | undefined,
  decide: (bytes: Uint8Array) => 'utf-8' | 'gb18030',
): TextDecoding {
  let known = charset;
  let decoder = known === undefined ? undefined : new TextDecoder(known);
  let held: Uint8Array = new Uint8Array(0);
  return {
    decode(bytes, isLast) {
      if (decoder === undefined) {
        const all = held.length === 0 ? bytes : Buffer.concat([held, bytes]);
        const sure = isLast ? all.length : wholeCharacters(all);
        held = all.slice(sure);
        const part = all.subarray(0, sure);
        if (isAscii(part)) return textOfAscii(part);
        known = decide(part);
        decoder = new TextDecoder(known);
        const text = decoder.decode(part, { stream: true });
        return text + decoder.decode(held, { stream: !isLast });
      }
      return decoder.decode(bytes, { stream: !isLast });
    },
    bytesOf(text) {
      if (known === 'utf-16le' || known === 'utf-16be') return text.length * 2;
      const bytes = Buffer.byteLength(text);
      // Of GB18030 a character outside of ASCII takes two bytes, where UTF-8 takes three.
      return known === 'gb18030' ? Math.round(text.length + (bytes - text.length) / 2) : bytes;
    },
  };
}

function textOfAscii(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('latin1');
}

/** How many bytes there are before a character of UTF-8 that is cut at the end. */
function wholeCharacters(bytes: Uint8Array): number {
  const end = bytes.length;
  for (let back = 1; back <= 3 && back <= end; back++) {
    const byte = bytes[end - back]!;
    if (byte < 0x80) return end;
    if (byte >= 0xc0) return back < lengthOf(byte) ? end - back : end;
  }
  return end;
}

function lengthOf(first: number): number {
  if (first < 0xe0) return 2;
  return first < 0xf0 ? 3 : 4;
}
