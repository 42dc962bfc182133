/** From argv to an exit code: parses with yargs, finds the command, tells what is wrong. */
import type { Argv, Options } from 'yargs';
import type { Bilingual, Lang } from '../model/lang.ts';
import { ToolError } from '../model/tool-error.ts';

import { type Command, type CommandInput, type FlagValues, nameWords } from './command.ts';

import { checkCommand } from './commands/check.ts';
import { EXAMINED } from './commands/examined.ts';
import { GROUPS } from './commands/groups.ts';
import { type Context, tellProblem } from './context.ts';
import { EXIT_DONE, EXIT_FAILED } from './exit-code.ts';
import { FLAGS, type Flag, type FlagName, SHARED_FLAGS } from './flags.ts';
import { readPlainLine } from './plain-line.ts';
import type { LowerLayers } from './settings/layers.ts';
import type { Given } from './settings/resolve.ts';
import { checkOptions, commandMissing, usageError } from './usage.ts';

const COMMANDS: readonly Command[] = [...EXAMINED, checkCommand];

const TEXTS = {
  usage: {
    zh: '用法：wecomlog <命令> [参数]\n\n在任意格式的日志中找出企业微信 errcode，说明含义与处理办法，并计数。\n一个整数等于 explain：wecomlog 40014',
    en: 'Usage: wecomlog <command> [options]\n\nFinds WeCom errcodes in logs of any shape, says what they mean and what to do, and counts them.\nA bare integer is explain: wecomlog 40014',
  },
  options: { zh: '选项：', en: 'Options:' },
  commands: { zh: '命令：', en: 'Commands:' },
  help: { zh: '显示帮助', en: 'show help' },
  version: { zh: '显示版本', en: 'show the version' },
} as const satisfies Record<string, Bilingual>;

/** What needs no `explain` before it. */
const CODE_OR_RANGE = /^-?\d+(?:(?:-|\.\.)-?\d+)?$/;

/** Runs one command line; resolves to the exit code. */
export async function run(argv: readonly string[], context: Context): Promise<number> {
  const words = CODE_OR_RANGE.test(argv[0] ?? '') ? ['explain', ...argv] : [...argv];
  const lower = await lowerLayers(words, context);
  const surroundings: Surroundings = { context, lower, lang: langOf(words, lower) };
  try {
    const plain = readPlainLine(words, COMMANDS);
    if (plain !== undefined) return await perform(plain.command, plain, surroundings);
    checkOptions(words, COMMANDS);
    return await dispatch(words, surroundings);
  } catch (error) {
    if (!(error instanceof ToolError)) throw error;
    tellProblem(context, surroundings.lang, error);
    return EXIT_FAILED;
  }
}

/** What a command line meets: the world, and what was said before it was typed. */
interface Surroundings {
  readonly context: Context;
  /** Undefined if nobody said anything. */
  readonly lower: LowerLayers | undefined;
  readonly lang: Lang;
}

/** Most command lines have neither variables nor a file: then nothing is loaded for them. */
async function lowerLayers(
  words: readonly string[],
  context: Context,
): Promise<LowerLayers | undefined> {
  const config = typedValue(words, 'config');
  const hasVariables = Object.keys(context.env).some((name) => name.startsWith('WECOMLOG_'));
  if (config === undefined && !hasVariables) return undefined;
  const { loadLayers } = await import('./settings/load.ts');
  return loadLayers(context.env, config, COMMANDS);
}

/** The language is wanted before anything is parsed: help and errors are in it. */
function langOf(words: readonly string[], lower: LowerLayers | undefined): Lang {
  const said = lower?.environment.get('lang') ?? lower?.common.get('lang');
  return (typedValue(words, 'lang') ?? said?.value) === 'en' ? 'en' : 'zh';
}

/** The value of a flag in words that are not parsed yet; the last holds. */
function typedValue(words: readonly string[], name: FlagName): string | undefined {
  const end = words.indexOf('--');
  const own = end < 0 ? words : words.slice(0, end);
  const at = own.findLastIndex((word) => word === `--${name}` || word.startsWith(`--${name}=`));
  if (at < 0) return undefined;
  const word = own[at]!;
  return word.includes('=') ? word.slice(word.indexOf('=') + 1) : own[at + 1];
}

/** Does the work of a command with what was typed and what was said before; resolves to the exit code. */
async function perform(
  command: Command,
  typed: Given,
  { context, lower, lang }: Surroundings,
): Promise<number> {
  let given = typed;
  if (lower !== undefined && command.own === undefined) {
    const { resolveSettings } = await import('./settings/resolve.ts');
    const resolved = await resolveSettings(command, typed, lower);
    const problems = [...lower.problems, ...resolved.problems];
    for (const problem of problems) tellProblem(context, lang, problem);
    if (problems.length > 0) return EXIT_FAILED;
    given = resolved;
  }
  const inputOf = ({ positionals, flags }: Given): CommandInput => ({
    ...{ positionals, flags, lang: flags.lang === 'en' ? 'en' : lang },
  });
  const again = async (): Promise<CommandInput> =>
    inputOf(await readAgain(command, typed, context));
  const { flags } = given;
  const heard = flags.quiet === true ? { ...context, tell: () => {} } : context;
  const body = await command.load();
  return body({ ...inputOf(given), again }, heard);
}

/** What was typed over the environment and the file as they are now; throws the first problem. */
async function readAgain(command: Command, typed: Given, { env }: Context): Promise<Given> {
  const { loadLayers } = await import('./settings/load.ts');
  const { resolveSettings } = await import('./settings/resolve.ts');
  const config = typeof typed.flags.config === 'string' ? typed.flags.config : undefined;
  const lower = await loadLayers(env, config, COMMANDS);
  const resolved = await resolveSettings(command, typed, lower);
  const [problem] = [...lower.problems, ...resolved.problems];
  if (problem !== undefined) throw problem;
  return resolved;
}

async function dispatch(words: readonly string[], surroundings: Surroundings): Promise<number> {
  const { lang, context } = surroundings;
  let exitCode = EXIT_DONE;
  // What stands behind `--` is no option, whatever it looks like.
  const behind = words.indexOf('--');
  const { default: yargs } = await import('yargs');
  const parser = yargs()
    .scriptName('wecomlog')
    .locale(lang === 'zh' ? 'zh_CN' : 'en')
    .usage(TEXTS.usage[lang])
    .parserConfiguration({
      'dot-notation': false,
      'parse-numbers': false,
      'parse-positional-numbers': false,
    })
    .updateStrings({ 'Options:': TEXTS.options[lang], 'Commands:': TEXTS.commands[lang] })
    .help('help', TEXTS.help[lang])
    .version('version', TEXTS.version[lang], context.version)
    .alias('h', 'help')
    .wrap(Math.min(Math.max(context.columns, 80), 110))
    .exitProcess(false)
    .strictCommands()
    .demandCommand(1, commandMissing(COMMANDS)[lang])
    .fail((message, error) => {
      if (error instanceof ToolError) throw error;
      if (message !== null || error?.name === 'YError') {
        throw usageError(message ?? error.message, words, COMMANDS);
      }
      throw error;
    });
  addCommands(parser, lang, async (command, positionals, flags) => {
    const all = behind < 0 ? positionals : [...positionals, ...words.slice(behind + 1)];
    exitCode = await perform(command, { positionals: all, flags }, surroundings);
  });
  let printed = '';
  await parser.parseAsync(
    behind < 0 ? words : words.slice(0, behind),
    {},
    (_error: unknown, _argv: unknown, output: string) => {
      printed = output;
    },
  );
  if (printed !== '') await context.write(`${printed}\n`);
  return exitCode;
}

type Handle = (
  command: Command,
  positionals: readonly string[],
  flags: FlagValues,
) => Promise<void>;

/** The commands in their order; those of a group below its word. */
function addCommands(parser: Argv, lang: Lang, handle: Handle): void {
  const groups = new Set<string>();
  for (const command of COMMANDS) {
    if (nameWords(command) === 1) {
      addCommand(parser, command, lang, handle);
      continue;
    }
    const [group = ''] = command.name.split(' ');
    if (groups.has(group)) continue;
    groups.add(group);
    const members = COMMANDS.filter(({ name }) => name.startsWith(`${group} `));
    parser.command(group, GROUPS[group]![lang], (builder) => {
      for (const member of members) addCommand(builder, member, lang, handle);
      builder.demandCommand(1, commandMissing(members)[lang]).strictCommands();
      return builder;
    });
  }
}

function addCommand(parser: Argv, command: Command, lang: Lang, handle: Handle): void {
  const { name } = command.positional;
  parser.command(
    `${command.name.split(' ').at(-1)} [${name}..]`,
    command.help[lang],
    (builder) => {
      builder.positional(name, {
        describe: command.positional.help[lang],
        type: 'string',
        array: true,
        default: [],
        defaultDescription: '',
      });
      for (const flagName of [...command.flags, ...SHARED_FLAGS]) {
        builder.option(flagName, optionOf(flagName, command, lang));
      }
      for (const [line, help] of command.examples) builder.example(line, help[lang]);
      return builder;
    },
    (parsed) =>
      handle(command, (parsed[name] as readonly string[]) ?? [], typedFlags(parsed, command)),
  );
}

/** The flags that were typed. Of one given twice the last holds, unless it is a list. */
function typedFlags(parsed: Readonly<Record<string, unknown>>, command: Command): FlagValues {
  const values = [...command.flags, ...SHARED_FLAGS].flatMap((name) => {
    const { list }: Flag = FLAGS[name];
    const value = parsed[name];
    if (value === undefined) return [];
    if (list === true) return [[name, Array.isArray(value) ? value : [value]]];
    return [[name, Array.isArray(value) ? value.at(-1) : value]];
  });
  return Object.fromEntries(values) as FlagValues;
}

function optionOf(name: FlagName, command: Command, lang: Lang): Options {
  const flag: Flag = FLAGS[name];
  const choices = name === 'format' ? command.formats : flag.choices;
  const standard = name === 'format' ? command.formats[0] : flag.default;
  return {
    type: flag.type,
    describe: flag.help[lang],
    requiresArg: flag.type !== 'boolean',
    ...(flag.short === undefined ? {} : { alias: flag.short }),
    ...(choices === undefined ? {} : { choices }),
    // For help only: a default must not look as if it had been typed.
    ...(standard === undefined ? {} : { defaultDescription: standard }),
  };
}
