/** The work of `wecomlog annotate`; ./annotate.ts is its face on the command line. */
import { loadCatalog } from '../../catalog/catalog.ts';
import type { Bilingual } from '../../model/lang.ts';
import { ToolError } from '../../model/tool-error.ts';
import { runAnnotate } from '../../pipeline/annotate.ts';
import { openWhole } from '../../sink/whole-file.ts';
import type { CommandInput } from '../command.ts';
import { type Context, tellProblem } from '../context.ts';
import { EXIT_DONE, EXIT_FAILED, EXIT_INTERRUPTED } from '../exit-code.ts';
import { catalogSourceOf, colorOf, encodingOf, formatOf, inputsOf, textOf } from '../options.ts';
import { threadsOf } from '../threads.ts';

export async function annotate(input: CommandInput, context: Context): Promise<number> {
  const { flags, lang } = input;
  checkUndo(input);
  const out = textOf(flags, 'out');
  const file = out === undefined ? undefined : await openWhole(out);
  const isTerminal = file === undefined && context.stdoutIsTerminal;
  try {
    const catalogSource = await catalogSourceOf(input);
    const hasFailed = await runAnnotate({
      ...inputsOf(input, context),
      stdin: context.stdin,
      signal: context.signal,
      strict: flags.strict === true,
      catalog: loadCatalog(...catalogSource),
      catalogSource,
      ...threadsOf(input),
      encoding: encodingOf(input),
      lang,
      format: formatOf(input, 'ndjson') === 'ndjson' ? 'ndjson' : 'text',
      only: (textOf(flags, 'only') ?? 'all') as 'all' | 'events' | 'errors',
      success: flags.success === true,
      mask: flags.mask === true,
      undo: flags.undo === true,
      color: file === undefined && colorOf(input, context),
      isTerminal,
      async write(bytes) {
        if (file === undefined) return context.write(bytes);
        await file.write(bytes);
        return true;
      },
      onProblem: (problem) => tellProblem(context, lang, problem),
      onSkip: (reason, _bytes, name) =>
        context.tell(`wecomlog: ${name}${(SKIPPED[reason] ?? BINARY)[lang]}\n`),
    });
    await file?.commit();
    if (context.signal.aborted) return EXIT_INTERRUPTED;
    return hasFailed ? EXIT_FAILED : EXIT_DONE;
  } catch (error) {
    await file?.discard();
    throw error;
  }
}

const BINARY: Bilingual = { zh: '：二进制文件，已跳过。', en: ': a binary file, skipped.' };

/** Why an input is passed over, by reason. */
const SKIPPED: Readonly<Record<string, Bilingual>> = {
  binary: BINARY,
  duplicate: { zh: '：前面已给出，已跳过。', en: ': given before, skipped.' },
};

function checkUndo({ flags }: CommandInput): void {
  const others = (['only', 'success', 'mask', 'json'] as const).filter((name) => flags[name]);
  const isNdjson = flags.format === 'ndjson';
  if (flags.undo !== true || (others.length === 0 && !isNdjson)) return;
  const other = others[0] ?? 'format';
  throw new ToolError('undo-alone', {
    zh: `--undo 只还原标注，不能与 --${other} 同用。`,
    en: `--undo only takes annotations out; it does not go with --${other}.`,
  });
}
