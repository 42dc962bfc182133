import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isJsonObject, seen } from '../../src/record/json-scan.ts';

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

function scan(text: string): boolean {
  // A guard behind the end, as the arena has: nothing behind it may matter.
  const bytes = Buffer.from(`${text}\n{"x":1}`, 'latin1');
  return isJsonObject(bytes, 0, Buffer.byteLength(text, 'latin1'));
}

const mutated = fc
  .tuple(fc.jsonValue(), fc.nat(), fc.string({ maxLength: 3, unit: 'binary-ascii' }))
  .map(([value, at, piece]) => {
    const text = JSON.stringify({ value });
    const place = 1 + (at % Math.max(1, text.length - 2));
    return `${text.slice(0, place)}${piece}${text.slice(place + 1)}`;
  });

describe('isJsonObject', () => {
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
    expect([scan('{ }'), seen.isEmpty]).toEqual([true, true]);
    expect([scan('{"a":{"wecom":1}}'), seen.mayHoldName, seen.isEmpty]).toEqual([
      true,
      false,
      false,
    ]);
    expect([scan('{"wecom":1}'), seen.mayHoldName]).toEqual([true, true]);
    expect([scan('{"\\u0077ecom":1}'), seen.mayHoldName]).toEqual([true, true]);
  });

  test('leaves nesting beyond its limit to be treated as text', () => {
    expect(scan(`{"a":${'['.repeat(600)}${']'.repeat(600)}}`)).toBe(false);
  });
});
