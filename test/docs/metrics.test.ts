/** docs/metrics.md is that of today's metrics, and its queries are ones that Prometheus understands. */
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { renderMetricsPage } from '../../docs/metrics-page.mjs';
import { COMPARISON_METRICS } from '../../src/sink/prometheus/comparison-table.ts';
import {
  METRICS,
  type MetricRow,
  PROCESS_METRICS,
  REPORT_METRICS,
} from '../../src/sink/prometheus/table.ts';
import { folderOf } from '../helpers/folder.ts';
import { promtool } from '../helpers/promtool.ts';

const ALL: readonly MetricRow[] = [...METRICS, ...REPORT_METRICS, ...COMPARISON_METRICS];

const path = fileURLToPath(new URL('../../docs/metrics.md', import.meta.url));

describe('docs/metrics.md', () => {
  test('is that of the metrics of today', async () => {
    const tables = { METRICS, REPORT_METRICS, COMPARISON_METRICS, PROCESS_METRICS };
    await expect(renderMetricsPage(tables)).toMatchFileSnapshot(path);
    expect(METRICS.length).toBeGreaterThan(20);
  });

  test('has queries that Prometheus understands, each about its metric', () => {
    for (const { name, query } of ALL) expect(query).toContain(name);
    const rules = ALL.map(({ query }, index) => ({ record: `query:${index}`, expr: query }));
    const folder = folderOf({ 'rules.yml': JSON.stringify({ groups: [{ name: 'docs', rules }] }) });
    const { isClean, said } = promtool(['check', 'rules', join(folder, 'rules.yml')]);
    expect(isClean, said).toBe(true);
  });

  test('names labels in its queries that the metric has', () => {
    const labelsOf = new Map<string, readonly string[]>(
      ALL.map(({ name, labels }) => [name, labels]),
    );
    for (const { query } of ALL) {
      for (const [, name, list] of query.matchAll(/(\w+)\{([^}]*)\}/g)) {
        for (const [, label] of list!.matchAll(/(\w+)!?=/g)) {
          expect(labelsOf.get(name!)).toContain(label);
        }
      }
    }
  });
});
