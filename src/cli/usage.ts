/** What is wrong with a command line, and what was probably meant: options, commands, groups. */
import type { Bilingual } from '../model/lang.ts';
import { ToolError } from '../model/tool-error.ts';
import { type Command, commandAt } from './command.ts';
import { GROUPS } from './commands/groups.ts';
import { FLAGS, type Flag, type FlagName, SHARED_FLAGS } from './flags.ts';
import { nearest } from './nearest.ts';

/** Unknown options are told here, with the nearest one: yargs knows no suggestion for them. */
export function checkOptions(words: readonly string[], commands: readonly Command[]): void {
  const command = commandIn(words, commands);
  const own = [...(command?.flags ?? []), ...SHARED_FLAGS];
  const known = [...own, 'help', 'version'];
  for (const word of words) {
    if (word === '--') return;
    const name = /^--(?:no-)?([^=]+)/.exec(word)?.[1] ?? shortOption(word);
    if (name === undefined || known.includes(name) || isShort(word, own)) continue;
    const near = nearest(name, known);
    throw new ToolError('option-unknown', {
      zh: `没有 ${word.startsWith('--') ? '--' : '-'}${name} 这个选项${near === undefined ? '' : `，是否想用 --${near}？`}。用 wecomlog ${command?.name ?? ''} --help 查看全部选项。`.replace(
        '？。',
        '？',
      ),
      en: `there is no option ${word.startsWith('--') ? '--' : '-'}${name}${near === undefined ? '.' : `; did you mean --${near}?`} See wecomlog ${command?.name ?? ''} --help.`,
    });
  }
}

/** The command meant by words that are not parsed yet: options may stand before it, with their values. */
function commandIn(words: readonly string[], commands: readonly Command[]): Command | undefined {
  const own = words.filter((word) => !word.startsWith('-'));
  const at = own.findIndex((_, index) => commandAt(own.slice(index), commands) !== undefined);
  return at < 0 ? undefined : commandAt(own.slice(at), commands);
}

/** Whether the word is `-n` or `-n20` of a flag of these. */
function isShort(word: string, names: readonly FlagName[]): boolean {
  return names.some((name) => {
    const { short }: Flag = FLAGS[name];
    return short !== undefined && new RegExp(`^-${short}(?:=?\\d|$)`).test(word);
  });
}

/** The letter of an unknown `-x`; `-`, `-h` and negative numbers are none. */
function shortOption(word: string): string | undefined {
  return /^-([^-\d].*)$/.test(word) && word !== '-h' ? word.slice(1) : undefined;
}

/** The commands to choose from. */
export function commandMissing(commands: readonly Command[]): Bilingual {
  const names = [...new Set(commands.map(({ name }) => name))];
  return {
    zh: `请给出命令：${names.join(' | ')}。用 wecomlog --help 查看说明。`,
    en: `a command is wanted: ${names.join(' | ')}. See wecomlog --help.`,
  };
}

/** What yargs says, with the command that was probably meant. */
export function usageError(
  message: string | null,
  words: readonly string[],
  commands: readonly Command[],
): ToolError {
  const text = (message ?? '').trim().replace(/\s*\n\s*/g, ' ');
  const unknown = /(?:未知的?命令|Unknown command)s?[:：]\s*(\S+)/i.exec(text)?.[1];
  // It has said already where to look.
  if (/ --help[ .]/.test(text)) return new ToolError('usage', { zh: text, en: text });
  const near = unknown === undefined ? undefined : nearestCommand(unknown, words, commands);
  const hint = {
    zh: near === undefined ? '用 --help 查看用法。' : `是否想用 ${near}？`,
    en: near === undefined ? 'See --help.' : `Did you mean ${near}?`,
  };
  return new ToolError('usage', { zh: `${text} ${hint.zh}`, en: `${text} ${hint.en}` });
}

/** Behind the word of a group one of its commands is meant, else any command or group. */
function nearestCommand(
  unknown: string,
  words: readonly string[],
  commands: readonly Command[],
): string | undefined {
  const names = commands.map(({ name }) => name);
  const group = words[words.indexOf(unknown) - 1];
  if (group !== undefined && group in GROUPS) {
    const members = names.filter((name) => name.startsWith(`${group} `));
    const near = nearest(
      unknown,
      members.map((name) => name.slice(group.length + 1)),
    );
    return near === undefined ? undefined : `${group} ${near}`;
  }
  return nearest(unknown, [...new Set(names.map((name) => name.split(' ')[0]!))]);
}
