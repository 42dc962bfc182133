/** From what the user wrote to sources, in an order a person expects. */
import { mkdirSync, symlinkSync } from 'node:fs';
import { join, relative } from 'node:path';
import { Readable } from 'node:stream';
import { describe, expect, test } from 'vitest';
import { ToolError } from '../../src/model/tool-error.ts';
import { findNames, findSources } from '../../src/source/find.ts';
import { folderOf } from '../helpers/folder.ts';

const find = (path: string) => findSources(path, Readable.from([]), new AbortController().signal);

async function namesIn(folder: string, path: string): Promise<string[]> {
  return (await find(path)).map(({ source }) => relative(folder, source.name));
}

async function codeOf(path: string): Promise<string> {
  const error = await find(path).catch((reason: unknown) => reason);
  if (error instanceof ToolError) return error.code;
  throw new Error('a ToolError was expected');
}

describe('sources', () => {
  test('of a directory are all files below it, hidden ones too, numbers as numbers', async () => {
    const folder = folderOf({
      'app.log.10': '',
      'app.log.2': '',
      'app.log': '',
      '.hidden/x.log': '',
      'b/c.log': '',
    });
    const names = await namesIn(folder, folder);
    expect(names.toSorted()).toEqual([
      '.hidden/x.log',
      'app.log',
      'app.log.10',
      'app.log.2',
      'b/c.log',
    ]);
    expect(names.indexOf('app.log.2')).toBeLessThan(names.indexOf('app.log.10'));
    expect(await namesIn(folder, `${folder}//`)).toEqual(names);
  });

  test('know size and time of change, and whether the user named them', async () => {
    const changed = new Date('2026-09-01T00:00:00Z');
    const folder = folderOf({ 'a.log': '12345' }, changed);
    const [named] = await find(join(folder, 'a.log'));
    expect(named).toMatchObject({
      isNamed: true,
      source: { sizeBytes: 5, modifiedMs: changed.getTime() },
    });
    expect((await find(folder))[0]).toMatchObject({ isNamed: false, source: { sizeBytes: 5 } });
    expect((await find('-'))[0]).toMatchObject({ isNamed: true, source: { name: '-' } });
  });

  test('match a pattern in any depth', async () => {
    const folder = folderOf({ 'a/b/app.log': '', 'a/app.log.1': '', 'a/other.txt': '' });
    expect((await namesIn(folder, join(folder, '**', 'app.log*'))).toSorted()).toEqual([
      'a/app.log.1',
      'a/b/app.log',
    ]);
    expect(await namesIn(folder, join(folder, 'a', '*.{txt,csv}'))).toEqual(['a/other.txt']);
  });

  test('of a file whose name looks like a pattern are that file', async () => {
    const folder = folderOf({ 'app[1].log': '', 'app1.log': '', 'a*b': '', axb: '' });
    expect(await namesIn(folder, join(folder, 'app[1].log'))).toEqual(['app[1].log']);
    expect(await namesIn(folder, join(folder, 'a*b'))).toEqual(['a*b']);
  });

  test('do not run in circles along links', async () => {
    const folder = folderOf({ 'a/x.log': '' });
    symlinkSync(folder, join(folder, 'a', 'loop'));
    expect(await namesIn(folder, folder)).toEqual(['a/x.log']);
  });

  test('hold a file once, though a link beside it leads to it as well', async () => {
    const folder = folderOf({ 'app.2026-09-01.log': '' });
    symlinkSync(join(folder, 'app.2026-09-01.log'), join(folder, 'app.log'));
    expect(await namesIn(folder, folder)).toHaveLength(1);
  });

  test('that are not there are told apart', async () => {
    const folder = folderOf({});
    mkdirSync(join(folder, 'empty'));
    expect(await codeOf(join(folder, 'gone.log'))).toBe('input-enoent');
    expect(await codeOf(join(folder, '*.log'))).toBe('input-no-match');
    expect(await codeOf(join(folder, 'empty'))).toBe('input-empty-directory');
  });
});

describe('names', () => {
  test('of a path, a directory and a pattern are those of now, and none is no error', async () => {
    const folder = folderOf({ 'b.log': '', 'a.log': '', 'deep/c.log': '' });
    const names = async (path: string): Promise<string[]> =>
      (await findNames(join(folder, path))).map((name) => relative(folder, name));
    expect(await names('.')).toEqual(['a.log', 'b.log', 'deep/c.log']);
    expect(await names('*.log')).toEqual(['a.log', 'b.log']);
    expect(await names('b.log')).toEqual(['b.log']);
    expect(await names('gone.log')).toEqual([]);
    expect(await names('gone/*.log')).toEqual([]);
    expect(await names('b.log/x')).toEqual([]);
  });
});
