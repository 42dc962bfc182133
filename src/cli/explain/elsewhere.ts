/** Codes that are not of today's API: of WeCom's libraries and tools, and of its early years. */
import { loadRetired, loadSystems } from '../../catalog/systems.ts';
import type { Lang } from '../../model/lang.ts';
import { ToolError } from '../../model/tool-error.ts';
import { LABELS } from '../../sink/explain/labels.ts';
import type { Elsewhere } from '../../sink/explain/miss.ts';
import type { CommandInput } from '../command.ts';
import type { Context } from '../context.ts';
import { EXIT_DONE, EXIT_NO } from '../exit-code.ts';
import { colorOf, columnsOf, formatOf, textOf } from '../options.ts';
import { isNamed, type Request, readRequest } from './request.ts';

/** Everything that other number spaces say about the number. */
export async function findElsewhere(lang: Lang): Promise<(errcode: number) => Elsewhere[]> {
  const { systems } = await loadSystems(lang);
  const retired = await loadRetired(lang);
  return (errcode) => [
    ...systems.flatMap(({ id, title, entries }) =>
      entries
        .filter((entry) => entry.errcode === errcode)
        .map(({ meaning, remedy }) => ({ title, option: `--system ${id}`, meaning, remedy })),
    ),
    ...retired
      .filter((entry) => entry.errcode === errcode)
      .map(({ meaning }) => ({ title: LABELS.retired[lang], option: '--retired', meaning })),
  ];
}

/** `explain --system ID [CODE | WORD]...` */
export async function explainSystem(input: CommandInput, context: Context): Promise<number> {
  const { lang, positionals, flags } = input;
  const { systems } = await loadSystems(lang);
  const id = textOf(flags, 'system');
  const system = systems.find((known) => known.id === id);
  if (system === undefined)
    throw systemUnknown(
      id ?? '',
      systems.map((known) => known.id),
    );
  const entries = chosen(system.entries, readRequest(positionals));
  const options = optionsOf(input, context);
  if (formatOf(input, 'json') === 'json') {
    const { systemJson } = await import('../../sink/explain/json.ts');
    await context.write(systemJson(entries));
  } else if (entries.length === 1) {
    const { renderSystemEntry } = await import('../../sink/explain/system.ts');
    const width = columnsOf(context);
    await context.write(renderSystemEntry(entries[0]!, system, { ...options, width }));
  } else {
    const { renderMeanings } = await import('../../sink/explain/list.ts');
    await context.write(renderMeanings(entries, options));
  }
  return tellEmpty(entries, system.title, input, context);
}

/** `explain --retired [CODE | WORD]...` */
export async function explainRetired(input: CommandInput, context: Context): Promise<number> {
  const entries = chosen(await loadRetired(input.lang), readRequest(input.positionals));
  if (formatOf(input, 'json') === 'json') {
    const { retiredJson } = await import('../../sink/explain/json.ts');
    await context.write(retiredJson(entries));
  } else {
    const { renderMeanings } = await import('../../sink/explain/list.ts');
    await context.write(renderMeanings(entries, optionsOf(input, context)));
  }
  return tellEmpty(entries, LABELS.retired[input.lang], input, context);
}

function optionsOf(input: CommandInput, context: Context) {
  return { lang: input.lang, color: colorOf(input, context), width: context.columns };
}

/** By number, and by words that all stand in meaning or remedy. */
function chosen<Entry extends { errcode: number; meaning: string; remedy?: string }>(
  entries: readonly Entry[],
  request: Request,
): readonly Entry[] {
  return entries.filter((entry) => {
    const text = `${entry.meaning} ${entry.remedy ?? ''}`.toLowerCase();
    const words = request.words.flatMap((phrase) => phrase.toLowerCase().split(/\s+/));
    return isNamed(request, entry.errcode) && words.every((word) => text.includes(word));
  });
}

function tellEmpty(
  entries: readonly unknown[],
  title: string,
  { lang }: CommandInput,
  context: Context,
): number {
  if (entries.length > 0) return EXIT_DONE;
  context.tell(
    lang === 'zh'
      ? `wecomlog: ${title}：没有符合的错误码。\n`
      : `wecomlog: ${title}: no such code.\n`,
  );
  return EXIT_NO;
}

function systemUnknown(id: string, ids: readonly string[]): ToolError {
  return new ToolError('system-unknown', {
    zh: `--system 没有“${id}”。可用：${ids.join('、')}。`,
    en: `--system knows no "${id}". There are: ${ids.join(', ')}.`,
  });
}
