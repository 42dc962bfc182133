/** That every option there is has a key and a variable of its own, without anybody listing it twice. */
import { describe, expect, test } from 'vitest';
import { checkCommand } from '../../../src/cli/commands/check.ts';
import { EXAMINED } from '../../../src/cli/commands/examined.ts';
import { FLAGS, type Flag } from '../../../src/cli/flags.ts';
import { settingsOf, settingsOfAll, variableOf } from '../../../src/cli/settings/known.ts';

const commands = [...EXAMINED, checkCommand];
const all = settingsOfAll(commands);
const flags: Readonly<Record<string, Flag>> = FLAGS;

describe('options as settings', () => {
  test('are all flags there are, and the inputs', () => {
    expect([...all.keys()].sort()).toEqual([...Object.keys(FLAGS), 'paths'].sort());
  });

  test('have one variable each, of capitals and underscores', () => {
    const variables = [...all.keys()].map(variableOf);
    expect(new Set(variables).size).toBe(all.size);
    expect(variables.every((variable) => /^WECOMLOG_[A-Z0-9_]+$/.test(variable))).toBe(true);
    expect(variableOf('web.config-file')).toBe('WECOMLOG_WEB_CONFIG_FILE');
  });

  test('take as --format what the command takes, and in common what any of them takes', () => {
    for (const command of EXAMINED) {
      const formats = command.formats.length === 0 ? undefined : command.formats;
      expect(settingsOf(command).get('format')?.choices).toEqual(formats);
    }
    expect(all.get('format')?.choices).toEqual(expect.arrayContaining(['text', 'json', 'ndjson']));
  });

  test('of a command that looks at others are its own only', () => {
    const names = [...settingsOf(checkCommand).keys()];
    expect(names).toEqual(['for', 'format', 'json', 'config', 'lang', 'color', 'quiet']);
  });

  test('name as rivals only flags that exist', () => {
    const rivals = Object.values(flags).flatMap((flag) => flag.rivals ?? []);
    expect(rivals.length).toBeGreaterThan(0);
    expect(rivals.filter((name) => flags[name] === undefined)).toEqual([]);
  });

  test('mark the flags that hold a file as paths', () => {
    const files = Object.entries(flags).filter(([, flag]) =>
      /FILE|DIR|PATH/.test(flag.value ?? ''),
    );
    expect(files.filter(([, flag]) => flag.kind !== 'path')).toEqual([]);
  });
});
