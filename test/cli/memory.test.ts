/**
 * Whatever an input unpacks to, a run takes no more than 150 MB; a decoder that must look back 128 MiB
 * takes some of them besides.
 */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { folderOf } from '../helpers/folder.ts';
import { APP_LOG, fixture } from '../helpers/packed.ts';

const MAIN = fileURLToPath(new URL('../../dist/cli/main.js', import.meta.url));

const MEGABYTES_MAX = 150;
const WIDE_MEGABYTES_MAX = 220;

/** Runs `report` in a process of its own; resolves to the bytes read and the most memory it held, in MB. */
function run(packed: Uint8Array): { readonly bytes: number; readonly megabytes: number } {
  const path = join(folderOf({ packed }), 'packed');
  const script = `
    process.argv = ['node', ${JSON.stringify(MAIN)}, 'report', ${JSON.stringify(path)}, '--json', '--threads', '1', '--quiet'];
    process.on('exit', () => process.stderr.write('maxRSS ' + process.resourceUsage().maxRSS));
    await import(${JSON.stringify(MAIN)});
  `;
  const argv = ['--input-type=module', '-e', script];
  const { stdout, stderr } = spawnSync(process.execPath, argv, { maxBuffer: 1 << 26 });
  const kilobytes = Number(/maxRSS (\d+)/.exec(stderr.toString())?.[1]);
  return { bytes: JSON.parse(stdout.toString()).input.bytes, megabytes: kilobytes / 1024 };
}

const times = (count: number, part: Uint8Array): Buffer =>
  Buffer.concat(Array.from({ length: count }, () => part));

/** Runs of line feeds, 128 KiB a block, with a window of `log` above 1 KiB. */
function zstdOf(blocks: number, log: number): Buffer {
  const parts = [Buffer.from([0x28, 0xb5, 0x2f, 0xfd, 0, log << 3])];
  for (let index = 0; index < blocks; index++) {
    const header = (131_072 << 3) | 2 | (index === blocks - 1 ? 1 : 0);
    parts.push(Buffer.from([header, header >> 8, header >> 16, 0x0a]));
  }
  return Buffer.concat(parts);
}

/** `head -c 20000000 /dev/zero | bzip2 -9 | base64` */
const ZEROS = Buffer.from(
  'QlpoOTFBWSZTWb/Kr8QAmS/CAMAAAAgACCAAMMwFKaaqkRRsAoijxdyRThQkL/Kr8QA=',
  'base64',
);

/** An array of many small objects, pretty-printed. */
function arrayOf(count: number): Buffer {
  const element = '{\n  "level": "info",\n  "msg": "GET /orders 200",\n  "tags": [1, 2, null]\n}';
  return Buffer.from(`[${Array.from({ length: count }, () => element).join(',\n')}]`);
}

/** One object with one long text, number or list in it. */
function objectOf(...parts: readonly string[]): Buffer {
  return Buffer.from(`{\n"a": ${parts.join('')},\n"errcode": 40014}`);
}

test.each([
  ['gzip at a thousand to one', () => times(20, gzipSync(Buffer.alloc(20_000_000, '\n'))), 400e6],
  ['gzip of many members', () => times(2000, gzipSync(APP_LOG)), 2000 * APP_LOG.length],
  ['zstd of a common window', () => zstdOf(3000, 13), 3000 * 131_072],
  ['zstd of the widest window', () => zstdOf(3000, 17), 3000 * 131_072],
  ['zstd of a window that is too wide', () => zstdOf(3000, 21), 1 << 27],
  ['bzip2 at four hundred thousand to one', () => times(15, ZEROS), 300e6],
  ['an array of 400,000 objects', () => arrayOf(400_000), 30_000_000],
  [
    'an object with a text of 40 MB',
    () => objectOf('"', `${'x'.repeat(98)}\\n`.repeat(4e5), '"'),
    40_000_028,
  ],
  ['an object with a number of 20 MB', () => objectOf('1'.repeat(20e6)), 20_000_026],
  ['an object with a list of 10 MB', () => objectOf('[', '1,'.repeat(5e6), '1]'), 10_000_029],
  [
    'a search whose path comes late',
    () => objectOf('"', 'x'.repeat(20e6), '","hits":[1]'),
    20_000_039,
  ],
  ['xz of many streams', () => times(150, fixture('xz')), 150 * APP_LOG.length],
])('%s', (what, make, bytes) => {
  const { bytes: read, megabytes } = run(make());
  expect(read).toBe(bytes);
  expect(megabytes).toBeLessThan(what.includes('wide') ? WIDE_MEGABYTES_MAX : MEGABYTES_MAX);
});

test('standard input is read in no more memory than a file', () => {
  const log = join(
    folderOf({ log: times(300, Buffer.alloc(1_000_000, 'GET /orders 200\n')) }),
    'log',
  );
  const script = `
    process.argv = ['node', ${JSON.stringify(MAIN)}, 'report', '-', '--json', '--quiet'];
    process.on('exit', () => process.stderr.write('maxRSS ' + process.resourceUsage().maxRSS));
    await import(${JSON.stringify(MAIN)});
  `;
  const argv = ['-c', 'cat "$1" | "$2" --input-type=module -e "$3"', 'sh'];
  const { stdout, stderr } = spawnSync('sh', [...argv, log, process.execPath, script]);
  expect(JSON.parse(stdout.toString()).input.bytes).toBe(300e6);
  const kilobytes = Number(/maxRSS (\d+)/.exec(stderr.toString())?.[1]);
  expect(kilobytes / 1024).toBeLessThan(MEGABYTES_MAX);
});
