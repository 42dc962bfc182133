/** `catalog export`, `diff` and `check`, and the level of commands they stand on. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { folderOf } from '../helpers/folder.ts';
import { command } from '../helpers/run.ts';

describe('catalog export', () => {
  test('writes CSV unless told, of all codes or of those named', async () => {
    const { out, code, told } = await command(['catalog', 'export']);
    expect([code, told]).toEqual([0, '']);
    expect(out.split('\n')).toHaveLength(1602);
    const few = await command(['catalog', 'export', '-1', '45009-45010', '--lang', 'en']);
    expect(few.out.split('\n').map((line) => line.split(',')[0])).toEqual([
      ...['errcode', '-1', '45009', ''],
    ]);
    const kind = await command(['catalog', 'export', '--category', 'success', '--json']);
    expect(JSON.parse(kind.out)).toMatchObject({
      schema: 'wecomlog.catalog/1',
      lang: 'zh',
      codes: [{ errcode: 0 }],
    });
  });

  test.each([
    ['vector', 'enrichment_tables:', '/etc/vector/'],
    ['clickhouse', 'CREATE OR REPLACE DICTIONARY', '/var/lib/clickhouse/user_files/'],
    ['logstash', 'dictionary_path =>', '/etc/logstash/'],
  ])('says how to use the %s form, beside the data', async (format, words, usual) => {
    const piped = await command(['catalog', 'export', '45009', '--format', format]);
    expect([piped.code, piped.told]).toEqual([0, expect.stringContaining(words)]);
    expect(piped.told).toContain(usual);
    expect(piped.out).not.toContain(words);
    const file = join(folderOf({}), 'codes.yml');
    const filed = await command(['catalog', 'export', '45009', '--format', format, '--out', file]);
    expect([filed.code, filed.told]).toEqual([0, '']);
    expect(filed.out).toBe(piped.told.replace(new RegExp(`${usual}[\\w.-]+`), file));
    expect(readFileSync(file, 'utf8')).toBe(piped.out);
    const quiet = await command(['catalog', 'export', '45009', '--format', format, '--quiet']);
    expect([quiet.out, quiet.told]).toEqual([piped.out, '']);
  });

  test('writes JSON for Logstash where the file is named so', async () => {
    const file = join(folderOf({}), 'codes.json');
    await command(['catalog', 'export', '45009', '--format', 'logstash', '--out', file]);
    expect(JSON.parse(readFileSync(file, 'utf8'))).toMatchObject({ 45009: { errcode: 45009 } });
  });

  test("has what a catalogue of one's own says", async () => {
    const folder = folderOf({
      'house.yaml': 'codes: [{errcode: 990001, meaning: "a, \\"b\\"", category: system-error}]\n',
    });
    const own = ['--catalog', join(folder, 'house.yaml')];
    const { out } = await command(['catalog', 'export', '990001', ...own]);
    expect(out).toContain('\n990001,"a, ""b""",system-error,');
  });

  test('takes no words, and says which codes there are not', async () => {
    const words = await command(['catalog', 'export', 'token', '--lang', 'en']);
    expect([words.code, words.told]).toEqual([2, expect.stringContaining('use explain')]);
    const none = await command(['catalog', 'export', '853099', '--lang', 'en']);
    expect([none.code, none.told]).toEqual([1, 'wecomlog: not in the catalogue: 853099.\n']);
  });
});

describe('catalog diff', () => {
  test('finds no difference between an export and the catalogue, in either language', async () => {
    for (const lang of ['zh', 'en']) {
      const { out: exported } = await command(['catalog', 'export', '--json', '--lang', lang]);
      const folder = folderOf({ 'old.json': exported });
      const { out, code } = await command(['catalog', 'diff', join(folder, 'old.json')]);
      expect([code, out]).toEqual([0, expect.stringContaining('没有差别')]);
    }
  });

  test('reads what explain wrote, and compares two files', async () => {
    const { out: old } = await command(['explain', '40014', '45009', '--json']);
    const { out: recent } = await command(['catalog', 'export', '45009', '60020', '--json']);
    const folder = folderOf({ 'old.json': old, 'new.json': recent });
    const files = ['old.json', 'new.json'].map((name) => join(folder, name));
    const { out, code } = await command(['catalog', 'diff', ...files, '--json']);
    expect(code).toBe(0);
    const diff = JSON.parse(out) as Record<string, { errcode: number }[]>;
    expect(diff).toMatchObject({ added: [{ errcode: 60020 }], removed: [{ errcode: 40014 }] });
    expect([diff.meanings, diff.reclassified]).toEqual([[], []]);
    const built = await command(['catalog', 'diff', files[0]!, '--lang', 'en']);
    expect(built.out).toMatch(/^old catalogue \(2 codes\) → \S+ \(1600 codes\)\n\nAdded {2}1598\n/);
  });

  test('refuses two languages, what is no catalogue, and more than two', async () => {
    const { out: zh } = await command(['catalog', 'export', '0', '--json']);
    const { out: en } = await command(['catalog', 'export', '0', '--json', '--lang', 'en']);
    const folder = folderOf({ 'zh.json': zh, 'en.json': en, 'x.json': '{}' });
    const diff = (...names: string[]) =>
      command(['catalog', 'diff', ...names.map((name) => join(folder, name)), '--lang', 'en']);
    expect((await diff('zh.json', 'en.json')).told).toContain('in two languages (zh, en)');
    expect((await diff('x.json')).told).toContain('x.json: no exported catalogue');
    expect((await diff('none.json')).told).toContain('(ENOENT)');
    expect((await diff()).told).toContain('name one catalogue or two');
    expect((await diff('zh.json', 'zh.json', 'zh.json')).code).toBe(2);
  });
});

describe('catalog check', () => {
  test('says what good files hold, each on top of those before it', async () => {
    const folder = folderOf({
      'a.yaml':
        'codes: [{errcode: 990001, meaning: x, category: not-found}, {errcode: 60020, owner: user}]\n',
      'b.json': '{"codes":[{"errcode":990001,"remedy":"y"}],"tolerate":[{"code":60111}]}',
    });
    const files = ['a.yaml', 'b.json'].map((name) => join(folder, name));
    const { out, code, told } = await command(['catalog', 'check', ...files, '--lang', 'en']);
    expect([code, told]).toEqual([0, '']);
    expect(out).toBe(
      `${files[0]}: valid. Codes added: 1, changed: 1; owners: 0; tolerated: 0.\n${files[1]}: valid. Codes added: 0, changed: 1; owners: 0; tolerated: 1.\n`,
    );
  });

  test('goes on behind a bad one, and fails', async () => {
    const folder = folderOf({ 'a.yaml': 'codes: [{errcode: 1}]\n', 'b.yaml': '' });
    const files = ['a.yaml', 'b.yaml'].map((name) => join(folder, name));
    const { out, code, told } = await command(['catalog', 'check', ...files, '--lang', 'en']);
    expect(code).toBe(2);
    expect(told).toContain('a.yaml:1: ');
    expect(out).toMatch(/b\.yaml: valid/);
    expect((await command(['catalog', 'check'])).code).toBe(2);
  });
});

describe('a group of commands', () => {
  test('has help of its own, and its commands have theirs', async () => {
    const group = await command(['catalog', '--help', '--lang', 'en']);
    expect(group.code).toBe(0);
    for (const name of ['export [codes..]', 'diff [exports..]', 'check [files..]']) {
      expect(group.out).toContain(`wecomlog catalog ${name}`);
    }
    const one = await command(['catalog', 'export', '--help', '--lang', 'en']);
    expect(one.out).toContain('clickhouse');
    const all = await command(['--help', '--lang', 'en']);
    expect(all.out).toMatch(/wecomlog catalog {2,}export, compare and check catalogues/);
  });

  test.each([
    [['catalog', 'exprot'], 'Did you mean catalog export?'],
    [['catolog', 'export'], 'Did you mean catalog?'],
    [['catalog', 'export', '--formt', 'csv'], 'did you mean --format?'],
    [['--lang', 'en', 'catalog', 'diff', '--jsn'], 'did you mean --json?'],
    [['catalog'], 'catalog export | catalog diff | catalog check'],
  ])('tells what was probably meant by %j', async (argv, words) => {
    const { code, out, told } = await command([...argv, '--lang', 'en']);
    expect([code, out, told]).toEqual([2, '', expect.stringContaining(words)]);
  });

  test('has its section in a configuration file, and its plan in check', async () => {
    const folder = folderOf({
      'wecomlog.yml': 'lang: en\ncatalog export:\n  format: vector\n  domain: [shake]\n',
    });
    const config = ['--config', join(folder, 'wecomlog.yml')];
    const { out, told } = await command(['catalog', 'export', ...config]);
    expect(out.split('\n')).toHaveLength(5);
    expect(told).toContain('enrichment_tables:');
    const plan = await command(['check', '--for', 'catalog export', ...config]);
    expect([plan.code, plan.out]).toEqual([0, expect.stringContaining('vector')]);
  });
});
