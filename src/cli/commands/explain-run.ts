/** The work of `wecomlog explain`; ./explain.ts is its face on the command line. */
import { loadDetails } from '../../catalog/details.ts';
import { neighbours, queryUrl } from '../../catalog/neighbours.ts';
import { ToolError } from '../../model/tool-error.ts';
import { explainJson, renderExplain, renderMiss } from '../../sink/explain.ts';
import type { CommandInput } from '../command.ts';
import type { Context } from '../context.ts';
import { EXIT_DONE, EXIT_NO } from '../exit-code.ts';
import { catalogOf, colorOf, formatOf } from '../options.ts';

const DEFAULT_COLUMNS = 80;

export async function explain(input: CommandInput, context: Context): Promise<number> {
  const { lang } = input;
  const catalog = await catalogOf(input);
  const details = await loadDetails(lang);
  const errcodes = codesOf(input);
  const found = (input.flags.all === true ? catalog.entries : []).map(details.complete);
  const missed: number[] = [];
  for (const errcode of errcodes) {
    const entry = catalog.get(errcode);
    if (entry === undefined) missed.push(errcode);
    else found.push(details.complete(entry));
  }
  const color = colorOf(input, context);
  const misses = missed.map((errcode) =>
    renderMiss({
      errcode,
      neighbours: neighbours(catalog, errcode),
      url: queryUrl(errcode),
      lang,
      color,
    }),
  );
  if (formatOf(input, 'json') === 'json') {
    await context.write(explainJson(found));
    for (const miss of misses) context.tell(miss);
  } else {
    const width = context.columns === 0 ? DEFAULT_COLUMNS : context.columns;
    await context.write(
      [renderExplain(found, { lang, color, width }), ...misses].join(
        found.length > 0 && misses.length > 0 ? '\n' : '',
      ),
    );
  }
  return missed.length > 0 ? EXIT_NO : EXIT_DONE;
}

function codesOf({ positionals, flags }: CommandInput): readonly number[] {
  if (positionals.length === 0 && flags.all !== true) {
    throw new ToolError('code-missing', {
      zh: '请给出错误码，例如 wecomlog explain 40014；或用 --all 列出全部。',
      en: 'name a code, such as wecomlog explain 40014, or list them all with --all.',
    });
  }
  return positionals.map((word) => {
    if (/^-?\d{1,10}$/.test(word)) return Number(word);
    throw new ToolError('code-invalid', {
      zh: `“${word}”不是错误码。错误码是整数，例如 40014 或 -1。`,
      en: `"${word}" is no errcode. Errcodes are integers, such as 40014 or -1.`,
    });
  });
}
