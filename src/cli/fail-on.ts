/** `--fail-on`: conditions that make the exit code 1 when a report meets them. */
import { answerCondition } from '../analyze/condition.ts';
import type { Condition } from '../model/condition.ts';
import type { Report } from '../model/report.ts';
import { ToolError } from '../model/tool-error.ts';
import { sayAnswer } from '../sink/condition.ts';
import type { CommandInput } from './command.ts';
import type { Context } from './context.ts';
import { EXIT_DONE, EXIT_FAILED, EXIT_NO } from './exit-code.ts';
import { textsOf } from './options.ts';

/** The conditions, read before anything else is. Throws a ToolError, also for one that has no answer. */
export async function conditionsOf(
  { flags }: Pick<CommandInput, 'flags'>,
  hasBaseline: boolean,
): Promise<readonly Condition[]> {
  const texts = textsOf(flags, 'fail-on');
  if (texts.length === 0) return [];
  // Loaded where it is asked for: most runs have no condition.
  const { needsBaseline, parseCondition } = await import('./condition.ts');
  const conditions = texts.map((text) => readCondition(text, parseCondition));
  const orphan = hasBaseline ? undefined : conditions.find(needsBaseline);
  if (orphan === undefined) return conditions;
  throw new ToolError('condition-without-baseline', {
    zh: `--fail-on“${orphan.text}”要与另一份报告比较。请加 --baseline REPORT.json；若是想找目录未收录的错误码，请写 'unknown codes > 0'。`,
    en: `--fail-on "${orphan.text}" compares with another report. Add --baseline REPORT.json; for codes that are not in the catalogue write 'unknown codes > 0'.`,
  });
}

function readCondition(text: string, parse: (text: string) => Condition): Condition {
  try {
    return parse(text);
  } catch (error) {
    if (!(error instanceof ToolError)) throw error;
    const { zh, en } = error.text;
    throw new ToolError(error.code, { zh: `--fail-on：${zh}`, en: `--fail-on: ${en}` });
  }
}

/** Tells which conditions hold and which have no answer; the exit code that follows from them. */
export function checkConditions(
  conditions: readonly Condition[],
  report: Report,
  { lang }: Pick<CommandInput, 'lang'>,
  context: Pick<Context, 'tell'>,
): number {
  let exitCode: number = EXIT_DONE;
  for (const condition of conditions) {
    const answer = answerCondition(condition, report);
    if ('lacks' in answer) exitCode = EXIT_FAILED;
    else if (!answer.holds) continue;
    else if (exitCode === EXIT_DONE) exitCode = EXIT_NO;
    context.tell(`wecomlog: ${sayAnswer(answer, lang)}\n`);
  }
  return exitCode;
}
