/** Loads what was said before anyone typed: the environment, and the configuration file if one is named. */
import type { Command } from '../command.ts';
import { readEnvironment } from './environment.ts';
import { readConfigFile } from './file.ts';
import type { LowerLayers } from './layers.ts';

/**
 * The layers below the command line. `typedConfig` is the value of --config, which beats that of
 * WECOMLOG_CONFIG. What is wrong is in `problems`, all of it.
 */
export async function loadLayers(
  env: Readonly<Record<string, string | undefined>>,
  typedConfig: string | undefined,
  commands: readonly Command[],
): Promise<LowerLayers> {
  const { layer: environment, problems } = await readEnvironment(env, commands);
  const path = typedConfig ?? environment.get('config')?.value;
  if (typeof path !== 'string') {
    return { environment, sections: new Map(), common: new Map(), problems };
  }
  const file = await readConfigFile(path, commands);
  return { ...file, environment, problems: [...file.problems, ...problems] };
}
