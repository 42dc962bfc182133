/**
 * Checks in one pass over bytes whether a line is one JSON object (RFC 8259) and notes what a splice
 * needs to know of its top level. JSON.parse would build every value only to throw it away. The kernel
 * does it where the arena allows; `scanJsonObject` is the readable reference it must agree with.
 */
import { type Arena, loadKernel } from '../model/arena.ts';
import { KERNEL_BASE64 } from './kernel/kernel.generated.ts';

// What a scan answers, bits; 0 if it is no object.
export const JSON_OBJECT = 1;
/** It has no member. */
export const JSON_EMPTY = 2;
/** A key of the top level begins with `we`, or has an escape that could hide that. */
export const JSON_MAY_HOLD_NAME = 4;

/** The bits of bytes [start, end) of the arena, which begin with `{` and end with `}`. */
export type JsonScan = (start: number, end: number) => number;

/** The kernel where the arena is WebAssembly memory, the reference elsewhere. */
export function createJsonScan(arena: Arena): JsonScan {
  const { bytes } = arena;
  if (arena.memory === undefined) return (start, end) => scanJsonObject(bytes, start, end);
  const kindsAt = arena.allocate(DEPTH_MAX + 1);
  const kernel = loadKernel(arena, 'record', KERNEL_BASE64) as {
    jsonObject(start: number, end: number, kinds: number): number;
  };
  return (start, end) => kernel.jsonObject(start, end, kindsAt);
}

/** Nesting beyond this is left to be appended to as text. */
const DEPTH_MAX = 512;

/** Whether depth d is inside an object (1) or an array (0). */
const kinds = new Uint8Array(DEPTH_MAX + 1);

const QUOTE = 0x22;
const BACKSLASH = 0x5c;

// Places of the automaton.
const VALUE = 0;
const FIRST_KEY = 1;
const KEY = 2;
const COLON = 3;
const FIRST_ITEM = 4;
const BEHIND = 5;

/** The reference: the bits of any bytes [start, end) that begin with `{` and end with `}`. */
export function scanJsonObject(bytes: Uint8Array, start: number, end: number): number {
  let bits = JSON_OBJECT;
  kinds[1] = 1;
  let depth = 1;
  let place = FIRST_KEY;
  let at = start + 1;
  while (at < end) {
    const byte = bytes[at]!;
    if (byte === 0x20 || byte === 0x09 || byte === 0x0d || byte === 0x0a) {
      at++;
    } else if (place === BEHIND) {
      if (byte === 0x2c) {
        place = kinds[depth] === 1 ? KEY : VALUE;
      } else if (byte === (kinds[depth] === 1 ? 0x7d : 0x5d)) {
        depth--;
        if (depth === 0) return at === end - 1 ? bits : 0;
      } else return 0;
      at++;
    } else if (place === COLON) {
      if (byte !== 0x3a) return 0;
      place = VALUE;
      at++;
    } else if (place === KEY || (place === FIRST_KEY && byte === QUOTE)) {
      const after = byte === QUOTE ? stringEnd(bytes, at + 1, end) : -1;
      if (after < 0) return 0;
      if (depth === 1 && isSuspect(bytes, at + 1, after - 1)) bits |= JSON_MAY_HOLD_NAME;
      place = COLON;
      at = after;
    } else if (place === FIRST_KEY || (place === FIRST_ITEM && byte === 0x5d)) {
      if (byte !== (place === FIRST_KEY ? 0x7d : 0x5d)) return 0;
      if (depth === 1) bits |= JSON_EMPTY;
      depth--;
      if (depth === 0) return at === end - 1 ? bits : 0;
      place = BEHIND;
      at++;
    } else if (byte === 0x7b || byte === 0x5b) {
      if (++depth > DEPTH_MAX) return 0;
      kinds[depth] = byte === 0x7b ? 1 : 0;
      place = byte === 0x7b ? FIRST_KEY : FIRST_ITEM;
      at++;
    } else {
      at = scalarEnd(bytes, at, end, byte);
      if (at < 0) return 0;
      place = BEHIND;
    }
  }
  return 0;
}

/** Offset behind the string whose first byte is at `start`, or -1. */
function stringEnd(bytes: Uint8Array, start: number, end: number): number {
  let at = start;
  while (true) {
    // A line feed stands behind every line, so this ends.
    while (STOPS[bytes[at]!] === 0) at++;
    if (at >= end || bytes[at]! < 0x20) return -1;
    if (bytes[at] === QUOTE) return at + 1;
    const letter = bytes[at + 1]!;
    if (letter === 0x75) {
      for (let digit = at + 2; digit < at + 6; digit++) if (!isHex(bytes[digit]!)) return -1;
      at += 6;
    } else if (ESCAPES.has(letter)) at += 2;
    else return -1;
  }
}

/** Where a string stops or an escape begins. */
const STOPS = Uint8Array.from({ length: 256 }, (_, byte) =>
  byte < 0x20 || byte === QUOTE || byte === BACKSLASH ? 1 : 0,
);

/** " \ / b f n r t */
const ESCAPES: ReadonlySet<number> = new Set([0x22, 0x5c, 0x2f, 0x62, 0x66, 0x6e, 0x72, 0x74]);

/** Offset behind the string, number or word at `at`, or -1. */
function scalarEnd(bytes: Uint8Array, at: number, end: number, byte: number): number {
  if (byte === QUOTE) return stringEnd(bytes, at + 1, end);
  if (byte === 0x74) return wordEnd(bytes, at, 'true');
  if (byte === 0x66) return wordEnd(bytes, at, 'false');
  if (byte === 0x6e) return wordEnd(bytes, at, 'null');
  return numberEnd(bytes, at);
}

function wordEnd(bytes: Uint8Array, at: number, word: string): number {
  for (let index = 0; index < word.length; index++) {
    if (bytes[at + index] !== word.charCodeAt(index)) return -1;
  }
  return at + word.length;
}

function numberEnd(bytes: Uint8Array, start: number): number {
  let at = bytes[start] === 0x2d ? start + 1 : start;
  if (bytes[at] === 0x30) at++;
  else {
    const digits = at;
    while (isDigit(bytes[at]!)) at++;
    if (at === digits) return -1;
  }
  if (bytes[at] === 0x2e) {
    const digits = ++at;
    while (isDigit(bytes[at]!)) at++;
    if (at === digits) return -1;
  }
  if ((bytes[at]! | 0x20) === 0x65) {
    at++;
    if (bytes[at] === 0x2b || bytes[at] === 0x2d) at++;
    const digits = at;
    while (isDigit(bytes[at]!)) at++;
    if (at === digits) return -1;
  }
  return at;
}

/** Whether the key [start, end) is, or with an escape may be, `wecom…`. */
function isSuspect(bytes: Uint8Array, start: number, end: number): boolean {
  if (end - start >= 5 && bytes[start] === 0x77 && bytes[start + 1] === 0x65) return true;
  for (let at = start; at < end; at++) if (bytes[at] === BACKSLASH) return true;
  return false;
}

function isDigit(byte: number): boolean {
  return byte >= 0x30 && byte <= 0x39;
}

function isHex(byte: number): boolean {
  const folded = byte | 0x20;
  return isDigit(byte) || (folded >= 0x61 && folded <= 0x66);
}
