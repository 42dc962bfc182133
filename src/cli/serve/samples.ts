/** What metrics say besides the counts: versions, and the catalogue's words. */

import { NO_WORKLOAD } from '../../analyze/live/workload.ts';
import { UNKNOWN_ENTRY } from '../../catalog/unknown.ts';
import type { Catalog } from '../../model/catalog.ts';
import type { CodeFacts } from '../../model/live.ts';
import type { SampleOptions } from '../../sink/prometheus/samples.ts';
import type { CommandInput } from '../command.ts';
import type { Context } from '../context.ts';
import { textOf } from '../options.ts';
import { selectorOf } from './plan.ts';

export function sampleOptions(
  { catalog }: { catalog(): Catalog },
  input: CommandInput,
  context: Context,
): SampleOptions {
  const isAll = textOf(input.flags, 'series') === 'all';
  const { initial } = input.flags.label === undefined ? NO_WORKLOAD : selectorOf(input);
  return {
    version: context.version,
    nodeVersion: context.system.nodeVersion,
    catalogVersion: catalog().version,
    factsOf: (errcode) => factsOf(catalog(), errcode),
    codes: isAll ? catalog().codes : [],
    workloads: initial,
    holdsNew: true,
  };
}

function factsOf(catalog: Catalog, errcode: number): CodeFacts {
  const entry = catalog.get(errcode);
  const { category, group, domain, owner, retry } = entry ?? UNKNOWN_ENTRY;
  return { category, group, domain, owner, retry, meaning: entry?.meaning ?? '' };
}
