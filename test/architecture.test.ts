import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';

const root = fileURLToPath(new URL('..', import.meta.url));
const source = join(root, 'src');

/** Which folders a folder may import besides itself. Imports go one way; siblings do not know each other. */
const ALLOWED: Readonly<Record<string, readonly string[]>> = {
  model: [],
  source: ['model'],
  decompress: ['model'],
  frame: ['model'],
  scan: ['model'],
  record: ['model'],
  catalog: ['model'],
  checkpoint: ['model'],
  sink: ['model'],
  server: ['model', 'sink'],
  analyze: ['model', 'scan', 'record', 'catalog'],
  parallel: [
    'model',
    'source',
    'decompress',
    'frame',
    'scan',
    'record',
    'catalog',
    'sink',
    'analyze',
  ],
  pipeline: [
    'model',
    'source',
    'decompress',
    'frame',
    'scan',
    'record',
    'catalog',
    'checkpoint',
    'sink',
    'analyze',
    'parallel',
  ],
  cli: [
    'model',
    'source',
    'record',
    'catalog',
    'sink',
    'checkpoint',
    'server',
    'analyze',
    'pipeline',
  ],
  'index.ts': ['model', 'catalog', 'pipeline'],
};

interface Import {
  readonly file: string;
  readonly from: string;
}

const files = readdirSync(source, { recursive: true, encoding: 'utf8' }).filter(
  (name) => name.endsWith('.ts') && !name.includes('assembly') && !name.endsWith('.d.ts'),
);

const imports: Import[] = files.flatMap((file) => {
  const text = readFileSync(join(source, file), 'utf8');
  return [
    ...text.matchAll(/(?:^|\s)(?:import|export)[^;'"]*?from '([^']+)'|import\('([^']+)'\)/g),
  ].map((match) => ({
    file,
    from: match[1] ?? match[2]!,
  }));
});

const folderOf = (path: string): string => relative(source, path).split('/')[0]!;

describe('the source tree', () => {
  test('is read by this test at all', () => {
    expect(files.length).toBeGreaterThan(40);
    expect(imports.length).toBeGreaterThan(100);
  });

  test('has no folder that the table does not know', () => {
    const folders = new Set(files.map((file) => file.split('/')[0]!));
    expect([...folders].filter((folder) => !(folder in ALLOWED))).toEqual([]);
  });

  test('imports one way only', () => {
    const wrong = imports
      .filter(({ from }) => from.startsWith('.'))
      .map(({ file, from }) => ({
        file,
        folder: folderOf(join(source, file)),
        target: folderOf(resolve(source, dirname(file), from)),
      }))
      .filter(({ folder, target }) => target !== folder && !ALLOWED[folder]!.includes(target));
    expect(wrong).toEqual([]);
  });

  test('lets one file import one npm dependency', () => {
    const owners = new Map<string, Set<string>>();
    for (const { file, from } of imports) {
      if (from.startsWith('.') || from.startsWith('node:')) continue;
      const name = from.split('/', from.startsWith('@') ? 2 : 1).join('/');
      owners.set(name, (owners.get(name) ?? new Set()).add(file));
    }
    expect([...owners.keys()].sort()).toEqual([
      'bcryptjs',
      'prom-client',
      'split2',
      'stream-chain',
      'stream-json',
      'string-width',
      'tar-stream',
      'tinyglobby',
      'uplot',
      'xz-decompress',
      'yaml',
      'yargs',
      'yauzl',
    ]);
    // Configuration of several kinds is YAML.
    owners.delete('yaml');
    for (const [name, users] of owners) expect([name, users.size]).toEqual([name, 1]);
  });

  test('touches process and console in cli only', () => {
    const written = files.filter((file) => !file.includes('.generated.'));
    const users = written.filter((file) => {
      const text = readFileSync(join(source, file), 'utf8').replace(/\/\*[\s\S]*?\*\/|\/\/.*/g, '');
      return /\b(?:process|console)\./.test(text);
    });
    expect(users.filter((file) => !file.startsWith('cli/'))).toEqual([]);
  });

  test('keeps files short enough to be read at one sitting', () => {
    const long = files
      .filter((file) => !file.includes('generated'))
      .map((file) => ({ file, lines: readFileSync(join(source, file), 'utf8').split('\n').length }))
      .filter(({ lines }) => lines > 400);
    expect(long).toEqual([]);
  });
});
