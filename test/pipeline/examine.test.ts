import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { FILES_MAX } from '../../src/model/limits.ts';
import { examineInputs } from '../../src/pipeline/examine.ts';
import { folderOf } from '../helpers/folder.ts';
import { streamOf } from '../helpers/run.ts';

const LOG = 'errcode=40014\n';

async function examine(paths: readonly string[]) {
  const problems: string[] = [];
  const inputs = await examineInputs({
    paths,
    stdin: streamOf(''),
    signal: new AbortController().signal,
    onProblem: (problem) => problems.push(problem.code),
  });
  return { ...inputs, problems };
}

describe('examineInputs', () => {
  test('tells logs, packed logs, binary files and files met twice', async () => {
    const folder = folderOf({
      'a.log': LOG,
      'b.log.gz': gzipSync(LOG),
      'c.bin': Buffer.from([0x7f, 0x45, 0x4c, 0x46]),
      'empty.log': '',
    });
    const found = await examine([join(folder, 'a.log'), folder, '-']);
    expect(found.listed.map(({ name, kind }) => [name.replace(`${folder}/`, ''), kind])).toEqual([
      ['-', 'stdin'],
      ['a.log', 'log'],
      ['a.log', 'duplicate'],
      ['b.log.gz', 'gzip'],
      ['c.bin', 'binary'],
      ['empty.log', 'log'],
    ]);
    const bytes = LOG.length + gzipSync(LOG).length;
    expect(found).toMatchObject({ count: 4, skipped: 2, bytes, problems: [] });
  });

  test('tells what is wrong and goes on', async () => {
    const folder = folderOf({ 'a.log': LOG });
    const found = await examine([join(folder, 'gone.log'), join(folder, '*.txt'), folder]);
    expect(found).toMatchObject({ count: 1, problems: ['input-enoent', 'input-no-match'] });
  });

  test('counts all inputs and lists so many that a list can be read', async () => {
    const names = Array.from({ length: FILES_MAX + 5 }, (_, at) => [`${at}.log`, ''] as const);
    const found = await examine([folderOf(Object.fromEntries(names))]);
    expect([found.count, found.listed.length]).toEqual([FILES_MAX + 5, FILES_MAX]);
  });
});
