/** Tells files that are no logs by their first bytes. */

/** Share of control characters (NUL apart: preallocated and truncated logs hold runs of it) that text never has. */
const CONTROL_SHARE_MAX = 0.05;

const MAGIC: readonly (readonly [name: string, offset: number, bytes: readonly number[]])[] = [
  ['ELF', 0, [0x7f, 0x45, 0x4c, 0x46]],
  ['PNG', 0, [0x89, 0x50, 0x4e, 0x47]],
  ['JPEG', 0, [0xff, 0xd8, 0xff]],
  ['PDF', 0, [0x25, 0x50, 0x44, 0x46, 0x2d]],
  ['SQLite', 0, [0x53, 0x51, 0x4c, 0x69, 0x74, 0x65, 0x20, 0x66]],
  // Packed in ways that are not read.
  ['7z', 0, [0x37, 0x7a, 0xbc, 0xaf]],
  ['rar', 0, [0x52, 0x61, 0x72, 0x21, 0x1a, 0x07]],
  ['lz4', 0, [0x04, 0x22, 0x4d, 0x18]],
  ['compress', 0, [0x1f, 0x9d]],
  ['systemd journal', 0, [0x4c, 0x50, 0x4b, 0x53, 0x48, 0x48, 0x52, 0x48]],
];

/** What binary format `head` is of; undefined for text. */
export function binaryKind(head: Uint8Array): string | undefined {
  for (const [name, offset, bytes] of MAGIC) {
    if (bytes.every((byte, index) => head[offset + index] === byte)) return name;
  }
  let controls = 0;
  let counted = 0;
  for (const byte of head) {
    if (byte === 0) continue;
    counted++;
    // Tab, line feed, form feed, carriage return, backspace and ESC are met in logs.
    const isText = byte >= 0x20 || (byte >= 0x08 && byte <= 0x0d) || byte === 0x1b;
    if (!isText) controls++;
  }
  return controls > counted * CONTROL_SHARE_MAX ? 'binary' : undefined;
}
