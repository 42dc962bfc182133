/** Which options can be set in a file and in the environment: all there are, by the names of the flags. */
import type { Command } from '../command.ts';
import { FLAGS, type Flag, SHARED_FLAGS } from '../flags.ts';

/** The name of the inputs as an option; other positionals are no settings. */
export const PATHS = 'paths';

const VARIABLE_PREFIX = 'WECOMLOG_';

const PATHS_FLAG: Flag = {
  type: 'string',
  help: {
    zh: '日志文件、目录或通配符',
    en: 'log files, directories or patterns',
  },
  list: true,
  kind: 'path',
};

/** The options of `command` by name, with its own choices for --format. */
export function settingsOf(command: Command): ReadonlyMap<string, Flag> {
  const names = [...(command.own ?? command.flags), ...SHARED_FLAGS];
  const settings = new Map<string, Flag>();
  if (command.positional.name === PATHS && command.own === undefined) {
    settings.set(PATHS, PATHS_FLAG);
  }
  for (const name of names) {
    const flag: Flag = FLAGS[name];
    const [first = ''] = command.formats;
    settings.set(
      name,
      name === 'format' ? { ...flag, choices: command.formats, default: first } : flag,
    );
  }
  return settings;
}

/** The options of all commands; --format may be what any of them takes. */
export function settingsOfAll(commands: readonly Command[]): ReadonlyMap<string, Flag> {
  const all = new Map<string, Flag>();
  for (const command of commands) {
    for (const [name, flag] of settingsOf(command)) {
      const choices = [...new Set([...(all.get(name)?.choices ?? []), ...(flag.choices ?? [])])];
      all.set(name, choices.length === 0 ? flag : { ...flag, choices });
    }
  }
  return all;
}

export function isVariable(variable: string): boolean {
  return variable.startsWith(VARIABLE_PREFIX);
}

/** `fail-on` is `WECOMLOG_FAIL_ON`. */
export function variableOf(name: string): string {
  return VARIABLE_PREFIX + name.toUpperCase().replace(/[^A-Z0-9]/g, '_');
}
