/** What a comparison has as metrics: a flat table, as that of the others (./table.ts). */
import type { MetricRow } from './table.ts';

export const COMPARISON_METRICS = [
  {
    name: 'wecomlog_comparison_verdict',
    type: 'gauge',
    labels: ['verdict'],
    help: 'Whether the head is better or worse than the base, or the same; 1 for the one that holds, else 0',
    note: 'By the share of failures where both logs record successes, else by the failures, and only beyond chance.',
    query: 'wecomlog_comparison_verdict{verdict="worse"} == 1',
  },
  {
    name: 'wecomlog_comparison_codes',
    type: 'gauge',
    labels: ['change'],
    help: 'Errcodes of failures by what became of them: new, grown, shrunk, gone, same',
    note: 'Every kind of change is there, at 0 if need be.',
    query: 'wecomlog_comparison_codes{change="new"} > 0',
  },
  {
    name: 'wecomlog_comparison_failures',
    type: 'gauge',
    labels: ['side'],
    help: 'Failures in the base and in the head',
    note: 'Over periods of unlike length: divide by `wecomlog_comparison_period_seconds`.',
    query:
      'wecomlog_comparison_failures{side="head"} / ignoring (side) wecomlog_comparison_failures{side="base"}',
  },
  {
    name: 'wecomlog_comparison_successes',
    type: 'gauge',
    labels: ['side'],
    help: 'Calls that succeeded, in the base and in the head',
    note: '0 where the log does not record them.',
    query: 'wecomlog_comparison_successes == 0',
  },
  {
    name: 'wecomlog_comparison_failure_ratio',
    type: 'gauge',
    labels: ['side'],
    help: 'Failures of all calls, 0 to 1',
    note: 'Only where both logs record calls that succeed.',
    query: 'wecomlog_comparison_failure_ratio{side="head"} > 0.01',
  },
  {
    name: 'wecomlog_comparison_period_seconds',
    type: 'gauge',
    labels: ['side'],
    help: 'Length of the period that a report covers',
    note: 'Absent where it is not known.',
    query:
      'wecomlog_comparison_failures / on (side) wecomlog_comparison_period_seconds * 86400 > 100',
  },
  {
    name: 'wecomlog_comparison_to_timestamp_seconds',
    type: 'gauge',
    labels: ['side'],
    help: 'End of the period that a report covers, in seconds since the epoch',
    note: 'A job that stopped comparing shows here.',
    query: 'time() - wecomlog_comparison_to_timestamp_seconds{side="head"} > 3 * 86400',
  },
  {
    name: 'wecomlog_comparison_errcode_events',
    type: 'gauge',
    labels: ['errcode', 'side'],
    help: 'Failures by errcode, in the base and in the head',
    note: '0 where a code is new or gone.',
    query: 'topk(10, wecomlog_comparison_errcode_events{side="head"})',
  },
  {
    name: 'wecomlog_comparison_errcode_ratio',
    type: 'gauge',
    labels: ['errcode'],
    help: 'Events of the head by those of the base; of their rates where both periods are known',
    note: 'Absent for new codes: nothing divides by 0.',
    query: 'wecomlog_comparison_errcode_ratio > 2',
  },
  {
    name: 'wecomlog_comparison_errcode_change_info',
    type: 'gauge',
    labels: ['errcode', 'change', 'may_be_chance', 'category', 'group', 'owner'],
    help: 'What became of the errcode, and who must act; always 1',
    note: '`may_be_chance` is `true` for a code so rare that one of the periods may have missed it by chance.',
    query:
      'wecomlog_comparison_errcode_events{side="head"} * on (errcode) group_left (owner) wecomlog_comparison_errcode_change_info{change="new", may_be_chance="false"}',
  },
  {
    name: 'wecomlog_comparison_remark',
    type: 'gauge',
    labels: ['remark'],
    help: 'Why the two reports may not be comparable in every respect; 1 if it holds, else 0',
    note: 'The remarks are those of the JSON.',
    query: 'wecomlog_comparison_remark{remark=~"partial|inputs-failed"} == 1',
  },
] as const satisfies readonly MetricRow[];

export type ComparisonMetricName = (typeof COMPARISON_METRICS)[number]['name'];
