/** The sentences for settings that cannot stand, each beginning with the place where they do. */
import type { Bilingual } from '../../model/lang.ts';
import { ToolError } from '../../model/tool-error.ts';
import type { Command } from '../command.ts';
import { nearest } from '../nearest.ts';
import { settingsOf } from './known.ts';

/** `wecomlog.yml:3` or `WECOMLOG_BY`, and what is wrong there. */
export function settingProblem(
  place: string,
  text: Bilingual,
  code = 'setting-invalid',
): ToolError {
  return new ToolError(code, { zh: `${place}：${text.zh}`, en: `${place}: ${text.en}` });
}

/** A name that is no option: with the nearest that is one. */
export function unknownSetting(
  place: string,
  name: string,
  known: readonly string[],
  near = nearest(name, known),
): ToolError {
  return settingProblem(
    place,
    {
      zh: `没有 ${name} 这个选项${near === undefined ? '。用 wecomlog --help 查看全部选项。' : `，是否想用 ${near}？`}`,
      en: `there is no option ${name}${near === undefined ? '. See wecomlog --help.' : `; did you mean ${near}?`}`,
    },
    'setting-unknown',
  );
}

/** An option in the section of a command that has no such option: with the commands that do. */
export function misplacedSetting(
  place: string,
  name: string,
  { name: command }: Command,
  commands: readonly Command[],
): ToolError {
  const owners = commands.filter((other) => settingsOf(other).has(name)).map((other) => other.name);
  return settingProblem(
    place,
    {
      zh: `${command} 没有 ${name} 这个选项；有它的是 ${owners.join('、')}。`,
      en: `${command} has no option ${name}; ${owners.join(', ')} ${owners.length === 1 ? 'has' : 'have'} it.`,
    },
    'setting-misplaced',
  );
}
