import { describe, expect, it } from 'vitest';
import { loadCatalog } from '../../src/catalog/catalog.ts';
import { foreignWords, isShared } from '../../src/catalog/platforms.ts';

describe('isShared', () => {
  it('holds for numbers that relatives use as well, and never for 0', () => {
    expect([40014, 61450, 88, -1].every(isShared)).toBe(true);
    expect([0, 301002, 640001].some(isShared)).toBe(false);
  });
});

describe('foreignWords', () => {
  it('gives a code the meaning of its own platform', () => {
    expect(foreignWords('weixin', 40003, 'en')?.meaning).toMatch(/OpenID/);
    expect(foreignWords('dingtalk', 310000, 'zh')?.meaning).toMatch(/机器人/);
    expect(foreignWords('callback-crypto', -40001, 'zh')).toMatchObject({
      meaning: '签名验证错误',
      remedy: expect.any(String),
    });
    expect(foreignWords('finance-sdk', 10001, 'en')?.meaning).not.toMatch(/[\u4e00-\u9fff]/);
  });

  it('gives none where there are no words, and never those of WeCom', () => {
    expect(foreignWords('weixin', 301002, 'zh')).toBeUndefined();
    expect(foreignWords('wecom', 40014, 'zh')).toBeUndefined();
    const catalog = loadCatalog('zh');
    for (const { errcode, meaning } of catalog.entries) {
      const foreign = foreignWords('weixin', errcode, 'zh')?.meaning;
      if ([40003, 40013, 48002, 50001, 85004].includes(errcode)) expect(foreign).not.toBe(meaning);
    }
  });
});
