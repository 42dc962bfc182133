/** The work of `wecomlog catalog diff`; ./catalog-diff.ts is its face on the command line. */
import { diffCatalogs } from '../../catalog/diff.ts';
import { readSnapshot } from '../../catalog/snapshot.ts';
import type { CatalogSnapshot } from '../../model/catalog-export.ts';
import type { Lang } from '../../model/lang.ts';
import { ToolError } from '../../model/tool-error.ts';
import { diffJson, renderDiff } from '../../sink/catalog-diff.ts';
import { writeWhole } from '../../sink/whole-file.ts';
import type { CommandInput } from '../command.ts';
import type { Context } from '../context.ts';
import { EXIT_DONE } from '../exit-code.ts';
import { catalogOf, colorOf, columnsOf, formatOf, textOf } from '../options.ts';

export async function diffCatalog(input: CommandInput, context: Context): Promise<number> {
  const [old, recent, ...others] = input.positionals;
  if (old === undefined || others.length > 0) {
    throw new ToolError('diff-exports', {
      zh: '请给出一个或两个目录文件：wecomlog catalog diff OLD.json [NEW.json]。',
      en: 'name one catalogue or two: wecomlog catalog diff OLD.json [NEW.json].',
    });
  }
  const before = await readSnapshot(old);
  const after =
    recent === undefined ? await builtIn(input, before.lang) : await readSnapshot(recent);
  if (before.lang !== after.lang) {
    throw new ToolError('diff-languages', {
      zh: `两个目录的语言不同（${before.lang}、${after.lang}），无法比较。请用同一个 --lang 导出。`,
      en: `the catalogues are in two languages (${before.lang}, ${after.lang}). Export both with one --lang.`,
    });
  }
  const diff = diffCatalogs(before, after);
  const out = textOf(input.flags, 'out');
  const text =
    formatOf(input, 'json') === 'json'
      ? diffJson(diff)
      : renderDiff(diff, {
          lang: input.lang,
          color: out === undefined && colorOf(input, context),
          width: columnsOf(context),
        });
  if (out === undefined) await context.write(text);
  else await writeWhole(out, text);
  return EXIT_DONE;
}

/** In the language of the other, whatever the reader's is: texts are compared. */
async function builtIn(input: CommandInput, lang: Lang): Promise<CatalogSnapshot> {
  const { version, entries } = await catalogOf({ ...input, lang });
  return { version, lang, codes: entries };
}
