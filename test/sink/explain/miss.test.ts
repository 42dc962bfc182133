/** What is offered for codes that the catalogue does not have. */
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { loadCatalog } from '../../../src/catalog/catalog.ts';
import { readOverlays } from '../../../src/catalog/overlay.ts';
import { type Miss, renderMisses } from '../../../src/sink/explain/miss.ts';
import { textWidth } from '../../../src/sink/width.ts';
import { folderOf } from '../../helpers/folder.ts';

const catalog = loadCatalog('zh');
const zh = { lang: 'zh', color: false, width: 80 } as const;
const en = { ...zh, lang: 'en' } as const;

const miss: Miss = {
  errcode: 40015,
  neighbours: [catalog.get(40014)!, catalog.get(40016)!],
  url: 'https://open.work.weixin.qq.com/devtool/query?e=40015',
  elsewhere: [],
};

/** The overlay in a text: from its first comment on. */
function overlayIn(text: string): string {
  return text.slice(text.indexOf('# '));
}

async function loaded(overlay: string) {
  const folder = folderOf({ 'house.yaml': overlay });
  return loadCatalog('zh', await readOverlays([join(folder, 'house.yaml')]));
}

describe('a miss', () => {
  it('names the query tool and the nearest codes', () => {
    expect(renderMisses([miss], zh).split('\n\n')[0]).toBe(
      [
        '40015  不在目录中',
        '  官方查询：https://open.work.weixin.qq.com/devtool/query?e=40015',
        '  相近的错误码',
        '    40014  不合法的access_token · 凭证无效',
        '    40016  不合法的按钮个数 · 超出大小限制',
      ].join('\n'),
    );
    expect(renderMisses([miss], en)).toContain('40014  不合法的access_token · invalid credential');
  });

  it('says nothing of neighbours when there are none', () => {
    expect(renderMisses([{ ...miss, neighbours: [] }], en)).not.toContain('Nearest');
  });

  it('says what the number means elsewhere, and offers no overlay then', () => {
    const elsewhere = [
      {
        title: '回调加解密库',
        option: '--system callback-crypto',
        meaning: '签名',
        remedy: '核对',
      },
    ];
    const text = renderMisses([{ ...miss, elsewhere }], zh);
    expect(text).toContain('\n  回调加解密库 · --system callback-crypto\n    签名\n    核对\n');
    expect(text).not.toContain('codes:');
  });

  it('gives an overlay that can be pasted as it stands, in both languages', async () => {
    const other = { ...miss, errcode: -7, neighbours: [], errmsg: 'it: "said" #so' };
    for (const options of [zh, en]) {
      const overlay = overlayIn(renderMisses([miss, other], { ...options, color: true }));
      expect(overlay).not.toContain('\u001b');
      const mine = await loaded(overlay);
      expect(mine.get(40015)).toMatchObject({ category: 'invalid-parameter' });
      expect(mine.get(-7)).toMatchObject({ meaning: 'it: "said" #so', domain: 'unknown' });
    }
  });

  it('gives a valid overlay whatever WeCom said', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'grapheme', minLength: 1 }), async (errmsg) => {
        fc.pre(/[\p{L}\p{N}]/u.test(errmsg));
        const mine = await loaded(overlayIn(renderMisses([{ ...miss, errmsg }], zh)));
        expect(mine.get(40015)?.meaning).toBeDefined();
      }),
      { numRuns: 50 },
    );
  });

  it('sends no control character of a log to the terminal', () => {
    const text = renderMisses([{ ...miss, errmsg: 'a\u001b[2Jb\u009bc\u202ed' }], zh);
    expect(text).not.toMatch(/[\u001b\u009b\u202e]/);
  });

  it('keeps its lines within the terminal, addresses apart', () => {
    const long = catalog.entries.filter(({ meaning }) => meaning.length > 40);
    const text = renderMisses([{ ...miss, neighbours: long }], { ...zh, width: 60 });
    const lines = text.slice(0, text.indexOf('# ')).split('\n');
    expect(lines.filter((line) => textWidth(line) > 60 && !line.includes('https://'))).toEqual([]);
  });
});
