import { describe, expect, it } from 'vitest';
import { ADVICE } from '../../src/catalog/advice.ts';
import { loadCatalog } from '../../src/catalog/catalog.ts';
import { LANGS } from '../../src/model/lang.ts';
import { CATEGORIES, CATEGORY_IDS } from '../../src/model/taxonomy.ts';

const zh = loadCatalog('zh');
const en = loadCatalog('en');

describe('loadCatalog', () => {
  it('holds the 329 codes of the page and finds each by its number', () => {
    expect(zh.entries).toHaveLength(329);
    expect(zh.version).toBe('page-2019');
    for (const entry of zh.entries) expect(zh.get(entry.errcode)).toBe(entry);
    expect(zh.get(40015)).toBeUndefined();
  });

  it('has a remedy for every code in both languages', () => {
    for (const { entries } of [zh, en]) {
      for (const { errcode, remedy } of entries) {
        expect(remedy, `${errcode}`).toMatch(/^\S.*\S$/);
      }
    }
  });

  it('takes the Chinese remedy from the page, if it has one', () => {
    expect(zh.get(40001)?.remedy).toBe('secret在应用详情/通讯录管理助手可查看');
  });

  it('brings the section onto one line where the page has no short remedy', () => {
    expect(zh.get(40032)?.remedy).toBe(
      '不合法的UserID列表长度。确认： 1）发消息接口，最多指定1000人。 2）批量删除成员接口，最多指定200人。',
    );
    expect(zh.get(60011)?.remedy).toContain('1）变更通讯录接口，需要有通讯录编辑权限。 • 普通应用');
    expect(zh.get(50001)?.remedy).toContain('可信域名完全匹配（包括端口号）');
  });

  it('falls back on the advice of the category', () => {
    expect(zh.get(86101)?.remedy).toBe(ADVICE['permission-denied'].zh);
    expect(en.get(40001)?.remedy).toBe(ADVICE['invalid-credential'].en);
  });

  it('derives group and owner from the category unless the code names its owner', () => {
    expect(zh.get(60020)).toMatchObject({ group: 'grant', owner: 'administrator' });
    expect(zh.get(45033)).toMatchObject({ group: 'retry', owner: 'developer' });
    for (const { category, group } of zh.entries) expect(group).toBe(CATEGORIES[category].group);
  });

  it('differs between languages in nothing but the remedy', () => {
    const withoutRemedy = (catalog: typeof zh) =>
      catalog.entries.map((entry) => ({ ...entry, remedy: '' }));
    expect(withoutRemedy(en)).toEqual(withoutRemedy(zh));
  });

  it('leaves out what a code does not have', () => {
    const entry = zh.get(41001);
    expect(entry?.links).toEqual([]);
    for (const name of ['troubleshooting', 'hint', 'retryMax', 'retryWaitSeconds']) {
      expect(entry).not.toHaveProperty(name);
    }
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
