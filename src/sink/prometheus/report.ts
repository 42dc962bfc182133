/**
 * A report as metrics in the text format, for a textfile collector or a push: what a scrape of `serve`
 * has under the same names, where it means the same, and the time that the figures are of.
 */
import type { Report, ReportCode } from '../../model/report.ts';
import { CATEGORIES } from '../../model/taxonomy.ts';
import { createRegistry } from './registry.ts';
import type { Sample } from './samples.ts';
import { METRICS, type MetricName, REPORT_METRICS, type ReportMetricName } from './table.ts';

/** Those of METRICS that a report can fill. */
const SHARED = [
  'wecom_events_total',
  'wecom_errcode_events_total',
  'wecom_errcode_first_seen_timestamp_seconds',
  'wecom_errcode_last_seen_timestamp_seconds',
  'wecom_errcode_info',
  'wecom_foreign_events_total',
  'wecomlog_lines_total',
  'wecomlog_bytes_total',
  'wecomlog_skipped_total',
  'wecomlog_near_misses_total',
  'wecomlog_undated_total',
  'wecomlog_catalog_info',
] as const satisfies readonly MetricName[];

/** Nobody has said whose log it is. */
const workload = '';

export async function renderReportMetrics(report: Report): Promise<string> {
  const shared = METRICS.filter(({ name }) => SHARED.some((one) => one === name));
  const registry = createRegistry({ hasProcess: false, rows: [...shared, ...REPORT_METRICS] });
  return registry.text(new Map([...sharedSamples(report), ...ownSamples(report)]));
}

function sharedSamples(report: Report): [(typeof SHARED)[number], Sample[]][] {
  const { codes, input, time, catalog } = report;
  return [
    ['wecom_events_total', categorySamples(report)],
    ['wecom_errcode_events_total', codeSamples(report)],
    ['wecom_errcode_first_seen_timestamp_seconds', seenSamples(codes, 'firstSeen')],
    ['wecom_errcode_last_seen_timestamp_seconds', seenSamples(codes, 'lastSeen')],
    ['wecom_errcode_info', codes.map(infoSample)],
    ['wecom_foreign_events_total', foreignSamples(report)],
    ['wecomlog_lines_total', one(input.lines)],
    ['wecomlog_bytes_total', one(input.bytes)],
    [
      'wecomlog_skipped_total',
      input.skipped.map(({ reason, count }) => ({ labels: { reason }, value: count })),
    ],
    [
      'wecomlog_near_misses_total',
      report.nearMisses.map(({ reason, events }) => ({ labels: { reason }, value: events })),
    ],
    ['wecomlog_undated_total', one(time.undated)],
    ['wecomlog_catalog_info', [{ labels: { version: catalog.version }, value: 1 }]],
  ];
}

function ownSamples({ time, run, partial }: Report): [ReportMetricName, Sample[]][] {
  return [
    ['wecomlog_report_from_timestamp_seconds', moment(time.since ?? time.from)],
    ['wecomlog_report_to_timestamp_seconds', moment(time.until ?? time.to)],
    ['wecomlog_report_made_timestamp_seconds', moment(run.madeAt)],
    ['wecomlog_report_partial', one(partial ? 1 : 0)],
  ];
}

/** Every category, at 0 if need be; tolerated ones where there are any. */
function categorySamples({ categories, codes }: Report): Sample[] {
  return categories.flatMap(({ category, events }) => {
    const tolerated = codes
      .filter((code) => code.category === category)
      .reduce((sum, code) => sum + (code.tolerated ?? 0), 0);
    const labels = { category, group: CATEGORIES[category].group, workload };
    return apart(labels, events, tolerated, true);
  });
}

function codeSamples({ codes, otherCodes }: Report): Sample[] {
  return [
    ...codes.flatMap(({ errcode, events, tolerated = 0 }) =>
      apart({ errcode: `${errcode}`, workload }, events, tolerated, false),
    ),
    ...(otherCodes > 0 ? apart({ errcode: 'other', workload }, otherCodes, 0, false) : []),
  ];
}

/** What is tolerated has a series of its own, as in a scrape. */
function apart(
  labels: Readonly<Record<string, string>>,
  events: number,
  tolerated: number,
  isAlways: boolean,
): Sample[] {
  const untolerated = events - tolerated;
  return [
    ...(isAlways || untolerated > 0
      ? [{ labels: { ...labels, tolerated: 'false' }, value: untolerated }]
      : []),
    ...(tolerated > 0 ? [{ labels: { ...labels, tolerated: 'true' }, value: tolerated }] : []),
  ];
}

function seenSamples(codes: readonly ReportCode[], key: 'firstSeen' | 'lastSeen'): Sample[] {
  return codes.flatMap((code) =>
    moment(code[key]).map(({ value }) => ({
      labels: { errcode: `${code.errcode}`, workload },
      value,
    })),
  );
}

function infoSample(code: ReportCode): Sample {
  const { errcode, category, group, domain, owner, retry, meaning = '' } = code;
  return {
    labels: { errcode: `${errcode}`, category, group, domain, owner, retry, meaning },
    value: 1,
  };
}

function foreignSamples({ foreign }: Report): Sample[] {
  const events = new Map<string, number>([
    ['weixin', 0],
    ['dingtalk', 0],
  ]);
  for (const entry of foreign) {
    events.set(entry.platform, (events.get(entry.platform) ?? 0) + entry.events);
  }
  return [...events].map(([platform, value]) => ({ labels: { platform }, value }));
}

function one(value: number): Sample[] {
  return [{ labels: {}, value }];
}

function moment(text: string | undefined): Sample[] {
  return text === undefined ? [] : one(Date.parse(text) / 1000);
}
