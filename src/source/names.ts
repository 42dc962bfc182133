/** A list of names as `--files-from` takes it: a name a line, or names that end with NUL. */
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { pipeline, type Readable, type Transform } from 'node:stream';
import { ToolError } from '../model/tool-error.ts';
import { describeFileError } from './file.ts';

/** No path is longer: somebody gave a log instead of a list. */
const NAME_CHARACTERS_MAX = 1 << 16;

/** If none of so many names is there, they are no names. */
const NAMES_PROBED = 20;

/** How text is cut: at each separator, failing where a piece has too many characters. */
export type SplitText = (separator: RegExp, charactersMax: number) => Transform;

/** The names in the file `list` (`-` is `stdin`), as they come; empty lines are none. */
export async function* namesIn(
  list: string,
  stdin: Readable,
  splitText: SplitText,
): AsyncGenerator<string> {
  const probed: string[] = [];
  let isTrusted = false;
  for await (const name of linesOf(list, stdin, splitText)) {
    if (isTrusted) {
      yield name;
      continue;
    }
    probed.push(name);
    isTrusted = await isThere(name);
    if (isTrusted) yield* probed;
    else if (probed.length === NAMES_PROBED) throw noNames(list);
  }
  if (!isTrusted) yield* probed;
}

function isThere(name: string): Promise<boolean> {
  return stat(name).then(
    () => true,
    () => false,
  );
}

function noNames(list: string): ToolError {
  return new ToolError('names-none', {
    zh: `${list}：前 ${NAMES_PROBED} 行没有一行是存在的文件。--files-from 需要每行一个文件名；日志本身请直接作为参数给出。`,
    en: `${list}: none of its first ${NAMES_PROBED} lines is a file that exists. --files-from takes a name a line; give logs themselves as arguments.`,
  });
}

async function* linesOf(
  list: string,
  stdin: Readable,
  splitText: SplitText,
): AsyncGenerator<string> {
  const bytes = list === '-' ? stdin : createReadStream(list);
  const lines = splitText(/\r?\n|\0/, NAME_CHARACTERS_MAX);
  // Both are closed when one of them fails or is left; what fails is met by the reader of the lines.
  pipeline(bytes, lines, () => {});
  try {
    for await (const name of lines) if (name !== '') yield name as string;
  } catch (error) {
    if ((error as { code?: string }).code !== undefined) throw describeFileError(error, list);
    throw new ToolError(
      'names-too-long',
      {
        zh: `${list}：不是文件名列表（某行超过 ${NAME_CHARACTERS_MAX} 个字符）。--files-from 需要每行一个文件名；日志本身请直接作为参数给出。`,
        en: `${list}: no list of names (a line has more than ${NAME_CHARACTERS_MAX} characters). --files-from takes a name a line; give logs themselves as arguments.`,
      },
      error,
    );
  }
}
