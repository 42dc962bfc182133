import { describe, expect, it } from 'vitest';
import { listedValueEnd, typedObjectEnd, typeNameEnd } from '../../src/scan/value-wrapped.ts';

const toBytes = (text: string): Uint8Array => new TextEncoder().encode(`${text}\n`);

describe('an object that names the type of its value', () => {
  it.each([
    ['{"$numberInt":"40014"}', '{"$numberInt":'],
    ['{ "$numberLong" : "40014" }', '{ "$numberLong" :'],
    ['{"intValue":40014}', '{"intValue":'],
    ['{\\"N\\":\\"40014\\"}', '{\\"N\\":'],
    ['{\\\\\\"integerValue\\\\\\":40014}', '{\\\\\\"integerValue\\\\\\":'],
    ['{&quot;stringValue&quot;:1}', '{&quot;stringValue&quot;:'],
    ['{%22intValue%22%3A1}', '{%22intValue%22%3A'],
    ["{'S': '40014'}", "{'S':"],
    ['{Int64:40014 Valid:true}', '{Int64:'],
  ])('is opened by %s', (text, opener) => {
    expect(typedObjectEnd(toBytes(text), 0)).toBe(opener.length);
  });

  it.each(['{"type":"integer"}', '{"value":40014}', '{"Name":1}', '{40014}', '{}', '[', '{"N" 1}'])(
    'is not %s',
    (text) => {
      expect(typedObjectEnd(toBytes(text), 0)).toBe(-1);
    },
  );
});

describe('a value beside its key in a list', () => {
  /** Offset behind the value's name, counted from the comma, in a text that has one key. */
  function endIn(text: string): number {
    const start = text.indexOf('errcode');
    const comma = text.indexOf(',', start);
    const end = listedValueEnd(toBytes(text), start, comma);
    return end < 0 ? end : end - comma;
  }

  it.each([
    ['{"key":"errcode","value":40014}', ',"value":'],
    ['{"key": "wecom.errcode", "value": {"intValue":"1"}}', ', "value":'],
    ['{"Name":"errcode","Value":"40014"}', ',"Value":'],
    ['{\\"key\\":\\"errcode\\",\\"value\\":1}', ',\\"value\\":'],
    ["{'name': 'errcode', 'value': 1}", ", 'value':"],
  ])('is found in %s', (text, opener) => {
    expect(endIn(text)).toBe(opener.length);
  });

  it.each([
    '{"field":"errcode","value":"40014"}',
    '["errcode","value"]',
    '{"key":"errcode","op":"eq"}',
    '"errcode","values":1',
  ])('is not found in %s', (text) => {
    expect(endIn(text)).toBe(-1);
  });
});

describe('a type before its value', () => {
  it.each(['int(', 'int64)', 'Some(', 'Decimal(', 'np.int64(', 'NumberLong('])('is %s', (name) => {
    expect(typeNameEnd(toBytes(`${name}40014)`), 0)).toBe(name.length);
  });

  it.each(['errno(', 'code(', 'Int', 'point('])('is not %s', (name) => {
    expect(typeNameEnd(toBytes(`${name}40014)`), 0)).toBe(-1);
  });
});
