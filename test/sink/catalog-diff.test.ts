/** The difference of two catalogues, printed. */
import { describe, expect, it } from 'vitest';
import type { CatalogDiff, SnapshotEntry } from '../../src/model/catalog-export.ts';
import { diffJson, renderDiff } from '../../src/sink/catalog-diff.ts';
import { textWidth } from '../../src/sink/width.ts';

const entry: SnapshotEntry = {
  errcode: 990001,
  meaning: '网关超时，请稍后再试；如果一直超时，请找网关值班的同事看一下上游',
  category: 'system-error',
  domain: 'common',
  owner: 'wecom',
  retry: 'yes',
  remedy: '',
};

const diff: CatalogDiff = {
  old: { codes: 329 },
  new: { version: '2026-09', codes: 1600 },
  lang: 'zh',
  added: [entry],
  removed: [{ ...entry, errcode: -2, meaning: '没了' }],
  meanings: [{ errcode: 82001, old: '指定的成员全部非法', new: '指定的成员为空' }],
  reclassified: [
    {
      errcode: 60020,
      meaning: '不安全的访问IP',
      category: ['invalid-parameter', 'permission-denied'],
      retry: ['no', 'after-fix'],
    },
  ],
  remedies: [40001, 40014],
};

describe('a difference', () => {
  it('is told in sections, what is new first', () => {
    expect(renderDiff(diff, { lang: 'zh', color: false, width: 60 })).toBe(
      [
        '旧目录（329 个错误码） → 2026-09（1600 个错误码）',
        '',
        '新增  1',
        '  + 990001  网关超时，请稍后再试；如果一直超时，请找网关值班',
        '            的同事看一下上游 · 系统错误',
        '',
        '移除  1',
        '  - -2  没了 · 系统错误',
        '',
        '含义有变  1',
        '  82001  - 指定的成员全部非法',
        '         + 指定的成员为空',
        '',
        '重新归类  1',
        '  60020  不安全的访问IP · 参数不合法 → 无权限；不要重试 → 修',
        '         复后重试',
        '',
        '处理办法有改动  2',
        '  40001 40014',
        '',
      ].join('\n'),
    );
  });

  it('of equal catalogues says so', () => {
    const same = { ...diff, added: [], removed: [], meanings: [], reclassified: [], remedies: [] };
    expect(renderDiff(same, { lang: 'en', color: false, width: 80 })).toBe(
      'old catalogue (329 codes) → 2026-09 (1600 codes)\n\nno difference\n',
    );
  });

  it('keeps ids that it does not know', () => {
    const odd = {
      ...diff,
      reclassified: [{ errcode: 1, meaning: 'x', category: ['gone', 'not-found'] }],
    } as unknown as CatalogDiff;
    expect(renderDiff(odd, { lang: 'en', color: false, width: 80 })).toContain('gone → not found');
  });

  it('keeps to the width and adds only colours', () => {
    for (const width of [40, 80]) {
      const colored = renderDiff(diff, { lang: 'zh', color: true, width });
      expect(colored.split('\n').filter((line) => textWidth(line) > width)).toEqual([]);
      const plain = renderDiff(diff, { lang: 'zh', color: false, width });
      expect(colored.replace(/\u001b\[\d+m/g, '')).toBe(plain);
    }
  });

  it('is JSON with its schema first', () => {
    const text = diffJson(diff);
    expect(text).toMatch(/^\{\n {2}"schema": "wecomlog.catalog-diff\/1",/);
    expect(JSON.parse(text)).toEqual({ schema: 'wecomlog.catalog-diff/1', ...diff });
  });
});
