import { describe, expect, test } from 'vitest';
import { mayBeDocuments } from '../../src/frame/json-begin.ts';
import { documentsIn } from '../../src/frame/json-form.ts';
import { parseJsonPath } from '../../src/frame/json-path.ts';

/** What an input that begins so is: lines, or documents whose records stand at the named place. */
function formOf(head: string, isWhole = false): string {
  if (!mayBeDocuments(head)) return 'lines';
  const path = documentsIn(head, isWhole, undefined);
  return path === undefined ? 'lines' : path.name || 'top';
}

describe('lines are', () => {
  test.each([
    ['', 'nothing'],
    ['2026-09-01 12:00:00 {"errcode":40014}\n{\n', 'text'],
    ['[2026-09-01 12:00:00] errcode=40014\n', 'text that begins with a time in brackets'],
    ['[2026-09-01T12:00:00Z, "x"]\n', 'the same, with commas'],
    ['[INFO] [main] started\n', 'text that begins with a level'],
    ['[12345] started\n', 'text that begins with a process id'],
    ['[1, 2] started\n', 'text that begins with numbers'],
    ['[null] POST /x\n', 'text that begins with a word of JSON'],
    ['["a"] is not ["b"]\n', 'text that begins with quotes'],
    ['[{"a":1}] was refused\n', 'text that begins with JSON'],
    ['[[main]] text\n', 'text that begins with two brackets'],
    ['{main} text\n', 'text that begins with a brace'],
    ['{"errcode":40014}\n{"errcode":45009}\n', 'an object a line'],
    ['{"errcode":40014}\r\n\r\n{"errcode":45009}', 'an object a line, with CR LF and blank lines'],
    ['{"errcode":40014}\nplain text\n', 'an object, then text'],
    ['{"a":1} text\n{"a":2}\n', 'objects with text behind them'],
    ['{"a":1},\n{"b":2},\n', 'objects with commas behind them'],
    ['["event",{"errcode":1}]\n["event",{"errcode":2}]\n', 'an array of words a line'],
    [`{"a":"${'x'.repeat(9000)}`, 'the beginning of a long object'],
    ['{\n  "a": 1\n}\n2026-09-01 text\n', 'a pretty-printed object, then text'],
    ['[\n  // more to come\n  {"a": 1},\n', 'what is nearly an array'],
    [
      '{"took":1,"hits":{"hits":[]}}\n{"errcode":40014}\n',
      'responses of a search among other lines',
    ],
  ])('%j: %s', (head) => {
    expect(formOf(head)).toBe('lines');
  });

  test('a line that is alone', () => {
    expect(formOf('{"errcode":40014}\n', true)).toBe('lines');
  });
});

describe('documents are', () => {
  test.each([
    ['[{"a":1},{"a":2}]', true, 'an array'],
    ['[]', true, 'an empty array'],
    ['[\n  {\n    "a": 1', false, 'the beginning of a pretty-printed array'],
    ['  \n [ {"a":1},', false, 'an array behind blanks'],
    [`[{"a":"${'x'.repeat(9000)}`, false, 'an array of long objects'],
    ['[{"a":1}]\n[{"a":2}]\n', false, 'pages of objects'],
    ['["a","b"]\n', true, 'an array of texts, alone'],
    ['["a",\n"b"]\n', false, 'an array of texts over lines'],
    ['[1756700000,\n', false, 'an array of numbers'],
    ['{\n  "a": 1\n}\n{\n  "a": 2', false, 'pretty-printed objects'],
    ['{ "a": {\n', false, 'an object over lines'],
    ['{"a":1}{"a":2}{"a', false, 'objects without line ends'],
    ['[{"a":1},{"a":NaN},{"a":3}]', true, 'an array with a fault in it'],
    ['[{"a":1},{"a', true, 'an array that was cut off'],
  ])('%j', (head, isWhole) => {
    expect(formOf(head, isWhole)).toBe('top');
  });

  test.each([
    [
      'elk',
      '{"took":3,"timed_out":false,"_shards":{"total":1},"hits":{"total":{"value":9},"hits":[',
    ],
    ['elk', '{\n  "took" : 3,\n  "hits" : {\n    "hits" : [\n'],
    ['elk', '{"isPartial":false,"rawResponse":{"took":3,"hits":{"hits":[{"_id":"1"'],
    ['elk', '{"responses":[{"took":3,"hits":{"hits":['],
    ['cloudwatch', '{\n "events": [\n {\n "timestamp": 1756700000000,\n "message": "x",'],
    [
      'cloudwatch',
      '{"messageType":"DATA_MESSAGE","logEvents":[{"id":"1","timestamp":1,"message":"x"}',
    ],
    [
      'loki',
      '{"status":"success","data":{"resultType":"streams","result":[{"stream":{},"values":[["1',
    ],
    ['loki', '{"streams":[{"stream":{"app":"x"},"values":[["1756700000000000000","x"],'],
    ['top', '{\n  "errcode": 0,\n  "hits": {\n    "hits": ['],
    ['top', '{\n  "events": [\n    {"errcode": 1},'],
  ])('%s: %s', (name, head) => {
    expect(formOf(head)).toBe(name);
  });

  test('a response that is all there is on one line', () => {
    expect(formOf('{"took":1,"hits":{"hits":[{"_id":"1"}]}}\n', true)).toBe('elk');
  });

  test('objects a line where the user names a path', () => {
    const path = parseJsonPath('items');
    expect(documentsIn('{"items":[1]}\n{"items":[2]}\n', false, path)).toBe(path);
    expect(documentsIn('{"items":[1]} text\n', false, path)).toBeUndefined();
  });
});
