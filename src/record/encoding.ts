/** The encoding of one record: UTF-8 if it is valid UTF-8, else GB18030. Decided record by record. */

export type Encoding = 'auto' | 'utf-8' | 'gb18030';

const strict = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
const lenient = new TextDecoder('utf-8', { ignoreBOM: true });
const gb18030 = new TextDecoder('gb18030');

/** Whether bytes [start, end) hold no byte above 0x7F. */
export function isAscii(bytes: Uint8Array, start: number, end: number): boolean {
  for (let at = start; at < end; at++) if (bytes[at]! >= 0x80) return false;
  return true;
}

export function isUtf8(bytes: Uint8Array, start: number, end: number): boolean {
  if (isAscii(bytes, start, end)) return true;
  try {
    strict.decode(bytes.subarray(start, end));
    return true;
  } catch {
    return false;
  }
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
    return { text: lenient.decode(part), encoding: 'utf-8' };
  }
  return { text: gb18030.decode(part), encoding: 'gb18030' };
}
