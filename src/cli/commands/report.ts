/** `wecomlog report [PATH...]`: one summary over files, directories, patterns and archives. */
import { readFileSync } from 'node:fs';
import { loadCatalog } from '../../catalog/catalog.ts';
import { runReport } from '../../pipeline/report.ts';
import { createZone } from '../../record/zone.ts';
import { renderReportJson } from '../../sink/report/json.ts';
import { renderReportText } from '../../sink/report/text.ts';
import { writeWhole } from '../../sink/whole-file.ts';
import type { Command, CommandInput } from '../command.ts';
import { type Context, tellProblem } from '../context.ts';
import { EXIT_DONE, EXIT_FAILED, EXIT_INTERRUPTED } from '../exit-code.ts';
import { bucketOf, colorOf, encodingOf, formatOf, pathsOf, rangeOf, textOf } from '../options.ts';

export const reportCommand: Command = {
  name: 'report',
  positional: {
    name: 'paths',
    help: {
      zh: '日志文件、目录或通配符；- 为标准输入',
      en: 'log files, directories or patterns; - is standard input',
    },
  },
  help: {
    zh: '汇总日志中的错误码：出了什么事、多少次、从何时起、谁来处理',
    en: 'sum up the errcodes of logs: what happened, how often, since when, who must act',
  },
  flags: [
    'format',
    'json',
    'out',
    'by',
    'since',
    'until',
    'last',
    'month',
    'tz',
    'encoding',
    'strict',
  ],
  formats: ['text', 'json'],
  examples: [
    ['wecomlog report /var/log/app', { zh: '整个目录', en: 'a whole directory' }],
    [
      "wecomlog report 'app.log*' --month 2026-09",
      { zh: '某个月，含 .gz', en: 'one month, .gz included' },
    ],
    [
      'wecomlog report app.log --json --out september.json',
      { zh: '写成 JSON 文件', en: 'into a JSON file' },
    ],
  ],
  run: report,
};

async function report(input: CommandInput, context: Context): Promise<number> {
  const { lang, flags } = input;
  const zone = createZone(textOf(flags, 'tz') ?? 'Asia/Shanghai');
  const { report: result, hasFailed } = await runReport({
    paths: pathsOf(input, context),
    stdin: context.stdin,
    signal: context.signal,
    strict: flags.strict === true,
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
  const text =
    formatOf(input, 'json') === 'json'
      ? renderReportJson(result)
      : renderReportText(result, {
          lang,
          color: colorOf(input, context),
          width: context.columns,
          zone,
        });
  const out = textOf(flags, 'out');
  if (out === undefined) await context.write(text);
  else await writeWhole(out, text);
  if (context.signal.aborted) return EXIT_INTERRUPTED;
  return hasFailed ? EXIT_FAILED : EXIT_DONE;
}

function packageVersion(): string {
  const text = readFileSync(new URL('../../../package.json', import.meta.url), 'utf8');
  return (JSON.parse(text) as { version: string }).version;
}
