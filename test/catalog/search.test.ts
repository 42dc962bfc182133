/** Codes found by words. */
import { describe, expect, it } from 'vitest';
import { loadCatalog } from '../../src/catalog/catalog.ts';
import { loadDetails } from '../../src/catalog/details.ts';
import { searchEntries } from '../../src/catalog/search.ts';

const zh = loadCatalog('zh');
const en = loadCatalog('en');
const details = await loadDetails('zh');
const all = zh.entries.map((entry) => ({
  zh: entry,
  en: en.get(entry.errcode)!,
  errmsg: details.complete(entry).errmsg,
}));

function search(...phrases: string[]): number[] {
  return searchEntries(all, phrases).map((entry) => entry.zh.errcode);
}

describe('a search by words', () => {
  it('wants every word, wherever it stands', () => {
    const found = search('token', 'expired');
    expect(found).toContain(42001);
    for (const errcode of found) {
      const { meaning, remedy } = en.get(errcode)!;
      const text = `${meaning} ${remedy} ${zh.get(errcode)!.meaning} ${zh.get(errcode)!.category}`;
      expect([errcode, /token/i.test(text)]).toEqual([errcode, true]);
    }
    expect(search('token', 'expired', 'unicorn')).toEqual([]);
  });

  it('takes words of a phrase one by one, and prefers where they stand together', () => {
    expect(new Set(search('rate limit'))).toEqual(new Set(search('rate', 'limit')));
    expect(search('rate limit').slice(0, 5)).toContain(45009);
  });

  it('finds names of categories and areas, in both languages, and what WeCom sends', () => {
    expect(search('频率受限')).toHaveLength(24);
    const there = zh.entries.filter(
      ({ category, domain }) => category === 'already-exists' && domain === 'contacts',
    );
    for (const { errcode } of there) {
      expect(search('通讯录', '已存在')).toContain(errcode);
      expect(search('contacts', 'already-exists')).toContain(errcode);
    }
    expect(search('api freq out of limit')[0]).toBe(45009);
  });

  it('puts a meaning before a remedy', () => {
    const found = search('corpid');
    const inMeaning = found.map(
      (code) => /corpid/i.test(zh.get(code)!.meaning) || /corpid/i.test(en.get(code)!.meaning),
    );
    expect(inMeaning.indexOf(false)).toBeGreaterThan(3);
    expect(inMeaning.lastIndexOf(true)).toBeLessThan(found.length / 2);
  });

  it('reads width and case of letters, hyphens and underlines alike', () => {
    const wanted = search('access_token');
    expect(wanted.length).toBeGreaterThan(5);
    for (const other of ['ACCESS_TOKEN', 'access-token', 'ａｃｃｅｓｓ＿ｔｏｋｅｎ']) {
      expect(search(other)).toEqual(wanted);
    }
  });

  it('parts Chinese from other letters, and finds the singular for a plural', () => {
    expect(new Set(search('不合法的media'))).toEqual(new Set(search('不合法的', 'media')));
    expect(search('buttons').length).toBeGreaterThanOrEqual(search('button').length - 1);
    expect(search('buttons')).toContain(40017);
  });

  it('finds nothing by nothing', () => {
    expect(search('…')).toEqual([]);
    expect(search('')).toEqual([]);
  });

  it('takes no word for a pattern', () => {
    expect(search('.*')).toEqual([]);
    expect(() => search('media_id(', '[a')).not.toThrow();
  });
});
