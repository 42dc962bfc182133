/** The same content given twice is counted once; what only looks alike is counted. */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { folderOf } from '../helpers/folder.ts';
import { APP_LOG, fixture, tarOf, zipOf } from '../helpers/packed.ts';
import { countsOf, reportOf } from '../helpers/run.ts';

const PLAIN = 'app.log';

async function everyFormat(): Promise<string> {
  const tar = await tarOf([[PLAIN, APP_LOG]]);
  return folderOf({
    [PLAIN]: APP_LOG,
    'app.log.1.gz': fixture('gz'),
    'app.log.2.zst': fixture('zst'),
    'app.log.3.zst': fixture('long.zst'),
    'app.log.4.zst': fixture('frames.zst'),
    'app.log.5.bz2': fixture('bz2'),
    'app.log.6.xz': fixture('xz'),
    'a.tar': tar,
    'a.tar.gz': fixture('tar.gz'),
    'a.zip': fixture('file.zip'),
    'b.zip': fixture('stream.zip'),
    'c.zip': zipOf([{ name: PLAIN, content: APP_LOG, method: 0 }]),
    'nested.tar': await tarOf([
      ['app.log.gz', fixture('gz')],
      ['app.zip', fixture('file.zip')],
      ['app.tar.gz', gzipSync(tar)],
    ]),
  });
}

describe('one log in every format', () => {
  test('gives the counts of the plain file from each of them, and once from all', async () => {
    const folder = await everyFormat();
    const plain = await reportOf('', { paths: [join(folder, PLAIN)] });
    const alone = [plain.totals, plain.codes, plain.time] as const;
    expect(plain.totals.events).toBe(900);
    const names = readdirSync(folder);
    expect(names).toHaveLength(13);
    for (const name of names) {
      const { totals, codes, time, problems } = await reportOf('', { paths: [join(folder, name)] });
      expect([name, problems, totals, codes, time]).toEqual([name, [], ...alone]);
    }
    const all = await reportOf('', { paths: [folder] });
    expect([all.totals, all.codes, all.time]).toEqual([...alone]);
    expect(all.problems).toEqual([]);
    expect(all.input).toMatchObject({ sources: 1, bytes: APP_LOG.length, lines: 900 });
    expect(all.input.skipped).toEqual([
      { reason: 'same-content', count: 14, bytes: 14 * APP_LOG.length },
    ]);
    for (const { name, events, lines } of all.input.files) {
      expect([name, events, lines]).toEqual([name, 900, 900]);
    }
    expect(all.notices[0]).toMatchObject({ id: 'same-content', inputs: 14 });
  });

  test('is told in the text of the report', async () => {
    const { command } = await import('../helpers/run.ts');
    const folder = folderOf({ 'app.log': APP_LOG, 'app.log.1.gz': fixture('gz') });
    const { out, code } = await command(['report', folder, '--lang', 'en']);
    expect(code).toBe(0);
    expect(out.replace(/\s+/g, ' ')).toMatch(
      /1 input holds just what another one holds .* counted once: .*app\.log\.1\.gz, the same as .*app\.log\./,
    );
    expect((await command(['report', folder])).out).toContain('只计一次');
  });
});

describe('inputs that look alike', () => {
  const twice = (text: string) => Buffer.from(text.repeat(500));

  test('and differ at their very end are both counted', async () => {
    const [one, other] = [twice('errcode=40014 a\n'), twice('errcode=40014 a\n')];
    other[other.length - 2] = 0x62;
    const folder = folderOf({ 'app.log.1': one, 'app.log.2': other });
    const { codes, notices } = await reportOf('', { paths: [folder] });
    expect(countsOf({ codes })).toEqual({ 40014: 1000 });
    expect(notices.map(({ id }) => id)).not.toContain('same-content');
  });

  test('and of which one goes on are both counted', async () => {
    const one = twice('errcode=40014 a\n');
    const folder = folderOf({
      'app.log.1': one,
      'app.log.2.gz': gzipSync(Buffer.concat([one, Buffer.from('errcode=45009\n')])),
    });
    const { codes } = await reportOf('', { paths: [folder] });
    expect(countsOf({ codes })).toEqual({ 40014: 1000, 45009: 1 });
  });

  test('and are short are one log only under names of one log', async () => {
    const line = 'errcode=40014\n';
    const hosts = folderOf({ 'host1/app.log': line, 'host2/app.log': line, 'host1/b.log': line });
    expect((await reportOf('', { paths: [hosts] })).totals.events).toBe(3);
    const rotated = folderOf({ 'app.log.1': line, 'app.log.1.gz': gzipSync(line) });
    expect((await reportOf('', { paths: [rotated] })).totals.events).toBe(1);
  });

  test('and are empty are no copies', async () => {
    const folder = folderOf({ 'a.log': '', 'a.log.1': '' });
    const { input, notices } = await reportOf('', { paths: [folder] });
    expect([input.sources, input.skipped, notices]).toEqual([2, [], []]);
  });
});

describe('a copy', () => {
  test('that is cut off holds nothing new', async () => {
    const folder = folderOf({
      'app.log.1': APP_LOG,
      'app.log.1.gz': fixture('gz').subarray(0, 9000),
    });
    const { totals, problems, input } = await reportOf('', { paths: [folder] });
    expect(totals.events).toBe(900);
    expect(problems.map(({ code }) => code)).toEqual(['gzip-truncated']);
    expect(input.files[1]).toMatchObject({ sameAs: input.files[0]!.name });
  });

  test('that comes by standard input is found as well', async () => {
    const folder = folderOf({ 'app.log.1.gz': fixture('gz') });
    const paths = [join(folder, 'app.log.1.gz'), '-'];
    expect((await reportOf(APP_LOG, { paths })).totals.events).toBe(900);
    expect((await reportOf(APP_LOG, { paths: paths.toReversed() })).totals.events).toBe(900);
  });

  test('is found among several that begin alike', async () => {
    const tails = ['1', '2', '3'].map((tail) => Buffer.concat([APP_LOG, Buffer.from(`${tail}\n`)]));
    const folder = folderOf({
      'a.log.1': tails[0]!,
      'a.log.2': tails[1]!,
      'a.log.3': tails[2]!,
      'a.log.4.gz': gzipSync(tails[1]!),
    });
    const { totals, notices } = await reportOf('', { paths: [folder] });
    expect(totals.events).toBe(2700);
    expect(notices[0]).toMatchObject({
      name: join(folder, 'a.log.4.gz'),
      sameAs: join(folder, 'a.log.2'),
    });
  });
});
