/** Lists of names, as find and xargs know them. */
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { splitText } from '../../src/frame/lines.ts';
import { ToolError } from '../../src/model/tool-error.ts';
import { namesIn } from '../../src/source/names.ts';
import { folderOf } from '../helpers/folder.ts';
import { streamOf } from '../helpers/run.ts';

async function namesOf(
  list: string,
  stdin: Parameters<typeof streamOf>[0] = '',
): Promise<string[]> {
  const names: string[] = [];
  for await (const name of namesIn(list, streamOf(stdin), splitText)) names.push(name);
  return names;
}

describe('a list of names', () => {
  test.each([
    ['a.log\nlogs/b c.log\n', ['a.log', 'logs/b c.log']],
    ['a.log\r\n\r\n日志.log', ['a.log', '日志.log']],
    ['a.log\0b.log\0', ['a.log', 'b.log']],
    ['', []],
  ])('%j holds a name a line, or names that end with NUL', async (text, names) => {
    expect(await namesOf('-', text)).toEqual(names);
    expect(await namesOf(join(folderOf({ list: text }), 'list'))).toEqual(names);
  });

  test('is the same however its bytes arrive', async () => {
    const bytes = Buffer.from('日志.log\r\nb.log\n');
    expect(
      await namesOf(
        '-',
        [...bytes].map((byte) => Uint8Array.of(byte)),
      ),
    ).toEqual(['日志.log', 'b.log']);
  });

  test('that is not there is told', async () => {
    const gone = join(folderOf({}), 'gone');
    await expect(namesOf(gone)).rejects.toMatchObject({ code: 'input-enoent' });
  });

  test('that is a log in truth is told, not read into memory', async () => {
    const error = await namesOf('-', 'x'.repeat(200_000)).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(ToolError);
    expect((error as ToolError).text.en).toContain('takes a name a line');
  });

  test('that nobody reads to its end closes what it comes from', async () => {
    const stdin = streamOf('a\nb\n');
    for await (const name of namesIn('-', stdin, splitText)) if (name === 'a') break;
    expect(stdin.destroyed).toBe(true);
  });
});
