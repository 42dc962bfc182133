import { isUtf8 } from 'node:buffer';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Charset, createTextDecoding } from '../../src/frame/decode-text.ts';
import { encodeText } from '../../src/record/encoding.ts';
import { cutAt } from '../helpers/lines.ts';

const decide = (bytes: Uint8Array): 'utf-8' | 'gb18030' => (isUtf8(bytes) ? 'utf-8' : 'gb18030');

/** The text of `bytes`, given in parts that end at `places`; the last part is empty. */
function decoded(bytes: Buffer, places: readonly number[], charset?: Charset): string {
  const decoding = createTextDecoding(charset, decide);
  const parts = cutAt(bytes, places).map((part) => decoding.decode(part, false));
  return parts.join('') + decoding.decode(new Uint8Array(0), true);
}

const places = fc.array(fc.nat(), { maxLength: 6 });

describe('the text of a document', () => {
  test('is the same in whatever parts its bytes come', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), places, (text, cuts) => {
        // A mark at the beginning is none of the text.
        const bare = text.replace(/^\ufeff/, '');
        expect(decoded(Buffer.from(bare), cuts)).toBe(bare);
        expect(decoded(Buffer.from(`\ufeff${bare}`), cuts)).toBe(bare);
        expect(decoded(Buffer.from(`\ufeff${bare}`, 'utf16le'), cuts, 'utf-16le')).toBe(bare);
      }),
    );
  });

  test('is GB18030 where the first bytes that are not ASCII are no UTF-8', () => {
    const text = '{"plain":1,"错误":"不合法的access_token"}';
    const bytes = Buffer.from(encodeText(text, 'gb18030'));
    for (let cut = 0; cut <= bytes.length; cut++) {
      const isBetween = cut <= 12 || cut >= 16;
      if (isBetween) expect(decoded(bytes, [cut])).toBe(text);
    }
  });

  test('is told in bytes', () => {
    for (const charset of ['utf-8', 'utf-16le', 'gb18030'] as const) {
      const decoding = createTextDecoding(charset, decide);
      const length = { 'utf-8': 8, 'utf-16le': 8, gb18030: 6 }[charset];
      expect(decoding.bytesOf('错误ab')).toBe(length);
    }
  });
});
