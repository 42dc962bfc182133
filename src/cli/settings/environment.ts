/** Options from the environment: `WECOMLOG_BY=1h` is `--by 1h`, for every command that has the option. */
import type { Setting } from '../../model/effective-plan.ts';
import type { ToolError } from '../../model/tool-error.ts';
import type { Command } from '../command.ts';
import type { Flag } from '../flags.ts';
import { nearest } from '../nearest.ts';
import { isVariable, settingsOfAll, variableOf } from './known.ts';
import type { Layer } from './layers.ts';
import { settingProblem, unknownSetting } from './problem.ts';
import { type RawScalar, readValue } from './value.ts';

/**
 * What Kubernetes sets in every pod of a namespace that has a service of this name (`wecomlog`,
 * `wecomlog-live`): see makeEnvVariableName in pkg/kubelet/envvars. They are no options.
 */
const SERVICE_LINK =
  /^WECOMLOG_(?:\w+_)?(?:SERVICE_HOST|SERVICE_PORT(?:_\w+)?|PORT(?:_\d+_[A-Z]+(?:_(?:PROTO|PORT|ADDR))?)?)$/;

/** The settings among the variables of `env`; an empty variable says nothing. */
export async function readEnvironment(
  env: Readonly<Record<string, string | undefined>>,
  commands: readonly Command[],
): Promise<{ layer: Layer; problems: readonly ToolError[] }> {
  const names = new Map<string, [name: string, flag: Flag]>();
  for (const [name, flag] of settingsOfAll(commands)) names.set(variableOf(name), [name, flag]);
  const layer = new Map<string, Setting>();
  const problems: ToolError[] = [];
  for (const variable of Object.keys(env).filter(isVariable).sort()) {
    const text = env[variable]?.trim() ?? '';
    const [name, flag] = names.get(variable) ?? [];
    if (name === undefined || flag === undefined) {
      if (SERVICE_LINK.test(variable)) continue;
      const known = [...names.keys()];
      problems.push(unknownSetting(variable, variable, known, nearest(variable, known)));
    } else if (text !== '') {
      const reading = await readValue(
        name,
        flag,
        flag.list === true ? itemsOf(text) : textOf(text),
      );
      if ('complaint' in reading) problems.push(settingProblem(variable, reading.complaint));
      else
        layer.set(name, { name, value: reading.value, origin: { from: 'environment', variable } });
    }
  }
  return { layer, problems };
}

/** One a line; if there is but one line, commas separate. */
function itemsOf(text: string): RawScalar[] {
  return text
    .split(text.includes('\n') ? '\n' : ',')
    .map((item) => item.trim())
    .filter((item) => item !== '')
    .map(textOf);
}

function textOf(text: string): RawScalar {
  return { text, type: 'text' };
}
