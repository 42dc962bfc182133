/** Settings from below as a command line meets them, with options and without. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { folderOf } from '../../helpers/folder.ts';
import { command } from '../../helpers/run.ts';

const LOG = 'time=2026-09-01T00:30:00 errcode=40014\nfine\n';

describe('a command line', () => {
  test('without options obeys the environment', async () => {
    const ran = await command(['annotate', '-'], LOG, {
      env: { WECOMLOG_ONLY: 'errors', WECOMLOG_FORMAT: 'ndjson' },
    });
    expect(
      ran.out
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line).wecom[0].errcode),
    ).toEqual([40014]);
  });

  test('without options obeys the file that WECOMLOG_CONFIG names', async () => {
    const folder = folderOf({ 'c.yml': 'lang: en\njson: true\n' });
    const env = { WECOMLOG_CONFIG: join(folder, 'c.yml') };
    const ran = await command(['40014'], '', { env });
    expect(JSON.parse(ran.out)).toMatchObject([{ errcode: 40014 }]);
    expect((await command(['report', 'nowhere.log'], '', { env })).told).toContain('no such file');
  });

  test('prefers its own --config, flags and paths', async () => {
    const folder = folderOf({
      'a.yml': 'tz: Mars\n',
      'b.yml': 'tz: UTC\nreport: {json: true}\npaths: a.log\n',
      'a.log': LOG,
      'b.log': 'errcode=45009\n',
    });
    const env = { WECOMLOG_CONFIG: join(folder, 'a.yml') };
    const config = ['--config', join(folder, 'b.yml')];
    const all = JSON.parse((await command(['report', ...config], '', { env })).out);
    expect([all.time.zone, all.codes[0].errcode]).toEqual(['UTC', 40014]);
    const own = ['report', join(folder, 'b.log'), '--tz', '+09:00', ...config];
    const typed = JSON.parse((await command(own, '', { env })).out);
    expect([typed.time.zone, typed.codes[0].errcode]).toEqual(['+09:00', 45009]);
  });

  test('fails before it reads, telling every mistake in the language of the file', async () => {
    const folder = folderOf({ 'c.yml': 'lang: en\nout: r.txt\nby: 2h\nreport: {bi: 1h}\n' });
    const ran = await command(['report', '-', '--config', join(folder, 'c.yml')], LOG);
    expect([ran.code, ran.out]).toEqual([2, '']);
    expect(ran.told.match(/^wecomlog: .*c\.yml:\d: .*$/gm)).toHaveLength(2);
    expect(ran.told).toContain('did you mean by?');
    expect(existsSync(join(folder, 'r.txt'))).toBe(false);
  });

  test('shows help whatever is wrong below', async () => {
    const ran = await command(['report', '--help'], '', {
      env: { WECOMLOG_CONFIG: '/nowhere.yml', WECOMLOG_BY: 'never' },
    });
    expect([ran.code, ran.told]).toEqual([0, '']);
    expect(ran.out).toContain('--config');
  });

  test('is quiet where the environment asks for it', async () => {
    const folder = folderOf({ 'a.log': LOG, 'b.bin': Buffer.from([0x7f, 0x45, 0x4c, 0x46]) });
    const loud = await command(['annotate', folder]);
    expect(loud.told).toContain('b.bin');
    const quiet = await command(['annotate', folder], '', { env: { WECOMLOG_QUIET: '1' } });
    expect([quiet.told, quiet.out]).toEqual(['', loud.out]);
  });

  test('refuses a language that there is not', async () => {
    const ran = await command(['40014'], '', { env: { WECOMLOG_LANG: 'fr' } });
    expect(ran.code).toBe(2);
    expect(ran.told).toContain('WECOMLOG_LANG：lang 应为 zh、en 之一');
  });

  test('shows defaults in help', async () => {
    const ran = await command(['report', '--help', '--lang', 'en']);
    expect(ran.out).toMatch(/--tz .*\[default: Asia\/Shanghai\]/s);
    expect(ran.out).toMatch(/\[default:\s+"?text/);
  });
});
