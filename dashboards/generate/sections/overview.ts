/** At a glance: is there anything to do, where, and can the figures be trusted. */

import { momentColumn } from '../names.ts';
import { type Section, type StatSpec, steps, type TableSpec } from '../panels.ts';
import { at, FAILED, failureShare, failureShareOfAll, grown, of, RANGE } from '../queries.ts';

const STAT = { type: 'stat', width: 4, height: 4 } as const;

const STATS: readonly StatSpec[] = [
  {
    ...STAT,
    title: { zh: '需处理的失败', en: 'Failures to act on' },
    description: {
      zh: '所选时间内的失败次数，不含业务性结果（object 组）与已容忍的失败。',
      en: 'Failures in the chosen time, without business answers (group object) and tolerated ones.',
    },
    expr: grown('', at('wecom_events_total', FAILED), RANGE),
    unit: 'short',
    thresholds: steps(['orange', 1]),
  },
  {
    ...STAT,
    title: { zh: '失败率', en: 'Share of failures' },
    description: {
      zh: '失败占全部调用的比例。只计同时记录成功的工作负载：只记录失败的日志算不出失败率。',
      en: 'Failures among all calls, of workloads that log successes too: a log of failures alone has no share.',
    },
    expr: failureShareOfAll(RANGE),
    unit: 'percentunit',
    thresholds: steps(['orange', 0.01], ['red', 0.05]),
    noValue: { zh: '未记录成功', en: 'no successes logged' },
    emptyWhen: { A: 'no workload logs successes' },
  },
  {
    ...STAT,
    title: { zh: '最近一次失败', en: 'Latest failure' },
    description: {
      zh: '以日志时间为准。',
      en: 'By the time in the log.',
    },
    expr: `max(${at('wecom_errcode_last_seen_timestamp_seconds', 'errcode!="0"')}) * 1000`,
    unit: 'dateTimeFromNow',
    noValue: { zh: '无', en: 'none' },
    emptyWhen: { A: 'no call ever failed' },
  },
  {
    ...STAT,
    title: { zh: '24 小时内的新错误码', en: 'New codes in 24 hours' },
    description: {
      zh: '首次出现不到 24 小时的错误码个数。重启不会使旧错误码变新。',
      en: 'Codes first seen less than 24 hours ago. A restart makes no code new.',
    },
    expr: `count(min by (errcode) (${at('wecom_errcode_first_seen_timestamp_seconds', 'errcode!~"0|other"')}) > time() - 86400)`,
    unit: 'short',
    thresholds: steps(['orange', 1]),
    emptyWhen: { A: 'no code is new' },
  },
  {
    ...STAT,
    title: { zh: '可抓取的实例', en: 'Instances up' },
    description: { zh: '正在应答的 wecomlog 实例数。', en: 'Instances of wecomlog that answer.' },
    expr: `sum(${of('up')})`,
    unit: 'short',
    thresholds: {
      mode: 'absolute',
      steps: [
        { color: 'red', value: null },
        { color: 'green', value: 1 },
      ],
    },
  },
  {
    ...STAT,
    title: { zh: '最大读取滞后', en: 'Furthest behind' },
    description: {
      zh: '所有实例中，最早未读内容的滞留时间。超过 5 分钟时计数与告警明显滞后。',
      en: 'Age of the oldest unread bytes of any instance. Beyond 5 minutes counts and alerts are late.',
    },
    expr: `max(${of('wecomlog_source_lag_seconds')})`,
    unit: 's',
    thresholds: steps(['orange', 60], ['red', 300]),
  },
];

const WORKLOADS: TableSpec = {
  type: 'table',
  width: 24,
  height: 8,
  title: { zh: '各工作负载', en: 'Workloads' },
  description: {
    zh: '所选时间内每个工作负载的情况。未设置 --label workload=… 时只有一行，名称为空。',
    en: 'Each workload in the chosen time. Without --label workload=… there is one row, without a name.',
  },
  queries: {
    A: grown('workload', at('wecom_events_total', FAILED), RANGE),
    B: failureShare(RANGE),
    C: grown('workload', at('wecom_events_total', 'group="credential"'), RANGE),
    D: grown('workload', at('wecom_events_total', 'category="rate-limited"'), RANGE),
    E: grown('workload', at('wecom_events_total', 'group="object"'), RANGE),
    F: grown('workload', at('wecom_events_total', 'group!="ok", tolerated="true"'), RANGE),
    G: grown('workload', at('wecom_events_total', 'group="ok"'), RANGE),
    H: `max by (workload) (${at('wecom_errcode_last_seen_timestamp_seconds', 'errcode!="0"')}) * 1000`,
  },
  columns: [
    { field: 'workload', title: { zh: '工作负载', en: 'workload' } },
    { field: 'A', title: { zh: '需处理的失败', en: 'failures to act on' } },
    {
      field: 'B',
      title: { zh: '失败率', en: 'share of failures' },
      properties: () => [
        { id: 'unit', value: 'percentunit' },
        { id: 'decimals', value: 1 },
        { id: 'thresholds', value: steps(['orange', 0.01], ['red', 0.05]) },
        { id: 'custom.cellOptions', value: { type: 'color-text' } },
      ],
    },
    { field: 'C', title: { zh: '凭证', en: 'credential' } },
    { field: 'D', title: { zh: '频率受限', en: 'rate limited' } },
    { field: 'E', title: { zh: '业务性结果', en: 'business answers' } },
    { field: 'F', title: { zh: '已容忍', en: 'tolerated' } },
    { field: 'G', title: { zh: '成功', en: 'successes' } },
    momentColumn('H', { zh: '最近一次失败', en: 'latest failure' }),
  ],
  sortBy: { zh: '需处理的失败', en: 'failures to act on' },
  emptyWhen: {
    B: 'no workload logs successes',
    F: 'nothing was ever tolerated',
    H: 'no call ever failed',
  },
};

export const OVERVIEW: Section = {
  title: { zh: '总览', en: 'Overview' },
  panels: [...STATS, WORKLOADS],
};
