/**
 * What a scanner finds: candidates, places in a block where a code may stand. They are rows of six
 * 32-bit integers, so that a million of them cost no object. The layout is shared with
 * kernel/assembly/kernel.ts.
 */

/** A wire key with an integer, plainly written. */
export const WIRE = 1;
/** A wire key with an integer, behind backslashes, percent encoding, entities or colours. */
export const WIRE_ESCAPED = 2;
/** A spoken key (`Error code: 60020`, `错误码：60020`) or a misspelt wire key, with an integer. */
export const SPOKEN = 3;
/** The query tool's link, `…/devtool/query?e=60020`. */
export const LINK = 4;
/** A bare `code: 45009` of five digits and more. */
export const BARE = 5;
/** No code, but a reason to look for bare forms in this record (a hint, a rid, an SDK's name). */
export const GATE = 6;
/** A key whose reading failed at a byte above 0x7F: read the record as text and scan again. */
export const MAYBE = 8;
/** The kernel's way to say "look closer here"; never leaves the scanner. */
export const PROBE = 9;

/** Set on a wire row when the query link with the same code comes next in the record. */
export const LINKED = 0x100;
/** Set on a row when WeCom's host, `qyapi.weixin…`, stands earlier in the same record. */
export const HOST = 0x200;
export const KIND_MASK = 0xff;

/** Fields of a row. */
export const KIND = 0;
export const VALUE = 1;
/** Offset of the key's first byte. */
export const AT = 2;
/** Offset behind the value. */
export const TO = 3;
/** Offset of the first byte of the record (line) it stands in. */
export const RECORD = 4;
/** Offset of `cgi-bin` in the same record, or 0. */
export const API = 5;
export const ROW_FIELDS = 6;

/** Length of the rows of a block of `bytes`: no text shorter than four bytes yields one. */
export function rowsFor(bytes: number): number {
  return (Math.ceil(bytes / 4) + 1) * ROW_FIELDS;
}

/**
 * One signature for every scanner.
 *
 * `scan` reads bytes [start, end) of the arena and leaves `count` rows in `rows`, in order
 * of their place, and the number of line feeds in `lineFeeds`. Contract: the bytes at start-1 and
 * at end are line feeds, and 32 bytes after `end` can be read. Rows are borrowed until the next call.
 */
export interface Scanner {
  readonly rows: Int32Array;
  lineFeeds: number;
  scan(start: number, end: number): number;
}
