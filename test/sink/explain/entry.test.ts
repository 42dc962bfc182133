import { describe, expect, it } from 'vitest';
import { loadCatalog } from '../../../src/catalog/catalog.ts';
import { loadDetails } from '../../../src/catalog/details.ts';
import type { FullEntry } from '../../../src/model/catalog.ts';
import type { Lang } from '../../../src/model/lang.ts';
import { renderEntries } from '../../../src/sink/explain/entry.ts';
import type { ExplainOptions } from '../../../src/sink/explain/labels.ts';
import { textWidth } from '../../../src/sink/width.ts';

const catalogs = { zh: loadCatalog('zh'), en: loadCatalog('en') };
const details = { zh: await loadDetails('zh'), en: await loadDetails('en') };

function entry(errcode: number, lang: Lang = 'zh'): FullEntry {
  const found = catalogs[lang].get(errcode);
  if (found === undefined) throw new Error(`no entry ${errcode}`);
  return details[lang].complete(found);
}

function explain(errcode: number, lang: Lang = 'zh', width = 60): string {
  return render([entry(errcode, lang)], { lang, color: false, width });
}

function render(entries: readonly FullEntry[], options: ExplainOptions): string {
  return renderEntries(entries, { ...options, sourceOf: details[options.lang].source });
}

describe('an entry printed whole', () => {
  it('puts code and meaning first, then who acts, then the remedy', () => {
    expect(explain(40013, 'zh', 80)).toBe(
      [
        '40013  不合法的CorpID',
        '  处理方：开发者 · 修复后重试 · 凭证无效 · 身份与凭证',
        '  怎么办：需确认CorpID是否填写正确，在 web管理端-设置 可查看',
        '  常见 errmsg：invalid corpid',
        '  链接',
        '    官方错误码查询  https://open.work.weixin.qq.com/devtool/query?e=40013',
        '  来源：page-2019（2019）、page-2026（2026-01-09）',
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
        '  Figures',
        '    • One public-fee phone call per agent every 5 seconds.',
        '  Links',
        "    WeCom's query tool  https://open.work.weixin.qq.com/devtool/query?e=84055",
        '  Sources: page-2019 (2019), page-2026 (2026-01-09)',
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
      ...catalogs.zh.get(45009)!,
      sources: ['overlay'],
      remedy: '停止调用，等限制过去。',
      troubleshooting:
        '调用太频繁。请确认：\n\n1. 频率策略，参考：[调用频率](https://example.com/limits)\n2. 时长一般与调用的限制时长相同，比如说是**分钟级别**的限制，则在1分钟后自动解除\n   - 仅系统失败需要重试',
      links: [
        { text: '调用频率', url: 'https://example.com/limits' },
        { text: '官方错误码查询', url: 'https://example.com/query?e=45009' },
      ],
    };
    expect(render([made], { lang: 'zh', color: false, width: 60 })).toBe(
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
        '  来源：overlay',
        '',
      ].join('\n'),
    );
  });

  it('does not print a section twice', () => {
    const remedy = '确认 access_token 是否过期';
    const made: FullEntry = { ...entry(40014), remedy, troubleshooting: `1. ${remedy}` };
    expect(render([made], { lang: 'zh', color: false, width: 60 })).not.toContain('怎么办');
  });

  it('puts what is urgent before what explains: who acts, where to click, how long it lasts', () => {
    const places = [
      '处理方：',
      '怎么办：',
      '去操作：',
      '等多久',
      '何时重试：',
      '排查方法',
      '官方数字',
      '链接',
      '来源：',
    ];
    const text = explain(45009);
    const at = places.map((words) => text.indexOf(`\n  ${words}`));
    expect(at).toEqual([...at].sort((one, other) => one - other));
    expect(at[0]).toBeGreaterThan(0);
    expect(text).toContain(
      '  去操作：频率自助解封工具  https://open.work.weixin.qq.com/wwopen/devtool/checkCorpSpamBlock\n',
    );
    expect(text).toContain('    • 触发分钟级限制后屏蔽 60 秒。\n');
  });

  it('sends administrators to their console, and nobody else', () => {
    const console = 'https://work.weixin.qq.com/wework_admin/frame';
    expect(explain(60020)).toContain(`  去操作：管理后台  ${console}\n`);
    expect(explain(60020, 'en')).toContain(`  Open: Admin console  ${console}\n`);
    expect(explain(40014)).not.toContain('去操作');
  });

  it('prints no page twice', () => {
    for (const made of catalogs.zh.entries.map(details.zh.complete)) {
      const urls = made.links.map(({ url }) => url);
      expect([made.errcode, new Set(urls).size]).toEqual([made.errcode, urls.length]);
    }
  });

  it('says what a code meant in 2019 where that was something else, and what WeCom sends', () => {
    expect(explain(60020)).toContain('\n  2019 年的含义：访问ip不在白名单之中\n');
    expect(explain(60020)).toContain('\n  常见 errmsg：not allow to access from your ip\n');
    expect(explain(45009)).not.toContain('2019 年');
  });

  it('says which codes are not confirmed by the official page, and since when codes are known', () => {
    expect(explain(853004, 'zh', 100)).toContain('官方错误码页未列出');
    expect(explain(853004, 'zh', 100)).toMatch(/ · 最早见于 20\d\d/);
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
        const text = render(catalogs[lang].entries.map(details[lang].complete), {
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
    const plain = render(entries, { lang: 'zh', color: false, width: 72 });
    const colored = render(entries, { lang: 'zh', color: true, width: 72 });
    expect(plain).not.toContain('\u001b');
    expect(colored).toContain('\u001b[31m40014\u001b[39m');
    expect(colored.replace(/\u001b\[\d+m/g, '')).toBe(plain);
  });

  it('separates entries by a blank line and prints nothing for none', () => {
    const text = render([entry(41001), entry(41002)], {
      lang: 'zh',
      color: false,
      width: 80,
    });
    expect(text.match(/\n\n41002/g)).toHaveLength(1);
    expect(render([], { lang: 'zh', color: false, width: 80 })).toBe('');
  });
});
