/** Types of metrics-page.mjs for the test that holds the page to the table. */
import type { MetricRow } from '../src/sink/prometheus/table.ts';

export function renderMetricsPage(tables: {
  readonly METRICS: readonly MetricRow[];
  readonly REPORT_METRICS: readonly MetricRow[];
  readonly COMPARISON_METRICS: readonly MetricRow[];
  readonly PROCESS_METRICS: readonly string[];
}): string;
