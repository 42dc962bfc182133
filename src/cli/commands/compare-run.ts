/** The work of `wecomlog compare`; ./compare.ts is its face on the command line. */
import type { ReportComparison } from '../../model/comparison.ts';
import type { Report } from '../../model/report.ts';
import { ToolError } from '../../model/tool-error.ts';
import { compareStored, readReport } from '../../pipeline/stored-reports.ts';
import { createZone, type Zone } from '../../record/zone.ts';
import type { CommandInput } from '../command.ts';
import type { Context } from '../context.ts';
import { checkConditions, conditionsOf } from '../fail-on.ts';
import { catalogOf, colorOf, formatOf, textOf } from '../options.ts';
import { put } from '../report-output.ts';

export async function compare(input: CommandInput, context: Context): Promise<number> {
  const [base, head, ...more] = input.positionals;
  if (base === undefined || head === undefined || more.length > 0) throw twoWanted();
  if (base === '-' && head === '-') throw stdinTwice();
  const conditions = await conditionsOf(input, true);
  const before = await readReport(base, context);
  const now = await readReport(head, context);
  const report = compareStored(before, now, await catalogOf(input));
  // On the clock of the later report, unless another is asked for.
  const zone = createZone(textOf(input.flags, 'tz') ?? report.time.zone);
  const sides = { base: before.report, head: now.report };
  await put(await render(report.baseline, sides, { input, context, zone }), input, context);
  return checkConditions(conditions, report, input, context);
}

interface Frame {
  readonly input: CommandInput;
  readonly context: Context;
  readonly zone: Zone;
}

async function render(
  comparison: ReportComparison,
  reports: { readonly base: Report; readonly head: Report },
  { input, context, zone }: Frame,
): Promise<string> {
  const { lang } = input;
  switch (formatOf(input, 'json')) {
    case 'json':
      return (await import('../../sink/comparison/json.ts')).renderComparisonJson(comparison);
    case 'csv':
      return (await import('../../sink/comparison/csv.ts')).renderComparisonCsv(comparison);
    case 'markdown':
      return (await import('../../sink/comparison/markdown.ts')).renderComparisonMarkdown(
        comparison,
        { lang, zone },
      );
    case 'html': {
      const { renderComparisonHtml } = await import('../../sink/comparison/html/html.ts');
      return renderComparisonHtml(comparison, { lang, zone, reports });
    }
    case 'prometheus':
      return (await import('../../sink/prometheus/comparison.ts')).renderComparisonMetrics(
        comparison,
      );
    default: {
      const { renderComparisonText } = await import('../../sink/comparison/text.ts');
      const color = textOf(input.flags, 'out') === undefined && colorOf(input, context);
      return renderComparisonText(comparison, { lang, color, zone, width: context.columns });
    }
  }
}

function twoWanted(): ToolError {
  return new ToolError('compare-two', {
    zh: '请给出两份报告：wecomlog compare 旧报告.json 新报告.json（都由 wecomlog report --json 生成）。',
    en: 'two reports are wanted: wecomlog compare BASE.json HEAD.json (both made by wecomlog report --json).',
  });
}

function stdinTwice(): ToolError {
  return new ToolError('stdin-twice', {
    zh: '标准输入只有一份：两个 - 请把其中一个换成文件。',
    en: 'there is one standard input only: give a file for one of the two -.',
  });
}
