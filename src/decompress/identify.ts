/** Which packing bytes are of, by what they begin with; names are not asked. */
import type { Archive, Compression } from '../model/packing.ts';

/** So many bytes tell every packing. */
export const IDENTIFY_BYTES = 512;

export function compressionOf(head: Uint8Array): Compression | undefined {
  if (isGzip(head)) return 'gzip';
  if (isZstd(head)) return 'zstd';
  if (isBzip2(head)) return 'bzip2';
  return startsWith(head, XZ) ? 'xz' : undefined;
}

export function archiveOf(head: Uint8Array): Archive | undefined {
  if (isTar(head)) return 'tar';
  return ZIPS.some((magic) => startsWith(head, magic)) ? 'zip' : undefined;
}

/**
 * Whether more bytes may tell what these few do not: they begin like a packing or like the mark of
 * UTF-16, or hold a NUL as tar does.
 */
export function isUndecided(head: Uint8Array): boolean {
  if (head.length >= IDENTIFY_BYTES) return false;
  const starts = [GZIP, ZSTD, ...BZIP2, XZ, ...ZIPS, ...UTF16_MARKS];
  if (starts.some((magic) => startsWith(magic, head))) return true;
  return isSkippable(head) ? head.length < 4 : head.includes(0);
}

const GZIP = [0x1f, 0x8b, 8];
const ZSTD = [0x28, 0xb5, 0x2f, 0xfd];
/** Frames of zstd that hold something else begin with one of sixteen bytes and with these. */
const SKIPPABLE = [0x2a, 0x4d, 0x18];
const XZ = [0xfd, 0x37, 0x7a, 0x58, 0x5a, 0x00];
/** A member; the end of an empty archive; the mark of one that was to be split and was not. */
const ZIPS = [
  [0x50, 0x4b, 3, 4],
  [0x50, 0x4b, 5, 6],
  [0x50, 0x4b, 7, 8],
];

/** Behind the level come the digits of π or, in an empty file, those of its square root. */
const BZIP2 = Array.from({ length: 9 }, (_, index) => [0x42, 0x5a, 0x68, 0x31 + index]).flatMap(
  (head) => [
    [...head, 0x31, 0x41, 0x59, 0x26, 0x53, 0x59],
    [...head, 0x17, 0x72, 0x45, 0x38, 0x50, 0x90],
  ],
);

const UTF16_MARKS = [
  [0xff, 0xfe],
  [0xfe, 0xff],
];

export function isGzip(head: Uint8Array): boolean {
  return startsWith(head, GZIP);
}

function isZstd(head: Uint8Array): boolean {
  return startsWith(head, ZSTD) || (head.length >= 4 && isSkippable(head));
}

function isSkippable(head: Uint8Array): boolean {
  const [first = 0] = head;
  return (
    (first & 0xf0) === 0x50 && SKIPPABLE.every((byte, index) => (head[index + 1] ?? byte) === byte)
  );
}

function isBzip2(head: Uint8Array): boolean {
  return BZIP2.some((magic) => startsWith(head, magic));
}

const TAR_BLOCK_BYTES = 512;
const CHECKSUM_AT = 148;
const CHECKSUM_BYTES = 8;
const USTAR_AT = 257;

/** By the mark of its header or, for tars of before 1988, by the sum of its bytes. */
function isTar(head: Uint8Array): boolean {
  if (head.length < TAR_BLOCK_BYTES) return false;
  if ('ustar' === Buffer.from(head.subarray(USTAR_AT, USTAR_AT + 5)).toString('latin1'))
    return true;
  let sum = CHECKSUM_BYTES * 0x20;
  for (let index = 0; index < TAR_BLOCK_BYTES; index++) {
    if (index < CHECKSUM_AT || index >= CHECKSUM_AT + CHECKSUM_BYTES) sum += head[index]!;
  }
  const field = Buffer.from(head.subarray(CHECKSUM_AT, CHECKSUM_AT + CHECKSUM_BYTES)).toString(
    'latin1',
  );
  return /^ *[0-7]+[ \0]/.test(field) && Number.parseInt(field.trim(), 8) === sum;
}

function startsWith(bytes: ArrayLike<number>, magic: ArrayLike<number>): boolean {
  if (bytes.length < magic.length) return false;
  for (let index = 0; index < magic.length; index++) {
    if (bytes[index] !== magic[index]) return false;
  }
  return true;
}
