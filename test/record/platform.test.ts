import { describe, expect, it } from 'vitest';
import {
  PLATFORM_CALLBACK_CRYPTO,
  PLATFORM_DINGTALK,
  PLATFORM_FINANCE_SDK,
  PLATFORM_UNKNOWN,
  PLATFORM_WECOM,
} from '../../src/model/event.ts';
import { mayBeApart, platformOfCode } from '../../src/record/platform.ts';

describe('platformOfCode', () => {
  const cases: [text: string, errcode: number, platform: number, is: number][] = [
    ['WXBizMsgCrypt', -40001, PLATFORM_UNKNOWN, PLATFORM_CALLBACK_CRYPTO],
    ['企业微信', -40011, PLATFORM_WECOM, PLATFORM_CALLBACK_CRYPTO],
    ['企业微信', -40012, PLATFORM_WECOM, PLATFORM_WECOM],
    ['企业微信', 40001, PLATFORM_WECOM, PLATFORM_WECOM],
    ['钉钉', -40001, PLATFORM_DINGTALK, PLATFORM_DINGTALK],
    ['call WeWorkFinanceSdk_t GetChatData error', 10001, PLATFORM_WECOM, PLATFORM_FINANCE_SDK],
    ['DecryptMsg failed', 10008, PLATFORM_UNKNOWN, PLATFORM_FINANCE_SDK],
    ['order service', 10001, PLATFORM_UNKNOWN, PLATFORM_UNKNOWN],
    ['GetChatData', 10012, PLATFORM_WECOM, PLATFORM_WECOM],
    ['GetChatData', 301002, PLATFORM_WECOM, PLATFORM_WECOM],
  ];
  it.each(cases)('in %j judges %i', (text, errcode, platform, is) => {
    const bytes = new TextEncoder().encode(`GetChatData\n${text}\nGetChatData`);
    const start = 'GetChatData\n'.length;
    const end = start + Buffer.byteLength(text);
    expect(platformOfCode(errcode, platform, bytes, start, end)).toBe(is);
    if (is !== platform) expect(mayBeApart(errcode)).toBe(true);
  });

  it('is asked of few numbers only', () => {
    const apart = Array.from({ length: 200_000 }, (_, index) => index - 100_000).filter(mayBeApart);
    expect(apart).toHaveLength(23);
  });
});
