/** The work of `wecomlog explain`; ./explain.ts is its face on the command line. */
import { type Details, loadDetails } from '../../catalog/details.ts';
import { neighbours, queryUrl } from '../../catalog/neighbours.ts';
import type { Catalog } from '../../model/catalog.ts';
import { ToolError } from '../../model/tool-error.ts';
import { renderEntries } from '../../sink/explain/entry.ts';
import type { Miss } from '../../sink/explain/miss.ts';
import type { CommandInput } from '../command.ts';
import type { Context } from '../context.ts';
import { EXIT_DONE, EXIT_NO } from '../exit-code.ts';
import { HITS_SHOWN, type Selection, selectEntries } from '../explain/entries.ts';
import type { InputCodes } from '../explain/input-codes.ts';
import { catalogOf, colorOf, columnsOf, formatOf } from '../options.ts';

export async function explain(input: CommandInput, context: Context): Promise<number> {
  const { flags } = input;
  if (flags.system !== undefined || flags.retired === true) {
    const { explainRetired, explainSystem } = await import('../explain/elsewhere.ts');
    return flags.retired === true ? explainRetired(input, context) : explainSystem(input, context);
  }
  checkAsked(input);
  const catalog = await catalogOf(input);
  const details = await loadDetails(input.lang);
  const piped = input.positionals.includes('-') ? await readPiped(input, context) : undefined;
  const selection = await selectEntries(input, catalog, details, piped?.codes);
  const misses = await missesOf(selection, catalog, input, piped);
  if (formatOf(input, 'json') === 'json')
    await writeJson(selection, misses, input, details, context);
  else await writeText(selection, misses, input, details, context);
  tellRest(selection, misses, input, context);
  const isFound = selection.entries.length > 0 && misses.length === 0;
  return isFound ? EXIT_DONE : EXIT_NO;
}

function checkAsked({ positionals, flags }: CommandInput): void {
  const isAsked = [flags.all, flags.category, flags.domain].some((flag) => flag !== undefined);
  if (positionals.length > 0 || isAsked) return;
  throw new ToolError('code-missing', {
    zh: '请给出错误码、范围或要搜索的词，例如 wecomlog explain 40014；或用 --all 列出全部。',
    en: 'name a code, a range or words to search, such as wecomlog explain 40014, or list them all with --all.',
  });
}

/** Codes of other platforms have no entry here: they are named, and left at that. */
async function readPiped({ lang }: CommandInput, context: Context): Promise<InputCodes> {
  const { readInputCodes } = await import('../explain/input-codes.ts');
  const piped = await readInputCodes(context);
  const { foreign, leftOut } = piped;
  if (foreign.length > 0) {
    const some = foreign.slice(0, HITS_SHOWN).join(lang === 'zh' ? '、' : ', ');
    context.tell(
      lang === 'zh'
        ? `wecomlog: 另有其他平台的错误码，不属于企业微信接口：${some}。\n`
        : `wecomlog: codes of other platforms, not of WeCom's API: ${some}.\n`,
    );
  }
  if (leftOut > 0) {
    context.tell(
      lang === 'zh'
        ? `wecomlog: 错误码太多，另有 ${leftOut} 处未列出。\n`
        : `wecomlog: too many codes; ${leftOut} more places are left out.\n`,
    );
  }
  return piped;
}

async function missesOf(
  { missed }: Selection,
  catalog: Catalog,
  { lang }: CommandInput,
  piped: InputCodes | undefined,
): Promise<readonly Miss[]> {
  if (missed.length === 0) return [];
  const { findElsewhere } = await import('../explain/elsewhere.ts');
  const elsewhereOf = await findElsewhere(lang);
  return missed.map((errcode) => ({
    errcode,
    neighbours: neighbours(catalog, errcode),
    url: queryUrl(errcode),
    elsewhere: elsewhereOf(errcode),
    errmsg: piped?.errmsgOf(errcode),
  }));
}

/** One code is told whole, and so are codes that were named one by one; the others are a list. */
async function writeText(
  selection: Selection,
  misses: readonly Miss[],
  input: CommandInput,
  details: Details,
  context: Context,
): Promise<void> {
  const { lang } = input;
  const color = colorOf(input, context);
  const width = columnsOf(context);
  const entries = shown(selection, input);
  const parts: string[] = [];
  if (selection.isOpen && entries.length > 1) {
    const { renderList } = await import('../../sink/explain/list.ts');
    parts.push(renderList(entries, { lang, color, width: context.columns }));
  } else if (entries.length > 0) {
    const whole = entries.map(details.complete);
    parts.push(renderEntries(whole, { lang, color, width, sourceOf: details.source }));
  }
  if (misses.length > 0) {
    const { renderMisses } = await import('../../sink/explain/miss.ts');
    parts.push(renderMisses(misses, { lang, color, width }));
  }
  await context.write(parts.join('\n'));
}

async function writeJson(
  selection: Selection,
  misses: readonly Miss[],
  input: CommandInput,
  details: Details,
  context: Context,
): Promise<void> {
  const { explainJson } = await import('../../sink/explain/json.ts');
  await context.write(explainJson(shown(selection, input).map(details.complete)));
  if (misses.length === 0) return;
  const { renderMisses } = await import('../../sink/explain/miss.ts');
  context.tell(renderMisses(misses, { lang: input.lang, color: false, width: columnsOf(context) }));
}

/** A search ends where hits grow weak, unless all are wanted. */
function shown({ entries, isSearch }: Selection, { flags }: CommandInput): Selection['entries'] {
  return isSearch && flags.all !== true ? entries.slice(0, HITS_SHOWN) : entries;
}

function tellRest(
  selection: Selection,
  misses: readonly Miss[],
  input: CommandInput,
  context: Context,
): void {
  const { lang, positionals } = input;
  const { entries } = selection;
  const count = shown(selection, input).length;
  if (count < entries.length) {
    context.tell(
      lang === 'zh'
        ? `wecomlog: 共 ${entries.length} 个，显示最相关的 ${count} 个；加 --all 显示全部。\n`
        : `wecomlog: ${entries.length} in all; the best ${count} are shown, --all shows the rest.\n`,
    );
  }
  if (entries.length > 0 || misses.length > 0) return;
  const asked = positionals.filter((word) => word !== '-').join(' ');
  context.tell(
    lang === 'zh'
      ? `wecomlog: 没有找到${asked === '' ? '错误码' : `与“${asked}”相符的错误码`}。${positionals.length > 1 ? '所有词都要出现，可以少写几个。' : ''}\n`
      : `wecomlog: no code${asked === '' ? '' : ` fits "${asked}"`}.${positionals.length > 1 ? ' All words must hold; try fewer.' : ''}\n`,
  );
}
