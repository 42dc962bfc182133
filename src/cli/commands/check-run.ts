/** The work of `wecomlog check`; ./check.ts is its face on the command line. */
import { loadCatalog } from '../../catalog/catalog.ts';
import type { Catalog } from '../../model/catalog.ts';
import type { EffectivePlan, PlannedInputs } from '../../model/effective-plan.ts';
import { ToolError } from '../../model/tool-error.ts';
import { examineInputs } from '../../pipeline/examine.ts';
import { checkRecords } from '../../pipeline/records.ts';
import { createZone } from '../../record/zone.ts';
import { planJson, renderPlan } from '../../sink/effective-plan.ts';
import type { Command, CommandInput } from '../command.ts';
import { type Context, tellProblem } from '../context.ts';
import { EXIT_DONE, EXIT_FAILED, EXIT_INTERRUPTED } from '../exit-code.ts';
import { SHARED_FLAGS } from '../flags.ts';
import { nearest } from '../nearest.ts';
import { catalogOf, colorOf, formatOf, inputsOf, rangeOf, recordsOf, textOf } from '../options.ts';
import { PATHS } from '../settings/known.ts';
import type { LowerLayers } from '../settings/layers.ts';
import { loadLayers } from '../settings/load.ts';
import { type Given, type Resolved, resolveSettings } from '../settings/resolve.ts';
import { checkCommand } from './check.ts';
import { EXAMINED } from './examined.ts';

const DEFAULT_COLUMNS = 80;

/** Ends as the command examined would end before it reads: 0, or 2 if something is wrong. */
export async function check(input: CommandInput, context: Context): Promise<number> {
  const lower = await loadLayers(context.env, textOf(input.flags, 'config'), [
    ...EXAMINED,
    checkCommand,
  ]);
  const own = await resolveSettings(checkCommand, input, ownLayers(lower));
  const examined = commandOf(textOf(own.flags, 'for') ?? 'report');
  checkTyped(examined, input);
  const plan = await planOf(examined, input, lower, context);
  const problems = [...lower.problems, ...own.problems, ...plan.problems];
  for (const problem of problems) tellProblem(context, plan.lang, problem);
  const said: CommandInput = { ...own, lang: plan.lang };
  const text =
    formatOf(said, 'json') === 'json'
      ? planJson({ ...plan, problems })
      : renderPlan(
          { ...plan, problems },
          { color: colorOf(said, context), columns: context.columns || DEFAULT_COLUMNS },
        );
  await context.write(text);
  if (context.signal.aborted) return EXIT_INTERRUPTED;
  return problems.length > 0 ? EXIT_FAILED : EXIT_DONE;
}

/** What is said of --format for all commands is meant for the command examined. */
function ownLayers({ environment, sections, common }: LowerLayers): LowerLayers {
  const without = (layer: LowerLayers['common']): LowerLayers['common'] =>
    new Map([...layer].filter(([name]) => name !== 'format' && name !== 'json'));
  return { environment: without(environment), sections, common: without(common), problems: [] };
}

function commandOf(name: string): Command {
  const names = EXAMINED.map((command) => command.name);
  const found = EXAMINED.find((command) => command.name === name);
  if (found !== undefined) return found;
  const near = nearest(name, names);
  throw new ToolError('check-for-unknown', {
    zh: `--for 应为 ${names.join('、')} 之一，而不是“${name}”${near === undefined ? '。' : `；是否想用 ${near}？`}`,
    en: `--for takes one of ${names.join(', ')}, not "${name}"${near === undefined ? '.' : `; did you mean ${near}?`}`,
  });
}

/** What was typed must be of the command examined: it would refuse the rest. */
function checkTyped(examined: Command, { positionals, flags }: CommandInput): void {
  const known = new Set<string>([...examined.flags, ...SHARED_FLAGS, ...checkCommand.own!]);
  const foreign = Object.keys(flags).find((name) => !known.has(name));
  if (foreign !== undefined) {
    throw new ToolError('option-unknown', {
      zh: `${examined.name} 没有 --${foreign} 这个选项。要检查别的命令，请用 --for。`,
      en: `${examined.name} has no option --${foreign}. To check another command, use --for.`,
    });
  }
  if (positionals.length > 0 && examined.positional.name !== PATHS) {
    throw new ToolError('check-no-paths', {
      zh: `${examined.name} 不读取日志。请去掉 ${positionals[0]}，或用 --for 检查别的命令。`,
      en: `${examined.name} reads no logs. Leave out ${positionals[0]}, or use --for to check another command.`,
    });
  }
}

async function planOf(
  examined: Command,
  { positionals, flags, lang: typedLang }: CommandInput,
  lower: LowerLayers,
  context: Context,
): Promise<EffectivePlan> {
  const typed: Given = {
    positionals,
    flags: Object.fromEntries(
      Object.entries(flags).filter(([name]) => !checkCommand.own!.some((own) => own === name)),
    ),
  };
  const resolved = await resolveSettings(examined, typed, lower);
  const lang = resolved.flags.lang === 'en' ? 'en' : typedLang;
  const problems = [...resolved.problems];
  const zone = problemsInto(problems, () => zoneOf(examined, resolved, context));
  const inputs =
    examined.positional.name === PATHS
      ? await plannedInputs(examined, resolved, context, problems)
      : undefined;
  const { version, size } = await catalogIn(problems, { ...resolved, lang });
  return {
    command: examined.name,
    lang,
    zone,
    catalog: { version, size },
    options: resolved.options,
    inputs,
    problems,
  };
}

/** The zone by its own name, after the range it gives has been read as the command would. */
function zoneOf(
  examined: Command,
  { positionals, flags }: Resolved,
  context: Context,
): string | undefined {
  if (!examined.flags.includes('tz')) return undefined;
  const zone = createZone(textOf(flags, 'tz') ?? 'Asia/Shanghai');
  rangeOf({ positionals, flags, lang: 'zh' }, zone, context.nowMs);
  return zone.name;
}

/** The catalogue as it would be; without the overlays if something is wrong with them. */
async function catalogIn(problems: ToolError[], input: CommandInput): Promise<Catalog> {
  try {
    return await catalogOf(input);
  } catch (error) {
    if (!(error instanceof ToolError)) throw error;
    problems.push(error);
    return loadCatalog(input.lang);
  }
}

function problemsInto<T>(problems: ToolError[], read: () => T): T | undefined {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof ToolError)) throw error;
    problems.push(error);
    return undefined;
  }
}

async function plannedInputs(
  examined: Command,
  resolved: Resolved,
  { stdin, signal }: Context,
  problems: ToolError[],
): Promise<PlannedInputs | undefined> {
  const inputs = problemsInto(problems, () => inputsOf(resolved, { stdinIsTerminal: false }));
  if (inputs === undefined) return undefined;
  const onProblem = (problem: ToolError): void => void problems.push(problem);
  const readsDocuments = examined.flags.includes('input');
  const records = readsDocuments
    ? problemsInto(problems, () => checkRecords(recordsOf(resolved)))
    : undefined;
  return examineInputs({ ...inputs, records, stdin, signal, onProblem });
}
