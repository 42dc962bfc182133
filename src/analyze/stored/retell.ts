/** Says the diagnoses of a stored report anew: in the language and by the catalogue of today. */
import type { Catalog } from '../../model/catalog.ts';
import type { Report } from '../../model/report.ts';
import type { SummaryData } from '../../model/summary-data.ts';
import { ToolError } from '../../model/tool-error.ts';
import { diagnose } from '../diagnose/diagnose.ts';
import { createSeriesReader } from '../episodes.ts';
import { createSummary } from '../summary.ts';
import { addSummaryData } from '../summary-data.ts';
import { summaryOf } from './report.ts';

/** The report with its diagnoses retold; as it is where it carries no counts to make them of. */
export function retellDiagnoses(report: Report, catalog: Catalog): Report {
  const data = countsOf(report);
  if (report.diagnoses === undefined || data === undefined) return report;
  const summary = createSummary();
  addSummaryData(summary, recatalogued(data, catalog));
  const { time, notices } = report;
  const frame = { catalog, zone: time.zone, notices, reader: createSeriesReader() };
  return { ...report, diagnoses: diagnose(summary, frame) };
}

/** Whether a code is known is a matter of the catalogue that will name it. */
export function recatalogued(data: SummaryData, catalog: Pick<Catalog, 'get'>): SummaryData {
  const codes = data.codes.map((code) => ({
    ...code,
    isKnown: catalog.get(code.errcode) !== undefined,
  }));
  return { ...data, codes };
}

/** A comparison needs no counts: what another version packed is no reason to refuse it. */
function countsOf(report: Report): SummaryData | undefined {
  if (report.summary === undefined) return undefined;
  try {
    return summaryOf(report, '');
  } catch (error) {
    if (error instanceof ToolError) return undefined;
    throw error;
  }
}
