/** The little Markdown of troubleshooting sections as lines for a terminal. */
import { textWidth, wrap } from '../width.ts';
import { INDENT, type Manner } from './labels.ts';

/** Numbered points and bullets hang beside their marks; other lines are paragraphs. */
export function markdownLines(markdown: string, { style, columns }: Manner): string[] {
  return markdown.split('\n').flatMap((line) => {
    if (line.trim() === '') return [];
    const [, blanks = '', mark = '', text = ''] = /^( *)(\d+\. |- )?(.*)$/.exec(line) ?? [];
    const sign = mark === '- ' ? '• ' : mark;
    const start = INDENT * 2 + blanks.length;
    const styled = linkWords(text).replace(/\*\*([^*]+)\*\*/g, (_, words: string) =>
      style.bold(words),
    );
    const [first = '', ...rest] = wrap(styled, columns, start + textWidth(sign));
    return [' '.repeat(start) + sign + first.trimStart(), ...rest];
  });
}

/** The addresses stand below, in the list of links. */
export function linkWords(markdown: string): string {
  return markdown.replace(/\[([^\]]+)\]\(https?:[^)\s]+\)/g, '$1');
}
