import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { folderOf } from '../helpers/folder.ts';
import { command } from '../helpers/run.ts';

const LOG = 'errcode=40014\n';

const FILES = {
  'wecomlog.yml': 'lang: en\ntz: UTC\npaths: logs\nreport:\n  by: 1h\n  last: 7d\n',
  'logs/a.log': LOG,
  'logs/b.log.gz': gzipSync(LOG),
  'logs/c.png': Buffer.from([0x89, 0x50, 0x4e, 0x47, 13, 10]),
};

const optionOf = (plan: { options: { name: string }[] }, name: string): unknown =>
  plan.options.find((option) => option.name === name);

describe('wecomlog check', () => {
  test('prints each option in effect, who set it and what it beats', async () => {
    const folder = folderOf(FILES);
    const config = join(folder, 'wecomlog.yml');
    const argv = ['check', '--config', config, '--month', '2026-09'];
    const ran = await command(argv, '', { env: { WECOMLOG_BY: '5m' } });
    expect([ran.code, ran.told]).toEqual([0, '']);
    const lines = ran.out
      .replaceAll(config, 'C')
      .split('\n')
      .map((line) => line.replace(/ +/g, ' '));
    expect(lines).toEqual(
      expect.arrayContaining([
        ' tz UTC C:2',
        ' by 5m WECOMLOG_BY; instead of 1h (C:5)',
        ' month 2026-09 --month',
        ' last not set default; 7d (C:6) gives way to month',
        ' encoding auto default',
        'Zone UTC',
        'Language English',
        'The configuration is valid.',
      ]),
    );
    expect(ran.out).toMatch(/Catalogue .*\d codes/);
  });

  test('lists the inputs with size and kind, and reads no log through', async () => {
    const folder = folderOf(FILES);
    const ran = await command(['check', '--config', join(folder, 'wecomlog.yml'), '--json']);
    expect(JSON.parse(ran.out)).toMatchObject({
      schema: 'wecomlog.check/1',
      command: 'report',
      valid: true,
      lang: 'en',
      zone: 'UTC',
      inputs: {
        count: 2,
        skipped: 1,
        listed: [
          { name: join(folder, 'logs/a.log'), bytes: LOG.length, kind: 'log' },
          { name: join(folder, 'logs/b.log.gz'), kind: 'gzip' },
          { name: join(folder, 'logs/c.png'), bytes: 6, kind: 'binary' },
        ],
      },
      problems: [],
    });
  });

  test('lays the overlays over the catalogue, and tells what is wrong with one', async () => {
    const folder = folderOf({
      'a.log': LOG,
      'own.yaml': 'codes:\n  - errcode: 900001\n    meaning: refused\n    category: unsupported\n',
      'bad.yaml': 'codes:\n  - errcode: many\n',
    });
    const argv = ['check', join(folder, 'a.log'), '--lang', 'en', '--catalog'];
    const good = await command([...argv, join(folder, 'own.yaml')]);
    expect([good.code, good.told]).toEqual([0, '']);
    expect(good.out).toMatch(/Catalogue .*\+overlay · 1,601 codes/);
    const bad = await command([...argv, join(folder, 'bad.yaml')]);
    expect(bad.code).toBe(2);
    expect(bad.told).toContain('bad.yaml:2');
  });

  test('says how many inputs more there are than it lists', async () => {
    const files = Object.fromEntries(Array.from({ length: 25 }, (_, at) => [`${at}.log`, LOG]));
    const ran = await command(['check', folderOf(files), '--lang', 'en']);
    expect(ran.out).toContain('25 to read');
    expect(ran.out).toContain('… and 5 more');
  });

  test('names standard input and does not touch it', async () => {
    const untouched = { [Symbol.asyncIterator]: () => expect.unreachable() } as never;
    const ran = await command(['check', '--lang', 'en'], '', { stdin: untouched });
    expect([ran.code, ran.told]).toEqual([0, '']);
    expect(ran.out).toMatch(/not looked at +standard input/);
  });

  test('tells everything that is wrong and ends with 2', async () => {
    const folder = folderOf({ 'c.yml': 'lang: en\ntz: Mars\nbi: 1h\nannotate: {by: 1h}\n' });
    const argv = ['check', join(folder, 'gone.log'), '--config', join(folder, 'c.yml')];
    const ran = await command([...argv, '--since', 'soon', '--json'], '', {
      env: { WECOMLOG_STRICT: 'yes' },
    });
    expect(ran.code).toBe(2);
    const plan = JSON.parse(ran.out);
    expect(plan.valid).toBe(false);
    expect(plan.problems.map((problem: { code: string }) => problem.code).sort()).toEqual([
      'input-enoent',
      'instant-invalid',
      'setting-invalid',
      'setting-invalid',
      'setting-misplaced',
      'setting-unknown',
    ]);
    expect(ran.told.trim().split('\n')).toHaveLength(6);
    const text = await command(argv);
    expect(text.out).toContain('4 problems found, told on standard error.');
  });

  test('shows the plan of the command that --for names', async () => {
    const folder = folderOf({ 'c.yml': 'format: ndjson\nannotate: {only: errors}\n' });
    const argv = ['check', '--config', join(folder, 'c.yml'), '--for', 'annotate'];
    const plan = JSON.parse((await command([...argv, '--mask', '--json'])).out);
    expect(plan).toMatchObject({ command: 'annotate', valid: true, zone: null });
    expect(optionOf(plan, 'format')).toMatchObject({ value: 'ndjson', from: 'file', line: 1 });
    expect(optionOf(plan, 'only')).toMatchObject({ value: 'errors', from: 'file', line: 2 });
    expect(optionOf(plan, 'mask')).toMatchObject({ value: true, from: 'flag' });
    expect(optionOf(plan, 'by')).toBeUndefined();
  });

  test('has a section of its own', async () => {
    const folder = folderOf({ 'c.yml': 'check: {for: explain, format: json}\n' });
    const ran = await command(['check', '--config', join(folder, 'c.yml')]);
    expect(JSON.parse(ran.out)).toMatchObject({ command: 'explain', inputs: null });
  });

  test.each([
    [['--for', 'reprot'], /did you mean report\?/],
    [['--mask'], /report has no option --mask/],
    [['a.log', '--for', 'explain'], /explain reads no logs/],
  ])('refuses %j with a sentence', async (words, sentence) => {
    const ran = await command(['check', ...words, '--lang', 'en']);
    expect(ran.code).toBe(2);
    expect(ran.told).toMatch(sentence);
  });

  test('speaks Chinese unless told', async () => {
    const ran = await command(['check', '--by', '1h']);
    expect(ran.out).toContain('实际生效的选项');
    expect(ran.out).toContain('配置有效。');
  });

  test('spells out what would steer the terminal', async () => {
    const folder = folderOf({ 'a\u001b[2J.log': LOG });
    const ran = await command(['check', folder, '--color', 'always']);
    expect(ran.out).toContain('a\\x1b[2J.log');
  });
});
