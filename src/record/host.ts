/**
 * The host a record names as its own: the machine or pod that wrote it. Read where a format keeps it
 * (a key of a JSON object, the place that syslog has for it, `host=` of logfmt), never out of free text:
 * most hosts named there are those of somebody else.
 */
import { FIELD_RECORD_BYTES_MAX, HOST_CHARACTERS_MAX } from '../model/limits.ts';
import { maskSecrets } from './secrets.ts';
import { isDigit, isWordByte, OPEN_BRACKET, QUOTE, SPACE } from './time-bytes.ts';

/** The host of the record in `bytes[start, end)`, or undefined. */
export type HostReader = (bytes: Uint8Array, start: number, end: number) => string | undefined;

const OPEN_BRACE = 0x7b;
const LESS = 0x3c;

/** A reader that gives the same string for the same host. */
export function createHostReader(): HostReader {
  const name = createNames();
  return (bytes, start, end) => {
    const stop = Math.min(end, start + FIELD_RECORD_BYTES_MAX);
    const first = bytes[start]!;
    if (first === OPEN_BRACE) return hostInJson(bytes, start, stop, ANY_KEY, name);
    if (isDigit(first)) return hostBehindIso(bytes, start, stop, name);
    if (first === LESS || (first >= 0x41 && first <= 0x53)) {
      return hostInSyslog(bytes, start, stop, name);
    }
    return hostInLogfmt(bytes, start, stop, name);
  };
}

/** The host in bytes [from, to), if it is one. */
type NameOf = (bytes: Uint8Array, from: number, to: number) => string | undefined;

/** A power of two. */
const RECENT = 64;

function createNames(): NameOf {
  const recent: ({ bytes: Uint8Array; host: string | undefined } | undefined)[] =
    Array(RECENT).fill(undefined);
  return (bytes, from, to) => {
    const length = to - from;
    if (length < 2 || length > HOST_CHARACTERS_MAX) return undefined;
    const place = (bytes[to - 1]! * 5 + bytes[to - 2]! * 3 + length) & (RECENT - 1);
    const known = recent[place];
    if (known !== undefined && known.bytes.length === length) {
      let index = 0;
      while (index < length && known.bytes[index] === bytes[from + index]) index++;
      if (index === length) return known.host;
    }
    const text = String.fromCharCode(...bytes.subarray(from, to));
    const host = isHost(text) ? maskSecrets(text) : undefined;
    recent[place] = { bytes: bytes.slice(from, to), host };
    return host;
  };
}

/** Letters, digits, dots and hyphens; no address, no version, nobody we call. */
function isHost(text: string): boolean {
  return (
    /^[a-z\d][\w.-]*$/i.test(text) &&
    /[a-z]/i.test(text) &&
    !/^v?[\d.]+$|^0x|\.qq\.com$/i.test(text) &&
    !NO_HOSTS.has(text.toLowerCase())
  );
}

/** What stands in the place of a host and is none. */
const NO_HOSTS = new Set(
  'localhost null none unknown undefined true false main error warn warning info debug trace fatal notice critical emerg alert stdout stderr'.split(
    ' ',
  ),
);

/** Keys, less case and marks, of the host a record comes from; the first in a record counts. */
const ANY_KEY = new Set([
  ...['host', 'hostname', 'beathostname', 'agenthostname', 'syslogsystemhostname'],
  ...['kuberneteshost', 'kubernetesnodename', 'kubernetespodname', 'k8snodename', 'k8spodname'],
  ...['node', 'nodename', 'pod', 'podname', 'machinename', 'computername'],
]);
/** Where the pod is known from the file, only what the program itself says. */
const OWN_KEY = new Set(['host', 'hostname']);
const KEY_BYTES_MAX = 28;
/** First letters of those keys, in either case, and the underscore of the journal. */
const KEY_FIRST = new Set([...'hHbBaAsSkKnNpPmMcC_'].map((letter) => letter.charCodeAt(0)));

function hostInJson(
  bytes: Uint8Array,
  start: number,
  end: number,
  keys: ReadonlySet<string>,
  nameOf: NameOf,
): string | undefined {
  for (let at = start + 1; at < end; at++) {
    if (bytes[at] !== QUOTE || !KEY_FIRST.has(bytes[at + 1]!) || !isKeyStart(bytes, at)) continue;
    const close = quoteBehind(bytes, at + 1, Math.min(end, at + KEY_BYTES_MAX));
    const colon = skipBlanks(bytes, close + 1);
    if (close < 0 || bytes[colon] !== 0x3a || !isHostKey(bytes, at + 1, close, keys)) continue;
    const host = hostAt(bytes, skipBlanks(bytes, colon + 1), end, nameOf);
    if (host !== undefined) return host;
  }
  return undefined;
}

/** Behind a brace or a comma: else it is an end, or a value. */
function isKeyStart(bytes: Uint8Array, quote: number): boolean {
  let at = quote - 1;
  while (isBlank(bytes[at]!)) at--;
  return bytes[at] === OPEN_BRACE || bytes[at] === 0x2c;
}

function isHostKey(
  bytes: Uint8Array,
  from: number,
  to: number,
  keys: ReadonlySet<string>,
): boolean {
  const key = String.fromCharCode(...bytes.subarray(from, to));
  // So spelt it is a header of HTTP: the host that is called.
  return key !== 'Host' && keys.has(key.toLowerCase().replace(/[^a-z\d]/g, ''));
}

/** The host that is the value at `at`: a text, or an object that says its name. */
function hostAt(bytes: Uint8Array, at: number, end: number, nameOf: NameOf): string | undefined {
  if (bytes[at] === QUOTE) {
    const close = quoteBehind(bytes, at + 1, Math.min(end, at + HOST_CHARACTERS_MAX + 2));
    return close < 0 ? undefined : nameOf(bytes, at + 1, close);
  }
  return bytes[at] === OPEN_BRACE ? nameInObject(bytes, at + 1, end, nameOf) : undefined;
}

const NAME_KEYS = ['"name"', '"hostname"'].map((key) => [...Buffer.from(key)]);

/** `name` or `hostname` of the object that begins before `from`, but not of objects in it. */
function nameInObject(
  bytes: Uint8Array,
  from: number,
  end: number,
  nameOf: NameOf,
): string | undefined {
  let depth = 1;
  for (let at = from; at < end && depth > 0; at++) {
    const byte = bytes[at]!;
    if (byte === OPEN_BRACE || byte === OPEN_BRACKET) depth++;
    else if (byte === 0x7d || byte === 0x5d) depth--;
    else if (byte === QUOTE) {
      const close = quoteBehind(bytes, at + 1, end);
      if (close < 0) return undefined;
      const value = skipBlanks(bytes, close + 1);
      const isName = depth === 1 && NAME_KEYS.some((key) => startsWith(bytes, at, key));
      if (isName && bytes[value] === 0x3a) {
        return hostAt(bytes, skipBlanks(bytes, value + 1), end, nameOf);
      }
      at = close;
    }
  }
  return undefined;
}

/** The next quote that no backslash makes part of the text, or -1. */
function quoteBehind(bytes: Uint8Array, from: number, end: number): number {
  for (let at = from; at < end; at++) {
    if (bytes[at] === 0x5c) at++;
    else if (bytes[at] === QUOTE) return at;
  }
  return -1;
}

function skipBlanks(bytes: Uint8Array, from: number): number {
  let at = from;
  while (isBlank(bytes[at]!)) at++;
  return at;
}

function isBlank(byte: number): boolean {
  return byte === SPACE || byte === 0x09;
}

function startsWith(bytes: Uint8Array, at: number, text: readonly number[]): boolean {
  return text.every((byte, index) => bytes[at + index] === byte);
}

/** `2026-09-01T10:00:00.123+08:00`, and one blank. */
const ISO = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:[.,]\d{1,9})?(?:[Zz]|[+-]\d\d:?\d\d) (?! )/;
/** How a container runtime goes on. */
const CRI = /^std(?:out|err) [FP] (?=\{)/;
/** How rsyslog goes on: the host, and a program with its number. */
const PROGRAM = /^([\w.-]{2,64}) [\w./-]{1,48}\[\d+\]:/;
const HEAD_BYTES = 180;

function hostBehindIso(
  bytes: Uint8Array,
  start: number,
  end: number,
  nameOf: NameOf,
): string | undefined {
  if (bytes[start + 10] !== 0x54) return undefined;
  const head = headOf(bytes, start, end);
  const time = ISO.exec(head)?.[0];
  if (time === undefined) return undefined;
  const rest = head.slice(time.length);
  const from = start + time.length;
  const wrap = CRI.exec(rest)?.[0];
  if (wrap !== undefined) return hostInJson(bytes, from + wrap.length, end, OWN_KEY, nameOf);
  return hostInPlace(bytes, from, PROGRAM.exec(rest)?.[1], nameOf);
}

const PRIORITY = /^<\d{1,3}>/;
/** `1 2026-09-01T10:00:00.123Z host app` */
const SYSLOG = /^1 [\dTtZz:.,+-]{1,35} (?=\S)/;
/** `Sep  1 10:00:00 host app[1]:` */
const BSD = /^[A-S][a-z]{2} [ \d]\d (?:\d{4} )?\d\d:\d\d:\d\d (?=\S+ [^\s:]+:)/;
const WORD = /^[\w.-]+(?= )/;

function hostInSyslog(
  bytes: Uint8Array,
  start: number,
  end: number,
  nameOf: NameOf,
): string | undefined {
  const head = headOf(bytes, start, end);
  const priority = PRIORITY.exec(head)?.[0] ?? '';
  const rest = head.slice(priority.length);
  const time = (priority === '' ? undefined : SYSLOG.exec(rest)?.[0]) ?? BSD.exec(rest)?.[0];
  if (time === undefined) return undefined;
  const before = priority.length + time.length;
  return hostInPlace(bytes, start + before, WORD.exec(head.slice(before))?.[0], nameOf);
}

/** Levels stand where syslog has the host, too. */
function hostInPlace(
  bytes: Uint8Array,
  from: number,
  word: string | undefined,
  nameOf: NameOf,
): string | undefined {
  if (word === undefined || /^[A-Z]+$/.test(word)) return undefined;
  return nameOf(bytes, from, from + word.length);
}

function headOf(bytes: Uint8Array, start: number, end: number): string {
  return Buffer.from(
    bytes.buffer,
    bytes.byteOffset + start,
    Math.min(end - start, HEAD_BYTES),
  ).toString('latin1');
}

const HOST_KEYS = ['host=', 'hostname='].map((key) => [...Buffer.from(key)]);

/** ` host=web-3` of a line of keys and values: one that begins with a key. */
function hostInLogfmt(
  bytes: Uint8Array,
  start: number,
  end: number,
  nameOf: NameOf,
): string | undefined {
  let key = start;
  while (key < end && isWordByte(bytes[key]!)) key++;
  if (key === start || bytes[key] !== 0x3d) return undefined;
  for (let at = start; at < end; at++) {
    if (bytes[at] !== 0x68 || (at > start && bytes[at - 1] !== SPACE)) continue;
    const found = HOST_KEYS.find((text) => startsWith(bytes, at, text));
    if (found === undefined) continue;
    let from = at + found.length;
    if (bytes[from] === QUOTE) from++;
    let to = from;
    while (to < end && (isWordByte(bytes[to]!) || bytes[to] === 0x2d || bytes[to] === 0x2e)) to++;
    const host = nameOf(bytes, from, to);
    if (host !== undefined) return host;
  }
  return undefined;
}
