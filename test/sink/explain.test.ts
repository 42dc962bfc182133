import { describe, expect, it } from 'vitest';
import { loadCatalog } from '../../src/catalog/catalog.ts';
import type { CatalogEntry } from '../../src/model/catalog.ts';
import type { Lang } from '../../src/model/lang.ts';
import { explainJson, renderExplain, renderMiss } from '../../src/sink/explain.ts';
import { textWidth } from '../../src/sink/width.ts';

const catalogs = { zh: loadCatalog('zh'), en: loadCatalog('en') };

function entry(errcode: number, lang: Lang = 'zh'): CatalogEntry {
  const found = catalogs[lang].get(errcode);
  if (found === undefined) throw new Error(`no entry ${errcode}`);
  return found;
}

function explain(errcode: number, lang: Lang = 'zh', width = 60): string {
  return renderExplain([entry(errcode, lang)], { lang, color: false, width });
}

describe('renderExplain', () => {
  it('puts code and meaning first, then who acts, then the remedy', () => {
    expect(explain(40001, 'zh')).toBe(
      [
        '40001  不合法的secret参数',
        '  处理方：开发者 · 修复后重试 · 凭证无效 · 身份与凭证',
        '  怎么办：secret在应用详情/通讯录管理助手可查看',
        '',
      ].join('\n'),
    );
  });

  it('speaks English around the Chinese words of the page', () => {
    expect(explain(84055, 'en', 80)).toBe(
      [
        '84055  超过拨打公费电话频率',
        '  Who acts: the program · retry after a wait (5 s) · rate limited · phone',
        '  What to do: Stop calling until the window has passed, then call more slowly;',
        '  look for a loop that repeats the same request.',
        '',
      ].join('\n'),
    );
  });

  it('says how often to call again', () => {
    expect(explain(-1)).toContain('可重试（最多 3 次）');
    expect(explain(-1, 'en')).toContain('retry (at most 3 times)');
  });

  it('lays out points, bullets and links, and does not print a section twice', () => {
    expect(explain(45009)).toBe(
      [
        '45009  接口调用超过限制',
        '  处理方：程序自身 · 等待后重试（60 秒） · 频率受限 · 通用',
        '  官方排查方法',
        '    接口调用超过限制。',
        '    1. 具体频率策略，参考：主动调用频率限制',
        '    2. 频率拦截时长一般与调用的限制时长相同，比如说是分钟级',
        '       别的限制，则在中频率后的1分钟后自动解除。小时、天、以',
        '       及月份，也是以此类推。',
        '    3. 我们对接口调用的频率限制是比较宽松的。对于接口中频率',
        '       的调用，考虑以下优化：',
        '       • 接口实现时，仅系统失败需要重试。其余错误码，应该排',
        '         查下调用失败原因',
        '       • 发消息应该控制合理调用，对于单个成员来说，一天收到',
        '         大量的推送，体验是不好的',
        '    4. 部分频率拦截，可自助解封，访问：频率自助解封工具',
        '  链接',
        '    查看帮助          https://developer.work.weixin.qq.com/document/path/90313#错误码：45009',
        '    主动调用频率限制  https://developer.work.weixin.qq.com/document/path/90312',
        '    频率自助解封工具  https://open.work.weixin.qq.com/wwopen/devtool/checkCorpSpamBlock',
        '',
      ].join('\n'),
    );
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
        const text = renderExplain(catalogs[lang].entries, { lang, color: true, width });
        const lines = text.split('\n').filter((line) => !line.includes('https://'));
        expect(lines.length).toBeGreaterThan(1000);
        const tooLong = lines.filter((line) => textWidth(line) > width);
        expect(tooLong).toEqual([]);
      }
    }
  });

  it('adds colours and nothing else', () => {
    const { entries } = catalogs.zh;
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
        troubleshooting: null,
        links: [],
        sources: ['page-2019'],
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
