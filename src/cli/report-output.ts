/** A finished report on its way out: rendered, written, held against its conditions. */
import type { Condition } from '../model/condition.ts';
import type { Lang } from '../model/lang.ts';
import type { Report } from '../model/report.ts';
import type { Zone } from '../record/zone.ts';
import { writeWhole } from '../sink/whole-file.ts';
import type { CommandInput } from './command.ts';
import type { Context } from './context.ts';
import { EXIT_FAILED, EXIT_INTERRUPTED } from './exit-code.ts';
import { checkConditions } from './fail-on.ts';
import { colorOf, formatOf, textOf } from './options.ts';

export interface FinishedReport {
  readonly report: Report;
  /** Whether some input failed. */
  readonly hasFailed: boolean;
  readonly zone: Zone;
  readonly conditions: readonly Condition[];
}

/** Writes the report; resolves to the exit code. */
export async function putReport(
  { report, hasFailed, zone, conditions }: FinishedReport,
  input: CommandInput,
  context: Context,
): Promise<number> {
  const color = textOf(input.flags, 'out') === undefined && colorOf(input, context);
  const render = await loadRenderer(input);
  const setting = { lang: input.lang, zone, color, width: context.columns };
  await put(await render(report, setting), input, context);
  const answered = checkConditions(conditions, report, input, context);
  if (context.signal.aborted) return EXIT_INTERRUPTED;
  return hasFailed ? EXIT_FAILED : answered;
}

/** Writes a text to --out or to standard output. */
export async function put(
  text: string,
  { flags }: Pick<CommandInput, 'flags'>,
  context: Pick<Context, 'write'>,
): Promise<void> {
  const out = textOf(flags, 'out');
  if (out === undefined) await context.write(text);
  else await writeWhole(out, text);
}

/** Whether the counts themselves belong into the report: its JSON is what `merge` reads. */
export function isMergeable(input: CommandInput): boolean {
  return formatOf(input, 'json') === 'json';
}

/** Refused exit addresses are shown to people at a terminal only, never in files. */
export function showsAddresses(
  input: CommandInput,
  { stdoutIsTerminal }: Pick<Context, 'stdoutIsTerminal'>,
): boolean {
  const isFile = textOf(input.flags, 'out') !== undefined;
  return stdoutIsTerminal && !isFile && ['', 'text'].includes(formatOf(input, 'json'));
}

/** What a renderer is told besides the report. */
interface Setting {
  readonly lang: Lang;
  readonly zone: Zone;
  readonly color: boolean;
  /** Of the terminal, 0 if there is none. */
  readonly width: number;
}

type Renderer = (report: Report, setting: Setting) => string | Promise<string>;

/**
 * Loads the one renderer that is wanted: they cost more to load than to run. Whoever asks early has it
 * loaded while the logs are read.
 */
export async function loadRenderer(input: CommandInput): Promise<Renderer> {
  switch (formatOf(input, 'json')) {
    case 'json':
      return (await import('../sink/report/json.ts')).renderReportJson;
    case 'csv':
      return (await import('../sink/report/csv.ts')).renderReportCsv;
    case 'markdown':
      return (await import('../sink/report/markdown.ts')).renderReportMarkdown;
    case 'html': {
      const { renderReportHtml } = await import('../sink/report/html/html.ts');
      const { findFacts } = await import('../catalog/facts.ts');
      return (report, { lang, zone }) =>
        renderReportHtml(report, { lang, zone, facts: findFacts() });
    }
    case 'prometheus':
      return (await import('../sink/prometheus/report.ts')).renderReportMetrics;
    default:
      return (await import('../sink/report/text.ts')).renderReportText;
  }
}
