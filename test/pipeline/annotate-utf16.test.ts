/** Logs in UTF-16 are annotated in UTF-16, and every byte of them is kept. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { folderOf } from '../helpers/folder.ts';
import { cutAt } from '../helpers/lines.ts';
import { annotated, undone } from '../helpers/run.ts';

const MARK = '\ufeff';

function utf16(text: string, order: 'le' | 'be'): Buffer {
  const bytes = Buffer.from(text, 'utf16le');
  return order === 'le' ? bytes : bytes.swap16();
}

const line = fc.oneof(
  fc.constantFrom(
    '2026-09-01 12:00:00 errcode=40014 企业微信',
    '{"errcode":45009,"errmsg":"接口调用超过限制 😀"}',
    'GET /index.html 200',
    '',
  ),
  fc.string({ unit: 'binary', maxLength: 12 }).map((text) => text.replaceAll('\n', ' ')),
);
const log = fc
  .array(fc.tuple(line, fc.constantFrom('\n', '\r\n')), { minLength: 1, maxLength: 8 })
  .map((lines) => lines.flat().join(''));

describe('a log in UTF-16', () => {
  test('is annotated like the same log in UTF-8, in any chunks', async () => {
    await fc.assert(
      fc.asyncProperty(
        log,
        fc.constantFrom('le' as const, 'be' as const),
        fc.array(fc.nat(), { maxLength: 3 }),
        async (text, order, places) => {
          const bytes = utf16(MARK + text, order);
          const result = await annotated(cutAt(bytes, places));
          const plain = await annotated(MARK + text);
          expect(result).toEqual(utf16(plain.toString(), order));
          expect(await undone(result)).toEqual(bytes);
        },
      ),
      { numRuns: 20 },
    );
  });

  test('is known by its mark, also if one byte of it comes first', async () => {
    const bytes = utf16(`${MARK}errcode=40014\n`, 'be');
    expect(await annotated(cutAt(bytes, [1]))).toEqual(await annotated([bytes]));
  });

  test('keeps halves of surrogate pairs and an odd last byte', async () => {
    const bytes = Buffer.concat([
      utf16(`${MARK}errcode=40014 \ud83d\nerrcode=45009 \udc00`, 'le'),
      Buffer.from([0x41]),
    ]);
    const result = await annotated(bytes);
    expect(result.length).toBeGreaterThan(bytes.length);
    expect(await undone(result)).toEqual(bytes);
  });

  test('is UTF-8 where each line becomes a JSON object', async () => {
    const bytes = utf16(`${MARK}{"errcode":40014}\nerrcode=45009\n`, 'le');
    const result = (await annotated(bytes, { format: 'ndjson' })).toString();
    const objects = result
      .trim()
      .split('\n')
      .map((text) => JSON.parse(text.replace(MARK, '')));
    expect(objects).toMatchObject([
      { errcode: 40014, wecom: [{ errcode: 40014 }] },
      { line: 'errcode=45009', wecom: [{ errcode: 45009 }] },
    ]);
  });

  test('stands beside one in UTF-8, each as it was', async () => {
    const folder = folderOf({
      'a.log': utf16(`${MARK}errcode=40014\n`, 'be'),
      'b.log': 'errcode=45009\n',
    });
    const result = await annotated('', { paths: [folder] });
    const second = result.indexOf('errcode=45009');
    const first = Buffer.from(result.subarray(0, second)).swap16().toString('utf16le');
    expect(first).toMatch(/^\ufefferrcode=40014 .*access_token.*\n$/);
    expect(result.subarray(second).toString()).toMatch(/^errcode=45009 .+\n$/);
  });
});
