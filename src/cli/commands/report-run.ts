/** The work of `wecomlog report`; ./report.ts is its face on the command line. */
import { readFileSync } from 'node:fs';
import { loadCatalog } from '../../catalog/catalog.ts';
import { runReport } from '../../pipeline/report.ts';
import { createZone } from '../../record/zone.ts';
import { renderReportJson } from '../../sink/report/json.ts';
import { renderReportText } from '../../sink/report/text.ts';
import { writeWhole } from '../../sink/whole-file.ts';
import type { CommandInput } from '../command.ts';
import { type Context, tellProblem } from '../context.ts';
import { EXIT_DONE, EXIT_FAILED, EXIT_INTERRUPTED } from '../exit-code.ts';
import { bucketOf, colorOf, encodingOf, formatOf, pathsOf, rangeOf, textOf } from '../options.ts';

export async function report(input: CommandInput, context: Context): Promise<number> {
  const { lang, flags } = input;
  const zone = createZone(textOf(flags, 'tz') ?? 'Asia/Shanghai');
  const { report: result, hasFailed } = await runReport({
    paths: pathsOf(input, context),
    stdin: context.stdin,
    signal: context.signal,
    strict: flags.strict === true,
    lang,
    catalog: loadCatalog(lang),
    encoding: encodingOf(input),
    zone,
    range: rangeOf(input, zone, context.nowMs),
    by: bucketOf(input),
    version: packageVersion(),
    nowMs: context.nowMs,
    elapsedMs: () => context.elapsedMs(),
    onProblem: (problem) => tellProblem(context, lang, problem),
  });
  const out = textOf(flags, 'out');
  const color = out === undefined && colorOf(input, context);
  const text =
    formatOf(input, 'json') === 'json'
      ? renderReportJson(result)
      : renderReportText(result, {
          lang,
          color,
          width: context.columns,
          zone,
        });
  if (out === undefined) await context.write(text);
  else await writeWhole(out, text);
  if (context.signal.aborted) return EXIT_INTERRUPTED;
  return hasFailed ? EXIT_FAILED : EXIT_DONE;
}

function packageVersion(): string {
  const text = readFileSync(new URL('../../../package.json', import.meta.url), 'utf8');
  return (JSON.parse(text) as { version: string }).version;
}
