/** The work of `wecomlog merge`; ./merge.ts is its face on the command line. */
import type { Report } from '../../model/report.ts';
import { ToolError } from '../../model/tool-error.ts';
import {
  againstBaseline,
  readReport,
  readReports,
  runMerge,
  type StoredReport,
} from '../../pipeline/stored-reports.ts';
import { createZone } from '../../record/zone.ts';
import type { CommandInput } from '../command.ts';
import { type Context, tellProblem } from '../context.ts';
import { EXIT_FAILED } from '../exit-code.ts';
import { conditionsOf } from '../fail-on.ts';
import { bucketOf, catalogOf, textOf } from '../options.ts';
import { putReport } from '../report-output.ts';

export async function merge(input: CommandInput, context: Context): Promise<number> {
  const path = textOf(input.flags, 'baseline');
  const conditions = await conditionsOf(input, path !== undefined);
  const baseline = path === undefined ? undefined : await readReport(path, context);
  const { reports, hasFailed } = await readAll(input, context);
  if (reports.length === 0) return EXIT_FAILED;
  const catalog = await catalogOf(input);
  const by = textOf(input.flags, 'by') === undefined ? undefined : bucketOf(input);
  const merged = await runMerge(reports, {
    ...{ catalog, by, version: context.version, nowMs: context.nowMs },
    seconds: Math.round(context.elapsedMs()) / 1000,
  });
  const report: Report =
    baseline === undefined ? merged : againstBaseline(baseline, merged, catalog);
  const zone = createZone(report.time.zone);
  return putReport({ report, hasFailed, zone, conditions }, input, context);
}

/** Every report that can be read, the same one once. A bad one is told, and the others go on. */
async function readAll(
  input: CommandInput,
  context: Context,
): Promise<{ readonly reports: readonly StoredReport[]; readonly hasFailed: boolean }> {
  const { positionals, flags, lang } = input;
  if (positionals.length === 0) throw nothingToMerge();
  const reports = new Map<string, StoredReport>();
  let hasFailed = false;
  for (const path of positionals) {
    try {
      for await (const report of readReports(path, context)) {
        const first = reports.get(report.digest);
        if (first === undefined) reports.set(report.digest, report);
        else tellProblem(context, lang, givenTwice(first.name, report.name));
      }
    } catch (error) {
      if (!(error instanceof ToolError)) throw error;
      tellProblem(context, lang, error);
      hasFailed = true;
      if (flags.strict === true) return { reports: [], hasFailed };
    }
  }
  return { reports: [...reports.values()], hasFailed };
}

function nothingToMerge(): ToolError {
  return new ToolError('merge-nothing', {
    zh: '没有要合并的报告。请给出 wecomlog report --json 的输出文件，- 为标准输入。',
    en: 'no reports to merge. Name files that wecomlog report --json wrote; - is standard input.',
  });
}

function givenTwice(first: string, second: string): ToolError {
  return new ToolError('merge-twice', {
    zh: `${second}：与 ${first} 完全相同，只计一次。`,
    en: `${second}: the same as ${first}, counted once.`,
  });
}
