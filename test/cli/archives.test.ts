/** Archives and lists of names on the command line. */
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import type { Report } from '../../src/model/report.ts';
import { folderOf } from '../helpers/folder.ts';
import { APP_LOG, fixture, tarOf, zipOf } from '../helpers/packed.ts';
import { command, type Ran } from '../helpers/run.ts';

const reportIn = (ran: Ran): Report => JSON.parse(ran.out) as Report;

describe('annotate', () => {
  test('passes the logs of an archive through, one after the other', async () => {
    const files = [
      ['a.log', 'errcode=40014'],
      ['b.log.gz', gzipSync('no code\nerrcode=45009\n')],
      ['c.png', Uint8Array.of(0x89, 0x50, 0x4e, 0x47)],
    ] as const;
    const zip = zipOf(files.map(([name, content]) => ({ name, content })));
    const folder = folderOf({ 'x.tar.gz': gzipSync(await tarOf(files)), 'x.zip': zip });
    for (const name of ['x.tar.gz', 'x.zip']) {
      const ran = await command(['annotate', join(folder, name), '--lang', 'en']);
      expect(ran.out).toMatch(/^errcode=40014 {2}← .*\nno code\nerrcode=45009 {2}← .*\n$/);
      expect([ran.code, ran.told]).toEqual([
        0,
        `wecomlog: ${join(folder, name)}!/c.png: a binary file, skipped.\n`,
      ]);
    }
  });

  test('reads what is packed from standard input', async () => {
    for (const packed of [fixture('zst'), fixture('bz2'), fixture('tar.gz'), fixture('file.zip')]) {
      const { out, code } = await command(['annotate', '--only', 'events'], packed);
      expect([code, out.split('\n').length > 400]).toEqual([0, true]);
    }
  });
});

describe('--files-from', () => {
  const files = {
    'a.log': 'errcode=40014\n',
    'b.log': 'errcode=45009\n',
    'sub/c.log': 'errcode=60020\n',
  };

  test('reads PATHs from standard input or from a file, after those that were named', async () => {
    const folder = folderOf(files);
    const list = `${join(folder, 'b.log')}\n${join(folder, 'sub')}\n`;
    const piped = await command(
      ['report', join(folder, 'a.log'), '--files-from', '-', '--json'],
      list,
    );
    expect(reportIn(piped).input.files.map(({ name }) => name.replace(`${folder}/`, ''))).toEqual([
      ...['a.log', 'b.log', 'sub/c.log'],
    ]);
    const listed = join(folderOf({ list }), 'list');
    const ran = await command(['annotate', '--files-from', listed, '--only', 'events']);
    expect(ran.out).toMatch(/^errcode=45009 .*\nerrcode=60020 .*\n$/);
  });

  test('tells of names that are no files and goes on', async () => {
    const folder = folderOf(files);
    const list = `${join(folder, 'gone.log')}\n${join(folder, 'a.log')}\n`;
    const ran = await command(['report', '--files-from', '-', '--json', '--lang', 'en'], list);
    expect([ran.code, reportIn(ran).totals.events]).toEqual([2, 1]);
    expect(ran.told).toMatch(/^wecomlog: [^\n]*gone\.log: no such file\.[^\n]*\n$/);
  });

  test('cannot share standard input with a log', async () => {
    const ran = await command(['report', '-', '--files-from', '-', '--lang', 'en'], 'a.log\n');
    expect([ran.code, ran.out]).toEqual([2, '']);
    expect(ran.told).toContain('use either - or --files-from -');
  });

  test.each(['x'.repeat(100_000), 'errcode=40014 *\n'.repeat(5000)])(
    'given a log says once what it takes',
    async (log) => {
      const ran = await command(['report', '--files-from', '-', '--lang', 'en'], log);
      expect(ran.code).toBe(2);
      expect(ran.told).toMatch(/^wecomlog: [^\n]* takes a name a line;[^\n]*\n$/);
    },
  );

  test('takes names as they are, not as patterns', async () => {
    const folder = folderOf({ 'a[1].log': 'errcode=40014\n', 'a1.log': 'errcode=45009\n' });
    const list = `${join(folder, 'a[1].log')}\n${join(folder, '*.log')}\n`;
    const ran = await command(['report', '--files-from', '-', '--json', '--lang', 'en'], list);
    expect(reportIn(ran).codes).toMatchObject([{ errcode: 40014 }]);
    expect(ran.told).toContain('*.log: no such file');
  });

  test('is checked without touching standard input', async () => {
    const untouched = { [Symbol.asyncIterator]: () => expect.unreachable() } as never;
    const ran = await command(['check', '--files-from', '-', '--json'], '', { stdin: untouched });
    expect(JSON.parse(ran.out).inputs).toMatchObject({ count: 1, listed: [{ kind: 'stdin' }] });
    const list = join(folderOf({ list: `${join(folderOf(files), 'a.log')}\n` }), 'list');
    const listed = await command(['check', '--files-from', list, '--json']);
    expect(JSON.parse(listed.out).inputs).toMatchObject({ count: 1, listed: [{ kind: 'log' }] });
  });
});

describe('--max-unpacked', () => {
  test('ends the reading of an archive, counts what came before and says so once', async () => {
    const part = APP_LOG.subarray(0, 50_000);
    const files = ['a', 'b', 'c'].map(
      (name, index) => [name, Buffer.concat([part, Buffer.from(`${index}`)])] as const,
    );
    const folder = folderOf({ 'x.tar.gz': gzipSync(await tarOf(files)), 'plain.log': APP_LOG });
    const argv = ['report', folder, '--max-unpacked', '64K', '--json', '--lang', 'en'];
    const ran = await command(argv);
    expect(ran.code).toBe(2);
    expect(ran.told).toMatch(
      /^wecomlog: [^\n]*x\.tar\.gz: unpacks to more than --max-unpacked[^\n]*\n$/,
    );
    const bytes = reportIn(ran).input.files.map((file) => file.bytes);
    // What lies there as it is has no such bound.
    expect(bytes).toEqual([APP_LOG.length, 50_001, 65_536 - 50_001]);
  });

  test.each(['0', 'much', '-1', '5X'])('%s is no size', async (size) => {
    const ran = await command(['report', `--max-unpacked=${size}`, '--lang', 'en'], 'x\n');
    expect([ran.code, ran.out]).toEqual([2, '']);
    expect(ran.told).toContain('is no size');
  });

  test.each([
    ['500M', 500 * 2 ** 20],
    ['1.5G', 1.5 * 2 ** 30],
    ['50 gib', 50 * 2 ** 30],
    ['2kb', 2048],
    ['123', 123],
  ])('%s is %d bytes', async (text, bytes) => {
    const { parseSize } = await import('../../src/cli/size.ts');
    expect(parseSize(text)).toBe(bytes);
  });
});

test('check says how inputs are packed without looking into archives', async () => {
  const folder = folderOf({
    'a.log': 'x\n',
    'b.zst': fixture('zst'),
    'c.bz2': fixture('bz2'),
    'd.xz': fixture('xz'),
    'e.tar.gz': fixture('tar.gz'),
    'f.zip': fixture('file.zip'),
    'g.7z': Uint8Array.of(0x37, 0x7a, 0xbc, 0xaf, 0x27, 0x1c),
  });
  const ran = await command(['check', folder, '--json']);
  expect(JSON.parse(ran.out).inputs.listed.map(({ kind }: { kind: string }) => kind)).toEqual([
    ...['log', 'zstd', 'bzip2', 'xz', 'tar', 'zip', 'binary'],
  ]);
  expect((await command(['check', folder, '--lang', 'en'])).out).toMatch(/tar archive.*e\.tar\.gz/);
});

test('an archive without a log is told when it was named', async () => {
  const folder = folderOf({ 'x.zip': zipOf([]) });
  const ran = await command(['report', join(folder, 'x.zip'), '--lang', 'en']);
  expect(ran.code).toBe(2);
  expect(ran.told).toContain('no log');
});
