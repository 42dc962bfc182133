import { describe, expect, it } from 'vitest';
import {
  PLATFORM_CALLBACK_CRYPTO,
  PLATFORM_DINGTALK,
  PLATFORM_FINANCE_SDK,
  PLATFORM_UNKNOWN,
  PLATFORM_WECOM,
} from '../../src/model/event.ts';
import { FINANCE_SDK, WECOM_WORD } from '../../src/record/evidence.ts';
import { platformOfCode } from '../../src/record/platform.ts';

describe('platformOfCode', () => {
  const cases: [what: string, errcode: number, mask: number, platform: number, is: number][] = [
    ['a number of the callback library', -40001, 0, PLATFORM_UNKNOWN, PLATFORM_CALLBACK_CRYPTO],
    ['the last of them', -40011, WECOM_WORD, PLATFORM_WECOM, PLATFORM_CALLBACK_CRYPTO],
    ['the one behind them', -40012, WECOM_WORD, PLATFORM_WECOM, PLATFORM_WECOM],
    ['the same without its sign', 40001, WECOM_WORD, PLATFORM_WECOM, PLATFORM_WECOM],
    ['one of them at DingTalk', -40001, 0, PLATFORM_DINGTALK, PLATFORM_DINGTALK],
    ['a number of the archive SDK', 10001, FINANCE_SDK, PLATFORM_WECOM, PLATFORM_FINANCE_SDK],
    ['the same with no word of it', 10001, WECOM_WORD, PLATFORM_WECOM, PLATFORM_WECOM],
    ['a code of the API beside it', 301002, FINANCE_SDK, PLATFORM_WECOM, PLATFORM_WECOM],
  ];
  it.each(cases)('judges %s', (_, errcode, mask, platform, is) => {
    expect(platformOfCode(errcode, mask, platform)).toBe(is);
  });
});
