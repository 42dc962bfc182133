/** The flags of `serve` as types, once, at the border. */
import { join } from 'node:path';
import {
  createWorkloadSelector,
  NO_WORKLOAD,
  type WorkloadSelector,
} from '../../analyze/live/workload.ts';
import type { Catalog } from '../../model/catalog.ts';
import { ToolError } from '../../model/tool-error.ts';
import type { ServePlan } from '../../pipeline/serve/service.ts';
import { createZone } from '../../record/zone.ts';
import { DEFAULT_LISTEN, type ListenAddress, parseListen } from '../../server/listen.ts';
import type { CommandInput } from '../command.ts';
import { type Context, tellProblem } from '../context.ts';
import { encodingOf, labelOf, textOf, textsOf } from '../options.ts';

export function planOf(input: CommandInput, catalog: Catalog, context: Context): ServePlan {
  const { flags, lang, positionals } = input;
  const from = textOf(flags, 'from') ?? (flags.once === true ? 'beginning' : 'end');
  return {
    patterns: positionals,
    from: from === 'beginning' ? 'beginning' : 'end',
    rotated: textsOf(flags, 'rotated'),
    stateFolder: stateFolderOf(input, context),
    outputs: textsOf(flags, 'out'),
    selector: selectorOf(input),
    catalog,
    encoding: encodingOf(input),
    zone: createZone(textOf(flags, 'tz') ?? 'Asia/Shanghai'),
    version: context.version,
    pid: context.system.pid,
    isRunning: context.system.isRunning,
    now: () => context.now(),
    elapsedMs: () => context.elapsedMs(),
    signal: context.signal,
    onProblem: (problem) => tellProblem(context, lang, problem),
    onNotice: (notice) => context.tell(`wecomlog: ${notice[lang]}\n`),
  };
}

/** `--state`, else what systemd gives, else where XDG says that state belongs. */
export function stateFolderOf({ flags }: CommandInput, { env }: Context): string {
  const given = textOf(flags, 'state') ?? env.STATE_DIRECTORY?.split(':')[0];
  if (given !== undefined && given !== '') return given;
  const { XDG_STATE_HOME: xdg, HOME: home } = env;
  if (xdg?.startsWith('/')) return join(xdg, 'wecomlog');
  if (home?.startsWith('/')) return join(home, '.local', 'state', 'wecomlog');
  throw new ToolError('state-unnamed', {
    zh: '不知道状态应保存在哪里（没有 HOME）。请用 --state 指定一个目录。',
    en: 'there is no telling where the state belongs (HOME is not set). Name a directory with --state.',
  });
}

/** Throws a ToolError `listen-invalid`. */
export function listenOf({ flags }: CommandInput): ListenAddress {
  const text = textOf(flags, 'listen') ?? textOf(flags, 'web.listen-address');
  return text === undefined ? DEFAULT_LISTEN : parseListen(text);
}

/** Whose log a record is. Throws a ToolError `label-invalid`. */
export function selectorOf({ flags }: CommandInput): WorkloadSelector {
  const selector = labelOf({ flags });
  return selector === undefined ? NO_WORKLOAD : createWorkloadSelector(selector);
}
