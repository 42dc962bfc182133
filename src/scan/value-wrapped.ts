/**
 * Values that stand one level deeper than their key: in an object that names the value's type, or
 * beside the key in a list of keys and values; and types that are printed before a value.
 */
import { after, charAt } from './decode.ts';

/**
 * What such an object calls the value: MongoDB's extended JSON, OpenTelemetry and Firestore, DynamoDB,
 * nullable columns of Go. With a colon, because other names may begin alike.
 */
const TYPE_KEYS: readonly string[] = [
  ...['$numberInt', '$numberLong', '$numberDouble', 'intValue', 'integerValue', 'stringValue'],
  ...['doubleValue', 'N', 'S', 'Int32', 'Int64'],
];
const VALUE_KEYS: readonly string[] = ['value', 'Value'];

/** Types as languages print them before a value: `int(40014)`, `Some(40014)`, `(int) 40014`. */
const TYPE_NAMES: readonly string[] = [
  ...['int(', 'int32(', 'int64(', 'np.int64(', 'long(', 'integer(', 'Integer(', 'Long(', 'Int('],
  ...['number(', 'Number(', 'NumberInt(', 'NumberLong(', 'json.Number(', 'Decimal('],
  ...['Some(', 'Optional(', 'string(', 'int)', 'int32)', 'int64)', 'float64)'],
];

/** How far before a key the name of its field may begin: `"key": "`, escaped a few times. */
const FIELD_BYTES_MAX = 32;

/** Offset behind `{"$numberInt":`, which starts at `index`, or -1. */
export function typedObjectEnd(bytes: Uint8Array, index: number): number {
  return charAt(bytes, index) === 0x7b ? memberEnd(bytes, after, TYPE_KEYS) : -1;
}

/**
 * Offset behind `,"value":` at `index`, or -1; `start` is where the code's key starts, which must be
 * the value of a `key` or `name`: `{"key":"errcode","value":{"intValue":"40014"}}`.
 */
export function listedValueEnd(bytes: Uint8Array, start: number, index: number): number {
  if (charAt(bytes, index) !== 0x2c) return -1;
  const end = memberEnd(bytes, after, VALUE_KEYS);
  return end >= 0 && isNamed(bytes, start) ? end : -1;
}

/** Offset behind the name of a type at `index`, with its bracket, or -1. */
export function typeNameEnd(bytes: Uint8Array, index: number): number {
  const name = TYPE_NAMES.find((one) => startsWith(bytes, index, one));
  return name === undefined ? -1 : index + name.length;
}

/** Offset behind a member's name, one of `names`, and its colon, or -1. */
function memberEnd(bytes: Uint8Array, index: number, names: readonly string[]): number {
  let at = skipBlanksAndQuote(bytes, index);
  const name = names.find((one) => startsWith(bytes, at, one));
  if (name === undefined) return -1;
  at = skipBlanksAndQuote(bytes, at + name.length);
  return charAt(bytes, at) === 0x3a ? after : -1;
}

function skipBlanksAndQuote(bytes: Uint8Array, index: number): number {
  let at = index;
  for (let count = 0; count < 4; count++) {
    const char = charAt(bytes, at);
    if (char !== 0x20 && char !== 0x22 && char !== 0x27) break;
    at = after;
  }
  return at;
}

function startsWith(bytes: Uint8Array, at: number, text: string): boolean {
  for (let index = 0; index < text.length; index++) {
    if (bytes[at + index] !== text.charCodeAt(index)) return false;
  }
  return true;
}

/** Whether `"key":"` or `"name":"wecom.` stands before `start`, however often it is escaped. */
function isNamed(bytes: Uint8Array, start: number): boolean {
  let text = '';
  for (let index = start - 1; index >= start - FIELD_BYTES_MAX && bytes[index] !== 0x0a; index--) {
    text = String.fromCharCode(bytes[index]!) + text;
  }
  return /(?:key|name)(?:["'\\: ]|&quot;|&#34;|%(?:25)*(?:22|3a|20)|u0022|x22)+(?:[\w-]+\.)*$/i.test(
    text,
  );
}
