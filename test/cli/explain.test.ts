/** `explain`: what codes mean, for people and for programs. */
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { FullEntry } from '../../src/model/catalog.ts';
import { folderOf } from '../helpers/folder.ts';
import { command } from '../helpers/run.ts';

const parse = (text: string): FullEntry[] => JSON.parse(text) as FullEntry[];

describe('explain', () => {
  test('tells several codes in the order asked', async () => {
    const { out, code, told } = await command(['explain', '45009', '40014']);
    expect([code, told]).toEqual([0, '']);
    expect(out).toMatch(/^45009 {2}接口调用超过限制[\s\S]*^40014 {2}不合法的access_token/m);
  });

  test('is meant by a bare integer, also a negative one', async () => {
    expect((await command(['60020'])).out).toBe((await command(['explain', '60020'])).out);
    const negative = await command(['-1']);
    expect(negative.code).toBe(0);
    expect(negative.out).toMatch(/^-1 {2}系统繁忙/);
    expect((await command(['explain', '-1'])).out).toBe(negative.out);
    expect((await command(['40014', '45009', '--json'])).out).toBe(
      (await command(['explain', '40014', '45009', '--json'])).out,
    );
  });

  test('prints an array with --json, the same ids in every language', async () => {
    const zh = parse((await command(['explain', '40014', '--json'])).out);
    const en = parse((await command(['explain', '40014', '--json', '--lang', 'en'])).out);
    expect(zh).toHaveLength(1);
    expect(zh[0]).toMatchObject({
      errcode: 40014,
      meaning: '不合法的access_token',
      category: 'invalid-credential',
      group: 'credential',
      owner: 'program',
      retry: 'after-fix',
      sources: ['page-2019', 'page-2026'],
    });
    expect(Object.keys(en[0] ?? {})).toEqual(Object.keys(zh[0] ?? {}));
    expect(en[0]?.category).toBe('invalid-credential');
  });

  test.each(['zh', 'en'])(
    'has 1,600 codes with --all --json in %s, no field empty',
    async (lang) => {
      const { out, code } = await command(['explain', '--all', '--json', '--lang', lang]);
      const entries = parse(out);
      expect([code, entries.length]).toEqual([0, 1600]);
      expect(new Set(entries.map(({ errcode }) => errcode)).size).toBe(1600);
      expect(out).not.toMatch(/: (""|null|\[\]|\{\}),?$/m);
      const chinese = entries.filter(({ meaning, remedy }) =>
        /[\u4e00-\u9fff]/.test(meaning + remedy),
      );
      if (lang === 'en') expect(chinese).toEqual([]);
    },
  );

  test("knows the codes of a catalogue of one's own", async () => {
    const folder = folderOf({
      'house.yaml': 'codes: [{errcode: 990001, meaning: 网关超时, category: system-error}]\n',
      'owners.json': '{"owners": {"60020": "wecom"}}',
    });
    const files = ['house.yaml', 'owners.json'].flatMap((name) => [
      '--catalog',
      join(folder, name),
    ]);
    const { out, code } = await command(['explain', '990001', '60020', '--json', ...files]);
    expect(code).toBe(0);
    expect(parse(out)).toMatchObject([
      { errcode: 990001, meaning: '网关超时', owner: 'wecom', sources: ['overlay'] },
      { errcode: 60020, owner: 'wecom', meaning: '不安全的访问IP' },
    ]);
  });

  test("tells what is wrong in a catalogue of one's own, in both languages", async () => {
    const folder = folderOf({ 'house.yaml': 'codes:\n  - errcode: 60020\n    owner: boss\n' });
    const ask = (lang: string) =>
      command(['explain', '60020', '--catalog', join(folder, 'house.yaml'), '--lang', lang]);
    const [zh, en] = [await ask('zh'), await ask('en')];
    expect([zh.code, zh.out, en.code, en.out]).toEqual([2, '', 2, '']);
    expect(zh.told).toContain('house.yaml 第 3 行：owner 应为以下之一：nobody、program');
    expect(en.told).toContain('house.yaml:3: owner must be one of: nobody, program');
  });

  test('says in English who acts and what to do', async () => {
    const { out } = await command(['explain', '45009', '--lang', 'en']);
    expect(out).toContain('Who acts: ');
    expect(out).toContain('What to do: ');
    expect((await command(['explain', '45009'], '', { env: { WECOMLOG_LANG: 'en' } })).out).toBe(
      out,
    );
  });

  test('exits 1 on a miss and shows the link and the neighbours', async () => {
    const { out, code } = await command(['explain', '40015000', '--lang', 'en']);
    expect(code).toBe(1);
    expect(out).toContain('https://open.work.weixin.qq.com/devtool/query?e=40015000');
    expect(out).toMatch(/Nearest codes\n\s+-?\d+ {2}/);
  });

  test('tells what it knows beside a miss and keeps JSON on standard output clean', async () => {
    const text = await command(['explain', '40014', '99999']);
    expect(text.code).toBe(1);
    expect(text.out).toMatch(/^40014 {2}[\s\S]*^99999 {2}/m);
    const json = await command(['explain', '40014', '99999', '--json']);
    expect(json.code).toBe(1);
    expect(parse(json.out).map(({ errcode }) => errcode)).toEqual([40014]);
    expect(json.told).toContain('devtool/query?e=99999');
  });

  test.each(['abc', '4001.4', '40014x', '', '99999999999'])(
    'refuses %j, which is no code',
    async (word) => {
      const ran = await command(['explain', word, '--lang', 'en']);
      expect([ran.code, ran.out]).toEqual([2, '']);
      expect(ran.told).toMatch(/is no errcode\. Errcodes are integers/);
    },
  );

  test('asks for a code where none is given', async () => {
    const ran = await command(['explain', '--lang', 'en']);
    expect([ran.code, ran.out]).toEqual([2, '']);
    expect(ran.told).toContain('--all');
  });
});
