/** Files and streams as bytes to be pulled, and what is no log. */
import { join } from 'node:path';
import { PassThrough, Readable } from 'node:stream';
import { describe, expect, test } from 'vitest';
import type { ByteReader } from '../../src/model/source.ts';
import { binaryKind } from '../../src/source/binary.ts';
import { describeFileError, fileSource } from '../../src/source/file.ts';
import { streamSource } from '../../src/source/stdin.ts';
import { folderOf } from '../helpers/folder.ts';

const never = new AbortController().signal;

async function drain(reader: ByteReader, size: number): Promise<string> {
  const into = new Uint8Array(size);
  let text = '';
  for (let count = -1; count !== 0; ) {
    count = await reader.read(into);
    text += Buffer.from(into.subarray(0, count)).toString('latin1');
  }
  await reader.close();
  return text;
}

describe('a file', () => {
  test('is read in pieces as large as asked, and may be closed twice', async () => {
    const path = join(folderOf({ 'a.log': 'one\ntwo\n' }), 'a.log');
    for (const size of [1, 3, 100]) {
      const reader = await fileSource(path, 'a.log', 0, 8, true).open();
      expect(await drain(reader, size)).toBe('one\ntwo\n');
      await reader.close();
    }
  });

  test('that has gone, or is a directory, is told by its name', async () => {
    const folder = folderOf({});
    const open = (path: string) => fileSource(path, 'shown.log', 0, 0, true).open();
    await expect(open(join(folder, 'gone'))).rejects.toMatchObject({ code: 'input-enoent' });
    await expect(open(folder)).rejects.toMatchObject({ code: 'input-eisdir' });
    await expect(open(folder)).rejects.toThrow(/^shown\.log: is a directory/);
  });

  test.each(['ENOENT', 'EACCES', 'EISDIR', 'EIO', 'ESTALE'])(
    '%s has a remedy in both languages',
    (code) => {
      const { text } = describeFileError({ code }, 'a.log');
      expect(text.en).toMatch(/^a\.log: .*\. [A-Z].*\.$/);
      expect(text.zh).toMatch(/^a\.log：.*。请.*。$/);
    },
  );
});

describe('a stream', () => {
  test('is handed on as it comes, empty chunks left out', async () => {
    const chunks = ['ab', '', 'cde', 'f'].map((text) => Buffer.from(text));
    const source = streamSource(Readable.from(chunks), never);
    expect(await drain(await source.open(), 2)).toBe('abcdef');
  });

  test('gives bytes before it has ended', async () => {
    const stream = new PassThrough();
    const reader = await streamSource(stream, never).open();
    stream.write('line\n');
    const into = new Uint8Array(10);
    expect(await reader.read(into)).toBe(5);
    await reader.close();
    expect(stream.destroyed).toBe(true);
  });

  test('ends at once when the run is interrupted, before or while it waits', async () => {
    const interrupt = new AbortController();
    const reader = await streamSource(new PassThrough(), interrupt.signal).open();
    const reading = reader.read(new Uint8Array(10));
    interrupt.abort();
    expect(await reading).toBe(0);
    const late = await streamSource(new PassThrough(), interrupt.signal).open();
    expect(await late.read(new Uint8Array(10))).toBe(0);
  });
});

describe('what is no log', () => {
  test.each([
    ['ELF', [0x7f, 0x45, 0x4c, 0x46]],
    ['PNG', [0x89, 0x50, 0x4e, 0x47]],
    ['rar', [0x52, 0x61, 0x72, 0x21, 0x1a, 0x07, 1, 0]],
    ['lz4', [0x04, 0x22, 0x4d, 0x18, 0x64]],
    ['7z', [0x37, 0x7a, 0xbc, 0xaf, 0x27, 0x1c]],
    ['binary', [1, 2, 3, 4, 5, 6, 7, 65, 66]],
  ])('is known: %s', (kind, bytes) => {
    expect(binaryKind(Uint8Array.from(bytes))).toBe(kind);
  });

  test.each([
    ['nothing', ''],
    ['text', 'errcode=40014\r\n\t企业微信'],
    ['colours', '\u001b[31mred\u001b[0m'],
    ['runs of zero bytes', `${'\u0000'.repeat(4000)}errcode=40014\n`],
    ['zero bytes only', '\u0000'.repeat(100)],
  ])('is not: %s', (_what, text) => {
    expect(binaryKind(Buffer.from(text))).toBeUndefined();
  });

  test('GB18030 is text', () => {
    expect(
      binaryKind(Uint8Array.of(0xc6, 0xf3, 0xd2, 0xb5, 0xce, 0xa2, 0xd0, 0xc5)),
    ).toBeUndefined();
  });
});
