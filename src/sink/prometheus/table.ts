/**
 * Every metric of ours: a flat table. The registry is built from it and docs/metrics.md is written from
 * it, so the page cannot name another metric than a scrape does.
 */

export interface MetricRow {
  readonly name: string;
  readonly type: 'counter' | 'gauge';
  readonly labels: readonly string[];
  /** The HELP line: one sentence without a full stop, in English, the same in every instance. */
  readonly help: string;
  /** What an operator should know besides; Markdown. */
  readonly note: string;
  /** A query that answers a question with it. */
  readonly query: string;
}

export const METRICS = [
  {
    name: 'wecom_events_total',
    type: 'counter',
    labels: ['category', 'group', 'workload', 'tolerated'],
    help: 'WeCom errcodes found in the log, by category of failure',
    note: 'Every category stands at 0 from the start, so the first failure already is an increase. `group` is the coarse category: `ok retry credential request object grant unknown`.',
    query:
      'sum by (category) (increase(wecom_events_total{group!="ok", tolerated="false"}[5m])) > 0',
  },
  {
    name: 'wecom_errcode_events_total',
    type: 'counter',
    labels: ['errcode', 'workload', 'tolerated'],
    help: 'WeCom errcodes found in the log, by errcode',
    note: 'Codes of the catalogue, and the first 200 others that are met; beyond that `errcode="other"`. With `--series all` every code of the catalogue stands at 0 from the start.',
    query: 'topk(10, sum by (errcode) (increase(wecom_errcode_events_total{errcode!="0"}[1h])))',
  },
  {
    name: 'wecom_errcode_first_seen_timestamp_seconds',
    type: 'gauge',
    labels: ['errcode', 'workload'],
    help: 'When the errcode was first seen, in seconds since the epoch',
    note: 'Kept in the state: a restart does not make a code new.',
    query: 'time() - wecom_errcode_first_seen_timestamp_seconds < 3600',
  },
  {
    name: 'wecom_errcode_last_seen_timestamp_seconds',
    type: 'gauge',
    labels: ['errcode', 'workload'],
    help: 'When the errcode was last seen, in seconds since the epoch',
    note: 'By the time of the record; by the clock where a record has none.',
    query: 'time() - wecom_errcode_last_seen_timestamp_seconds{errcode="60020"} < 600',
  },
  {
    name: 'wecom_errcode_info',
    type: 'gauge',
    labels: ['errcode', 'category', 'group', 'domain', 'owner', 'retry', 'meaning'],
    help: 'What the errcode means and who must act; always 1',
    note: 'Only for codes that have a series. Every instance exports it, in its own language, so a join needs one series a code: the recording rule `errcode:wecom_errcode_info:one` of [dashboards](../dashboards/README.md), or what it does.',
    query:
      'sum by (errcode) (increase(wecom_errcode_events_total[1h])) * on (errcode) group_left (owner, meaning) group by (errcode, owner, meaning) (topk by (errcode) (1, count by (errcode, owner, meaning) (wecom_errcode_info)))',
  },
  {
    name: 'wecom_api_events_total',
    type: 'counter',
    labels: ['api', 'group', 'workload'],
    help: 'WeCom errcodes found in records that name the API called',
    note: 'At most 200 APIs, then `api="other"`.',
    query:
      'sum by (api) (rate(wecom_api_events_total{group!="ok"}[5m])) / sum by (api) (rate(wecom_api_events_total[5m]))',
  },
  {
    name: 'wecom_foreign_events_total',
    type: 'counter',
    labels: ['platform'],
    help: 'Errcodes that the record itself ascribes to another platform',
    note: 'DingTalk and the WeChat official account use the same field. These events are in no other metric.',
    query: 'increase(wecom_foreign_events_total[1d])',
  },
  {
    name: 'wecom_denied_ips',
    type: 'gauge',
    labels: [],
    help: 'Distinct exit addresses that errcode 60020 refused',
    note: 'Exact up to 1,000, an estimate above. The addresses themselves are never a label.',
    query: 'delta(wecom_denied_ips[1h]) > 0',
  },
  {
    name: 'wecomlog_lines_total',
    type: 'counter',
    labels: [],
    help: 'Lines read',
    note: 'A log that stops growing is the commonest reason for silence.',
    query: 'rate(wecomlog_lines_total[10m]) == 0',
  },
  {
    name: 'wecomlog_bytes_total',
    type: 'counter',
    labels: [],
    help: 'Bytes read, after decompression',
    note: '',
    query: 'rate(wecomlog_bytes_total[5m])',
  },
  {
    name: 'wecomlog_skipped_total',
    type: 'counter',
    labels: ['reason'],
    help: 'Inputs not read as a log, by reason',
    note: 'What is skipped is told, never dropped in silence.',
    query: 'increase(wecomlog_skipped_total[1h]) > 0',
  },
  {
    name: 'wecomlog_near_misses_total',
    type: 'counter',
    labels: ['reason'],
    help: 'Records that look like a WeCom failure and name no countable errcode',
    note: 'A steady stream means that an application cuts the code off before it logs.',
    query: 'increase(wecomlog_near_misses_total[1d])',
  },
  {
    name: 'wecomlog_undated_total',
    type: 'counter',
    labels: [],
    help: 'Records with an errcode but without a time',
    note: 'They are counted; they are in no chart by time.',
    query: 'increase(wecomlog_undated_total[1d])',
  },
  {
    name: 'wecomlog_lost_bytes_total',
    type: 'counter',
    labels: [],
    help: 'Bytes that vanished before they were read',
    note: 'Where their number is not known, `wecomlog_rotations_total{kind="gap"}` rises instead.',
    query: 'increase(wecomlog_lost_bytes_total[1h]) > 0',
  },
  {
    name: 'wecomlog_source_lag_bytes',
    type: 'gauge',
    labels: [],
    help: 'Bytes that are written and not read yet, of all files',
    note: '',
    query: 'wecomlog_source_lag_bytes > 100e6',
  },
  {
    name: 'wecomlog_source_lag_seconds',
    type: 'gauge',
    labels: [],
    help: 'Age of the oldest bytes that are not read yet',
    note: '',
    query: 'wecomlog_source_lag_seconds > 60',
  },
  {
    name: 'wecomlog_sources',
    type: 'gauge',
    labels: [],
    help: 'Files that are followed',
    note: '',
    query: 'wecomlog_sources == 0',
  },
  {
    name: 'wecomlog_rotations_total',
    type: 'counter',
    labels: ['kind'],
    help: 'Rotations of followed files, by kind',
    note: '`gap`: the file is gone and nobody knows what it held. `truncate`: emptied, and no copy was found; the bytes that were seen and not read are among the lost ones.',
    query: 'increase(wecomlog_rotations_total{kind="gap"}[1h]) > 0',
  },
  {
    name: 'wecomlog_series_limited_total',
    type: 'counter',
    labels: [],
    help: 'Events counted under "other" because a bound of series was reached',
    note: 'They are in every total; only their name is lost.',
    query: 'increase(wecomlog_series_limited_total[1d]) > 0',
  },
  {
    name: 'wecomlog_checkpoint_timestamp_seconds',
    type: 'gauge',
    labels: [],
    help: 'When the state shown here was committed, in seconds since the epoch',
    note: 'Everything in a scrape is of this moment; nothing is shown before it is on disk. A log without news needs no commit, so the age alone is no fault.',
    query:
      'time() - wecomlog_checkpoint_timestamp_seconds > 300 and on (job, instance) wecomlog_source_lag_bytes > 0',
  },
  {
    name: 'wecomlog_checkpoint_failures_total',
    type: 'counter',
    labels: [],
    help: 'Commits of the state that failed since the process started',
    note: 'The only counter that is live: while commits fail the others stand still, and `/-/ready` answers 503.',
    query: 'increase(wecomlog_checkpoint_failures_total[5m]) > 0',
  },
  {
    name: 'wecomlog_first_start_timestamp_seconds',
    type: 'gauge',
    labels: [],
    help: 'When counting began with this state, in seconds since the epoch',
    note: '',
    query: 'time() - wecomlog_first_start_timestamp_seconds',
  },
  {
    name: 'wecomlog_clock_skew_seconds',
    type: 'gauge',
    labels: [],
    help: 'How far times in the log are ahead of the server times in WeCom hints',
    note: 'The median of the latest 31 refusals with a hint; absent until there is one. Some 28,800 says that `--tz` is wrong.',
    query: 'abs(wecomlog_clock_skew_seconds) > 300',
  },
  {
    name: 'wecomlog_catalog_info',
    type: 'gauge',
    labels: ['version'],
    help: 'Version of the catalogue of errcodes in use; always 1',
    note: '',
    query: 'count by (version) (wecomlog_catalog_info)',
  },
  {
    name: 'wecomlog_build_info',
    type: 'gauge',
    labels: ['version', 'node_version'],
    help: 'Version of wecomlog and of Node.js; always 1',
    note: '',
    query: 'count by (version) (wecomlog_build_info)',
  },
] as const satisfies readonly MetricRow[];

export type MetricName = (typeof METRICS)[number]['name'];

/** What a report in this format has besides: the time its figures are of. */
export const REPORT_METRICS = [
  {
    name: 'wecomlog_report_from_timestamp_seconds',
    type: 'gauge',
    labels: [],
    help: 'Beginning of what the report covers, in seconds since the epoch',
    note: 'As asked, else the first dated event.',
    query: 'wecomlog_report_from_timestamp_seconds',
  },
  {
    name: 'wecomlog_report_to_timestamp_seconds',
    type: 'gauge',
    labels: [],
    help: 'End of what the report covers, in seconds since the epoch',
    note: 'As asked, else the last dated event.',
    query: 'wecomlog_report_to_timestamp_seconds',
  },
  {
    name: 'wecomlog_report_made_timestamp_seconds',
    type: 'gauge',
    labels: [],
    help: 'When the report was made, in seconds since the epoch',
    note: 'A job that stopped making reports shows here.',
    query: 'time() - wecomlog_report_made_timestamp_seconds > 2 * 86400',
  },
  {
    name: 'wecomlog_report_partial',
    type: 'gauge',
    labels: [],
    help: 'Whether the run was ended before its inputs were; 1 if so',
    note: '',
    query: 'wecomlog_report_partial == 1',
  },
] as const satisfies readonly MetricRow[];

export type ReportMetricName = (typeof REPORT_METRICS)[number]['name'];

/**
 * Metrics of the process, as prom-client names them. Left out are its gauges of handles, requests and
 * resources, which end in `_total` and are no counters, and the less telling ones of the event loop.
 */
export const PROCESS_METRICS = [
  'process_cpu_user_seconds_total',
  'process_cpu_system_seconds_total',
  'process_cpu_seconds_total',
  'process_start_time_seconds',
  'process_resident_memory_bytes',
  'process_virtual_memory_bytes',
  'process_heap_bytes',
  'process_open_fds',
  'process_max_fds',
  'nodejs_eventloop_lag_seconds',
  'nodejs_eventloop_lag_max_seconds',
  'nodejs_eventloop_lag_p99_seconds',
  'nodejs_heap_size_total_bytes',
  'nodejs_heap_size_used_bytes',
  'nodejs_external_memory_bytes',
  'nodejs_heap_space_size_total_bytes',
  'nodejs_heap_space_size_used_bytes',
  'nodejs_heap_space_size_available_bytes',
  'nodejs_version_info',
  'nodejs_gc_duration_seconds',
] as const;
