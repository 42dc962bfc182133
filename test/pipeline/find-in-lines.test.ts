/** Codes in a stream of text. */
import { describe, expect, it } from 'vitest';
import { TEXT_BATCH_BYTES } from '../../src/model/limits.ts';
import { findInLines, type LineErrcode } from '../../src/pipeline/find-in-lines.ts';
import { streamOf } from '../helpers/run.ts';

async function found(text: string): Promise<LineErrcode[]> {
  const all: LineErrcode[] = [];
  for await (const one of findInLines(streamOf(text))) all.push(one);
  return all;
}

describe('codes in lines of text', () => {
  it('come with their lines, in order', async () => {
    const text = '错误 errcode=40014 😀\r\n42001\nnothing\n{"errcode":60020} errcode: 45009\n';
    expect(await found(text)).toMatchObject([
      { errcode: 40014, line: '错误 errcode=40014 😀', counted: true },
      { errcode: 42001, line: '42001' },
      { errcode: 60020, line: '{"errcode":60020} errcode: 45009' },
      { errcode: 45009, line: '{"errcode":60020} errcode: 45009' },
    ]);
  });

  it('are marked where they belong to another platform', async () => {
    const [only] = await found('oapi.dingtalk.com {"errcode":60121,"sub_code":"1"}');
    expect(only).toMatchObject({ errcode: 60121, platform: 'dingtalk', counted: false });
  });

  it('are found in every batch', async () => {
    const line = `${'x'.repeat(100)} errcode=40014`;
    const count = Math.ceil((TEXT_BATCH_BYTES * 2.5) / line.length);
    expect(await found(`${line}\n`.repeat(count))).toHaveLength(count);
  });

  it('are found in a line longer than a record', async () => {
    const pad = 'y'.repeat(3 << 20);
    expect(
      (await found(`${pad} errcode=40014 ${pad} errcode=45009`)).map((one) => one.errcode),
    ).toEqual([40014, 45009]);
  });
});
