import { describe, expect, it } from 'vitest';
import { ADVICE } from '../../src/catalog/advice.ts';
import { loadCatalog } from '../../src/catalog/catalog.ts';
import { LANGS } from '../../src/model/lang.ts';
import { CATEGORIES, CATEGORY_IDS } from '../../src/model/taxonomy.ts';

const zh = loadCatalog('zh');
const en = loadCatalog('en');

const CHINESE = /[\u3000-\u303f\u3400-\u9fff\uff00-\uffef]/u;

describe('loadCatalog', () => {
  it('holds 1,600 codes, ascending, and finds each by its number', () => {
    expect(zh.entries).toHaveLength(1600);
    expect(zh.size).toBe(1600);
    expect(zh.version).toMatch(/^20\d\d-\d\d-\d\d$/);
    const codes = zh.entries.map(({ errcode }) => errcode);
    expect(codes).toEqual([...new Set(codes)].sort((one, other) => one - other));
    for (const entry of zh.entries) expect(zh.get(entry.errcode)).toBe(entry);
    expect(zh.get(40015)).toBeUndefined();
  });

  it('has a meaning and a remedy for every code in both languages, on one line each', () => {
    for (const { entries } of [zh, en]) {
      for (const { errcode, meaning, remedy } of entries) {
        for (const text of [meaning, remedy]) expect(text, `${errcode}`).toMatch(/^\S(.*\S)?$/);
      }
    }
  });

  it('speaks no Chinese in English', () => {
    const wrong = en.entries.filter(({ meaning, remedy }) => CHINESE.test(meaning + remedy));
    expect(wrong).toEqual([]);
  });

  it("keeps the page's own words in Chinese where they hold", () => {
    expect(zh.get(40013)).toMatchObject({
      meaning: '不合法的CorpID',
      remedy: '需确认CorpID是否填写正确，在 web管理端-设置 可查看',
    });
    expect(zh.get(302004)?.meaning).toMatch(/^组织架构不合法（1不是一棵树/);
  });

  it("says today's meaning where it changed", () => {
    expect(zh.get(60020)?.meaning).toBe('不安全的访问IP');
    expect(zh.get(610004)?.meaning).toBe('输入参数不是企业客户');
  });

  it('derives group and owner from the category unless the code names its owner', () => {
    expect(zh.get(60020)).toMatchObject({ group: 'grant', owner: 'administrator' });
    expect(zh.get(45033)).toMatchObject({ group: 'retry', owner: 'developer' });
    for (const { category, group } of zh.entries) expect(group).toBe(CATEGORIES[category].group);
  });

  it('gives numbers for retries where the facts do', () => {
    expect(zh.get(-1)).toMatchObject({ retry: 'yes', retryMax: 3 });
    expect(zh.get(45009)).toMatchObject({ retry: 'after-wait', retryWaitSeconds: 60 });
    expect(zh.get(84055)).toMatchObject({ retryWaitSeconds: 5 });
    expect(zh.get(41001)).not.toHaveProperty('retryMax');
    for (const { retry, retryMax } of zh.entries) if (retry === 'yes') expect(retryMax).toBe(3);
  });

  it('differs between languages in nothing but the words', () => {
    const withoutWords = (catalog: typeof zh) =>
      catalog.entries.map((entry) => ({ ...entry, meaning: '', remedy: '' }));
    expect(withoutWords(en)).toEqual(withoutWords(zh));
  });

  it('knows the numbers of relatives, and of nobody else', () => {
    expect([40014, 853006, 61450, 310000].map(zh.isKnown)).toEqual([true, true, true, true]);
    expect([1234567, 10000, 404].map(zh.isKnown)).toEqual([false, false, false]);
  });
});

describe('ADVICE', () => {
  it('has one line a category in each language', () => {
    expect(Object.keys(ADVICE).sort()).toEqual([...CATEGORY_IDS].sort());
    for (const category of CATEGORY_IDS) {
      for (const lang of LANGS) expect(ADVICE[category][lang]).toMatch(/^[^\n]{10,}[。.]$/);
    }
  });
});
