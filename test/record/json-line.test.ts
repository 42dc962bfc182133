/** Where a member goes into a line of JSON: the scanner must agree with JSON.parse on what JSON is. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { splicePoint } from '../../src/record/json-line.ts';
import { scanJsonObject } from '../../src/record/json-scan.ts';

/** The splice point of `line`, read from the middle of a larger buffer. */
function spliceOf(line: Uint8Array | string): ReturnType<typeof splicePoint> {
  const bytes = Buffer.from(line as Uint8Array);
  const padded = Buffer.concat([Buffer.from('0}"\n'), bytes, Buffer.from('\n000}"u000')]);
  const found = splicePoint(
    padded,
    (start, end) => scanJsonObject(padded, start, end),
    4,
    4 + bytes.length,
  );
  return found === undefined ? undefined : { ...found, at: found.at - 4 };
}

function isObject(text: string): boolean {
  try {
    const value = JSON.parse(text) as unknown;
    return typeof value === 'object' && value !== null && !Array.isArray(value);
  } catch {
    return false;
  }
}

describe('one JSON object', () => {
  test.each([
    ['{}', 1],
    ['{ }', 2],
    [' \t{"a":1} \r', 8],
    ['{"a":{"b":[1,{},[],"}"]}}', 24],
    ['{"a":"\\"}"}', 10],
    ['{"a":-0.5e+10,"a":true,"b":null}', 31],
    ['{"a":"企业微信"}', 19],
    ['\ufeff{"a":1}', 9],
    ['{"a":90071992547409931234}', 25],
    ['{"a":"\\ud83d\\ude00\\/"}', 21],
  ])('is %j, closed at %d', (line, at) => {
    expect(spliceOf(line)?.at).toBe(at);
  });

  test.each([
    '',
    '{',
    '}',
    '{}}',
    '{{}',
    '[{}]',
    '"{}"',
    'x{"a":1}',
    '{"a":1}x',
    '{"a":1}{"b":2}',
    '{"a":1,}',
    '{,}',
    '{"a"}',
    '{"a":}',
    '{a:1}',
    "{'a':1}",
    '{"a":01}',
    '{"a":1.}',
    '{"a":.5}',
    '{"a":+1}',
    '{"a":1e}',
    '{"a":-}',
    '{"a":NaN}',
    '{"a":tru}',
    '{"a":truex}',
    '{"a":"\\x"}',
    '{"a":"\\u12g4"}',
    '{"a":"\\u12"}',
    '{"a":"\\"}',
    '{"a":"\t"}',
    '{"a":[1}',
    '{"a":{1]}',
    '{"a" 1}',
    '{"a":1 "b":2}',
    '{"a":[1,]}',
    '{"a":"\u0000"}',
    '\u00a0{"a":1}',
  ])('is not %j', (line) => {
    expect(spliceOf(line)).toBeUndefined();
  });

  test('is what JSON.parse says, whatever is cut out of it or put into it', () => {
    const pieces = [
      '{',
      '}',
      '[',
      ']',
      '"',
      ',',
      ':',
      '\\',
      '1',
      '-',
      '.',
      'e',
      ' ',
      'null',
      '\\u00',
      'é',
    ];
    fc.assert(
      fc.property(
        fc.dictionary(fc.string(), fc.jsonValue(), { maxKeys: 4 }),
        fc.array(fc.tuple(fc.nat(), fc.nat(2), fc.constantFrom('', ...pieces)), { maxLength: 2 }),
        (object, edits) => {
          let text = JSON.stringify(object);
          for (const [place, length, piece] of edits) {
            const at = place % (text.length + 1);
            text = text.slice(0, at) + piece + text.slice(at + length);
          }
          fc.pre(!/[\n\ufeff]/.test(text));
          expect(spliceOf(text) !== undefined).toBe(isObject(text));
        },
      ),
      { numRuns: 3000 },
    );
  });

  test('may hold bytes that are no text inside its strings', () => {
    expect(spliceOf(Buffer.from('{"a":"\xff\x80"}', 'latin1'))?.at).toBe(9);
  });
});

describe('the name of the member', () => {
  test.each([
    ['{}', 'wecom', true],
    ['{"a":1}', 'wecom', false],
    ['{"a":{"wecom":1}}', 'wecom', false],
    ['{"wecomx":1}', 'wecom', false],
    ['{"wecom":1}', 'wecom_1', false],
    ['{"wecom_1":1}', 'wecom', false],
    ['{"wecom":1,"wecom_1":1,"wecom_3":1}', 'wecom_2', false],
    ['{"wec\\u006fm":1}', 'wecom_1', false],
    ['{"\\u0077ecom":1}', 'wecom_1', false],
    ['{"__proto__":{"wecom":1}}', 'wecom', false],
  ])('in %s is %s', (line, name, isEmpty) => {
    expect(spliceOf(line)).toMatchObject({ name, isEmpty });
  });
});
