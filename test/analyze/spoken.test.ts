import { describe, expect, it } from 'vitest';
import { createSpokenJudge } from '../../src/analyze/spoken.ts';
import { findErrcodes } from '../../src/index.ts';

/** Codes of one line, in order. */
const codesIn = (line: string): number[] =>
  findErrcodes(new TextEncoder().encode(line)).map(({ errcode }) => errcode);

describe('a spoken key', () => {
  it.each([
    ['企业微信推送失败，错误码：40014', 40014],
    ['qyapi proxy answered errorCode=60020', 60020],
    ['{"agent_id":1000002,"error_code":40014}', 40014],
    ['corp_id=ww1234567890abcdef 错误码: 90602', 90602],
    ["{'Error-Code': '60111', 'Error-Msg': 'userid not found'}", 60111],
    ['微信请求发生错误！错误代码：41008，说明：missing code', 41008],
    ['Error code: -40005, message: Invalid corp_id', -40005],
  ])('counts in %s', (line, errcode) => {
    expect(codesIn(line)).toEqual([errcode]);
  });

  it.each([
    '{"agent_id":"planner","error_code":20001,"message":"tool failed"}',
    'jenkins agentid=node-7 errorCode=40014',
    'suite_id=12 case=4 error code: 70012',
    'corp_id=1001 错误码：50001 余额不足',
    '微信支付 错误码：268435505',
    'refresh access_token failed, error_code: 21325',
    'openid profile error_code=10500',
    'MySQL error code: 40014 in wecom',
  ])('does not count in %s', (line) => {
    expect(codesIn(line)).toEqual([]);
  });

  it.each([
    ['send {"content":"支付失败，错误码：50001"} to 企业微信 -> {"errcode":0,"errmsg":"ok"}', [0]],
    ['errcode=93000 errmsg=invalid webhook url for content "errorCode: 40001"', [93000]],
    ['错误代码：-99, 错误信息：{"errcode":48002,"errmsg":"api forbidden"}', [-99, 48002]],
    ['Error code: 42001, message: expired; then {"errcode":0,"errmsg":"ok"}', [42001, 0]],
    ['errCode: -404011 | errMsg: x, service error code -504002', [-404011, -504002]],
    ['errcode=40014 errmsg=x 错误码：301002', [40014, 301002]],
  ])('counts beside a field only where it is a second code: %s', (line, errcodes) => {
    expect(codesIn(line)).toEqual(errcodes);
  });

  it('has its record read once, however many there are', () => {
    let reads = 0;
    const text = (): string => {
      reads++;
      return 'errmsg';
    };
    const judge = createSpokenJudge({ mask: 0, text, isKnown: () => true }, false);
    const bytes = new TextEncoder().encode('\n错误码：40014\n');
    for (let count = 0; count < 1000; count++) {
      expect(judge.counts(40014, { bytes, at: 1, recordStart: 1 })).toBe(true);
    }
    expect(reads).toBe(1);
  });
});

describe('a record of very many codes', () => {
  const many = Array.from({ length: 60_000 }, (_, index) => 100_000 + index);

  it('has each of them once', () => {
    const line = many.map((errcode) => `errcode=${errcode}`).join(' ');
    expect(codesIn(`${line} ${line}`.slice(0, 1 << 20))).toEqual(many);
  });
});
