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

  test('exits 1 on a miss and shows the link, the neighbours and an overlay', async () => {
    const { out, code } = await command(['explain', '40015000', '--lang', 'en']);
    expect(code).toBe(1);
    expect(out).toContain('https://open.work.weixin.qq.com/devtool/query?e=40015000');
    expect(out).toMatch(/Nearest codes\n\s+-?\d+ {2}/);
    expect(out).toMatch(/^codes:\n {2}- errcode: 40015000\n/m);
  });

  test('takes the overlay it offers', async () => {
    const { out } = await command(['explain', '853099']);
    const folder = folderOf({ 'mine.yaml': out.slice(out.indexOf('# ')) });
    const again = await command(['explain', '853099', '--catalog', join(folder, 'mine.yaml')]);
    expect([again.code, again.told]).toEqual([0, '']);
    expect(again.out).toMatch(/^853099 {2}（填写含义）/);
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

  test.each(['4001.4', '', '99999999999', '2147483648', '?'])(
    'refuses %j, which is no code and no word',
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

describe('goldens of explain', () => {
  test.each([
    ['45009.zh.txt', ['45009']],
    ['60020.en.txt', ['60020', '--lang', 'en']],
    ['media.zh.txt', ['explain', '不合法', 'media']],
    ['phone.en.txt', ['explain', '--domain', 'phone', '--lang', 'en']],
    ['853099.zh.txt', ['853099']],
  ])('%s', async (name, argv) => {
    const { out } = await command(argv, '', { columns: 80, stdoutIsTerminal: false });
    await expect(out).toMatchFileSnapshot(`../golden/explain/${name}`);
  });
});

const numbers = (out: string): number[] =>
  out
    .trimEnd()
    .split('\n')
    .map((line) => Number.parseInt(line, 10));

describe('explain of many', () => {
  test('lists a range one a line, also without the command', async () => {
    const { out, code, told } = await command(['explain', '41001-41009']);
    expect([code, told]).toEqual([0, '']);
    expect(numbers(out)).toEqual([41001, 41002, 41004, 41006, 41008, 41009]);
    expect((await command(['41001..41009'])).out).toBe(out);
    expect(parse((await command(['41001-41009', '--json'])).out)).toHaveLength(6);
  });

  test('tells a range of one code whole, and none as not found', async () => {
    expect((await command(['45009-45010'])).out).toBe((await command(['45009'])).out);
    const none = await command(['explain', '1-5', '--lang', 'en']);
    expect([none.code, none.out]).toEqual([1, '']);
    expect(none.told).toBe('wecomlog: no code fits "1-5".\n');
    const swapped = await command(['explain', '9-5']);
    expect([swapped.code, swapped.told]).toEqual([2, expect.stringContaining('5-9')]);
  });

  test('lists ranges and codes together, and the codes that are not there', async () => {
    const { out, code } = await command(['explain', '-1..0', '45009', '853099']);
    expect(code).toBe(1);
    expect(numbers(out.split('\n\n')[0]!)).toEqual([-1, 0, 45009]);
    expect(out).toContain('\n\n853099  不在目录中\n');
  });

  test('searches by words of both languages, best first, twenty at most', async () => {
    const zh = await command(['explain', '不合法', 'media']);
    expect([zh.code, numbers(zh.out).slice(0, 2)]).toEqual([0, [40004, 40007]]);
    const { out, told } = await command(['explain', 'rate limit', '--lang', 'en']);
    expect(numbers(out)).toHaveLength(20);
    expect(numbers(out).slice(0, 5)).toContain(45009);
    expect(told).toMatch(/^wecomlog: \d+ in all; the best 20 are shown, --all shows the rest\.\n$/);
    const all = await command(['explain', 'rate limit', '--lang', 'en', '--all']);
    expect(numbers(all.out).length).toBeGreaterThan(20);
    expect(all.told).toBe('');
    expect(numbers(all.out).slice(0, 20)).toEqual(numbers(out));
    const json = await command(['explain', 'rate limit', '--json']);
    expect(parse(json.out).map(({ errcode }) => errcode)).toEqual(numbers(out));
  });

  test('says when no code has all the words', async () => {
    const ran = await command(['explain', '不合法', 'unicorn']);
    expect([ran.code, ran.out]).toEqual([1, '']);
    expect(ran.told).toContain('没有找到与“不合法 unicorn”相符的错误码');
    const json = await command(['explain', 'unicorn', '--json']);
    expect([json.code, json.out]).toEqual([1, '[]\n']);
  });

  test('chooses by category and area, by id or by name, several of each', async () => {
    const ids = async (...argv: string[]) =>
      parse((await command(['explain', ...argv, '--json'])).out);
    const limited = await ids('--category', 'rate-limited');
    expect(new Set(limited.map(({ category }) => category))).toEqual(new Set(['rate-limited']));
    expect(limited).toHaveLength(24);
    expect(await ids('--category', '频率受限')).toEqual(limited);
    const both = await ids('--category', 'rate-limited', '--category', 'success');
    expect(both).toHaveLength(25);
    const calls = await ids('--category', 'rate-limited', '--domain', 'phone');
    expect(calls.map(({ errcode }) => errcode)).toEqual([84055, 84066, 84067]);
    const words = await ids('--domain', 'media', '不合法');
    expect(words.every(({ domain }) => domain === 'media')).toBe(true);
  });

  test('tells an unknown category or area, and the nearest', async () => {
    const ran = await command(['explain', '--domain', 'contact', '--lang', 'en']);
    expect([ran.code, ran.out]).toEqual([2, '']);
    expect(ran.told).toContain('--domain knows no "contact"; did you mean contacts?');
    expect((await command(['explain', '--category', 'x'])).told).toContain('quota-exceeded');
  });

  test("searches what a catalogue of one's own says, in either language", async () => {
    const folder = folderOf({
      'house.yaml':
        'codes: [{errcode: 990001, meaning: {zh: 网关独角兽, en: gateway unicorn}, category: system-error}]\n',
    });
    const own = ['--catalog', join(folder, 'house.yaml')];
    for (const word of ['unicorn', '独角兽']) {
      const { out, code } = await command(['explain', word, ...own]);
      expect([code, out]).toEqual([0, expect.stringMatching(/^990001 {2}网关独角兽/)]);
    }
  });

  test('lists the whole catalogue with --all', async () => {
    expect(numbers((await command(['explain', '--all'])).out)).toHaveLength(1600);
  });
});

describe('explain of what is piped in', () => {
  test('finds codes as the logs are searched, and bare integers, each once', async () => {
    const log = [
      '{"errcode":60020,"errmsg":"not allow to access from your ip"}',
      ' 45009 ',
      '-1',
      'order 12345 shipped',
      'again errcode=60020',
      'err="https://open.work.weixin.qq.com/devtool/query?e=40014"',
    ].join('\r\n');
    const { out, code, told } = await command(['explain', '-'], log);
    expect([code, told]).toEqual([0, '']);
    expect(numbers(out)).toEqual([60020, 45009, -1, 40014]);
    expect(parse((await command(['explain', '-', '--json'], log)).out)).toHaveLength(4);
  });

  test('tells one code whole', async () => {
    const { out } = await command(['explain', '-'], '{"errcode":60020}\n{"errcode":60020}\n');
    expect(out).toBe((await command(['60020'])).out);
  });

  test('quotes what WeCom said about a code it does not know', async () => {
    const log = '{"errcode":7654321,"errmsg":"moon is full, hint: [1774937659396423194077724]"}\n';
    const { out, code } = await command(['explain', '-'], log);
    expect(code).toBe(1);
    expect(out).toContain('\n  常见 errmsg：moon is full\n');
    expect(out).toContain('\n    meaning: "moon is full"\n');
  });

  test('names codes of other platforms and claims no meaning for them', async () => {
    const log =
      'POST https://oapi.dingtalk.com/user {"errcode":60121,"sub_code":"x"}\n{"errcode":60020}\n';
    const { out, told } = await command(['explain', '-', '--lang', 'en'], log);
    expect(told).toBe("wecomlog: codes of other platforms, not of WeCom's API: dingtalk 60121.\n");
    expect(out).toMatch(/^60020 {2}/);
  });

  test('finds nothing in nothing', async () => {
    for (const text of ['', 'all is well\n']) {
      const ran = await command(['explain', '-', '--lang', 'en'], text);
      expect([ran.code, ran.out, ran.told]).toEqual([1, '', 'wecomlog: no code.\n']);
    }
  });
});

describe('explain of other number spaces', () => {
  test("has those of WeCom's libraries apart", async () => {
    const { out, code } = await command(['explain', '--system', 'finance-sdk', '10001']);
    expect(code).toBe(0);
    expect(out).toMatch(/^10001 {2}网络请求错误\n {2}会话存档 SDK/);
    const list = await command(['explain', '--system', 'callback-crypto']);
    expect(numbers(list.out)).toHaveLength(11);
    const json = await command(['explain', '--system', 'nfc', '--json', '--lang', 'en']);
    expect(JSON.parse(json.out)[0]).toMatchObject({ system: 'nfc', errcode: 13000 });
    const none = await command(['explain', '--system', 'nfc', '40014']);
    expect([none.code, none.out]).toEqual([1, '']);
  });

  test('has the codes of the early years apart', async () => {
    expect(numbers((await command(['explain', '--retired'])).out)).toHaveLength(154);
    const { out } = await command(['explain', '--retired', 'menu', '--lang', 'en']);
    expect(numbers(out)).toContain(40015);
    const json = await command(['explain', '--retired', '40015', '--json']);
    expect(JSON.parse(json.out)).toEqual([
      { errcode: 40015, meaning: '不合法的菜单类型', retired: true },
    ]);
  });

  test('is named where a number is no code of the API', async () => {
    const { out, code } = await command(['explain', '-40001']);
    expect(code).toBe(1);
    expect(out).toContain('回调加解密库 · --system callback-crypto\n    签名验证错误');
    expect(out).not.toContain('codes:');
    expect((await command(['40015'])).out).toContain(' · --retired\n');
  });
});
