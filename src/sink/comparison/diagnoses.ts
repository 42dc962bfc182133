/** What rules conclude from both reports: which diagnoses are new, still there, or over. */
import type { ComparedDiagnosis, ReportComparison } from '../../model/comparison.ts';
import { OWNER_NAMES } from '../../model/taxonomy.ts';
import { bullet, clip, heading, INDENT, type Manner } from '../report/layout.ts';
import { printable } from '../report/printable.ts';
import type { StyleName } from '../style.ts';
import { wrap } from '../width.ts';
import { COMPARISON_WORDS } from './words.ts';

const SHOWN_MAX = 8;
const STEP_LINES_MAX = 2;

const MARKS: Readonly<Record<ComparedDiagnosis['change'], readonly [string, StyleName]>> = {
  new: ['+', 'red'],
  same: ['=', 'yellow'],
  gone: ['-', 'green'],
};

/** Nothing where no rule had anything to say, or one of the reports was not diagnosed. */
export function diagnosisLines({ diagnoses = [] }: ReportComparison, manner: Manner): string[] {
  if (diagnoses.length === 0) return [];
  const words = COMPARISON_WORDS[manner.lang];
  const rest = diagnoses.length - SHOWN_MAX;
  return [
    heading(words.diagnoses, [], manner),
    ...diagnoses.slice(0, SHOWN_MAX).flatMap((diagnosis) => linesOf(diagnosis, manner)),
    ...(rest > 0 ? wrap(words.moreDiagnoses(rest), manner.columns, INDENT) : []),
  ];
}

/** What is new is told what to do about first. */
function linesOf(diagnosis: ComparedDiagnosis, { style, columns, lang, words }: Manner): string[] {
  const { change, title, owner, workload, remedy } = diagnosis;
  const [mark, color] = MARKS[change];
  const facts = [
    COMPARISON_WORDS[lang].diagnosisChanges[change],
    title,
    ...(change === 'gone' ? [] : [OWNER_NAMES[owner][lang]]),
    ...(workload === '' ? [] : [workload]),
  ];
  const [head = '', ...more] = bullet(mark, printable(facts.join(' · ')), columns);
  const steps = change === 'new' ? remedy.slice(0, 1) : [];
  return [
    head.replace(mark, style[color](mark)),
    ...more,
    ...steps.flatMap((step) =>
      clip(printable(words.firstStep(step)), columns, INDENT + 2, STEP_LINES_MAX).map((line) =>
        style.dim(line),
      ),
    ),
  ];
}
