/** The registry: prom-client's, filled from one frame of samples at each collection. */
import { Counter, collectDefaultMetrics, Gauge, Registry } from 'prom-client';
import type { ComparisonMetricName } from './comparison-table.ts';
import type { Exemplar, Sample } from './samples.ts';
import {
  METRICS,
  type MetricName,
  type MetricRow,
  PROCESS_METRICS,
  type ReportMetricName,
} from './table.ts';

type AnyName = MetricName | ReportMetricName | ComparisonMetricName;

export type Samples = ReadonlyMap<AnyName, readonly Sample[]>;

/** One family as prom-client gives it. */
export interface Family {
  readonly name: string;
  readonly help: string;
  readonly type: string;
  readonly values: readonly {
    readonly metricName?: string;
    readonly labels: Readonly<Record<string, string | number>>;
    readonly value: number;
    /** The library puts null where a histogram could have one. */
    readonly exemplar?: Exemplar | null;
  }[];
}

export interface FilledRegistry {
  /** Text format 0.0.4. */
  text(samples: Samples): Promise<string>;
  families(samples: Samples): Promise<Family[]>;
}

/** Wakes the process so often to measure how late the event loop is, in ms; the library's 10 is dear. */
const LAG_PRECISION_MS = 100;

export interface RegistryOptions {
  readonly hasProcess: boolean;
  /** The metrics of ours; all of METRICS unless told. */
  readonly rows?: readonly NamedRow[];
}

type NamedRow = MetricRow & { readonly name: AnyName };

export function createRegistry({ hasProcess, rows = METRICS }: RegistryOptions): FilledRegistry {
  const registry = new Registry();
  const source: { samples: Samples } = { samples: new Map() };
  // The library takes exemplars only for a registry that speaks OpenMetrics; ours go beside it, by the
  // labels object that it hands back.
  const exemplars = new WeakMap<object, Exemplar>();
  for (const row of rows) register(registry, row, source, exemplars);
  if (hasProcess) registerProcess(registry);
  return {
    // All metrics are collected before the first promise is awaited, so a frame is shown whole.
    text(samples) {
      source.samples = samples;
      return registry.metrics();
    },
    async families(samples) {
      source.samples = samples;
      const families = (await registry.getMetricsAsJSON()) as unknown as Family[];
      return families.map((family) => withExemplars(family, exemplars));
    },
  };
}

function register(
  registry: Registry,
  row: NamedRow,
  source: { readonly samples: Samples },
  exemplars: WeakMap<object, Exemplar>,
): void {
  const { name, help, type } = row;
  const config = { name, help, labelNames: [...row.labels], registers: [registry] };
  const samples = (): readonly Sample[] => source.samples.get(name) ?? [];
  if (type === 'gauge') {
    new Gauge({
      ...config,
      collect() {
        this.reset();
        if (row.labels.length === 0) this.remove();
        for (const { labels, value } of samples()) this.set({ ...labels }, value);
      },
    });
    return;
  }
  new Counter({
    ...config,
    collect() {
      this.reset();
      for (const { labels, value, exemplar } of samples()) {
        const own = { ...labels };
        this.inc(own, value);
        if (exemplar !== undefined) exemplars.set(own, exemplar);
      }
    },
  });
}

function registerProcess(registry: Registry): void {
  collectDefaultMetrics({ register: registry, eventLoopMonitoringPrecision: LAG_PRECISION_MS });
  const wanted: ReadonlySet<string> = new Set([
    ...METRICS.map(({ name }) => name),
    ...PROCESS_METRICS,
  ]);
  for (const { name } of registry.getMetricsAsArray()) {
    if (!wanted.has(name)) registry.removeSingleMetric(name);
  }
}

function withExemplars(family: Family, exemplars: WeakMap<object, Exemplar>): Family {
  if (!family.values.some(({ labels }) => exemplars.has(labels))) return family;
  const values = family.values.map((value) => {
    const exemplar = exemplars.get(value.labels);
    return exemplar === undefined ? value : { ...value, exemplar };
  });
  return { ...family, values };
}
