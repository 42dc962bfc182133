import { describe, expect, it } from 'vitest';
import { loadCatalog } from '../../src/catalog/catalog.ts';
import { loadDetails } from '../../src/catalog/details.ts';
import type { Lang } from '../../src/model/lang.ts';

const catalogs = { zh: loadCatalog('zh'), en: loadCatalog('en') };
const details = { zh: await loadDetails('zh'), en: await loadDetails('en') };
const full = (errcode: number, lang: Lang) => details[lang].complete(catalogs[lang].get(errcode)!);

describe('a full entry', () => {
  it('leaves no field empty, for any code in either language', () => {
    const isEmpty = (value: unknown): boolean =>
      value === null ||
      value === '' ||
      (typeof value === 'object' && Object.keys(value).length === 0);
    for (const lang of ['zh', 'en'] as const) {
      for (const entry of catalogs[lang].entries) {
        const whole = details[lang].complete(entry);
        const empty = Object.entries(whole).filter(([, value]) => isEmpty(value));
        expect(empty, `${entry.errcode}`).toEqual([]);
      }
    }
  });

  it("has the page's section in Chinese and ours in English, as Markdown", () => {
    expect(full(72023, 'zh').troubleshooting).toBe(
      '一般为发票已进入后续报销流程，报销企业公众号/企业微信/App锁定了发票。',
    );
    expect(full(60011, 'en').troubleshooting).toMatch(/^1\. /m);
    expect(full(60011, 'en').troubleshooting).not.toMatch(/[\u4e00-\u9fff]/);
    expect(full(40013, 'zh')).not.toHaveProperty('troubleshooting');
  });

  it('keeps what the page of 2019 said where something else is said today', () => {
    expect(full(60020, 'zh').page2019).toEqual({
      meaning: '访问ip不在白名单之中',
      remedy: '请确认访问ip是否在服务商白名单IP列表',
    });
    expect(full(40013, 'zh')).not.toHaveProperty('page2019');
    expect(full(853006, 'zh')).not.toHaveProperty('page2019');
  });

  it('names its sources, each of which is known', () => {
    expect(full(40014, 'zh').sources).toEqual(['page-2019', 'page-2026']);
    expect(full(45028, 'zh').sources).toEqual(['page-2019']);
    expect(full(853007, 'en')).toMatchObject({
      translated: true,
      firstSeen: '2026-08-21',
      sources: ['wecom-cli/issues/111'],
    });
    for (const { errcode } of catalogs.zh.entries) {
      for (const id of full(errcode, 'zh').sources) expect(details.zh.source(id), id).toBeDefined();
    }
    expect(details.zh.source('wecom-cli/issues/111')).toMatchObject({ trust: 'medium' });
  });

  it('links to the pages of its texts and last to the query tool, in its language', () => {
    expect(full(40032, 'zh').links.map(({ text }) => text)).toEqual(
      expect.arrayContaining(['查看帮助', '发消息接口', '官方错误码查询']),
    );
    const english = full(40032, 'en').links;
    expect(english.at(-1)).toEqual({
      text: "WeCom's query tool",
      url: 'https://open.work.weixin.qq.com/devtool/query?e=40032',
    });
    for (const { errcode } of catalogs.en.entries) {
      for (const { text, url } of full(errcode, 'en').links) {
        expect(text).not.toMatch(/[\u4e00-\u9fff]/);
        expect(url).toMatch(/^https:\/\/\S+$/);
      }
    }
  });

  it('has the facts that concern it, in its language', () => {
    const facts = full(45009, 'en').facts ?? [];
    expect(facts.length).toBeGreaterThan(3);
    for (const { text } of facts) expect(text).not.toMatch(/[\u4e00-\u9fff]/);
    expect(full(41001, 'zh')).not.toHaveProperty('facts');
  });

  it('says of a code that only an overlay has where it comes from', () => {
    const entry = { ...catalogs.zh.get(40014)!, errcode: 1234567 };
    expect(details.zh.complete(entry)).toMatchObject({
      sources: ['overlay'],
      links: [{ url: 'https://open.work.weixin.qq.com/devtool/query?e=1234567' }],
    });
  });
});
