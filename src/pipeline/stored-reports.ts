/** Reads reports from files and from standard input, packed or not. */
import { createHash } from 'node:crypto';
import type { Readable } from 'node:stream';
import { compareReports, type NamedReport } from '../analyze/compare/compare.ts';
import { mergeReports } from '../analyze/merge/merge.ts';
import { parseReport } from '../analyze/stored/report.ts';
import { retellDiagnoses } from '../analyze/stored/retell.ts';
import { loadEndpoints } from '../catalog/endpoints.ts';
import { decompress } from '../decompress/decompress.ts';
import type { BucketWord } from '../model/bucket.ts';
import type { Catalog } from '../model/catalog.ts';
import type { ReportComparison } from '../model/comparison.ts';
import { REPORT_BYTES_MAX } from '../model/limits.ts';
import type { Report } from '../model/report.ts';
import { ToolError } from '../model/tool-error.ts';
import { findSources } from '../source/find.ts';

export interface StoredReportOptions {
  readonly stdin: Readable;
  readonly signal: AbortSignal;
}

/** A report, and the hash of its text: a file given twice is one report. */
export interface StoredReport extends NamedReport {
  readonly digest: string;
}

/** The report at `path` (`-` is standard input). Rejects with a ToolError. */
export async function readReport(
  path: string,
  options: StoredReportOptions,
): Promise<StoredReport> {
  const reports: StoredReport[] = [];
  for await (const report of readReports(path, options)) reports.push(report);
  const [found, ...more] = reports;
  if (found !== undefined && more.length === 0) return found;
  throw new ToolError('report-one-wanted', {
    zh: `${path}：这里只要一份报告，却有 ${reports.length} 份。请先用 wecomlog merge 合并。`,
    en: `${path}: one report is wanted here, and there are ${reports.length}. Make them one first with wecomlog merge.`,
  });
}

/** The reports at `path`: a file, a directory or a pattern. Rejects with a ToolError at the first bad one. */
export async function* readReports(
  path: string,
  { stdin, signal }: StoredReportOptions,
): AsyncGenerator<StoredReport> {
  for (const { source } of await findSources(path, stdin, signal)) {
    const reader = await source.open();
    try {
      const plain = (await decompress({ ...source, reader })).reader;
      const text = await readText((into) => plain.read(into), source.name);
      const digest = createHash('sha256').update(text).digest('base64');
      yield { name: source.name, report: parseReport(text, source.name), digest };
    } finally {
      await reader.close();
    }
  }
}

/** The report with what changed since the baseline, in the words of `catalog`. */
export function againstBaseline(
  baseline: NamedReport,
  report: Report,
  catalog: Catalog,
  name = HEAD_NAME,
): Report & { readonly baseline: ReportComparison } {
  const base = { ...baseline, report: retellDiagnoses(baseline.report, catalog) };
  return { ...report, baseline: compareReports(base, { name, report }, catalog) };
}

/** The same of two stored reports. */
export function compareStored(
  base: NamedReport,
  head: NamedReport,
  catalog: Catalog,
): Report & { readonly baseline: ReportComparison } {
  return againstBaseline(base, retellDiagnoses(head.report, catalog), catalog, head.name);
}

/** What is not a file yet. */
const HEAD_NAME = 'report';

async function readText(
  read: (into: Uint8Array) => Promise<number>,
  name: string,
): Promise<string> {
  const parts: Buffer[] = [];
  let bytes = 0;
  while (true) {
    const buffer = Buffer.alloc(READ_BYTES);
    const count = await read(buffer);
    if (count === 0) break;
    bytes += count;
    if (bytes > REPORT_BYTES_MAX) throw tooLarge(name);
    parts.push(buffer.subarray(0, count));
  }
  return Buffer.concat(parts)
    .toString()
    .replace(/^\ufeff/, '');
}

const READ_BYTES = 1 << 16;

function tooLarge(name: string): ToolError {
  return new ToolError('report-too-large', {
    zh: `${name}：超过 ${REPORT_BYTES_MAX >> 20} MiB，不会是报告。要读日志请用 wecomlog report。`,
    en: `${name}: over ${REPORT_BYTES_MAX >> 20} MiB, no report. Logs are read by wecomlog report.`,
  });
}

export interface MergePlan {
  readonly catalog: Catalog;
  readonly by: BucketWord | 'auto' | undefined;
  readonly version: string;
  readonly nowMs: number;
  readonly seconds: number;
}

/** One report out of many. Throws a ToolError for reports that cannot be added up. */
export async function runMerge(parts: readonly NamedReport[], plan: MergePlan): Promise<Report> {
  const endpoints = await loadEndpoints();
  return mergeReports(parts, { ...plan, endpointOf: endpoints.find });
}
