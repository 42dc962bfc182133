/** What `explain` says, as JSON. */
import { describe, expect, it } from 'vitest';
import { loadCatalog } from '../../../src/catalog/catalog.ts';
import { loadDetails } from '../../../src/catalog/details.ts';
import { explainJson, retiredJson } from '../../../src/sink/explain/json.ts';

const catalog = loadCatalog('zh');
const details = await loadDetails('zh');
const entry = (errcode: number) => details.complete(catalog.get(errcode)!);

describe('explainJson', () => {
  it('prints an array with every field of an entry', () => {
    expect(JSON.parse(explainJson([entry(-1)]))).toEqual([
      {
        errcode: -1,
        meaning: '系统繁忙',
        category: 'system-error',
        group: 'retry',
        domain: 'common',
        owner: 'wecom',
        retry: 'yes',
        retryMax: 3,
        remedy: '服务器暂不可用，建议稍候重试。建议重试次数不超过3次。',
        links: [
          {
            text: '官方错误码查询',
            url: 'https://open.work.weixin.qq.com/devtool/query?e=-1',
          },
        ],
        facts: [expect.objectContaining({ id: 'system-busy-retry', value: 3, unit: 'times' })],
        sources: ['page-2019', 'page-2026'],
      },
    ]);
  });

  it('keeps troubleshooting as Markdown and ends with a line end', () => {
    const text = explainJson([entry(40032)]);
    expect(JSON.parse(text)[0].troubleshooting).toContain('1. [发消息接口](https://developer.');
    expect(text).toMatch(/^\[\n {2}\{\n[\s\S]*\n\]\n$/);
    expect(explainJson([])).toBe('[]\n');
  });
});

describe('retiredJson', () => {
  it('marks codes of the early years', () => {
    expect(JSON.parse(retiredJson([{ errcode: 40015, meaning: '不合法的菜单类型' }]))).toEqual([
      { errcode: 40015, meaning: '不合法的菜单类型', retired: true },
    ]);
  });
});
