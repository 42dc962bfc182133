/** Lines of text, one by one; for input that is text by definition, because bytes do not survive it. */
import type { Readable, Transform } from 'node:stream';
import split2 from 'split2';
import { TEXT_LINE_CHARACTERS_MAX } from '../model/limits.ts';
import { ToolError } from '../model/tool-error.ts';

/**
 * The lines of a stream of UTF-8, without their ends; an open last one counts. Throws a ToolError
 * `line-too-long`.
 */
export async function* readLines(stream: Readable): AsyncGenerator<string> {
  const lines = stream.pipe(split2({ maxLength: TEXT_LINE_CHARACTERS_MAX }));
  stream.once('error', (error) => lines.destroy(error));
  try {
    for await (const line of lines) yield line as string;
  } catch (error) {
    if (!(error instanceof Error) || error.message !== 'maximum buffer reached') throw error;
    throw new ToolError('line-too-long', {
      zh: `有一行超过 ${TEXT_LINE_CHARACTERS_MAX} 个字符。请先用 annotate 或 report 读取这个日志。`,
      en: `a line has more than ${TEXT_LINE_CHARACTERS_MAX} characters. Read this log with annotate or report.`,
    });
  }
}

/** Cuts text at every `separator`; fails where a piece has more than `charactersMax`. */
export function splitText(separator: RegExp, charactersMax: number): Transform {
  return split2(separator, { maxLength: charactersMax });
}
