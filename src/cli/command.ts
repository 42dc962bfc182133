/** What a command is to the command line. */
import type { SettingValue } from '../model/effective-plan.ts';
import type { Bilingual, Lang } from '../model/lang.ts';
import type { Context } from './context.ts';
import type { FlagName } from './flags.ts';

/** Values of flags, wherever they come from; absent ones are undefined. Commands turn them into types once. */
export type FlagValues = Readonly<Partial<Record<FlagName, SettingValue | undefined>>>;

export interface CommandInput {
  readonly positionals: readonly string[];
  readonly flags: FlagValues;
  readonly lang: Lang;
}

/** What a command is given, and a way to ask for it again later. */
export interface RereadableInput extends CommandInput {
  /** The same with the configuration file as it is now. Rejects with the first problem. */
  again(): Promise<CommandInput>;
}

export interface Command {
  /** One word, or the word of a group and one of its own: `catalog export`. */
  readonly name: string;
  /** As yargs writes positionals, e.g. `[paths..]`. */
  readonly positional: { readonly name: string; readonly help: Bilingual };
  readonly help: Bilingual;
  readonly flags: readonly FlagName[];
  /**
   * Set where a command takes the flags of others to look at them: those that are its own. Such a
   * command is given what was typed, and reads file and environment itself.
   */
  readonly own?: readonly FlagName[];
  /** Choices of --format, the first being the default. */
  readonly formats: readonly string[];
  readonly examples: readonly (readonly [command: string, help: Bilingual])[];
  /** Loads what the command needs only when it runs: explaining a code must not wait for the rest. */
  load(): Promise<CommandBody>;
}

/** The work of a command; resolves to the exit code. */
export type CommandBody = (input: RereadableInput, context: Context) => Promise<number>;

/** The command that the words begin with, if there is one. */
export function commandAt(
  words: readonly string[],
  commands: readonly Command[],
): Command | undefined {
  const [first = '', second = ''] = words;
  return commands.find(({ name }) => name === first || name === `${first} ${second}`);
}

/** Words that make up the name of a command. */
export function nameWords({ name }: Command): number {
  return name.split(' ').length;
}
