/** Reads a report back from its JSON: what `merge` and `compare` rely on is checked, the rest is not used. */
import { COMPARISON_SCHEMA } from '../../model/comparison.ts';
import { REPORT_SCHEMA, type Report } from '../../model/report.ts';
import type { SummaryData } from '../../model/summary-data.ts';
import { ToolError } from '../../model/tool-error.ts';
import { type DataShape, misfitIn } from './check.ts';
import { SUMMARY_FORMAT, unpackSummary } from './pack.ts';

/** The report in `text`; throws a ToolError that calls it `name`. */
export function parseReport(text: string, name: string): Report {
  const value = parseJson(text, name);
  const schema = (value as { readonly schema?: unknown } | null)?.schema;
  if (schema !== REPORT_SCHEMA) throw unlike(schema, name);
  const misfit = misfitIn(value, USED);
  if (misfit !== undefined) throw damaged(name, misfit);
  return value as Report;
}

/** What a report can be added up by; throws a ToolError where it carries nothing of the kind. */
export function summaryOf({ summary }: Report, name: string): SummaryData {
  if (summary === undefined) {
    throw new ToolError('report-without-summary', {
      zh: `${name}：报告里没有可供合并的 summary。请用 wecomlog report --json 重新生成。`,
      en: `${name}: has no summary to be added up. Make it again with wecomlog report --json.`,
    });
  }
  if (summary.format !== SUMMARY_FORMAT) throw newer(name);
  const data = unpackSummary(summary);
  if ('misfit' in data) throw damaged(name, data.misfit);
  return data;
}

function parseJson(text: string, name: string): unknown {
  if (text.trim() === '') {
    throw new ToolError('report-empty', {
      zh: `${name}：是空的，不是报告。请检查生成它的命令是否成功。`,
      en: `${name}: is empty, no report. See whether the command that made it succeeded.`,
    });
  }
  try {
    return JSON.parse(text);
  } catch (error) {
    if (!/^\s*\{/.test(text)) throw unlike(undefined, name);
    throw new ToolError(
      'report-damaged',
      {
        zh: `${name}：JSON 不完整或已损坏，可能没有写完。请重新生成：wecomlog report --json --out ${name}`,
        en: `${name}: the JSON is damaged or was not written to its end. Make it again: wecomlog report --json --out ${name}`,
      },
      error,
    );
  }
}

function unlike(schema: unknown, name: string): ToolError {
  if (schema === COMPARISON_SCHEMA) {
    return new ToolError('report-is-comparison', {
      zh: `${name}：是对比结果（${COMPARISON_SCHEMA}），不是报告。请给出 wecomlog report --json 的输出。`,
      en: `${name}: is a comparison (${COMPARISON_SCHEMA}), no report. Give what wecomlog report --json writes.`,
    });
  }
  if (typeof schema === 'string' && /^wecomlog\.report\/\d+$/.test(schema)) return newer(name);
  return new ToolError('report-unlike', {
    zh: `${name}：不是 wecomlog 的报告（${REPORT_SCHEMA}）。请给出 wecomlog report --json 的输出；要读日志请用 wecomlog report。`,
    en: `${name}: is no report of wecomlog (${REPORT_SCHEMA}). Give what wecomlog report --json writes; logs are read by wecomlog report.`,
  });
}

function newer(name: string): ToolError {
  return new ToolError('report-newer', {
    zh: `${name}：由另一版本的 wecomlog 生成，格式不同。请升级 wecomlog，或用本版本重新生成报告。`,
    en: `${name}: was made by another version of wecomlog in another form. Upgrade, or make it again with this one.`,
  });
}

function damaged(name: string, place: string): ToolError {
  return new ToolError('report-damaged', {
    zh: `${name}：报告已损坏：${place} 缺失或不是应有的值。请重新生成。`,
    en: `${name}: the report is damaged: ${place} is missing or not what it should be. Make it again.`,
  });
}

const CODE: DataShape = {
  errcode: 'integer',
  category: 'text',
  events: 'count',
  'firstSeen?': 'moment',
  'lastSeen?': 'moment',
  'series?': ['pair'],
};

const USED: DataShape = {
  generator: { name: 'text', version: 'text' },
  catalog: { version: 'text', codes: 'count' },
  input: {
    sources: 'count',
    bytes: 'count',
    lines: 'count',
    skipped: [{ reason: 'text', count: 'count', bytes: 'count' }],
    longRecords: 'count',
    files: [
      {
        name: 'text',
        bytes: 'count',
        lines: 'count',
        events: 'count',
        'problem?': 'text',
        'sameAs?': 'text',
        'part?': 'text',
      },
    ],
    'shards?': [{ set: 'text', index: 'count', count: 'count' }],
  },
  time: {
    'from?': 'moment',
    'to?': 'moment',
    zone: 'text',
    bucketSeconds: 'count',
    undated: 'count',
    'since?': 'moment',
    'until?': 'moment',
  },
  totals: {
    events: 'count',
    errors: 'count',
    success: 'count',
    unknown: 'count',
    foreign: 'count',
    tolerated: 'count',
    nearMisses: 'count',
  },
  codes: [CODE],
  otherCodes: 'count',
  apis: [{ api: 'text', 'title?': 'text', events: 'count', errors: 'count' }],
  workloads: [{ workload: 'text', events: 'count', errors: 'count' }],
  'diagnoses?': [
    {
      ...{ id: 'text', severity: 'text', owner: 'text', errcodes: ['integer'] },
      ...{ workload: 'text', title: 'text', evidence: ['text'], remedy: ['text'] },
    },
  ],
  notices: [{ id: 'text' }],
  partial: 'flag',
  run: { seconds: 'number', 'madeAt?': 'moment' },
};
