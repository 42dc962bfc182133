/** What a rule is: data that says when it fires, and a pure function of the figures that says so. */
import type { Bilingual } from '../../model/lang.ts';
import type { DiagnosisSeverity } from '../../model/report.ts';
import type { Owner } from '../../model/taxonomy.ts';
import type { DiagnosisView } from './view.ts';

export interface DiagnosisRule {
  /** Stable English id. */
  readonly id: string;
  /** Who has to act. */
  readonly owner: Owner;
  /** When it fires, in one sentence with its thresholds; docs/diagnoses.md has it. */
  readonly when: string;
  /** What it concludes; empty where the figures do not suffice. */
  conclude(view: DiagnosisView): readonly Conclusion[];
}

/** A diagnosis in both languages. */
export interface Conclusion {
  readonly severity: DiagnosisSeverity;
  readonly errcodes: readonly number[];
  readonly title: Bilingual;
  readonly evidence: readonly Bilingual[];
  readonly remedy: readonly Bilingual[];
  readonly paste?: string;
  readonly link?: string;
  readonly samples?: readonly string[];
}
