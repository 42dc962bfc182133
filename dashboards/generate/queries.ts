/**
 * The PromQL of the dashboards. Every selector is held to the chosen job and instance, those that have
 * the label to the chosen workload.
 *
 * Events are counted as rules/wecomlog-recording.yml counts them: last value less the lowest, a whole
 * number. In charts the window is `$__rate_interval`, a step and one scrape, so that the bars of a chart
 * add up to the count above it.
 */
import type { MetricName } from '../../src/sink/prometheus/table.ts';

type Metric = MetricName | 'up' | (string & {});

/** Failures that are somebody's business: no successes, business answers or tolerated ones. */
export const FAILED = 'group!~"ok|object", tolerated="false"';
export const RANGE = '$__range';
export const STEP = '$__rate_interval';

/** A selector without a workload. */
export function of(metric: Metric, matchers = ''): string {
  return selector(metric, ['job=~"$job"', 'instance=~"$instance"'], matchers);
}

/** A selector of a metric that has a workload. */
export function at(metric: Metric, matchers = ''): string {
  const chosen = ['job=~"$job"', 'instance=~"$instance"', 'workload=~"$workload"'];
  return selector(metric, chosen, matchers);
}

/** What a counter has grown by, exactly, by `labels`. */
export function grown(by: string, counter: string, range: string): string {
  return `sum ${byOf(by)}(last_over_time(${counter}[${range}]) - min_over_time(${counter}[${range}]))`;
}

/** The same of the whole range, whatever the moment: a chart's series are chosen by it. */
export function grownInAll(by: string, counter: string): string {
  return `sum ${byOf(by)}(last_over_time(${counter}[$__range] @ end()) - min_over_time(${counter}[$__range] @ end()))`;
}

/** Workloads that log successes too: at least half of everything ever counted was one. */
export const LOGS_SUCCESS = `(sum by (workload) (${at('wecom_events_total', 'group="ok"')}) >= 0.5 * sum by (workload) (${at('wecom_events_total')}))`;

/** The share of failures among all calls, of workloads that log successes. */
export function failureShare(range: string): string {
  const failed = grown('workload', at('wecom_events_total', FAILED), range);
  const all = grown('workload', at('wecom_events_total'), range);
  return `${failed} / (${all} > 0) and on (workload) ${LOGS_SUCCESS}`;
}

/** The same of all such workloads together. */
export function failureShareOfAll(range: string): string {
  const sum = (matchers: string): string =>
    `sum(${grown('workload', at('wecom_events_total', matchers), range)} and on (workload) ${LOGS_SUCCESS})`;
  return `${sum(FAILED)} / (${sum('')} > 0)`;
}

/**
 * What a code means: one series a code, whatever the instances say of it, by the same expression as
 * errcode:wecom_errcode_info:one. Written out here, so that a dashboard keeps to the chosen instances
 * and shows meanings where the rules are not loaded.
 */
export function info(labels: readonly string[]): string {
  const list = ['errcode', ...labels].join(', ');
  return `group by (${list}) (topk by (errcode) (1, count by (${list}) (${of('wecom_errcode_info')})))`;
}

/** Adds what is known of the code to a value by errcode; codes that nothing is known of stay. */
export function withInfo(value: string, labels: readonly string[]): string {
  const names = labels.join(', ');
  return `(${value}) * on (errcode) group_left (${names}) ${info(labels)}`;
}

function selector(metric: Metric, chosen: readonly string[], matchers: string): string {
  return `${metric}{${[...chosen, ...(matchers === '' ? [] : [matchers])].join(', ')}}`;
}

function byOf(by: string): string {
  return by === '' ? '' : `by (${by}) `;
}
