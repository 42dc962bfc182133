/** Codes one a line. */
import { describe, expect, it } from 'vitest';
import { loadCatalog } from '../../../src/catalog/catalog.ts';
import { renderList, renderMeanings } from '../../../src/sink/explain/list.ts';
import { textWidth } from '../../../src/sink/width.ts';

const zh = loadCatalog('zh');
const en = loadCatalog('en');
const plain = { lang: 'zh', color: false, width: 0 } as const;

describe('a list of codes', () => {
  it('aligns its columns by what they take on a terminal', () => {
    const entries = [-1, 0, 45009, 301022].map((code) => zh.get(code)!);
    expect(renderList(entries, plain)).toBe(
      [
        '    -1  系统错误  企业微信  可重试      系统繁忙',
        '     0  成功      无需处理              请求成功',
        ' 45009  频率受限  程序自身  等待后重试  接口调用超过限制',
        '301022  系统错误  企业微信  可重试      获取打卡数据失败',
        '',
      ].join('\n'),
    );
  });

  it('is cut to the terminal, in both languages and in colour too, and never to a pipe', () => {
    for (const [lang, catalog] of [
      ['zh', zh],
      ['en', en],
    ] as const) {
      const { entries } = catalog;
      const cut = renderList(entries, { lang, color: true, width: 60 }).trimEnd().split('\n');
      expect(cut).toHaveLength(1600);
      expect(cut.filter((line) => textWidth(line) > 60)).toEqual([]);
      const whole = renderList(entries, { lang, color: false, width: 0 });
      for (const { meaning } of entries.slice(0, 50)) expect(whole).toContain(`  ${meaning}\n`);
    }
  });

  it('gives up columns on the right where meanings would have no room', () => {
    const entries = [en.get(45009)!];
    const at = (width: number) => renderList(entries, { lang: 'en', color: false, width });
    expect(at(100)).toBe(
      '45009  rate limited  the program  retry after a wait  API calls exceed the limit\n',
    );
    expect(at(80)).toBe('45009  rate limited  the program  API calls exceed the limit\n');
    expect(at(60)).toBe('45009  rate limited  API calls exceed the limit\n');
    expect(at(20)).toBe('45009  API calls ex…\n');
  });

  it('adds colours and nothing else', () => {
    const colored = renderList(zh.entries, { ...plain, color: true });
    expect(colored.replace(/\u001b\[\d+m/g, '')).toBe(renderList(zh.entries, plain));
    expect(colored).toContain('\u001b[');
  });

  it('is nothing for none, and number and meaning for codes that have no more', () => {
    expect(renderList([], plain)).toBe('');
    expect(
      renderMeanings(
        [
          { errcode: -40001, meaning: '签名验证错误' },
          { errcode: 1, meaning: '二' },
        ],
        plain,
      ),
    ).toBe('-40001  签名验证错误\n     1  二\n');
  });
});
