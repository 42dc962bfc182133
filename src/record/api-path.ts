/** The API a record names: the path of a call, `/cgi-bin/message/send`, as one clean string. */

/** No path of the API is longer; a longer one is cut. */
const PATH_BYTES_MAX = 96;

const SLASH = 0x2f;
const BACKSLASH = 0x5c;

/** Reads paths and gives the same string for the same path without allocating it again. */
export interface ApiPaths {
  /** The path whose `cgi-bin` stands at `at`, or undefined if no name follows. */
  read(bytes: Uint8Array, at: number): string | undefined;
}

/** A power of two. */
const RECENT = 64;

/** Keeps at most `remembered` paths ready; others are made anew each time. */
export function createApiPaths(remembered: number): ApiPaths {
  const buckets = new Map<number, { bytes: Uint8Array; path: string }[]>();
  let known = 0;
  const scratch = new Uint8Array(PATH_BYTES_MAX);
  // A few paths make most calls: the one that shares three letters is tried before all is read.
  const recent: ({ bytes: Uint8Array; path: string } | undefined)[] = Array(RECENT).fill(undefined);
  return {
    read(bytes, start) {
      const place =
        (bytes[start + 8]! * 7 + bytes[start + 12]! * 3 + bytes[start + 16]!) & (RECENT - 1);
      const guess = recent[place];
      if (guess !== undefined && isAt(guess.bytes, bytes, start)) return guess.path;
      let at = start;
      let length = 0;
      let hash = 0;
      while (length < PATH_BYTES_MAX) {
        let byte = bytes[at]!;
        if (byte === BACKSLASH && bytes[at + 1] === SLASH) byte = bytes[++at]!;
        else if (byte === 0x25 && bytes[at + 1] === 0x32 && (bytes[at + 2]! | 0x20) === 0x66) {
          byte = SLASH;
          at += 2;
        }
        if (!isPathByte(byte)) break;
        scratch[length++] = byte;
        hash = (Math.imul(hash, 31) + byte) | 0;
        at++;
      }
      while (length > 0 && scratch[length - 1] === SLASH) length--;
      if (length < MINIMUM) return undefined;
      const bucket = buckets.get(hash);
      if (bucket !== undefined) {
        for (const entry of bucket) {
          if (!equals(entry.bytes, scratch, length)) continue;
          recent[place] = entry;
          return entry.path;
        }
      }
      const path = `/${String.fromCharCode(...scratch.subarray(0, length))}`;
      if (known < remembered) {
        known++;
        const entry = { bytes: scratch.slice(0, length), path };
        if (bucket === undefined) buckets.set(hash, [entry]);
        else bucket.push(entry);
      }
      return path;
    },
  };
}

/** `cgi-bin/` and a letter. */
const MINIMUM = 9;

/** Whether the path at `start` is just `path`, plainly written. */
function isAt(path: Uint8Array, bytes: Uint8Array, start: number): boolean {
  const { length } = path;
  for (let index = 0; index < length; index++) {
    if (path[index] !== bytes[start + index]) return false;
  }
  const next = bytes[start + length]!;
  return !isPathByte(next) && next !== BACKSLASH && next !== 0x25;
}

function isPathByte(byte: number): boolean {
  const folded = byte | 0x20;
  return (
    (folded >= 0x61 && folded <= 0x7a) ||
    (byte >= 0x30 && byte <= 0x39) ||
    byte === SLASH ||
    byte === 0x5f ||
    byte === 0x2d
  );
}

function equals(left: Uint8Array, right: Uint8Array, length: number): boolean {
  if (left.length !== length) return false;
  for (let index = 0; index < length; index++) if (left[index] !== right[index]) return false;
  return true;
}
