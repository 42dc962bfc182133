import fc from 'fast-check';
import stringWidth from 'string-width';
import { describe, expect, it } from 'vitest';
import { createStyle } from '../../src/sink/style.ts';
import { padEnd, textWidth, truncate, wrap } from '../../src/sink/width.ts';

const { bold, red } = createStyle(true);

describe('textWidth', () => {
  it.each([
    ['', 0],
    ['errcode', 7],
    ['错误码', 6],
    ['不合法的access_token', 20],
    ['（）', 4],
    [bold('错误码'), 6],
  ])('measures %j as %i columns', (text, columns) => {
    expect(textWidth(text)).toBe(columns);
  });
});

describe('the short cut of textWidth', () => {
  const characters = fc.constantFrom(
    ...'aZ~ ·•“”‘’…→、。《》错误码（）！，：；ＡéЖ▁█😀👩‍👩‍👧한あｱ—×≤\u0301\ufe0f',
  );

  it('measures as the table does', () => {
    fc.assert(
      fc.property(fc.array(characters, { maxLength: 8 }), (parts) => {
        const text = parts.join('');
        expect([text, textWidth(text)]).toEqual([text, stringWidth(text)]);
        expect(textWidth(bold(text))).toBe(stringWidth(text));
      }),
    );
  });
});

describe('padEnd', () => {
  it('fills up to the column, counting Chinese twice and colour not at all', () => {
    expect(padEnd('码', 4)).toBe('码  ');
    expect(padEnd(red('码'), 4)).toBe(`${red('码')}  `);
    expect(padEnd('错误码', 4)).toBe('错误码');
  });
});

describe('truncate', () => {
  it.each([
    ['错误码', 6, '错误码'],
    ['错误码说明', 6, '错误…'],
    ['错误码说明', 5, '错误…'],
    ['errcode', 4, 'err…'],
    ['错误', 1, '…'],
    ['错误', 0, ''],
  ])('cuts %j to %i columns as %j', (text, columns, cut) => {
    expect(truncate(text, columns)).toBe(cut);
  });

  it('keeps the end of a colour whose text it cuts', () => {
    expect(truncate(red('错误码说明'), 5)).toBe(red('错误…'));
  });
});

describe('wrap', () => {
  it('breaks Chinese anywhere and Latin between words', () => {
    expect(wrap('请确认访问ip是否在白名单', 10)).toEqual(['请确认访问', 'ip是否在白', '名单']);
    expect(wrap('call more slowly', 9)).toEqual(['call more', 'slowly']);
  });

  it('begins no line with closing and ends none with opening punctuation', () => {
    expect(wrap('一二三四，五', 8)).toEqual(['一二三', '四，五']);
    expect(wrap('一二三（四）', 8)).toEqual(['一二三', '（四）']);
  });

  it('counts the indent and puts it before every line', () => {
    expect(wrap('一二三四', 6, 2)).toEqual(['  一二', '  三四']);
  });

  it('cuts a word that is longer than a line', () => {
    expect(wrap('ab abcdefgh', 4)).toEqual(['ab', 'abcd', 'efgh']);
  });

  it('keeps line ends and empty lines of the text', () => {
    expect(wrap('一\n\n二', 10, 2)).toEqual(['  一', '', '  二']);
  });

  it('does not count colours and never parts one', () => {
    const lines = wrap(`${bold('一二')}三四五`, 6);
    expect(lines).toEqual([`${bold('一二')}三`, '四五']);
    expect(wrap(red('abcdefgh'), 4).join('')).toBe(red('abcdefgh'));
  });

  it('loses no character and overruns no line, whatever the width', () => {
    const text =
      '微信号由字母、数字、"-"组成（3-20 字节），see https://open.work.weixin.qq.com/devtool/query。';
    for (let columns = 4; columns < 60; columns += 1) {
      const lines = wrap(text, columns);
      expect(lines.join('').replace(/\s/g, '')).toBe(text.replace(/\s/g, ''));
      expect(Math.max(...lines.map(textWidth))).toBeLessThanOrEqual(columns);
    }
  });
});
