/** The report of everything counted, as a file to be kept: each renderer is loaded when it is asked for. */
import type { Lang } from '../model/lang.ts';
import { pageZone } from '../sink/page/zone.ts';
import type { ServePort } from './port.ts';

export const REPORT_FORMATS = ['json', 'html', 'markdown', 'csv'] as const;

export type ReportFormat = (typeof REPORT_FORMATS)[number];

export function isReportFormat(word: string): word is ReportFormat {
  return REPORT_FORMATS.some((format) => format === word);
}

export interface ReportFile {
  /** Media type, without the encoding. */
  readonly type: string;
  readonly name: string;
  readonly body: string;
}

interface ReportSource {
  readonly port: Pick<ServePort, 'report' | 'facts'>;
  /** In whose clock times are shown. */
  readonly zone: string;
}

/** Undefined before the first commit. */
export async function renderReportFile(
  format: ReportFormat,
  lang: Lang,
  { port, zone: name }: ReportSource,
): Promise<ReportFile | undefined> {
  const report = await port.report(lang);
  if (report === undefined) return undefined;
  const zone = pageZone(name);
  switch (format) {
    case 'html': {
      const { renderReportHtml } = await import('../sink/report/html/html.ts');
      const body = renderReportHtml(report, { lang, zone, facts: await port.facts() });
      return { type: 'text/html', name: 'wecomlog-report.html', body };
    }
    case 'markdown': {
      const { renderReportMarkdown } = await import('../sink/report/markdown.ts');
      const body = renderReportMarkdown(report, { lang, zone });
      return { type: 'text/markdown', name: 'wecomlog-report.md', body };
    }
    case 'csv': {
      const { renderReportCsv } = await import('../sink/report/csv.ts');
      return { type: 'text/csv', name: 'wecomlog-report.csv', body: renderReportCsv(report) };
    }
    case 'json': {
      const { renderReportJson } = await import('../sink/report/json.ts');
      const body = renderReportJson(report);
      return { type: 'application/json', name: 'wecomlog-report.json', body };
    }
  }
}
