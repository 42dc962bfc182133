/** The work of `wecomlog report`; ./report.ts is its face on the command line. */
import type { Worker } from 'node:worker_threads';
import type { NamedReport } from '../../analyze/compare/compare.ts';
import type { Catalog } from '../../model/catalog.ts';
import { ToolError } from '../../model/tool-error.ts';
import { type ReportPlan, type ReportRun, runReport } from '../../pipeline/report.ts';
import { createZone, type Zone } from '../../record/zone.ts';
import type { CommandInput } from '../command.ts';
import { type Context, tellProblem } from '../context.ts';
import { conditionsOf } from '../fail-on.ts';
import { bucketOf, catalogOf, inputsOf, labelOf, rangeOf, recordsOf, textOf } from '../options.ts';
import { isMergeable, loadRenderer, putReport, showsAddresses } from '../report-output.ts';
import { startProgress } from '../report-progress.ts';
import { parseShard } from '../shard.ts';
import { threadsOf } from '../threads.ts';

/** `started` are threads that wait for work. */
export async function report(
  input: CommandInput,
  context: Context,
  started: readonly Worker[],
): Promise<number> {
  const zone = createZone(textOf(input.flags, 'tz') ?? 'Asia/Shanghai');
  const folder = textOf(input.flags, 'state');
  const path = textOf(input.flags, 'baseline');
  const conditions = await conditionsOf(input, path !== undefined);
  const baseline = path === undefined ? undefined : await readBaseline(path, context);
  const run = await (folder === undefined
    ? runOnLogs(input, context, zone, started)
    : runOnState(folder, input, context, zone));
  if (baseline === undefined) return putReport({ ...run, zone, conditions }, input, context);
  const { againstBaseline } = await import('../../pipeline/stored-reports.ts');
  const result = againstBaseline(baseline, run.report, await catalogOf(input));
  return putReport({ ...run, report: result, zone, conditions }, input, context);
}

async function readBaseline(path: string, context: Context): Promise<NamedReport> {
  const { readReport } = await import('../../pipeline/stored-reports.ts');
  return readReport(path, context);
}

async function runOnLogs(
  input: CommandInput,
  context: Context,
  zone: Zone,
  started: readonly Worker[],
): Promise<ReportRun> {
  const progress = await startProgress(input, context);
  // Whoever needs it hears of what fails.
  loadRenderer(input).catch(() => undefined);
  try {
    return await runReport({
      ...planOf(input, progress.context, zone, await catalogOf(input)),
      ...progress.plan,
      started,
    });
  } finally {
    progress.end();
  }
}

function planOf(input: CommandInput, context: Context, zone: Zone, catalog: Catalog): ReportPlan {
  const { lang, flags } = input;
  const shard = textOf(flags, 'shard');
  return {
    ...inputsOf(input, context),
    stdin: context.stdin,
    signal: context.signal,
    strict: flags.strict === true,
    lang,
    catalog,
    label: labelOf(input),
    dedupe: flags.dedupe === 'hint' ? 'hint' : 'none',
    ...recordsOf(input),
    zone,
    range: rangeOf(input, zone, context.nowMs),
    by: bucketOf(input),
    isMergeable: isMergeable(input),
    showsAddresses: showsAddresses(input, context),
    shard: shard === undefined ? undefined : parseShard(shard),
    ...threadsOf(input),
    version: context.version,
    nowMs: context.nowMs,
    elapsedMs: () => context.elapsedMs(),
    onProblem: (problem) => tellProblem(context, lang, problem),
  };
}

/** What a `serve` has counted, running or not; its logs may be long gone. */
async function runOnState(
  folder: string,
  input: CommandInput,
  context: Context,
  zone: Zone,
): Promise<ReportRun> {
  const { positionals } = input;
  if (positionals.length > 0) {
    throw new ToolError('state-and-paths', {
      zh: `--state 由 serve 的状态出报告，不读日志。请去掉 ${positionals[0]}，或去掉 --state（配置文件中请写在 serve: 之下）。`,
      en: `--state reports from the state of serve and reads no logs. Leave out ${positionals[0]}, or --state (in a configuration file it belongs below serve:).`,
    });
  }
  if (input.flags.shard !== undefined) {
    throw new ToolError('state-and-shard', {
      zh: '--shard 用于分工读日志，而 --state 不读日志。请去掉其中一个。',
      en: '--shard shares the reading of logs, and --state reads none. Leave one of them out.',
    });
  }
  const { runStateReport } = await import('../../pipeline/serve/report.ts');
  const range = rangeOf(input, zone, context.nowMs);
  const report = await runStateReport(
    folder,
    { range, by: bucketOf(input) },
    {
      ...{ catalog: await catalogOf(input), zone, version: context.version },
      ...{ nowMs: context.nowMs, seconds: Math.round(context.elapsedMs()) / 1000 },
      isMergeable: isMergeable(input),
      showsAddresses: showsAddresses(input, context),
    },
  );
  return { report, hasFailed: false };
}
