/** How findings are said behind a line and inside an object. */
import { describe, expect, test } from 'vitest';
import type { Finding } from '../../src/model/finding.ts';
import { annotationMember, annotationText, detailsText } from '../../src/sink/annotation.ts';

const INVALID: Finding = {
  errcode: 40014,
  meaning: '不合法的access_token',
  category: 'invalid-credential',
  group: 'credential',
  domain: 'auth',
  owner: 'program',
  retry: 'after-fix',
  remedy: 'Check it.',
  platform: 'wecom',
  shape: 'wire',
};

const zh = { lang: 'zh', color: false } as const;
const en = { lang: 'en', color: false } as const;

describe('the text behind a line', () => {
  test('says code, meaning, category, who acts and whether to retry', () => {
    expect(annotationText([INVALID], zh)).toBe(
      '  ← 40014 不合法的access_token · 凭证无效 · 程序自身 · 修复后重试',
    );
    expect(annotationText([INVALID], en)).toMatch(
      /^ {2}← 40014 不合法的access_token · invalid credential · the program · [a-z ]+$/,
    );
  });

  test('says when another platform may be meant', () => {
    expect(annotationText([{ ...INVALID, platform: 'unknown', ambiguous: true }], zh)).toMatch(
      / · 可能是其他平台的$/,
    );
  });

  test('says of a success that it is one, and nothing of retrying', () => {
    const success: Finding = {
      ...INVALID,
      errcode: 0,
      category: 'success',
      owner: 'nobody',
      retry: 'no',
    };
    expect(annotationText([success], en).split(' · ')).toHaveLength(3);
  });

  test('claims no meaning for a code of another platform', () => {
    const foreign: Finding = { errcode: 310000, platform: 'dingtalk', shape: 'wire' };
    expect(annotationText([foreign], zh)).toBe('  ← 310000 钉钉的错误码 · dingtalk');
    expect(annotationText([{ ...foreign, platform: 'weixin' }], en)).toMatch(
      /official account.* · weixin$/,
    );
  });

  test('says where to ask about a code that is in no catalogue', () => {
    const { meaning: _meaning, remedy: _remedy, ...rest } = INVALID;
    const unknown: Finding = { ...rest, category: 'unknown', group: 'unknown' };
    expect(annotationText([unknown], zh)).toContain('40014 未收录，请查官方错误码页');
  });

  test('puts several codes behind each other, in one line', () => {
    const text = annotationText([INVALID, { ...INVALID, errcode: -1 }], zh);
    expect(text).toMatch(/^ {2}← 40014 [^；]+；-1 [^；]+$/);
    expect(text).not.toContain('\n');
  });

  test('is coloured only when asked', () => {
    expect(annotationText([INVALID], zh)).not.toContain('\u001b');
    expect(annotationText([INVALID], { ...zh, color: true })).toMatch(/\u001b\[\d+m/);
  });
});

describe('the member of an object', () => {
  test('is JSON under the name given, with the ids that every language shares', () => {
    const member = annotationMember('wecom_1', [INVALID], '');
    expect(JSON.parse(`{${member}}`)).toEqual({ wecom_1: [INVALID] });
    expect(member).toMatch(/^"wecom_1":\[\{"errcode":40014,/);
    expect(member).not.toContain('\n');
  });

  test('gives every code of a record the details of that record', () => {
    const details = { hint: '1774937659396423194077724', api: '/cgi-bin/user/get' };
    const both = [INVALID, { ...INVALID, errcode: -1 }];
    expect(JSON.parse(`{${annotationMember('wecom', both, detailsText(details))}}`)).toEqual({
      wecom: both.map((finding) => ({ ...finding, ...details })),
    });
    expect(JSON.parse(`{${annotationMember('wecom', [INVALID], detailsText(details))}}`)).toEqual({
      wecom: [{ ...INVALID, ...details }],
    });
  });
});
