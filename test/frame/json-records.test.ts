import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseJsonPath, TOP } from '../../src/frame/json-path.ts';
import { createRecordWriter } from '../../src/frame/json-records.ts';
import { createTokenizer, type JsonFault } from '../../src/frame/json-tokens.ts';

interface Written {
  readonly lines: string[];
  readonly fault: JsonFault | undefined;
  readonly hasFound: boolean;
}

/** The records of `text`, given in parts of `size` characters and parsed in pieces of `piece`. */
function recordsOf(text: string, path = TOP, size = 7, piece = 256): Written {
  const writer = createRecordWriter(path.root);
  const tokenizer = createTokenizer(writer.take, piece);
  let out = '';
  let fault: JsonFault | undefined;
  for (let at = 0; at < text.length && fault === undefined; at += size) {
    fault = tokenizer.feed(text.slice(at, at + size));
    if (fault !== undefined) fault = { ...fault, rest: fault.rest + text.slice(at + size) };
    out += writer.drain(fault !== undefined);
  }
  fault ??= tokenizer.end();
  out += writer.drain(true);
  const lines = out === '' ? [] : out.replace(/\n$/, '').split('\n');
  return { lines, fault, hasFound: writer.hasFound() };
}

const linesOf = (text: string, path?: string): string[] =>
  recordsOf(text, path === undefined ? TOP : parseJsonPath(path)).lines;

describe('records of JSON documents', () => {
  test('are the elements of a top-level array', () => {
    expect(linesOf('[ {"a": 1},\n 2, "s", null, [true, false], {} , -1.50E+3 ]')).toEqual([
      '{"a":1}',
      '2',
      '"s"',
      'null',
      '[true,false]',
      '{}',
      '-1.50E+3',
    ]);
  });

  test('are the values that follow each other', () => {
    expect(linesOf('{"a":1}{"b":[]}\n\n{\n"c" : {"d":"e"}\n}[3,4] "x" 5')).toEqual([
      '{"a":1}',
      '{"b":[]}',
      '{"c":{"d":"e"}}',
      '3',
      '4',
      '"x"',
      '5',
    ]);
  });

  test('keep numbers, the order of keys and keys that stand twice', () => {
    const text = '[{"z":90071992547409931234,"a":1.0,"z":1e400,"":{"10":1,"9":2}}]';
    expect(linesOf(text)).toEqual([text.slice(1, -1)]);
  });

  test('are one line each, whatever their texts hold', () => {
    const text = 'a\n\r\t"\\\u0000\u001f\u2028企业微信😀/';
    const [line = ''] = linesOf(JSON.stringify([{ [text]: text }], undefined, 2));
    expect(JSON.parse(line)).toEqual({ [text]: text });
  });

  test('keep half a surrogate pair as an escape, and a whole one as a character', () => {
    expect(linesOf('["\\ud83d","\\ud83d\\ude00"]')).toEqual(['"\\ud83d"', '"😀"']);
  });

  test('are none of an empty array or of nothing', () => {
    expect(linesOf('[]')).toEqual([]);
    expect(linesOf(' \n ')).toEqual([]);
  });
});

describe('a path', () => {
  const response = JSON.stringify({
    took: 3,
    hits: { total: { value: 2 }, hits: [{ _source: { m: 'a' } }, { _source: 1 }] },
    aggregations: { hits: [{ no: 1 }] },
  });

  test.each(['hits.hits', 'hits.hits[]', '$.hits.hits[*]', '.hits.hits', 'elk'])(
    '%s leads to the hits of a search',
    (path) => {
      expect(linesOf(response, path)).toEqual(['{"_source":{"m":"a"}}', '{"_source":1}']);
    },
  );

  test('goes through arrays on its way', () => {
    expect(linesOf(`[${response},${response}]`, 'hits.hits._source')).toEqual([
      '{"m":"a"}',
      '1',
      '{"m":"a"}',
      '1',
    ]);
  });

  test('leads to a value that is no array, too', () => {
    expect(linesOf('{"data":{"log":{"errcode":1}}}', 'data.log')).toEqual(['{"errcode":1}']);
  });

  test('gives names to the times and lines of Loki', () => {
    const values = [
      ['1756700000000000000', 'one'],
      ['1756700000000000001', 'two', { traceID: 'x' }],
    ];
    const result = { data: { resultType: 'streams', result: [{ stream: { app: 'x' }, values }] } };
    expect(linesOf(JSON.stringify(result), 'loki')).toEqual([
      '{"timestamp":"1756700000000000000","line":"one"}',
      '{"timestamp":"1756700000000000001","line":"two","metadata":{"traceID":"x"}}',
    ]);
  });

  test('that is not in a document leaves it one record', () => {
    const { lines, hasFound } = recordsOf(`${response} {"errcode":40014}`, parseJsonPath('elk'));
    expect(lines).toEqual(['{"_source":{"m":"a"}}', '{"_source":1}', '{"errcode":40014}']);
    expect(hasFound).toBe(true);
    const other = recordsOf('{"a":{"b":[1]}} 7 null', parseJsonPath('a.c'));
    expect(other).toMatchObject({ lines: ['{"a":{"b":[1]}}', '7', 'null'], hasFound: false });
  });

  test('is not waited for longer than a record may be', () => {
    const text = JSON.stringify({ blob: 'x'.repeat(1_100_000), hits: [{ a: 1 }] });
    expect(linesOf(text, 'hits')).toEqual([text]);
  });

  test.each(['a..b', 'a.', '[0]', 'a[1].b', 'a]b', ''])('%j is none', (path) => {
    expect(() => parseJsonPath(path)).toThrow(/is no path/);
  });
});

describe('what is no JSON', () => {
  test.each([
    ['[{"a":1},{"b":nope}]', ['{"a":1}', '{"b":'], 'malformed'],
    ['[{"a":1},{"b":"x\\q"}]', ['{"a":1}', '{"b":"x'], 'malformed'],
    ['[{"a":1},{"b" 1}]', ['{"a":1}', '{"b":'], 'malformed'],
    ['[{"a":1},{"b":1,}]', ['{"a":1}', '{"b":1'], 'malformed'],
    ['[{"a":1}] text', ['{"a":1}'], 'malformed'],
    ['[{"a":1},{"b":[1,2', ['{"a":1}', '{"b":[1,2'], 'truncated'],
    ['[{"a":1},{"b":"unfin', ['{"a":1}', '{"b":"unfin'], 'truncated'],
    ['[{"a":1},', ['{"a":1}'], 'truncated'],
  ] as const)('%s leaves what stands before', (text, lines, kind) => {
    for (const size of [1, 3, 1000]) {
      const written = recordsOf(text, TOP, size);
      expect(written.lines).toEqual(lines);
      expect(written.fault?.kind).toBe(kind);
    }
  });

  test('is told with its place', () => {
    const text = `[${'{"a":[1,{"b":"c"}]},'.repeat(5000)}{"a":x}]`;
    const { fault, lines } = recordsOf(text, TOP, 4096);
    expect(lines).toHaveLength(5001);
    expect(text.length - fault!.rest.length).toBe(text.indexOf('x'));
  });

  test('nested without end is not read on', () => {
    expect(recordsOf('['.repeat(100_000), TOP, 500).fault?.kind).toBe('too-deep');
  });
});

test('any values in any pieces are the same records', () => {
  fc.assert(
    fc.property(
      fc.array(fc.jsonValue({ maxDepth: 4 }), { maxLength: 5 }),
      fc.constantFrom(undefined, 1, '\t'),
      fc.integer({ min: 1, max: 40 }),
      fc.boolean(),
      (values, indent, size, isArray) => {
        const text = isArray
          ? JSON.stringify(values, undefined, indent)
          : values.map((value) => JSON.stringify({ value }, undefined, indent)).join(' ');
        const wanted = isArray ? values : values.map((value) => ({ value }));
        const { lines, fault } = recordsOf(text, TOP, size);
        expect(fault).toBeUndefined();
        expect(lines).toEqual(wanted.map((value) => JSON.stringify(value)));
      },
    ),
    { numRuns: 300 },
  );
});

test('a cut or a wrong character anywhere keeps every record before it, in any pieces', () => {
  const value = fc.jsonValue({ maxDepth: 3 });
  fc.assert(
    fc.property(
      fc.array(value, { minLength: 1, maxLength: 5 }),
      fc.nat(),
      fc.constantFrom('', '\u0001', '}', ']', ':', 'x', '"'),
      fc.tuple(fc.integer({ min: 1, max: 30 }), fc.integer({ min: 256, max: 400 })),
      fc.nat({ max: 400 }),
      (values, place, wrong, [size, piece], before) => {
        const filler = 'x'.repeat(before);
        const text = JSON.stringify([filler, ...values]);
        const at = place % text.length;
        const damaged = text.slice(0, at) + wrong + (wrong === '' ? '' : text.slice(at));
        const read = recordsOf(damaged, TOP, size, piece);
        const again = recordsOf(damaged, TOP, 1000, piece);
        expect(again.lines).toEqual(read.lines);
        expect(again.fault?.kind).toBe(read.fault?.kind);
        // Each record that ends well before the damage is there.
        let end = 1;
        const whole = [filler, ...values].map((one) => {
          end += JSON.stringify(one).length + 1;
          return end;
        });
        const sure = whole.filter((behind) => behind <= at).length;
        expect(read.lines.slice(0, sure)).toEqual(
          [filler, ...values].slice(0, sure).map((one) => JSON.stringify(one)),
        );
      },
    ),
    { numRuns: 1000 },
  );
});
