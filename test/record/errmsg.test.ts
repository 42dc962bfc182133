import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readErrmsg } from '../../src/record/errmsg.ts';

const HINT =
  ', hint: [1774937659396423194077724], from ip: 203.0.113.7, more info at https://open.work.weixin.qq.com/devtool/query?e=60111';

describe('readErrmsg', () => {
  const cases: [shape: string, text: string, words: string | undefined][] = [
    ['JSON', `{"errcode":60111,"errmsg":"userid not found${HINT}"}`, 'userid not found'],
    [
      'JSON in JSON',
      `{"m":"{\\"errcode\\":1,\\"errmsg\\":\\"a \\\\\\"b\\\\\\" c${HINT}\\"}"}`,
      'a \\\\\\"b\\\\\\" c',
    ],
    [
      'a Python dict',
      "{'errcode': 41001, 'errmsg': 'access_token missing, hint: [x]'}",
      'access_token missing',
    ],
    ['Ruby', '"errcode"=>853004, "errmsg"=>"cli token expired"}', 'cli token expired'],
    [
      'logfmt',
      'errcode=846608 errmsg=stream message update expired took=12ms',
      'stream message update expired',
    ],
    ['prose', 'errcode=40014, errmsg=invalid access_token, hint: [1]', 'invalid access_token'],
    ['Chinese', '{"errcode":850016,"errmsg":"机器人不可用"}', '机器人不可用'],
    ['percent encoding', '%22errmsg%22%3A%22ok then%22', 'ok then'],
    ['HTML', '&quot;errmsg&quot;:&quot;not allowed&quot;', 'not allowed'],
    [
      'a cut record',
      '{"errcode":1,"errmsg":"user & party & tag all inv',
      'user & party & tag all inv',
    ],
    ['a hint first', `{"errmsg":"hint: [1774937659396423194077724]"}`, undefined],
    ['nothing in it', '{"errmsg":"","errcode":1}', undefined],
    ['no errmsg', 'errcode=40014 message=hello', undefined],
  ];
  it.each(cases)('reads %s', (_, text, words) => {
    expect(readErrmsg(text)).toBe(words);
  });

  it('gives back any plain words that stand in JSON', () => {
    const words = fc
      .stringMatching(/^[a-z][a-z ]{0,30}[a-z]$/)
      .filter((text) => !/hint|from ip|more info|rid/.test(text));
    fc.assert(
      fc.property(words, (text) => {
        expect(readErrmsg(JSON.stringify({ errcode: 1, errmsg: text }))).toBe(text);
      }),
    );
  });

  it('takes any text without harm', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        const words = readErrmsg(`errmsg: ${text}`);
        if (words !== undefined) expect(words.length).toBeLessThanOrEqual(200);
      }),
    );
  });
});
