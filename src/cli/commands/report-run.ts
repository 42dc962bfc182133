/** The work of `wecomlog report`; ./report.ts is its face on the command line. */
import type { Worker } from 'node:worker_threads';
import type { Report } from '../../model/report.ts';
import { ToolError } from '../../model/tool-error.ts';
import { type ReportRun, runReport } from '../../pipeline/report.ts';
import { createZone, type Zone } from '../../record/zone.ts';
import { writeWhole } from '../../sink/whole-file.ts';
import type { CommandInput } from '../command.ts';
import { type Context, tellProblem } from '../context.ts';
import { EXIT_DONE, EXIT_FAILED, EXIT_INTERRUPTED } from '../exit-code.ts';
import {
  bucketOf,
  catalogOf,
  colorOf,
  encodingOf,
  formatOf,
  inputsOf,
  rangeOf,
  textOf,
} from '../options.ts';
import { threadsOf } from '../threads.ts';

/** `started` are threads that wait for work. */
export async function report(
  input: CommandInput,
  context: Context,
  started: readonly Worker[],
): Promise<number> {
  const zone = createZone(textOf(input.flags, 'tz') ?? 'Asia/Shanghai');
  const folder = textOf(input.flags, 'state');
  const { report: result, hasFailed } = await (folder === undefined
    ? runOnLogs(input, context, zone, started)
    : runOnState(folder, input, context, zone));
  const out = textOf(input.flags, 'out');
  const color = out === undefined && colorOf(input, context);
  const text = await render(result, input, context, zone, color);
  if (out === undefined) await context.write(text);
  else await writeWhole(out, text);
  if (context.signal.aborted) return EXIT_INTERRUPTED;
  return hasFailed ? EXIT_FAILED : EXIT_DONE;
}

async function runOnLogs(
  input: CommandInput,
  context: Context,
  zone: Zone,
  started: readonly Worker[],
): Promise<ReportRun> {
  const { lang, flags } = input;
  return runReport({
    ...inputsOf(input, context),
    stdin: context.stdin,
    signal: context.signal,
    strict: flags.strict === true,
    lang,
    catalog: await catalogOf(input),
    encoding: encodingOf(input),
    zone,
    range: rangeOf(input, zone, context.nowMs),
    by: bucketOf(input),
    ...threadsOf(input),
    started,
    version: context.version,
    nowMs: context.nowMs,
    elapsedMs: () => context.elapsedMs(),
    onProblem: (problem) => tellProblem(context, lang, problem),
  });
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
  const { runStateReport } = await import('../../pipeline/serve/report.ts');
  const range = rangeOf(input, zone, context.nowMs);
  const report = await runStateReport(
    folder,
    { range, by: bucketOf(input) },
    {
      ...{ catalog: await catalogOf(input), zone, version: context.version },
      ...{ nowMs: context.nowMs, seconds: Math.round(context.elapsedMs()) / 1000 },
    },
  );
  return { report, hasFailed: false };
}

/** Loads the one renderer that is wanted: they cost more to load than to run. */
async function render(
  report: Report,
  input: CommandInput,
  context: Context,
  zone: Zone,
  color: boolean,
): Promise<string> {
  if (formatOf(input, 'json') === 'json') {
    return (await import('../../sink/report/json.ts')).renderReportJson(report);
  }
  const { renderReportText } = await import('../../sink/report/text.ts');
  return renderReportText(report, { lang: input.lang, color, width: context.columns, zone });
}
