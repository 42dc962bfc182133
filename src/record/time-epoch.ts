/** Times written as a count since 1970: seconds, milliseconds, microseconds or nanoseconds. */
import { byteAt, countDigits, DOT, digitAt, isWordByte, millisAt } from './time-bytes.ts';

/** 2001-01-01 and 2101-01-01, in seconds: outside these a number is no time but some other number. */
const SECONDS_MIN = 978_307_200;
const SECONDS_END = 4_133_980_800;
const SECONDS_DIGITS = 10;
const DIGITS_MAX = 20;

/**
 * Ms since the epoch of the number that begins at `at`, or NaN. The unit follows from the magnitude:
 * within these years seconds have 10 digits, and each finer unit has three more.
 */
export function readEpoch(bytes: Uint8Array, at: number, end: number): number {
  const digits = countDigits(bytes, at, end, DIGITS_MAX);
  if (digits !== 10 && digits !== 13 && digits !== 16 && digits !== 19) return Number.NaN;
  const behind = byteAt(bytes, at + digits, end);
  if (isWordByte(behind)) return Number.NaN;
  let seconds = 0;
  for (let index = 0; index < SECONDS_DIGITS; index += 1) {
    seconds = seconds * 10 + digitAt(bytes, at + index, end);
  }
  if (seconds < SECONDS_MIN || seconds >= SECONDS_END) return Number.NaN;
  let fractionAt = at + SECONDS_DIGITS;
  if (digits === SECONDS_DIGITS) {
    if (behind !== DOT) return seconds * 1000;
    fractionAt += 1;
  }
  return seconds * 1000 + millisAt(bytes, fractionAt, end);
}
