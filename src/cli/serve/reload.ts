/** Reads configuration file and overlays anew while `serve` runs; what is wrong changes nothing. */
import type { Service } from '../../pipeline/serve/service.ts';
import type { CommandInput, FlagValues, RereadableInput } from '../command.ts';
import type { Context } from '../context.ts';
import type { Catalogs } from './catalogs.ts';

/** Options whose new value holds at once; the others are of the process. */
const RELOADED: readonly string[] = ['catalog'];

const WORDS = {
  done: {
    zh: (version: string, codes: number) => `已重新载入：目录 ${version}，${codes} 个错误码。`,
    en: (version: string, codes: number) => `reloaded: catalogue ${version}, ${codes} codes.`,
  },
  later: {
    zh: (names: string) => `${names} 已改变，要重启后才生效。`,
    en: (names: string) => `${names} changed; that takes effect with a restart.`,
  },
} as const;

/** Rejects with a ToolError that says what is wrong; then all is as it was. */
export function reloaderOf(
  service: Pick<Service, 'setCatalog'>,
  catalogs: Catalogs,
  input: RereadableInput,
  context: Context,
): () => Promise<void> {
  let last: Promise<unknown> = Promise.resolve();
  const reload = async (): Promise<void> => {
    const next = await input.again();
    await catalogs.read(next);
    const catalog = catalogs.of(input.lang);
    service.setCatalog(catalog);
    const tell = (text: string): void => context.tell(`wecomlog: ${text}\n`);
    tell(WORDS.done[input.lang](catalog.version, catalog.size));
    const names = changedNames(input, next);
    if (names.length > 0) tell(WORDS.later[input.lang](names.join(', ')));
  };
  return () => {
    // One after the other: the last asked for is the one that holds.
    const done = last.then(reload);
    last = done.catch(() => undefined);
    return done;
  };
}

function changedNames(before: CommandInput, after: CommandInput): string[] {
  const names = new Set([...Object.keys(before.flags), ...Object.keys(after.flags)]);
  const textOfFlag = (flags: FlagValues, name: string): string =>
    JSON.stringify(flags[name as keyof FlagValues]) ?? '';
  const changed = [...names].filter(
    (name) =>
      !RELOADED.includes(name) && textOfFlag(before.flags, name) !== textOfFlag(after.flags, name),
  );
  const isSame = JSON.stringify(before.positionals) === JSON.stringify(after.positionals);
  return isSame ? changed : ['paths', ...changed];
}
