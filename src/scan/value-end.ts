/** Where a number ends, and whether what follows lets it be a code. */
import { isDigit, isWord } from './decode.ts';

const POINT = 0x2e;
const ZERO = 0x30;

/**
 * Offset behind the number whose digits end at `at`, or -1 if it is no integer or goes on as
 * something else: a word, a fraction, a date, a time of day.
 */
export function numberEnd(bytes: Uint8Array, at: number): number {
  const next = bytes[at]!;
  if (isWord(next)) return isErrmsg(bytes, at) ? at : -1;
  const second = bytes[at + 1]!;
  if (next === POINT && isDigit(second)) return emptyFractionEnd(bytes, at);
  // 2026-09-01; 2026/09/01; 40,014; 12:30:00
  if ((next === 0x2d || next === 0x2f) && isDigit(second)) return -1;
  if (next === 0x2c && isThousands(bytes, at)) return -1;
  if (next === 0x3a && isDigit(second) && isDigit(bytes[at + 2]!) && bytes[at + 3] === 0x3a)
    return -1;
  return at;
}

/**
 * Offset behind `.0` and `.000000`, or -1 for a fraction with a value, an address, a version. JSON
 * has one kind of number, and what reads it as a double (Gson's maps, pandas, Lua) prints it so.
 */
function emptyFractionEnd(bytes: Uint8Array, at: number): number {
  let end = at + 1;
  while (bytes[end] === ZERO) end++;
  const next = bytes[end]!;
  if (isWord(next)) return isErrmsg(bytes, end) ? end : -1;
  const goesOn = (next === POINT || next === 0x2d) && isDigit(bytes[end + 1]!);
  return goesOn ? -1 : end;
}

/** `,014` and then no digit: a separator of thousands. */
function isThousands(bytes: Uint8Array, at: number): boolean {
  for (let index = at + 1; index <= at + 3; index++) if (!isDigit(bytes[index]!)) return false;
  return !isDigit(bytes[at + 4]!);
}

/** `errcode:60020errmsg:…`: two fields printed without anything between them. */
function isErrmsg(bytes: Uint8Array, at: number): boolean {
  for (let index = 0; index < 6; index++) {
    if ((bytes[at + index]! | 0x20) !== 'errmsg'.charCodeAt(index)) return false;
  }
  return true;
}
