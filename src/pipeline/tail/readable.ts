/** Lines for a terminal, which reads UTF-8: those in GB18030 are put into it. */
import { decodeRecord, type Encoding, isStrictUtf8 } from '../../record/encoding.ts';

const LINE_FEED = 0x0a;

/** Whole lines, each in UTF-8, with what is said of it. */
export function readableLines(bytes: Uint8Array, encoding: Encoding): Uint8Array {
  if (encoding !== 'gb18030' && isStrictUtf8(bytes, 0, bytes.length)) return bytes;
  const lines: Uint8Array[] = [];
  for (let at = 0; at < bytes.length; ) {
    const feed = bytes.indexOf(LINE_FEED, at);
    const to = feed < 0 ? bytes.length : feed + 1;
    lines.push(readable(bytes.subarray(at, to), encoding));
    at = to;
  }
  return Buffer.concat(lines);
}

function readable(line: Uint8Array, encoding: Encoding): Uint8Array {
  const decoded = decodeRecord(line, 0, line.length, encoding);
  if (decoded.encoding === 'utf-8') return line;
  // Four bytes of GB18030 may be a control character that was none before.
  return Buffer.from(decoded.text.replace(/[\u0080-\u009f]/g, spell));
}

function spell(character: string): string {
  return `\\x${character.charCodeAt(0).toString(16)}`;
}
