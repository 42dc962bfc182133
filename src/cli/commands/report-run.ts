/** The work of `wecomlog report`; ./report.ts is its face on the command line. */
import type { Report } from '../../model/report.ts';
import { runReport } from '../../pipeline/report.ts';
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
  threadsOf,
} from '../options.ts';

export async function report(input: CommandInput, context: Context): Promise<number> {
  const { lang, flags } = input;
  const zone = createZone(textOf(flags, 'tz') ?? 'Asia/Shanghai');
  const { report: result, hasFailed } = await runReport({
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
    threads: threadsOf(input),
    version: context.version,
    nowMs: context.nowMs,
    elapsedMs: () => context.elapsedMs(),
    onProblem: (problem) => tellProblem(context, lang, problem),
  });
  const out = textOf(flags, 'out');
  const color = out === undefined && colorOf(input, context);
  const text = await render(result, input, context, zone, color);
  if (out === undefined) await context.write(text);
  else await writeWhole(out, text);
  if (context.signal.aborted) return EXIT_INTERRUPTED;
  return hasFailed ? EXIT_FAILED : EXIT_DONE;
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
