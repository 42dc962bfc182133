/**
 * Reads a command line in which nothing is wrong, with Node's own parser: loading yargs takes longer
 * than many an answer. Whatever is not plain (help, a mistake, a negative code beside an option) is left
 * to yargs, which has the words for it.
 */
import { parseArgs } from 'node:util';
import { type Command, commandAt, type FlagValues, nameWords } from './command.ts';
import { FLAGS, type Flag, type FlagName, SHARED_FLAGS } from './flags.ts';
import type { Given } from './settings/resolve.ts';

export interface PlainLine extends Given {
  readonly command: Command;
}

/** What the words say, or undefined if they are not plain. */
export function readPlainLine(
  words: readonly string[],
  commands: readonly Command[],
): PlainLine | undefined {
  const command = commandAt(words, commands);
  if (command === undefined) return undefined;
  const args = words.slice(nameWords(command));
  // Negative codes and ranges are no options.
  if (args.every((word) => /^(?!-)|^-$|^-\d[\d.-]*$/.test(word))) {
    return { command, positionals: args, flags: {} };
  }
  const names = [...command.flags, ...SHARED_FLAGS];
  const options = Object.fromEntries(
    names.map((name) => {
      const { type, list, short }: Flag = FLAGS[name];
      const kind = type === 'boolean' ? ('boolean' as const) : ('string' as const);
      const letter = short === undefined ? {} : { short };
      return [name, { type: kind, multiple: list === true, ...letter }];
    }),
  );
  try {
    const { values, positionals } = parseArgs({
      ...{ args, options, strict: true, allowPositionals: true },
    });
    const flags = Object.entries(values).map(([name, value]) => [
      name,
      flagValue(name as FlagName, value, command),
    ]);
    if (flags.some(([, value]) => value === undefined)) return undefined;
    return { command, positionals, flags: Object.fromEntries(flags) as FlagValues };
  } catch {
    return undefined;
  }
}

/** The value in the flag's own type, or undefined if there is something to say about it. */
function flagValue(
  name: FlagName,
  value: unknown,
  command: Command,
): string | number | boolean | string[] | undefined {
  const flag: Flag = FLAGS[name];
  if (typeof value === 'boolean') return value;
  if (Array.isArray(value)) return value.includes('') ? undefined : value;
  if (typeof value !== 'string' || value === '') return undefined;
  const choices = name === 'format' ? command.formats : flag.choices;
  if (choices !== undefined && !choices.includes(value)) return undefined;
  if (flag.type !== 'number') return value;
  const number = Number(value);
  return Number.isFinite(number) ? number : undefined;
}
