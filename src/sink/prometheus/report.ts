/**
 * A report as metrics in the text format, for a textfile collector or a push: what a scrape of `serve`
 * has under the same names, where it means the same, and the time that the figures are of.
 */
import { LIVE_APIS_MAX } from '../../model/limits.ts';
import type { Report, ReportCode } from '../../model/report.ts';
import { CATEGORIES } from '../../model/taxonomy.ts';
import { comparisonSamples } from './comparison.ts';
import { COMPARISON_METRICS } from './comparison-table.ts';
import { nameCodes, OTHER } from './named-codes.ts';
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
  'wecom_api_events_total',
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
  const { baseline } = report;
  const compared = baseline === undefined ? [] : COMPARISON_METRICS;
  const rows = [...shared, ...REPORT_METRICS, ...compared];
  const registry = createRegistry({ hasProcess: false, rows });
  return registry.text(
    new Map([
      ...sharedSamples(report),
      ...ownSamples(report),
      ...(baseline === undefined ? [] : comparisonSamples(baseline)),
    ]),
  );
}

function sharedSamples(report: Report): [(typeof SHARED)[number], Sample[]][] {
  const { input, time, catalog } = report;
  const { named, others } = nameCodes(report.codes);
  return [
    ['wecom_events_total', categorySamples(report)],
    ['wecom_errcode_events_total', codeSamples(named, others, report.otherCodes)],
    ['wecom_errcode_first_seen_timestamp_seconds', seenSamples(named, 'firstSeen')],
    ['wecom_errcode_last_seen_timestamp_seconds', seenSamples(named, 'lastSeen')],
    ['wecom_errcode_info', named.map(infoSample)],
    ['wecom_api_events_total', apiSamples(report)],
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

function codeSamples(
  named: readonly ReportCode[],
  others: readonly ReportCode[],
  otherEvents: number,
): Sample[] {
  const events = others.reduce((sum, code) => sum + code.events, otherEvents);
  const tolerated = others.reduce((sum, code) => sum + (code.tolerated ?? 0), 0);
  return [
    ...named.flatMap(({ errcode, events: own, tolerated: ownTolerated = 0 }) =>
      apart({ errcode: `${errcode}`, workload }, own, ownTolerated, false),
    ),
    ...(events > 0 ? apart({ errcode: OTHER, workload }, events, tolerated, false) : []),
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

/** As many by name as a scrape has. Of what the report itself lists under no name, the group is not known. */
function apiSamples({ apis, otherApis }: Report): Sample[] {
  const sums = new Map<string, Sample>();
  const add = (api: string, group: string, events: number): void => {
    const key = `${group} ${api}`;
    const value = (sums.get(key)?.value ?? 0) + events;
    if (value > 0) sums.set(key, { labels: { api, group, workload }, value });
  };
  apis.forEach(({ api, groups }, index) => {
    for (const [group, events] of Object.entries(groups)) {
      add(index < LIVE_APIS_MAX ? api : OTHER, group, events);
    }
  });
  add(OTHER, '', otherApis);
  return [...sums.values()];
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
