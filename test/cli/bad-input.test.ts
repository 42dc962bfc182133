/** Inputs and options that are wrong: each is told once, with the remedy, and stops nothing else. */
import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import type { Report } from '../../src/model/report.ts';
import { describeFileError } from '../../src/source/file.ts';
import { folderOf } from '../helpers/folder.ts';
import { command, type Ran } from '../helpers/run.ts';

const GOOD = 'errcode=40014\n';

const reportIn = (ran: Ran): Report => JSON.parse(ran.out) as Report;

/** Runs report over a bad input and a good one, in that order. */
async function besideGood(bad: string, good: string): Promise<Ran> {
  const ran = await command(['report', bad, good, '--json', '--lang', 'en']);
  expect(reportIn(ran).codes).toMatchObject([{ errcode: 40014 }]);
  return ran;
}

/** One line that names the input. */
function expectToldOnce(ran: Ran, name: string, remedy: RegExp): void {
  expect(ran.told).toMatch(/^wecomlog: [^\n]+\n$/);
  expect(ran.told).toContain(name);
  expect(ran.told).toMatch(remedy);
}

describe('inputs', () => {
  test('a file that does not exist', async () => {
    const folder = folderOf({ 'good.log': GOOD });
    const bad = join(folder, 'gone.log');
    const ran = await besideGood(bad, join(folder, 'good.log'));
    expect(ran.code).toBe(2);
    expectToldOnce(ran, bad, /no such file\. Check the path/);
  });

  test('a file that does not exist is on the record of the report as well', async () => {
    const folder = folderOf({ 'good.log': GOOD });
    const bad = join(folder, 'gone.log');
    const ran = await besideGood(bad, join(folder, 'good.log'));
    expect(ran.out).toContain('gone.log');
    const text = await command(['report', bad, '--lang', 'en']);
    expect(text.out).not.toMatch(/Every input was read|all inputs were read/i);
    expect(text.out).toContain('gone.log');
  });

  test('a pattern that nothing matches', async () => {
    const folder = folderOf({ 'good.log': GOOD });
    const bad = join(folder, '*.gone');
    const ran = await besideGood(bad, join(folder, 'good.log'));
    expect(ran.code).toBe(2);
    expectToldOnce(ran, bad, /no file matches\. Check the pattern/);
  });

  test('a directory without files', async () => {
    const folder = folderOf({ 'good.log': GOOD });
    const bad = join(folder, 'empty');
    mkdirSync(bad);
    const ran = await besideGood(bad, join(folder, 'good.log'));
    expect(ran.code).toBe(2);
    expectToldOnce(ran, bad, /holds no files\. Give a directory with logs/);
  });

  test('a directory in which nothing is a log', async () => {
    const folder = folderOf({ 'a.bin': Buffer.from([0x7f, 0x45, 0x4c, 0x46, 2, 1, 1]) });
    const ran = await command(['report', folder, '--json', '--lang', 'en']);
    expect(reportIn(ran).input.skipped).toEqual([{ reason: 'binary', count: 1, bytes: 7 }]);
    expectToldOnce(ran, folder, /no log/i);
    expect(ran.code).toBe(2);
  });

  test('a file that may not be read', async () => {
    const folder = folderOf({ 'good.log': GOOD, 'closed.log': 'errcode=45009\n' });
    const bad = join(folder, 'closed.log');
    chmodSync(bad, 0o000);
    const ran = await command(['report', bad, join(folder, 'good.log'), '--json', '--lang', 'en']);
    const codes = reportIn(ran).codes.map(({ errcode }) => errcode);
    if (process.getuid?.() === 0) {
      // The superuser reads everything; what others are told is made by the same function.
      expect([ran.code, ran.told, codes]).toEqual([0, '', [40014, 45009]]);
      const problem = describeFileError({ code: 'EACCES' }, bad);
      expect(problem.text.en).toMatch(/closed\.log: permission denied\. .*sudo setfacl/);
      expect(problem.text.zh).toMatch(/closed\.log：没有读取权限。.*sudo setfacl/);
    } else {
      expect([ran.code, codes]).toEqual([2, [40014]]);
      expectToldOnce(ran, bad, /permission denied\. .*sudo setfacl/);
    }
  });

  test('a packed file that is cut off counts what it holds', async () => {
    const folder = folderOf({ 'good.log': GOOD });
    const packed = gzipSync('errcode=40014\n'.repeat(1000));
    const cut = join(folderOf({ 'cut.log.gz': packed.subarray(0, -6) }), 'cut.log.gz');
    const ran = await besideGood(cut, join(folder, 'good.log'));
    expect(ran.code).toBe(2);
    expectToldOnce(ran, cut, /ends too early.*fetch the file again/);
    expect(reportIn(ran).totals.events).toBe(1001);
    expect(reportIn(ran).input.files[0]).toMatchObject({ events: 1000, lines: 1000 });
    expect(reportIn(ran).input.files[0]?.problem).toContain('ends too early');
  });

  test('a binary file that was named, and one that a directory holds', async () => {
    const folder = folderOf({
      'good.log': GOOD,
      'x.png': Buffer.from([0x89, 0x50, 0x4e, 0x47, 13, 10]),
    });
    const named = await besideGood(join(folder, 'x.png'), join(folder, 'good.log'));
    expect(named.code).toBe(2);
    expectToldOnce(named, 'x.png', /PNG.*pipe it/);
    const within = await command(['report', folder, '--json']);
    expect([within.code, within.told]).toEqual([0, '']);
    expect(reportIn(within).input.skipped).toEqual([{ reason: 'binary', count: 1, bytes: 6 }]);
  });

  test('a binary file read from standard input is taken as it is', async () => {
    const ran = await command(['report', '-', '--json'], Buffer.from('\u007fELF errcode=40014\n'));
    expect([ran.code, reportIn(ran).totals.events]).toEqual([0, 1]);
  });

  test.each(['report', 'annotate'])('an empty file is no failure of %s', async (name) => {
    const folder = folderOf({ 'empty.log': '' });
    const ran = await command([name, join(folder, 'empty.log')]);
    expect([ran.code, ran.told]).toEqual([0, '']);
  });

  test('lines that are no valid JSON are read as text', async () => {
    const ran = await command(['report', '--json'], '{"errcode":40014,\n{"errcode":45009}\n}{\n[');
    expect(ran.code).toBe(0);
    expect(reportIn(ran).totals.events).toBe(2);
    expect(reportIn(ran).input.lines).toBe(4);
  });

  test('every bad input is told, in order, and annotate goes on as well', async () => {
    const folder = folderOf({ 'good.log': GOOD });
    const paths = ['a.gone', 'good.log', 'b.gone'].map((name) => join(folder, name));
    const ran = await command(['annotate', ...paths]);
    expect(ran.code).toBe(2);
    expect(ran.told.trimEnd().split('\n')).toHaveLength(2);
    expect(ran.told.indexOf('a.gone')).toBeLessThan(ran.told.indexOf('b.gone'));
    expect(ran.out).toMatch(/^errcode=40014 {2}← 40014 /);
  });

  test('--strict stops at the first bad one', async () => {
    const folder = folderOf({ 'good.log': GOOD });
    const paths = ['a.gone', 'good.log', 'b.gone'].map((name) => join(folder, name));
    for (const name of ['annotate', 'report']) {
      const ran = await command([name, '--strict', '--lang', 'en', ...paths]);
      expect(ran.code).toBe(2);
      expectToldOnce(ran, 'a.gone', /no such file/);
      expect(ran.out).not.toContain('40014');
    }
  });

  test('--quiet says nothing, and the exit code still tells', async () => {
    const folder = folderOf({ 'good.log': GOOD });
    const ran = await command(['report', '--quiet', join(folder, 'gone.log')]);
    expect([ran.code, ran.told]).toEqual([2, '']);
  });

  test('no input at all on a terminal asks for one', async () => {
    for (const name of ['report', 'annotate']) {
      const ran = await command([name, '--lang', 'en'], '', { stdinIsTerminal: true });
      expect([ran.code, ran.out]).toEqual([2, '']);
      expect(ran.told).toMatch(/^wecomlog: no input\. Name a log file/);
    }
  });

  test('standard input is read where no PATH is given', async () => {
    const ran = await command(['report', '--json'], GOOD);
    expect([ran.code, reportIn(ran).totals.events]).toEqual([0, 1]);
    expect(reportIn(ran).input.files[0]?.name).toBe('-');
  });
});

describe('outputs', () => {
  test.each(['report', 'annotate'])(
    '%s cannot write into a directory that is not there',
    async (name) => {
      const folder = folderOf({ 'good.log': GOOD });
      const out = join(folder, 'none', 'out.txt');
      const ran = await command([name, join(folder, 'good.log'), '--out', out, '--lang', 'en']);
      expect([ran.code, ran.out]).toEqual([2, '']);
      expectToldOnce(ran, out, /cannot be written \(ENOENT\)\. See whether the directory exists/);
      expect(readdirSync(folder)).toEqual(['good.log']);
    },
  );

  test.each(['report', 'annotate'])(
    '%s leaves nothing behind where a directory is in the way',
    async (name) => {
      const folder = folderOf({ 'good.log': GOOD, 'taken/x': '' });
      const ran = await command([name, join(folder, 'good.log'), '--out', join(folder, 'taken')]);
      expect(ran.code).toBe(2);
      expect(readdirSync(folder).sort()).toEqual(['good.log', 'taken']);
    },
  );

  test.each(['report', 'annotate'])(
    '%s writes the file whole and nothing to standard output',
    async (name) => {
      const folder = folderOf({ 'good.log': GOOD });
      const out = join(folder, 'out.txt');
      const ran = await command([name, join(folder, 'good.log'), '--out', out]);
      expect([ran.code, ran.out, ran.told]).toEqual([0, '', '']);
      expect(readFileSync(out, 'utf8')).toContain('40014');
      expect(existsSync(`${out}.partial`)).toBe(false);
    },
  );

  test('a file may be written over its own input', async () => {
    const folder = folderOf({ 'a.log': GOOD.repeat(30_000) });
    const path = join(folder, 'a.log');
    expect((await command(['annotate', path, '--out', path])).code).toBe(0);
    expect((await command(['annotate', '--undo', path, '--out', path])).code).toBe(0);
    expect(readFileSync(path, 'utf8')).toBe(GOOD.repeat(30_000));
  });
});

describe('options', () => {
  test.each([
    ['report', '--sinse', '--since'],
    ['report', '--formt', '--format'],
    ['report', '--jsn', '--json'],
    ['annotate', '--ony', '--only'],
    ['explain', '--al', '--all'],
  ])('%s %s: did you mean %s?', async (name, wrong, near) => {
    const ran = await command([name, wrong, 'x', '--lang', 'en']);
    expect([ran.code, ran.out]).toEqual([2, '']);
    expect(ran.told).toContain(`there is no option ${wrong}; did you mean ${near}?`);
    expect((await command([name, wrong, 'x'])).told).toContain(`是否想用 ${near}？`);
  });

  test('an option of another command is not one of this', async () => {
    const ran = await command(['explain', '--since', '2026-09-01', '40014', '--lang', 'en']);
    expect(ran.code).toBe(2);
    expect(ran.told).toContain('there is no option --since');
  });

  test('a short option that does not exist is refused before any input is read', async () => {
    const ran = await command(['report', '-x', 'a.log', '--lang', 'en'], GOOD);
    expect([ran.code, ran.out]).toEqual([2, '']);
    expect(ran.told).toContain('-x');
  });

  test('a command that does not exist suggests the nearest', async () => {
    const ran = await command(['repotr', 'a.log', '--lang', 'en']);
    expect([ran.code, ran.out]).toEqual([2, '']);
    expect(ran.told).toMatch(/repotr.*Did you mean report\?/);
    expect((await command(['repotr'])).told).toMatch(/repotr.*是否想用 report？/);
  });

  test('no command at all lists them', async () => {
    const ran = await command(['--lang', 'en']);
    expect(ran.code).toBe(2);
    expect(ran.told).toMatch(/annotate.*report.*explain/);
  });

  test.each([
    [['report', '--format', 'cvs'], 'cvs'],
    [['report', '--by', '2m'], '2m'],
    [['report', '--tz', 'Asia/Shangai'], 'Asia/Shangai'],
    [['report', '--last', '7'], '7'],
    [['report', '--since', 'yesterday'], 'yesterday'],
    [['report', '--month', '2026-13'], '2026-13'],
    [['annotate', '--only', 'error'], 'error'],
    [['annotate', '--encoding', 'gbk'], 'gbk'],
    [['explain', '40014', '--lang', 'fr'], 'fr'],
  ])('%j names the value that is wrong', async (argv, value) => {
    for (const lang of ['en', 'zh']) {
      const ran = await command(argv, GOOD, { env: { WECOMLOG_LANG: lang } });
      expect([ran.code, ran.out]).toEqual([2, '']);
      expect(ran.told).toContain(value);
      expect(ran.told).toMatch(/^wecomlog: [^\n]+\n$/);
    }
  });

  test('an option without its value is told in one sentence', async () => {
    for (const flag of ['--since', '--out', '--tz']) {
      const ran = await command(['report', flag, '--lang', 'en'], GOOD);
      expect([ran.code, ran.out]).toEqual([2, '']);
      expect(ran.told).toMatch(/^wecomlog: [^\n]*\n$/);
      expect(ran.told).toContain(flag.slice(2));
    }
  });

  test('spans that contradict each other are refused', async () => {
    const ran = await command(
      ['report', '--last', '7d', '--month', '2026-09', '--lang', 'en'],
      GOOD,
    );
    expect([ran.code, ran.out]).toEqual([2, '']);
    expect(ran.told).toContain('use one of');
  });

  test('given twice, the last one counts', async () => {
    const text = ['report', '--format', 'text', '--format', 'json'];
    expect((await command(text, GOOD)).out.startsWith('{')).toBe(true);
    expect((await command(['report', '--json', '--json'], GOOD)).out.startsWith('{')).toBe(true);
    const zone = await command(['report', '--json', '--tz', 'UTC', '--tz', 'Europe/Berlin'], GOOD);
    expect(reportIn(zone).time.zone).toBe('Europe/Berlin');
    const since = await command(
      ['report', '--json', '--since', '2026-09-01', '--since', '2026-09-02'],
      GOOD,
    );
    expect(reportIn(since).time.since).toBe('2026-09-01T16:00:00Z');
    const lang = await command(['explain', '40014', '--lang', 'zh', '--lang', 'en']);
    expect(lang.out).toContain('Who acts');
  });

  test('--undo goes with nothing that changes what is written', async () => {
    for (const flag of ['--only=errors', '--mask', '--json', '--success', '--format=ndjson']) {
      const ran = await command(['annotate', '--undo', flag, '--lang', 'en'], GOOD);
      expect([flag, ran.code]).toEqual([flag, 2]);
      expect(ran.told).toContain('--undo only takes annotations out');
    }
  });

  test('behind -- everything is a PATH', async () => {
    const ran = await command(['report', '--lang', 'en', '--', '--json']);
    expect(ran.code).toBe(2);
    expect(ran.told).toContain('--json: no such file');
  });
});

describe('colour', () => {
  const onTerminal = { stdoutIsTerminal: true, columns: 80 };

  test.each([
    ['a pipe', [], { stdoutIsTerminal: false }, false],
    ['a terminal', [], onTerminal, true],
    ['a terminal with NO_COLOR', [], { ...onTerminal, env: { NO_COLOR: '1' } }, false],
    ['a terminal with an empty NO_COLOR', [], { ...onTerminal, env: { NO_COLOR: '' } }, true],
    ['a dumb terminal', [], { ...onTerminal, env: { TERM: 'dumb' } }, false],
    ['NO_COLOR and --color always', ['--color', 'always'], { env: { NO_COLOR: '1' } }, true],
    ['--color never', ['--color', 'never'], onTerminal, false],
  ])('%s', async (_where, argv, options, isColoured) => {
    for (const name of ['annotate', 'report', 'explain']) {
      const rest = name === 'explain' ? ['40014'] : [];
      const ran = await command([name, ...rest, ...argv], GOOD, options);
      expect([name, ran.out.includes('\u001b[')]).toEqual([name, isColoured]);
    }
  });

  test('never goes into a file', async () => {
    const out = join(folderOf({}), 'out.txt');
    for (const name of ['annotate', 'report']) {
      expect((await command([name, '--out', out], GOOD, onTerminal)).code).toBe(0);
      expect(readFileSync(out, 'utf8')).not.toContain('\u001b');
    }
  });
});

describe('help', () => {
  test.each(['annotate', 'report', 'explain', 'catalog', 'catalog export', 'catalog diff'])(
    'of %s is in both languages, on standard output',
    async (name) => {
      const zh = await command([...name.split(' '), '--help']);
      const en = await command([...name.split(' '), '--help', '--lang', 'en']);
      expect([zh.code, en.code, zh.told, en.told]).toEqual([0, 0, '', '']);
      expect(zh.out).toContain('选项');
      expect(en.out).toContain('Options:');
      expect(en.out).not.toMatch(/[\u4e00-\u9fff]/);
    },
  );

  test('names every command, and the version is the one given', async () => {
    const { out, code } = await command(['--help', '--lang', 'en']);
    for (const name of ['annotate', 'report', 'explain', 'catalog']) {
      expect(out).toContain(`wecomlog ${name}`);
    }
    expect(code).toBe(0);
    expect((await command(['--version'])).out).toBe('0.0.0\n');
  });
});
