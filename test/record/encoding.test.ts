/** The encoding of a record is decided by its bytes, and what is written back is what was read. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decodeRecord, encodeText, isAscii, isUtf8 } from '../../src/record/encoding.ts';

const decode = (bytes: Uint8Array, encoding: 'auto' | 'utf-8' | 'gb18030' = 'auto') =>
  decodeRecord(bytes, 0, bytes.length, encoding);

const gbk = new TextDecoder('gb18030');

describe('decoding', () => {
  test('takes valid UTF-8 as UTF-8 and the rest as GB18030', () => {
    expect(decode(Buffer.from('企业微信'))).toEqual({ text: '企业微信', encoding: 'utf-8' });
    const bytes = Uint8Array.of(0xc6, 0xf3, 0xd2, 0xb5);
    expect(decode(bytes)).toEqual({ text: '企业', encoding: 'gb18030' });
    expect(decode(Buffer.from('plain'))).toEqual({ text: 'plain', encoding: 'utf-8' });
  });

  test('obeys when it is told', () => {
    const bytes = Buffer.from('企业');
    expect(decode(bytes, 'gb18030').text).toBe(gbk.decode(bytes));
    expect(decode(Uint8Array.of(0xc6, 0xf3), 'utf-8').text).toBe('\ufffd\ufffd');
  });

  test('keeps a BOM, looks at its part only, and never throws', () => {
    expect(decode(Buffer.from('\ufeffa')).text).toBe('\ufeffa');
    const around = Buffer.concat([Uint8Array.of(0xff), Buffer.from('企'), Uint8Array.of(0xff)]);
    expect(decodeRecord(around, 1, 4, 'auto')).toEqual({ text: '企', encoding: 'utf-8' });
    expect(isUtf8(around, 1, 4)).toBe(true);
    expect(isUtf8(around, 0, 4)).toBe(false);
    expect(isAscii(around, 0, 0)).toBe(true);
    fc.assert(fc.property(fc.uint8Array(), (bytes) => typeof decode(bytes).text === 'string'));
  });
});

describe('encoding', () => {
  test('of Chinese in GB18030 reads back as the same text', () => {
    const letter = fc
      .integer({ min: 0x4e00, max: 0x9fa5 })
      .map((code) => String.fromCodePoint(code));
    const text = fc.array(fc.oneof(letter, fc.constantFrom('a', '0', ' ', '←', '·', '；', '（')));
    fc.assert(
      fc.property(text, (letters) => {
        const written = letters.join('');
        expect(gbk.decode(encodeText(written, 'gb18030'))).toBe(written);
      }),
    );
  });

  test('in UTF-8 is what everybody writes', () => {
    expect(Buffer.from(encodeText('企业 ← 1', 'utf-8'))).toEqual(Buffer.from('企业 ← 1'));
  });

  test('leaves ASCII alone and never writes a line feed of its own', () => {
    expect(Buffer.from(encodeText('a\u0000~😀ß', 'gb18030')).includes(0x0a)).toBe(false);
    expect(Buffer.from(encodeText('{"a":1}', 'gb18030')).toString()).toBe('{"a":1}');
  });
});
