/** The work of `wecomlog catalog check`; ./catalog-check.ts is its face on the command line. */
import { loadCatalog } from '../../catalog/catalog.ts';
import { readOverlays } from '../../catalog/overlay.ts';
import type { Overlay } from '../../model/catalog.ts';
import type { Lang } from '../../model/lang.ts';
import { ToolError } from '../../model/tool-error.ts';
import type { CommandInput } from '../command.ts';
import { type Context, tellProblem } from '../context.ts';
import { EXIT_DONE, EXIT_FAILED } from '../exit-code.ts';

/** Each file is read on top of the good ones before it, as --catalog would. */
export async function checkCatalog(input: CommandInput, context: Context): Promise<number> {
  const { positionals, lang } = input;
  if (positionals.length === 0) {
    throw new ToolError('overlay-missing', {
      zh: '请给出要检查的文件，例如 wecomlog catalog check house.yaml。',
      en: 'name a file to check, such as wecomlog catalog check house.yaml.',
    });
  }
  const good: string[] = [];
  for (const path of positionals) {
    try {
      const overlays = await readOverlays([...good, path]);
      await context.write(summaryOf(path, overlays, lang));
      good.push(path);
    } catch (error) {
      if (!(error instanceof ToolError)) throw error;
      tellProblem(context, lang, error);
    }
  }
  return good.length === positionals.length ? EXIT_DONE : EXIT_FAILED;
}

/** What the last of the overlays holds. */
function summaryOf(path: string, overlays: readonly Overlay[], lang: Lang): string {
  const { codes, categoryOwners, codeOwners, tolerate } = overlays.at(-1)!;
  const before = loadCatalog(lang, overlays.slice(0, -1));
  const added = codes.filter(({ errcode }) => before.get(errcode) === undefined).length;
  const owners = Object.keys(categoryOwners).length + codeOwners.size;
  const changed = codes.length - added;
  return lang === 'zh'
    ? `${path}：有效。新增 ${added} 个错误码，改动 ${changed} 个；处理方 ${owners} 条；可容忍 ${tolerate.length} 条。\n`
    : `${path}: valid. Codes added: ${added}, changed: ${changed}; owners: ${owners}; tolerated: ${tolerate.length}.\n`;
}
