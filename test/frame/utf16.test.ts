import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createUtf16Encoder, readUtf16, type Utf16, utf16Of } from '../../src/frame/utf16.ts';
import { readerOf } from '../helpers/packed.ts';

/** What comes out of `bytes` in reads of `size`, and what is left at the end. */
async function utf8Of(
  bytes: Uint8Array,
  charset: Utf16,
  size: number,
): Promise<{ utf8: Buffer; tail: Uint8Array }> {
  const reader = readUtf16(readerOf(bytes, size), charset);
  const parts: Buffer[] = [];
  const into = new Uint8Array(7);
  for (let count = await reader.read(into); count > 0; count = await reader.read(into)) {
    parts.push(Buffer.from(into.subarray(0, count)));
  }
  return { utf8: Buffer.concat(parts), tail: reader.tail() };
}

const bytesOf = (text: string, charset: Utf16): Buffer => {
  const bytes = Buffer.from(text, 'utf16le');
  return charset === 'utf-16le' ? bytes : bytes.swap16();
};

const charsets = fc.constantFrom<Utf16>('utf-16le', 'utf-16be');

describe('UTF-16', () => {
  test('becomes the UTF-8 of the same text, in any reads', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.string({ unit: 'binary', maxLength: 40 }),
        charsets,
        fc.integer({ min: 1, max: 9 }),
        async (text, charset, size) => {
          const { utf8, tail } = await utf8Of(bytesOf(text, charset), charset, size);
          expect(utf8.toString()).toBe(text);
          expect(tail).toHaveLength(0);
        },
      ),
    );
  });

  test('comes back byte for byte, whatever the bytes are', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.uint8Array({ maxLength: 60 }),
        charsets,
        fc.integer({ min: 1, max: 9 }),
        async (bytes, charset, size) => {
          const { utf8, tail } = await utf8Of(bytes, charset, 5);
          const encode = createUtf16Encoder(charset);
          const parts: Uint8Array[] = [];
          for (let at = 0; at < utf8.length; at += size) {
            parts.push(encode(utf8.subarray(at, at + size)));
          }
          expect(Buffer.concat([...parts, tail])).toEqual(Buffer.from(bytes));
        },
      ),
      { numRuns: 500 },
    );
  });

  test.each([
    ['utf-16le', Buffer.from([0xff, 0xfe])],
    ['utf-16be', Buffer.from([0xfe, 0xff, 0x4e, 0x00])],
    ['utf-16le', bytesOf('错误码：40014 企业微信\n', 'utf-16le')],
    ['utf-16be', bytesOf('错误码：40014 企业微信\n', 'utf-16be')],
    ['utf-16le', bytesOf('2026-09-01 一个错误：40014 一\n', 'utf-16le')],
    [undefined, Buffer.from('plain text')],
    [undefined, Buffer.from('错误码：40014')],
    [undefined, Buffer.alloc(64)],
    [undefined, Buffer.concat([Buffer.alloc(4096), Buffer.from('errcode=40014 after a hole')])],
    [undefined, Buffer.from('a\0')],
    [undefined, Buffer.from('NUL\0separated\0words\0')],
    [undefined, new Uint8Array(0)],
  ])('is recognised: %s', (charset, head) => {
    expect(utf16Of(head)).toBe(charset);
  });
});
