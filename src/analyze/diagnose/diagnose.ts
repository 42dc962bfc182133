/**
 * Diagnoses: what the figures together say is wrong, with evidence and remedy. A pure function of the
 * summary, so merged reports and those of `serve` have them too.
 */
import { DIAGNOSIS_SEVERITIES, type ReportDiagnosis } from '../../model/report.ts';
import type { Summary } from '../summary.ts';
import type { Conclusion, DiagnosisRule } from './rule.ts';
import { RULES } from './rules.ts';
import { createView, type DiagnosisFrame, workloadOf } from './view.ts';

/** Gravest first, of equal gravity in the order of the rules; texts are in the language of the catalogue. */
export function diagnose(summary: Summary, frame: DiagnosisFrame): ReportDiagnosis[] {
  const view = createView(summary, frame);
  const { lang } = frame.catalog;
  return RULES.flatMap((rule) => rule.conclude(view).map((conclusion) => ({ rule, conclusion })))
    .sort((left, right) => gravity(left.conclusion) - gravity(right.conclusion))
    .map(({ rule, conclusion }) => said(rule, conclusion, summary, lang));
}

function gravity({ severity }: Conclusion): number {
  return DIAGNOSIS_SEVERITIES.indexOf(severity);
}

function said(
  { id, owner }: DiagnosisRule,
  conclusion: Conclusion,
  summary: Summary,
  lang: DiagnosisFrame['catalog']['lang'],
): ReportDiagnosis {
  const { severity, errcodes, title, evidence, remedy, paste, link, samples = [] } = conclusion;
  return {
    ...{ id, severity, owner, errcodes },
    workload: workloadOf(summary, errcodes),
    title: title[lang],
    evidence: evidence.map((sentence) => sentence[lang]),
    remedy: remedy.map((step) => step[lang]),
    ...(paste === undefined ? {} : { paste }),
    ...(link === undefined ? {} : { link }),
    samples,
  };
}
