/** Lines of text, one by one. */
import { Readable } from 'node:stream';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readLines } from '../../src/frame/lines.ts';
import { TEXT_LINE_CHARACTERS_MAX } from '../../src/model/limits.ts';

async function linesOf(chunks: readonly Buffer[]): Promise<string[]> {
  const lines: string[] = [];
  for await (const line of readLines(Readable.from(chunks))) lines.push(line);
  return lines;
}

describe('lines of text', () => {
  it('end in LF or CRLF, the last one perhaps in nothing', async () => {
    expect(await linesOf([Buffer.from('a\r\nb\n\nc')])).toEqual(['a', 'b', '', 'c']);
    expect(await linesOf([])).toEqual([]);
  });

  it('are the same however the bytes arrive, within a character too', async () => {
    const text = fc.array(fc.constantFrom('错', '误', 'a', '\n', '\r\n', '😀'), { maxLength: 30 });
    await fc.assert(
      fc.asyncProperty(text, fc.integer({ min: 1, max: 7 }), async (parts, size) => {
        const bytes = Buffer.from(parts.join(''));
        const chunks = Array.from({ length: Math.ceil(bytes.length / size) }, (_, index) =>
          bytes.subarray(index * size, (index + 1) * size),
        );
        expect(await linesOf(chunks)).toEqual(await linesOf([bytes].filter((one) => one.length)));
      }),
      { numRuns: 100 },
    );
  });

  it('are refused when one is too long to be one', async () => {
    const part = Buffer.alloc(1 << 20, 'x');
    const chunks = Array(TEXT_LINE_CHARACTERS_MAX / part.length + 1).fill(part) as Buffer[];
    await expect(linesOf(chunks)).rejects.toMatchObject({ code: 'line-too-long' });
  });

  it('pass on what went wrong with the stream', async () => {
    const broken = new Readable({
      read() {
        this.destroy(new Error('gone'));
      },
    });
    await expect(async () => {
      for await (const _ of readLines(broken));
    }).rejects.toThrow('gone');
  });
});
