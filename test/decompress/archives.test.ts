/** Archives: their files one after the other, in archives, with bounds, and what is no log in them. */
import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { APP_LOG, fixture, tarOf, unpackAll, type ZipFile, zipOf } from '../helpers/packed.ts';

const FILES = [
  ['a.log', 'errcode=40014\n'],
  ['logs/b.log', APP_LOG],
  ['logs/c.log.gz', gzipSync('errcode=45009\n')],
] as const;

const zipFiles: readonly ZipFile[] = FILES.map(([name, content]) => ({ name, content }));

async function namesAndBytes(bytes: Uint8Array): Promise<(readonly [string, string])[]> {
  const { logs, problem } = await unpackAll(bytes);
  expect([problem, ...logs.map((log) => log.problem)].filter((one) => one !== undefined)).toEqual(
    [],
  );
  return logs.map((log) => [log.name, log.bytes.toString()] as const);
}

const expected = [
  ['x!/a.log', 'errcode=40014\n'],
  ['x!/logs/b.log', APP_LOG.toString()],
  ['x!/logs/c.log.gz', 'errcode=45009\n'],
];

describe('a tar', () => {
  test('gives its files one after the other, each unpacked once more if it is packed', async () => {
    expect(await namesAndBytes(await tarOf(FILES))).toEqual(expected);
    expect(await namesAndBytes(gzipSync(await tarOf(FILES)))).toEqual(expected);
  });

  test('dates its files', async () => {
    const { logs } = await unpackAll(await tarOf(FILES, new Date('2025-03-04T05:06:07Z')));
    expect(new Set(logs.map(({ modifiedMs }) => modifiedMs))).toEqual(
      new Set([Date.parse('2025-03-04T05:06:07Z')]),
    );
  });

  test('passes over what nobody reads', async () => {
    const bytes = await tarOf(FILES);
    const { unpack } = await import('../../src/decompress/decompress.ts');
    const { readerOf } = await import('../helpers/packed.ts');
    const packed = { reader: readerOf(bytes, 100), name: 'x', path: undefined };
    const names: string[] = [];
    for await (const { name } of unpack({ ...packed, modifiedMs: 0, sizeBytes: 0 }))
      names.push(name);
    expect(names).toEqual(expected.map(([name]) => name));
  });

  test('keeps what stands before a damaged header, and says so', async () => {
    const bytes = await tarOf(FILES);
    bytes[bytes.indexOf('logs/b.log')]! ^= 1;
    const { logs, problem } = await unpackAll(bytes);
    expect([logs.map(({ name }) => name), problem]).toEqual([['x!/a.log'], 'tar-corrupt']);
  });

  test('of before 1988 has no mark and is known by the sum of its header', async () => {
    const bytes = await tarOf([['a.log', 'errcode=40014\n']]);
    bytes.fill(0, 257, 512);
    let sum = 8 * 32;
    for (let at = 0; at < 512; at++) if (at < 148 || at >= 156) sum += bytes[at]!;
    bytes.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148);
    expect(await namesAndBytes(bytes)).toEqual([['x!/a.log', 'errcode=40014\n']]);
  });
});

describe('a zip', () => {
  test('gives its files one after the other, deflated or stored', async () => {
    expect(await namesAndBytes(zipOf(zipFiles))).toEqual(expected);
    expect(await namesAndBytes(zipOf(zipFiles.map((file) => ({ ...file, method: 0 }))))).toEqual(
      expected,
    );
  });

  test.each(['signed', 'bare'] as const)(
    'may say sizes behind the data, %s',
    async (descriptor) => {
      expect(await namesAndBytes(zipOf(zipFiles.map((file) => ({ ...file, descriptor }))))).toEqual(
        expected,
      );
    },
  );

  test('may hold files of other packings', async () => {
    const files = [
      { name: 'a', content: fixture('zst'), method: 93 },
      { name: 'b', content: fixture('bz2'), method: 12 },
      { name: 'c', content: fixture('xz'), method: 95 },
    ];
    const found = await namesAndBytes(zipOf(files));
    expect(found).toEqual(['a', 'b', 'c'].map((name) => [`x!/${name}`, APP_LOG.toString()]));
  });

  test('that is empty holds no logs', async () => {
    expect(await namesAndBytes(zipOf([]))).toEqual([]);
  });

  test('tells of files it cannot read and goes on behind them', async () => {
    const { logs, errors } = await unpackAll(
      zipOf([
        { name: 'secret.log', content: 'x', flags: 1 },
        { name: 'odd.log', content: 'x', method: 98 },
        ...zipFiles,
      ]),
    );
    expect(logs.map(({ problem }) => problem)).toEqual([
      ...['zip-unsupported', 'zip-unsupported'],
      ...[undefined, undefined, undefined],
    ]);
    expect(errors[0]?.text.en).toContain('x!/secret.log: this kind of zip (encrypted)');
  });

  test('with one damaged file gives the others', async () => {
    const bytes = zipOf(zipFiles);
    bytes[bytes.indexOf('a.log') + 7]! ^= 0x55;
    const { logs } = await unpackAll(bytes);
    expect(logs.map(({ problem }) => problem)).toEqual(['zip-corrupt', undefined, undefined]);
  });

  test('of Chinese Windows has readable names', async () => {
    const name = Buffer.from('c8d5d6be2f6170702e6c6f67', 'hex');
    const { logs } = await unpackAll(zipOf([{ name, content: 'x\n' }]));
    expect(logs[0]!.name).toBe('x!/日志/app.log');
  });
});

describe('names in archives', () => {
  test('cannot steer a terminal, nor fill it', async () => {
    const { logs } = await unpackAll(
      zipOf([
        { name: 'a\u001b[2J\r\n.log', content: 'x\n' },
        { name: `${'n'.repeat(5000)}.log`, content: 'x\n' },
        { name: '../../etc/passwd', content: 'x\n' },
      ]),
    );
    expect(logs[0]!.name).toBe('x!/a\\x1b[2J\\x0d\\x0a.log');
    expect(logs[1]!.name.length).toBeLessThan(1100);
    expect(logs[2]!.name).toBe('x!/../../etc/passwd');
  });
});

describe('bounds', () => {
  test('an archive in an archive is read, one in that is not', async () => {
    const inner = await tarOf([['a.log.gz', gzipSync('errcode=40014\n')]]);
    const middle = zipOf([{ name: 'm.tar.gz', content: gzipSync(inner) }]);
    expect(await namesAndBytes(middle)).toEqual([['x!/m.tar.gz!/a.log.gz', 'errcode=40014\n']]);
    const outer = await tarOf([
      ['deep.zip', middle],
      ['b.log', 'errcode=45009\n'],
    ]);
    const { logs, problem } = await unpackAll(outer);
    expect(logs.map((log) => [log.name, log.problem])).toEqual([
      ['x!/deep.zip!/m.tar.gz', 'packed-too-deep'],
      ['x!/b.log', undefined],
    ]);
    expect(problem).toBeUndefined();
  });

  test('a log that was compressed again and again is refused', async () => {
    let packed = Buffer.from('errcode=40014\n');
    for (let times = 0; times < 3; times++) packed = gzipSync(packed);
    expect((await unpackAll(packed)).logs[0]!.bytes.toString()).toBe('errcode=40014\n');
    expect((await unpackAll(gzipSync(packed))).problem).toBe('packed-too-deep');
  });

  test('an archive of more files than are read gives the first and says so', async () => {
    const tiny = { name: 'a', content: 'x', method: 0 };
    const { ARCHIVE_ENTRIES_MAX } = await import('../../src/model/limits.ts');
    const one = zipOf([tiny]).subarray(0, 32);
    const many = Buffer.concat(Array.from({ length: ARCHIVE_ENTRIES_MAX + 1 }, () => one));
    const { logs, problem } = await unpackAll(many);
    expect([logs.length, problem]).toEqual([ARCHIVE_ENTRIES_MAX, 'archive-entries']);
  });

  test('decoders within each other share the memory they may take', async () => {
    const wide = (content: Uint8Array): Buffer => {
      const blocks: Buffer[] = [Buffer.from([0x28, 0xb5, 0x2f, 0xfd, 0, 21 << 3])];
      for (let at = 0; at < content.length; at += 1000) {
        const body = content.subarray(at, at + 1000);
        const header = Buffer.alloc(3);
        header.writeUIntLE((body.length << 3) | (at + 1000 < content.length ? 0 : 1), 0, 3);
        blocks.push(header, Buffer.from(body));
      }
      return Buffer.concat(blocks);
    };
    const text = Buffer.from('errcode=40014\n'.repeat(2000));
    expect((await unpackAll(wide(text))).logs[0]!.problem).toBeUndefined();
    expect((await unpackAll(wide(wide(text)))).logs[0]!.problem).toBe('zstd-window');
  });
});
