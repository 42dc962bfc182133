/** Which diagnoses are new, which are over, and which are still there. */
import type { ComparedDiagnosis } from '../../model/comparison.ts';
import type { Report, ReportDiagnosis } from '../../model/report.ts';

/**
 * Those of both reports: new ones first, then those that are still there, then those that are over,
 * each in the order of its report, gravest first. Undefined unless both reports were diagnosed.
 */
export function compareDiagnoses(
  { diagnoses: before }: Pick<Report, 'diagnoses'>,
  { diagnoses: now }: Pick<Report, 'diagnoses'>,
): ComparedDiagnosis[] | undefined {
  if (before === undefined || now === undefined) return undefined;
  const left = [...before];
  const present = now.map((diagnosis) => {
    const index = left.findIndex((earlier) => isSame(earlier, diagnosis));
    if (index >= 0) left.splice(index, 1);
    return compared(diagnosis, index >= 0 ? 'same' : 'new');
  });
  return [
    ...present.filter(({ change }) => change === 'new'),
    ...present.filter(({ change }) => change === 'same'),
    ...left.map((diagnosis) => compared(diagnosis, 'gone')),
  ];
}

/** One rule, on one of the same codes; figures and workload may have changed meanwhile. */
function isSame(left: ReportDiagnosis, right: ReportDiagnosis): boolean {
  if (left.id !== right.id) return false;
  if (left.errcodes.length === 0 && right.errcodes.length === 0) return true;
  return left.errcodes.some((errcode) => right.errcodes.includes(errcode));
}

/** Without what only the report itself may show: what to paste, and records. */
function compared(
  { id, severity, owner, errcodes, workload, title, evidence, remedy }: ReportDiagnosis,
  change: ComparedDiagnosis['change'],
): ComparedDiagnosis {
  return { id, change, severity, owner, errcodes, workload, title, evidence, remedy };
}
