/** Tells files that are no logs by their first bytes. */

/** Share of control characters (NUL apart: preallocated and truncated logs hold runs of it) that text never has. */
const CONTROL_SHARE_MAX = 0.05;

const MAGIC: readonly (readonly [name: string, offset: number, bytes: readonly number[]])[] = [
  ['ELF', 0, [0x7f, 0x45, 0x4c, 0x46]],
  ['PNG', 0, [0x89, 0x50, 0x4e, 0x47]],
  ['JPEG', 0, [0xff, 0xd8, 0xff]],
  ['PDF', 0, [0x25, 0x50, 0x44, 0x46, 0x2d]],
  ['SQLite', 0, [0x53, 0x51, 0x4c, 0x69, 0x74, 0x65, 0x20, 0x66]],
  ['zip', 0, [0x50, 0x4b, 0x03, 0x04]],
  ['xz', 0, [0xfd, 0x37, 0x7a, 0x58, 0x5a, 0x00]],
  ['zstd', 0, [0x28, 0xb5, 0x2f, 0xfd]],
  ['bzip2', 0, [0x42, 0x5a, 0x68]],
  ['7z', 0, [0x37, 0x7a, 0xbc, 0xaf]],
  ['tar', 257, [0x75, 0x73, 0x74, 0x61, 0x72]],
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
