import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createArena } from '../../src/model/arena.ts';
import {
  createJsonScan,
  JSON_EMPTY,
  JSON_MAY_HOLD_NAME,
  JSON_OBJECT,
  scanJsonObject,
} from '../../src/record/json-scan.ts';

const memory = new WebAssembly.Memory({ initial: 4, maximum: 4 });
const arena = createArena(memory.buffer, memory);
const room = arena.allocate(1 << 15);
const kernel = createJsonScan(arena);

/** What JSON.parse says of the same bytes. */
function parses(text: string): boolean {
  try {
    const value: unknown = JSON.parse(text);
    return (
      typeof value === 'object' &&
      value !== null &&
      !Array.isArray(value) &&
      text.startsWith('{') &&
      text.endsWith('}')
    );
  } catch {
    return false;
  }
}

/** What both scans say, with a guard behind the end, as the arena has: nothing behind it may matter. */
function bitsOf(bytes: Uint8Array, offset = 64): number {
  const at = room + offset;
  arena.bytes.set(bytes, at);
  arena.bytes.set(Buffer.from('\n{"x":1}'), at + bytes.length);
  const expected = scanJsonObject(arena.bytes, at, at + bytes.length);
  const found = kernel(at, at + bytes.length);
  if (found !== expected) {
    throw new Error(`kernel ${found}, reference ${expected}: ${Buffer.from(bytes).toString()}`);
  }
  return found;
}

function scan(text: string): boolean {
  return bitsOf(Buffer.from(text, 'latin1')) !== 0;
}

const mutated = fc
  .tuple(fc.jsonValue(), fc.nat(), fc.string({ maxLength: 3, unit: 'binary-ascii' }))
  .map(([value, at, piece]) => {
    const text = JSON.stringify({ value });
    const place = 1 + (at % Math.max(1, text.length - 2));
    return `${text.slice(0, place)}${piece}${text.slice(place + 1)}`;
  });

describe('the JSON scan', () => {
  test('accepts what JSON.parse accepts', () => {
    fc.assert(
      fc.property(
        fc.dictionary(fc.string(), fc.jsonValue()),
        fc.integer({ min: 0, max: 2 }),
        (value, indent) => {
          const text = JSON.stringify(value, null, indent);
          expect(scan(Buffer.from(text).toString('latin1'))).toBe(true);
        },
      ),
    );
  });

  test('refuses what JSON.parse refuses, however near to an object', () => {
    let refused = 0;
    fc.assert(
      fc.property(mutated, (text) => {
        const expected = parses(text);
        if (!expected) refused++;
        expect([text, scan(text)]).toEqual([text, expected]);
      }),
      { numRuns: 3000 },
    );
    expect(refused).toBeGreaterThan(500);
  });

  test.for([
    ['{}', true],
    ['{"a":01}', false],
    ['{"a":1.}', false],
    ['{"a":-}', false],
    ['{"a":1e5}', true],
    ['{"a":1,}', false],
    ['{"a":[1,]}', false],
    ['{"a":"\\x"}', false],
    ['{"a":"\\u12g4"}', false],
    ['{"a":tru}', false],
    ['{"a":1}}', false],
    ['{"a":1}{"b":2}', false],
    ['{"a":"tab\tinside"}', false],
    ['{a:1}', false],
  ] as const)('reads %s as JSON does', ([text, expected]) => {
    expect(scan(text)).toBe(expected);
    expect(parses(text)).toBe(expected);
  });

  test('notes an empty object, and keys that may take the name of our member', () => {
    expect(bitsOf(Buffer.from('{ }'))).toBe(JSON_OBJECT | JSON_EMPTY);
    expect(bitsOf(Buffer.from('{"a":{"wecom":1}}'))).toBe(JSON_OBJECT);
    expect(bitsOf(Buffer.from('{"a":{}}'))).toBe(JSON_OBJECT);
    expect(bitsOf(Buffer.from('{"wecom":1}'))).toBe(JSON_OBJECT | JSON_MAY_HOLD_NAME);
    expect(bitsOf(Buffer.from('{"\\u0077ecom":1}'))).toBe(JSON_OBJECT | JSON_MAY_HOLD_NAME);
  });

  test('leaves nesting beyond its limit to be treated as text', () => {
    expect(scan(`{"a":${'['.repeat(600)}${']'.repeat(600)}}`)).toBe(false);
    expect(scan(`{"a":${'['.repeat(511)}${']'.repeat(511)}}`)).toBe(true);
    expect(scan(`{"a":${'['.repeat(512)}${']'.repeat(512)}}`)).toBe(false);
  });
});

/** Bytes in braces, as the line writer hands them over, at any alignment. */
const alignment = fc.integer({ min: 64, max: 96 });
const JSON_PIECES = [
  ...['"', '\\', '{', '}', '[', ']', ':', ',', ' ', '\t', '\r', '\n', '-', '.', 'e', '0', '12'],
  ...['\\u00e9', '\\n', '\\"', '"a":', '"wecom":', '"we\\u0063om"', 'true', 'false', 'null', 'nul'],
  ...['"long enough to need more than one load of sixteen bytes"', '企业微信', '{}', '[]', '1e+5'],
];

describe('the JSON kernel', () => {
  test('says of any bytes in braces what the reference says', () => {
    const piece = fc.oneof(
      fc.constantFrom(...JSON_PIECES).map((text) => new TextEncoder().encode(text)),
      fc.uint8Array({ maxLength: 6 }),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 24 }), alignment, (pieces, offset) => {
        bitsOf(Uint8Array.from([0x7b, ...pieces.flatMap((one) => [...one]), 0x7d]), offset);
      }),
      { numRuns: 3000 },
    );
  });

  test('says of every truncation of an object what the reference says', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), alignment, (value, offset) => {
        const whole = Buffer.from(JSON.stringify(value));
        for (let length = 1; length < Math.min(whole.length, 400); length++) {
          const bits = bitsOf(Buffer.concat([whole.subarray(0, length), Buffer.from('}')]), offset);
          if (bits !== 0) JSON.parse(`${whole.toString('latin1', 0, length)}}`);
        }
      }),
      { numRuns: 150 },
    );
  });

  test('says of an object with any byte changed what the reference says', () => {
    fc.assert(
      fc.property(
        fc.dictionary(fc.string(), fc.jsonValue(), { minKeys: 1 }),
        fc.nat(),
        fc.integer({ min: 0, max: 255 }),
        alignment,
        (value, at, byte, offset) => {
          const bytes = Buffer.from(JSON.stringify(value));
          bytes[1 + (at % (bytes.length - 2))] = byte;
          bitsOf(bytes, offset);
        },
      ),
      { numRuns: 3000 },
    );
  });
});
