import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createArena } from '../../src/model/arena.ts';
import { ROW_FIELDS, type Scanner } from '../../src/scan/candidate.ts';
import { createScalarScanner } from '../../src/scan/scalar.ts';
import { createSimdScanner } from '../../src/scan/simd.ts';

const CAPACITY = 1 << 16;
const memory = new WebAssembly.Memory({ initial: 16, maximum: 16 });
const arena = createArena(memory.buffer, memory);
const logAt = arena.allocate(CAPACITY);
const scalar = createScalarScanner(arena, CAPACITY);
const simd = createSimdScanner(arena, CAPACITY);

/** Rows of one scan, with offsets counted from `start`. */
function rowsOf(scanner: Scanner, input: Uint8Array, offset: number): number[][] {
  const start = logAt + offset;
  arena.bytes.fill(0x5a, logAt, start + input.length + 40);
  arena.bytes[start - 1] = 0x0a;
  arena.bytes.set(input, start);
  arena.bytes[start + input.length] = 0x0a;
  const count = scanner.scan(start, start + input.length);
  return Array.from({ length: count }, (_, row) => {
    const [kind, value, at, to, record, api] = scanner.rows.subarray(
      row * ROW_FIELDS,
      (row + 1) * ROW_FIELDS,
    );
    return [
      kind!,
      value!,
      at! - start,
      to! - start,
      record! - start,
      api === 0 ? -1 : api! - start,
    ];
  });
}

/** Fragments that logs are made of, so that random texts meet the rules and not only their absence. */
const FRAGMENTS = [
  'errcode',
  'errCode',
  'ERRCODE',
  'err_code',
  'error_code',
  'Error code',
  'errorCode',
  'ercode',
  'errcide',
  'code',
  'wecom_',
  'wecom',
  'last',
  '错误码',
  '错误代码',
  '：',
  '，',
  '，errcode：',
  '"errcode"：',
  '失败errcode=',
  'query?e=-',
  '为',
  '"',
  "'",
  '\\"',
  '\\\\\\"',
  '&quot;',
  '%22',
  '%3A',
  ':',
  '=',
  '=>',
  '==',
  ' ',
  '  ',
  '\t',
  '\n',
  '\r\n',
  '40014',
  '60020',
  '-1',
  '0',
  '301002',
  '2000002',
  '2147483648',
  '1.5',
  ',',
  '}',
  '{',
  '[',
  ']',
  '(',
  ')',
  '.',
  '\u001b[31m',
  '\\u001b[0m',
  '\\u0022',
  '<',
  '>',
  '</errcode>',
  'https://open.work.weixin.qq.com/devtool/query?e=',
  'devtool\\/query?e=',
  'devtool%2Fquery%3Fe%3D',
  '/cgi-bin/message/send',
  'hint: [',
  'hints: [ req_id',
  'rid: 6348bdf8-38ee9781-1cca7b03',
  'WechatWork Error: ',
  'invalid',
  'invalid access_token',
  'not allow to access',
  'api freq out of limit',
  'no privilege to access',
  'userid not found',
  'access_token expired',
  'corpsecret missing',
  'user & party & tag',
  'WxErrorException',
  'EasyWeChat\\',
  'WeChatAPIError',
  '返回码',
  '错误编码',
  'err code',
  '<span class="a">',
  ';i:',
  '#',
  ';',
  'errmsg',
  'qyapi.weixin.qq.com',
  'https://qyapi.weixin.qq.com/cgi-bin/user/get',
  'qyapi.weixin.qq.com/cgi-bi',
  ': [853000] ',
  '\\u9519\\u8bef\\u7801',
  '%E9%94%99%E8%AF%AF%E7%A0%81',
  'null',
  'None',
  '.0',
  '.000000',
  '{"$numberInt":"',
  '{"intValue":',
  '"key":"',
  ',"value":',
  '\\"name\\":\\"',
  '】',
  '）：',
  '):',
  '(int) ',
  'Decimal(',
  'x',
  '中文',
  '\u00e9',
];
const GB = [
  Uint8Array.of(0xb4, 0xed, 0xce, 0xf3, 0xc2, 0xeb),
  Uint8Array.of(0xa3, 0xba),
  Uint8Array.of(0x88, 0x65),
];

const piece = fc.oneof(
  {
    weight: 12,
    arbitrary: fc.constantFrom(...FRAGMENTS).map((text) => new TextEncoder().encode(text)),
  },
  { weight: 1, arbitrary: fc.constantFrom(...GB) },
  { weight: 2, arbitrary: fc.uint8Array({ maxLength: 6 }) },
);
const input = fc
  .array(piece, { maxLength: 40 })
  .map((pieces) => Uint8Array.from(pieces.flatMap((part) => [...part])));

describe('the SIMD scanner', () => {
  test('finds what the scalar reference finds, on any bytes at any alignment', () => {
    let rows = 0;
    fc.assert(
      fc.property(input, fc.integer({ min: 64, max: 96 }), (bytes, start) => {
        const expected = rowsOf(scalar, bytes, start);
        rows += expected.length;
        expect(rowsOf(simd, bytes, start)).toEqual(expected);
      }),
      { numRuns: 6000 },
    );
    expect(rows).toBeGreaterThan(1000);
  });

  test('finds the same whichever way whole records are cut into blocks', () => {
    fc.assert(
      fc.property(fc.array(input, { maxLength: 6 }), (parts) => {
        const records = parts.map((part) =>
          Uint8Array.from([...part.filter((byte) => byte !== 0x0a), 0x0a]),
        );
        const whole = Uint8Array.from(records.flatMap((record) => [...record]));
        const together = rowsOf(simd, whole, 64);
        let offset = 0;
        const apart = records.flatMap((record) => {
          const rows = rowsOf(simd, record, 64).map(([kind, value, at, to, start, api]) => [
            kind,
            value,
            at! + offset,
            to! + offset,
            start! + offset,
            api! < 0 ? -1 : api! + offset,
          ]);
          offset += record.length;
          return rows;
        });
        expect(together).toEqual(apart);
      }),
      { numRuns: 1000 },
    );
  });

  test('counts line feeds as the scalar reference does', () => {
    fc.assert(
      fc.property(input, (bytes) => {
        rowsOf(scalar, bytes, 64);
        rowsOf(simd, bytes, 64);
        expect(simd.lineFeeds).toBe(scalar.lineFeeds);
        expect(simd.lineFeeds).toBe(bytes.filter((byte) => byte === 0x0a).length);
      }),
    );
  });
});
