/** OpenMetrics as the specification has it, from families as the library gives them. */
import { Counter, Gauge, Histogram, Registry } from 'prom-client';
import { describe, expect, test } from 'vitest';
import { renderOpenMetrics } from '../../../src/sink/prometheus/open-metrics.ts';
import type { Family } from '../../../src/sink/prometheus/registry.ts';
import { parseOpenMetrics } from './parse.ts';

async function render(fill: (registry: Registry) => void): Promise<string> {
  const registry = new Registry();
  fill(registry);
  return renderOpenMetrics((await registry.getMetricsAsJSON()) as unknown as Family[]);
}

describe('OpenMetrics', () => {
  test('has histograms, with bounds as floating point numbers', async () => {
    const text = await render((registry) => {
      const seconds = new Histogram({
        name: 'gc_seconds',
        help: 'Pauses',
        buckets: [0.001, 1],
        labelNames: ['kind'],
        registers: [registry],
      });
      seconds.observe({ kind: 'major' }, 0.5);
    });
    expect(text).toBe(`# TYPE gc_seconds histogram
# HELP gc_seconds Pauses
gc_seconds_bucket{le="0.001",kind="major"} 0
gc_seconds_bucket{le="1.0",kind="major"} 1
gc_seconds_bucket{le="+Inf",kind="major"} 1
gc_seconds_sum{kind="major"} 0.5
gc_seconds_count{kind="major"} 1
# EOF
`);
    expect(parseOpenMetrics(text).types).toEqual({ gc_seconds: 'histogram' });
  });

  test('gives counters their suffix, and numbers that are none their words', async () => {
    const text = await render((registry) => {
      const registers = [registry];
      new Counter({ name: 'a_total', help: 'With "quotes"\n', registers }).inc(2);
      new Counter({ name: 'b', help: 'Without suffix', registers }).inc(1e21);
      new Gauge({ name: 'c', help: 'c', registers }).set(Number.NaN);
      new Gauge({ name: 'd', help: 'd', registers }).set(Number.NEGATIVE_INFINITY);
      new Gauge({ name: 'e', help: 'e', labelNames: ['x'], registers });
    });
    const { samples, helps } = parseOpenMetrics(text);
    expect(samples).toEqual({
      a_total: 2,
      b_total: 1e21,
      c: Number.NaN,
      d: Number.NEGATIVE_INFINITY,
    });
    expect(helps.a).toBe('With \\"quotes\\"\\n');
    expect(text).toContain('# TYPE e gauge\n# HELP e e\n');
  });
});
