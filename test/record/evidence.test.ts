import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createArena } from '../../src/model/arena.ts';
import {
  createKernelEvidence,
  createScalarEvidence,
  DINGTALK_NAME,
  HINT,
  WECOM_HOST,
  WECOM_WORD,
  WEIXIN_FIELD,
  WEIXIN_NAME,
} from '../../src/record/evidence.ts';

const memory = new WebAssembly.Memory({ initial: 4, maximum: 4 });
const arena = createArena(memory.buffer, memory);
const at = arena.allocate(1 << 15);
const kernel = createKernelEvidence(arena);
const scalar = createScalarEvidence(arena);

function lay(input: Uint8Array, offset: number): number {
  arena.bytes.fill(0x5a, at, at + offset + input.length + 64);
  arena.bytes[at + offset - 1] = 0x0a;
  arena.bytes.set(input, at + offset);
  arena.bytes[at + offset + input.length] = 0x0a;
  return at + offset;
}

const maskOf = (text: string): number => kernel.read(lay(new TextEncoder().encode(text), 64));

const FRAGMENTS = [
  'qyapi.weixin.qq.com',
  'api.weixin.qq.com',
  'oapi.dingtalk.com',
  'hint: [',
  'rid: 6348bdf8-38ee9781',
  'rid%3A%206348bdf8-38ee9781',
  'rid%3a+6348bdf8-38ee9781',
  'agent_id',
  'corp_id',
  'qyapi',
  'userid: 6348bdf8-38ee',
  'corpid',
  'CorpID',
  'AgentId',
  '企业微信',
  '微信',
  '钉钉',
  'openid',
  'sub_code',
  'errmsg',
  'WeCom',
  'wec',
  'om',
  'rid',
  ':',
  ' ',
  '\n',
  'hin',
  't',
  '小程序',
  '"appid',
];
const input = fc
  .array(
    fc.oneof(
      {
        weight: 6,
        arbitrary: fc.constantFrom(...FRAGMENTS).map((text) => new TextEncoder().encode(text)),
      },
      { weight: 2, arbitrary: fc.uint8Array({ maxLength: 12 }) },
    ),
    { maxLength: 24 },
  )
  .map((pieces) => Uint8Array.from(pieces.flatMap((piece) => [...piece])));

describe('the evidence kernel', () => {
  test('reads what the scalar reference reads, at any alignment', () => {
    fc.assert(
      fc.property(input, fc.integer({ min: 64, max: 96 }), (bytes, offset) => {
        const start = lay(bytes, offset);
        const expected = scalar.read(start);
        const expectedHint = scalar.hintAt();
        expect(kernel.read(start)).toBe(expected);
        if ((expected & WECOM_HOST) === 0) expect(kernel.hintAt()).toBe(expectedHint);
      }),
      { numRuns: 3000 },
    );
  });

  test('knows the platforms by their hosts, words and request ids', () => {
    expect(maskOf('POST https://qyapi.weixin.qq.com/cgi-bin/gettoken')).toBe(WECOM_HOST);
    expect(maskOf('https://api.weixin.qq.com/x')).toBe(WEIXIN_NAME);
    expect(maskOf('https://oapi.dingtalk.com/robot/send')).toBe(DINGTALK_NAME);
    expect(maskOf('invalid code, rid: 6348bdf8-38ee9781-1cca7b03')).toBe(WEIXIN_NAME);
    expect(maskOf('bad userid: 6348bdf8-38ee9781-1cca7b03')).toBe(0);
    expect(maskOf('推送到企业微信失败')).toBe(WECOM_WORD);
    expect(maskOf('openid missing, Hint: [abc]')).toBe(WEIXIN_FIELD | HINT);
    expect(maskOf('nothing of the kind')).toBe(0);
  });

  test('reads no further than the record', () => {
    expect(maskOf('plain\nqyapi.weixin.qq.com')).toBe(0);
  });
});
