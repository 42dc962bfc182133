/** Prints one code of another number space whole. */
import type { SystemEntry } from '../../model/catalog.ts';
import { wrap } from '../width.ts';
import { headline } from './entry.ts';
import { type ExplainOptions, INDENT, LABELS, mannerOf } from './labels.ts';

/** The entry under the name of its system; `source` says where it is published. */
export function renderSystemEntry(
  { errcode, meaning, remedy }: SystemEntry,
  { title, source }: { readonly title: string; readonly source: string },
  options: ExplainOptions,
): string {
  const manner = mannerOf(options);
  const { lang, style, columns } = manner;
  const colon = lang === 'zh' ? '：' : ': ';
  const lines = [
    ...headline({ errcode, meaning, group: 'request' }, manner),
    ...wrap(title, columns, INDENT),
    ...wrap(style.bold(LABELS.remedy[lang]) + remedy, columns, INDENT),
    ...wrap(`${LABELS.sources[lang]}${colon}${source}`, columns, INDENT).map(style.dim),
  ];
  return `${lines.join('\n')}\n`;
}
