/** Whether the figures can be trusted: wecomlog itself. */
import { type ChartSpec, type Section, steps } from '../panels.ts';
import { grown, of, RANGE, STEP } from '../queries.ts';

const CHART = { type: 'chart', width: 8, height: 7 } as const;
const BY = 'instance';

export const HEALTH: Section = {
  title: { zh: 'wecomlog 自身', en: 'wecomlog itself' },
  panels: [
    lines(
      { zh: '读取滞后', en: 'Behind' },
      {
        zh: '最早未读内容的滞留时间。虚线为告警阈值 5 分钟。',
        en: 'Age of the oldest unread bytes. Dashed: 5 minutes, where the alert begins.',
      },
      `max by (${BY}) (${of('wecomlog_source_lag_seconds')})`,
      { unit: 's', limit: 300 },
    ),
    lines(
      { zh: '未读字节', en: 'Unread bytes' },
      { zh: '已写入日志但尚未读取的字节数。', en: 'Bytes that are written and not read yet.' },
      `sum by (${BY}) (${of('wecomlog_source_lag_bytes')})`,
      { unit: 'decbytes' },
    ),
    lines(
      { zh: '跟踪的文件', en: 'Files followed' },
      {
        zh: '为零说明路径或通配符没有匹配到文件。',
        en: 'None means that the path or pattern matches no file.',
      },
      `sum by (${BY}) (${of('wecomlog_sources')})`,
      { unit: 'short' },
    ),
    lines(
      { zh: '读取行数', en: 'Lines read' },
      { zh: '每秒读取的行数。降为零说明日志已静默。', en: 'A second. At none the log is silent.' },
      `sum by (${BY}) (rate(${of('wecomlog_lines_total')}[${STEP}]))`,
      { unit: 'cps' },
    ),
    lines(
      { zh: '读取字节', en: 'Bytes read' },
      { zh: '每秒读取的字节数（解压后）。', en: 'A second, after decompression.' },
      `sum by (${BY}) (rate(${of('wecomlog_bytes_total')}[${STEP}]))`,
      { unit: 'Bps' },
    ),
    lines(
      { zh: '距上次提交', en: 'Since the last commit' },
      {
        zh: '日志无新内容时无需提交，这时变大属正常；有未读内容或提交失败时才是故障。',
        en: 'A quiet log needs no commit, so growth alone is no fault; with unread bytes or failed commits it is.',
      },
      `time() - max by (${BY}) (${of('wecomlog_checkpoint_timestamp_seconds')})`,
      { unit: 's' },
    ),
    {
      ...CHART,
      title: { zh: '丢失与失败', en: 'Lost and failed' },
      description: {
        zh: '应当始终为零：读到之前就消失的字节、接不上的轮转、失败的提交、读不了的输入。',
        en: 'All of it should be none: bytes that vanished unread, rotations with a gap, failed commits, inputs that could not be read.',
      },
      series: [
        {
          expr: grown(BY, of('wecomlog_lost_bytes_total'), STEP),
          legend: { zh: '丢失字节 {{instance}}', en: 'bytes lost {{instance}}' },
        },
        {
          expr: grown(BY, of('wecomlog_rotations_total', 'kind="gap"'), STEP),
          legend: { zh: '轮转缺口 {{instance}}', en: 'gaps {{instance}}' },
        },
        {
          expr: grown(BY, of('wecomlog_checkpoint_failures_total'), STEP),
          legend: { zh: '提交失败 {{instance}}', en: 'failed commits {{instance}}' },
        },
        {
          expr: grown(`${BY}, reason`, of('wecomlog_skipped_total'), STEP),
          legend: { zh: '跳过 {{reason}} {{instance}}', en: 'skipped {{reason}} {{instance}}' },
        },
      ],
      unit: 'short',
      style: 'bars',
    },
    {
      ...CHART,
      title: { zh: '轮转', en: 'Rotations' },
      description: {
        zh: '识别到的日志轮转，按方式。',
        en: 'Rotations of followed logs, by kind.',
      },
      series: [{ expr: grown('kind', of('wecomlog_rotations_total'), STEP), legend: '{{kind}}' }],
      unit: 'short',
      style: 'bars',
    },
    {
      ...CHART,
      title: { zh: '未计入的记录', en: 'Records that count elsewhere' },
      description: {
        zh: '疑似失败但没有可计数错误码的记录、没有时间的记录、其他平台的错误码、因数量上限归入 other 的事件。',
        en: 'Records that look like a failure and name no code, records without a time, codes of other platforms, events that a bound put under other.',
      },
      series: [
        {
          expr: grown('', of('wecomlog_near_misses_total'), STEP),
          legend: { zh: '疑似', en: 'near misses' },
        },
        {
          expr: grown('', of('wecomlog_undated_total'), STEP),
          legend: { zh: '无时间', en: 'without a time' },
        },
        {
          expr: grown('platform', of('wecom_foreign_events_total'), STEP),
          legend: '{{platform}}',
        },
        {
          expr: grown('', of('wecomlog_series_limited_total'), STEP),
          legend: { zh: '归入 other', en: 'under other' },
        },
      ],
      unit: 'short',
      style: 'bars',
    },
    lines(
      { zh: '内存', en: 'Memory' },
      { zh: '进程常驻内存。', en: 'Resident memory of the process.' },
      `max by (${BY}) (${of('process_resident_memory_bytes')})`,
      { unit: 'decbytes' },
    ),
    lines(
      { zh: 'CPU', en: 'CPU' },
      { zh: '占用的 CPU 核数。', en: 'Cores in use.' },
      `sum by (${BY}) (rate(${of('process_cpu_seconds_total')}[${STEP}]))`,
      { unit: 'short' },
    ),
    lines(
      { zh: '日志时钟偏差', en: 'Clock of the log' },
      {
        zh: '日志时间比企业微信服务器快多少（按 hint 推算）。约 28800 秒说明 --tz 设置有误。没有 hint 时为空。',
        en: 'How far the times of the log are ahead of WeCom’s, by its hints. Some 28,800 s says that --tz is wrong. Empty without hints.',
      },
      `max by (${BY}) (${of('wecomlog_clock_skew_seconds')})`,
      { unit: 's', canBeNegative: true, emptyWhen: { A: 'no record had a hint' } },
    ),
    {
      type: 'stat',
      width: 6,
      height: 4,
      title: { zh: '丢失字节', en: 'Bytes lost' },
      description: {
        zh: '所选时间内读到之前就消失的字节。不为零时计数不完整。',
        en: 'Bytes that vanished unread in the chosen time. If there are any the counts are not whole.',
      },
      expr: grown('', of('wecomlog_lost_bytes_total'), RANGE),
      unit: 'decbytes',
      thresholds: steps(['red', 1]),
    },
    {
      type: 'table',
      width: 18,
      height: 5,
      title: { zh: '实例与版本', en: 'Instances and versions' },
      description: {
        zh: '每个实例的 wecomlog 与 Node.js 版本。',
        en: 'Versions of wecomlog and of Node.js, by instance.',
      },
      queries: {
        A: `count by (job, instance, version, node_version) (${of('wecomlog_build_info')})`,
      },
      columns: [
        { field: 'job', title: { zh: 'job', en: 'job' } },
        { field: 'instance', title: { zh: '实例', en: 'instance' } },
        { field: 'version', title: { zh: 'wecomlog', en: 'wecomlog' } },
        { field: 'node_version', title: { zh: 'Node.js', en: 'Node.js' } },
        { field: 'A', title: { zh: '数量', en: 'count' } },
      ],
    },
  ],
};

function lines(
  title: ChartSpec['title'],
  description: ChartSpec['description'],
  expr: string,
  rest: Pick<ChartSpec, 'unit' | 'limit' | 'emptyWhen' | 'canBeNegative'>,
): ChartSpec {
  const series = [{ expr, legend: '{{instance}}' }];
  return { ...CHART, title, description, series, style: 'lines', ...rest };
}
