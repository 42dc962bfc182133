/** What the rules conclude, the gravest first: what is wrong, what says so, and the first thing to do. */
import type { DiagnosisSeverity, Report, ReportDiagnosis } from '../../model/report.ts';
import { OWNER_NAMES } from '../../model/taxonomy.ts';
import type { StyleName } from '../style.ts';
import { textWidth, wrap } from '../width.ts';
import { bullet, clip, heading, INDENT, type Manner } from './layout.ts';
import { printable } from './printable.ts';

const SHOWN_MAX = 6;
/** A longer sentence is cut: all of it stands in the JSON and HTML reports. */
const LINES_MAX = 3;
/** Texts stand below the title, behind its mark. */
const TEXT_INDENT = INDENT + 2;

const MARKS: Readonly<Record<DiagnosisSeverity, readonly [mark: string, color: StyleName]>> = {
  critical: ['●', 'red'],
  warning: ['▲', 'yellow'],
  info: ['○', 'green'],
};

/** Nothing where no rule had anything to say. */
export function diagnosisLines({ diagnoses = [] }: Report, manner: Manner): string[] {
  if (diagnoses.length === 0) return [];
  const { words } = manner;
  const rest = diagnoses.length - SHOWN_MAX;
  return [
    heading(words.diagnoses, [words.diagnosesRemark], manner),
    ...diagnoses.slice(0, SHOWN_MAX).flatMap((diagnosis) => linesOf(diagnosis, manner)),
    ...(rest > 0 ? wrap(words.moreDiagnoses(rest), manner.columns, INDENT) : []),
  ];
}

function linesOf(diagnosis: ReportDiagnosis, { style, columns, lang, words }: Manner): string[] {
  const { severity, title, owner, workload, evidence, remedy, paste } = diagnosis;
  const [mark, color] = MARKS[severity];
  const facts = [title, OWNER_NAMES[owner][lang], ...(workload === '' ? [] : [workload])];
  const [head = '', ...more] = bullet(mark, printable(facts.join(' · ')), columns);
  const text = (sentence: string) => clip(printable(sentence), columns, TEXT_INDENT, LINES_MAX);
  // A cut list is none: it breaks behind its separators only.
  const pasted = paste === undefined ? [] : packed(printable(paste), columns - TEXT_INDENT - 2);
  return [
    head.replace(mark, style[color](mark)),
    ...more,
    ...evidence.slice(0, 1).flatMap((sentence) => text(sentence).map((one) => style.dim(one))),
    ...remedy.slice(0, 1).flatMap((step) => text(words.firstStep(step))),
    ...pasted.map((one) => `${' '.repeat(TEXT_INDENT + 2)}${one}`),
  ];
}

/** `a;b;c` in as few lines as hold it. */
function packed(list: string, columns: number): string[] {
  const lines: string[] = [];
  for (const item of list.match(/[^;]+;?/g) ?? []) {
    const longer = `${lines.at(-1) ?? ''}${item}`;
    if (lines.length > 0 && textWidth(longer) <= columns) lines[lines.length - 1] = longer;
    else lines.push(item);
  }
  return lines;
}
