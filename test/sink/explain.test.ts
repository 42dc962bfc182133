import { describe, expect, it } from 'vitest';
import { loadCatalog } from '../../src/catalog/catalog.ts';
import { loadDetails } from '../../src/catalog/details.ts';
import type { FullEntry } from '../../src/model/catalog.ts';
import type { Lang } from '../../src/model/lang.ts';
import { explainJson, renderExplain, renderMiss } from '../../src/sink/explain.ts';
import { textWidth } from '../../src/sink/width.ts';

const catalogs = { zh: loadCatalog('zh'), en: loadCatalog('en') };
const details = { zh: await loadDetails('zh'), en: await loadDetails('en') };

function entry(errcode: number, lang: Lang = 'zh'): FullEntry {
  const found = catalogs[lang].get(errcode);
  if (found === undefined) throw new Error(`no entry ${errcode}`);
  return details[lang].complete(found);
}

function explain(errcode: number, lang: Lang = 'zh', width = 60): string {
  return renderExplain([entry(errcode, lang)], { lang, color: false, width });
}

describe('renderExplain', () => {
  it('puts code and meaning first, then who acts, then the remedy', () => {
    expect(explain(40013, 'zh', 80)).toBe(
      [
        '40013  不合法的CorpID',
        '  处理方：开发者 · 修复后重试 · 凭证无效 · 身份与凭证',
        '  怎么办：需确认CorpID是否填写正确，在 web管理端-设置 可查看',
        '  链接',
        '    官方错误码查询  https://open.work.weixin.qq.com/devtool/query?e=40013',
        '',
      ].join('\n'),
    );
  });

  it('speaks English', () => {
    expect(explain(84055, 'en', 80)).toBe(
      [
        '84055  Public-fee calls exceed the frequency limit',
        '  Who acts: the program · retry after a wait (5 s) · rate limited · phone',
        '  What to do: Wait at least 5 seconds between public-fee calls by the same',
        '  service agent, then repeat the call.',
        '  Links',
        "    WeCom's query tool  https://open.work.weixin.qq.com/devtool/query?e=84055",
        '',
      ].join('\n'),
    );
  });

  it('says how often to call again', () => {
    expect(explain(-1)).toContain('可重试（最多 3 次）');
    expect(explain(-1, 'en')).toContain('retry (at most 3 times)');
  });

  it('lays out points, bullets and links', () => {
    const made: FullEntry = {
      ...entry(45009),
      remedy: '停止调用，等限制过去。',
      troubleshooting:
        '调用太频繁。请确认：\n\n1. 频率策略，参考：[调用频率](https://example.com/limits)\n2. 时长一般与调用的限制时长相同，比如说是**分钟级别**的限制，则在1分钟后自动解除\n   - 仅系统失败需要重试',
      links: [
        { text: '调用频率', url: 'https://example.com/limits' },
        { text: '官方错误码查询', url: 'https://example.com/query?e=45009' },
      ],
    };
    expect(renderExplain([made], { lang: 'zh', color: false, width: 60 })).toBe(
      [
        '45009  接口调用超过限制',
        '  处理方：程序自身 · 等待后重试（60 秒） · 频率受限 · 通用',
        '  怎么办：停止调用，等限制过去。',
        '  排查方法',
        '    调用太频繁。请确认：',
        '    1. 频率策略，参考：调用频率',
        '    2. 时长一般与调用的限制时长相同，比如说是分钟级别的限',
        '       制，则在1分钟后自动解除',
        '       • 仅系统失败需要重试',
        '  链接',
        '    调用频率        https://example.com/limits',
        '    官方错误码查询  https://example.com/query?e=45009',
        '',
      ].join('\n'),
    );
  });

  it('does not print a section twice', () => {
    const remedy = '确认 access_token 是否过期';
    const made: FullEntry = { ...entry(40014), remedy, troubleshooting: `1. ${remedy}` };
    expect(renderExplain([made], { lang: 'zh', color: false, width: 60 })).not.toContain('怎么办');
  });

  it('hangs a long meaning beside its code', () => {
    const [first = '', second = ''] = explain(302004).split('\n');
    expect(first).toMatch(/^302004 {2}组织架构/);
    expect(second).toMatch(/^ {8}\S/);
  });

  it('has nothing to repeat and nobody to call after a success', () => {
    expect(explain(0)).toContain('\n  无需处理 · 成功 · 通用\n');
  });

  it('keeps every line but addresses within the width, in both languages', () => {
    for (const lang of ['zh', 'en'] as const) {
      for (const width of [40, 72, 100]) {
        const text = renderExplain(catalogs[lang].entries.map(details[lang].complete), {
          lang,
          color: true,
          width,
        });
        const lines = text.split('\n').filter((line) => !line.includes('https://'));
        expect(lines.length).toBeGreaterThan(1000);
        const tooLong = lines.filter((line) => textWidth(line) > width);
        expect(tooLong).toEqual([]);
      }
    }
  });

  it('adds colours and nothing else', () => {
    const entries = catalogs.zh.entries.map(details.zh.complete);
    const plain = renderExplain(entries, { lang: 'zh', color: false, width: 72 });
    const colored = renderExplain(entries, { lang: 'zh', color: true, width: 72 });
    expect(plain).not.toContain('\u001b');
    expect(colored).toContain('\u001b[31m40014\u001b[39m');
    expect(colored.replace(/\u001b\[\d+m/g, '')).toBe(plain);
  });

  it('separates entries by a blank line and prints nothing for none', () => {
    const text = renderExplain([entry(41001), entry(41002)], {
      lang: 'zh',
      color: false,
      width: 80,
    });
    expect(text.match(/\n\n41002/g)).toHaveLength(1);
    expect(renderExplain([], { lang: 'zh', color: false, width: 80 })).toBe('');
  });
});

describe('renderMiss', () => {
  const miss = {
    errcode: 40015,
    neighbours: [entry(40014), entry(40016)],
    url: 'https://open.work.weixin.qq.com/devtool/query?e=40015',
    color: false,
  };

  it('names the query tool and the nearest codes', () => {
    expect(renderMiss({ ...miss, lang: 'zh' })).toBe(
      [
        '40015  不在目录中',
        '  官方查询：https://open.work.weixin.qq.com/devtool/query?e=40015',
        '  相近的错误码',
        '    40014  不合法的access_token · 凭证无效',
        '    40016  不合法的按钮个数 · 超出大小限制',
        '',
      ].join('\n'),
    );
    expect(renderMiss({ ...miss, lang: 'en' })).toContain(
      '40014  不合法的access_token · invalid credential',
    );
  });

  it('says nothing of neighbours when there are none', () => {
    expect(renderMiss({ ...miss, neighbours: [], lang: 'en' })).not.toContain('Nearest');
  });
});

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
