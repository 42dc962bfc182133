/**
 * How container runtimes write what a program prints, and how they cut a long line of it into parts.
 *
 * CRI (containerd, CRI-O): `2026-11-23T09:00:00.123456789Z stdout P text`, where `P` says that the line
 * goes on in the next one of the same stream, and `F` that it ends. Docker's json-file: an object a
 * line, in whose `log` the line feed is missing if its 16 KiB were full before the line was at its end.
 * Sources: cri-api's `docs/cri-log.md` in kubernetes/design-proposals-archive, `daemon/logger/copier.go`
 * and `daemon/logger/jsonfilelog` in moby/moby.
 */
import { DOCKER_PART_BYTES } from './limits.ts';

/** One line, as a runtime wrote it: offsets of the bytes it was read from. */
export interface ContainerLine {
  /** Form and stream together, below `STREAMS`: parts of one record are of one. */
  stream: number;
  /** Whether the record goes on in a later line of the stream. */
  isPart: boolean;
  /** The program's own text, in docker's case the inner of a JSON string, is [from, to). */
  from: number;
  to: number;
  /** Offset of CRI's `P` or `F`; 0 in docker's form. */
  tag: number;
}

/** Two forms of two streams each. */
export const STREAMS = 4;

const CRI = 0;
const DOCKER = 2;

const BLANK = 0x20;
const QUOTE = 0x22;
const HYPHEN = 0x2d;
const COLON = 0x3a;
const BACKSLASH = 0x5c;
const FULL = 0x46;
const PART = 0x50;
const LETTER_N = 0x6e;
const LETTER_O = 0x6f;
const LETTER_S = 0x73;
const CAPITAL_T = 0x54;
const CAPITAL_Z = 0x5a;
const LETTER_U = 0x75;
const DIGIT_2 = 0x32;
/** Docker writes `\u` for one byte each (controls, `<`, what is no UTF-8), and for U+2028 and U+2029. */
const SEPARATOR_BYTES = 3;

const DOCKER_HEAD = [...Buffer.from('{"log":"')];
/** `attrs` holds labels of the container; whoever has more of them is not read. */
const DOCKER_TAIL_BYTES_MAX = 8192;
const DOCKER_TAIL =
  /^","stream":"std(out|err)",(?:"attrs":\{.*\},)?"time":"[0-9T:.Z+-]{20,40}"\}\r?$/;

/** The shortest and the longest time that Go's RFC3339Nano gives. */
const TIME_BYTES_MIN = 20;
const TIME_BYTES_MAX = 35;

const found: ContainerLine = { stream: 0, isPart: false, from: 0, to: 0, tag: 0 };

/**
 * Reads the line [start, end) of `bytes`, its line feed not included; undefined if no runtime wrote it.
 * What is returned is borrowed until the next call.
 */
export function readContainerLine(
  bytes: Uint8Array,
  start: number,
  end: number,
): ContainerLine | undefined {
  if (isDockerHead(bytes, start, end)) return readDocker(bytes, start, end);
  const tag = criTag(bytes, start, end);
  if (tag < 0) return undefined;
  let from = tag + 1;
  while (from < end && bytes[from] !== BLANK) from++;
  found.stream = bytes[tag - 4] === LETTER_O ? CRI : CRI + 1;
  found.isPart = bytes[tag] === PART;
  found.from = Math.min(end, from + 1);
  found.to = end;
  found.tag = tag;
  return found;
}

/** The runtime that seems to have written the line [start, end); a short look. */
export function containerForm(
  bytes: Uint8Array,
  start: number,
  end: number,
): 'cri' | 'docker' | undefined {
  if (isDockerHead(bytes, start, end)) return 'docker';
  return criTag(bytes, start, end) < 0 ? undefined : 'cri';
}

/** What every part holds. */
const PART_WORDS = [' stdout P', ' stderr P', '{"log":"'].map((word) => Buffer.from(word));

/** False where no line can be a part: whoever has many lines asks this first. */
export function mayHoldParts(lines: Buffer): boolean {
  return PART_WORDS.some((word) => lines.includes(word));
}

/** False for most lines that are no part; true says that the line has to be read. */
export function mayBePart(bytes: Uint8Array, start: number, end: number): boolean {
  // `F` behind a time of nine digits in UTC, which is what runtimes write.
  const isFull = bytes[start + 38] === FULL && bytes[start + 37] === BLANK;
  if (isFull && bytes[start + 30] === BLANK && bytes[start + 29] === CAPITAL_Z) return false;
  if (isDockerHead(bytes, start, end)) return end - start >= DOCKER_PART_BYTES;
  const tag = criTag(bytes, start, end);
  return tag >= 0 && bytes[tag] === PART;
}

/** Offset of the tag of a CRI line, or -1. */
function criTag(bytes: Uint8Array, start: number, end: number): number {
  if (bytes[start + 4] !== HYPHEN || bytes[start + 10] !== CAPITAL_T) return -1;
  if (bytes[start + 13] !== COLON) return -1;
  let at = start + TIME_BYTES_MIN;
  const limit = Math.min(end - 8, start + TIME_BYTES_MAX + 1);
  while (at < limit && bytes[at]! > BLANK) at++;
  if (at >= limit || bytes[at] !== BLANK || bytes[at + 1] !== LETTER_S) return -1;
  const isKnown = bytes[at + 4] === LETTER_O ? isWord(bytes, at, OUT) : isWord(bytes, at, ERR);
  if (!isKnown) return -1;
  const tag = at + 8;
  if (bytes[tag] !== FULL && bytes[tag] !== PART) return -1;
  const next = tag + 1 < end ? bytes[tag + 1] : BLANK;
  return next === BLANK || next === COLON ? tag : -1;
}

const OUT = [...Buffer.from(' stdout ')];
const ERR = [...Buffer.from(' stderr ')];

function isWord(bytes: Uint8Array, at: number, word: readonly number[]): boolean {
  for (let index = 0; index < word.length; index++) {
    if (bytes[at + index] !== word[index]) return false;
  }
  return true;
}

function isDockerHead(bytes: Uint8Array, start: number, end: number): boolean {
  return start + DOCKER_HEAD.length < end && isWord(bytes, start, DOCKER_HEAD);
}

function readDocker(bytes: Uint8Array, start: number, end: number): ContainerLine | undefined {
  const from = start + DOCKER_HEAD.length;
  let at = from;
  let length = 0;
  let endsLine = false;
  while (at < end && bytes[at] !== QUOTE) {
    const isEscape = bytes[at] === BACKSLASH;
    endsLine = isEscape && bytes[at + 1] === LETTER_N;
    const isUnicode = isEscape && bytes[at + 1] === LETTER_U;
    length += isUnicode && bytes[at + 2] === DIGIT_2 ? SEPARATOR_BYTES : 1;
    at += isUnicode ? 6 : isEscape ? 2 : 1;
  }
  if (at >= end || end - at > DOCKER_TAIL_BYTES_MAX) return undefined;
  const tail = Buffer.from(bytes.buffer, bytes.byteOffset + at, end - at).toString('latin1');
  const stream = DOCKER_TAIL.exec(tail)?.[1];
  if (stream === undefined) return undefined;
  found.stream = stream === 'out' ? DOCKER : DOCKER + 1;
  // A shorter text without a line feed is the last word of a program that ended.
  found.isPart = !endsLine && length >= DOCKER_PART_BYTES;
  found.from = from;
  found.to = at;
  found.tag = 0;
  return found;
}
