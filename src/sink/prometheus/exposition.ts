/** The metrics of a running `serve`, in either format, and as a file for a textfile collector. */
import type { LiveCounts, LiveStatus } from '../../model/live.ts';
import type { MetricsFormat } from './negotiate.ts';
import { renderOpenMetrics } from './open-metrics.ts';
import { frameOf, type SampleOptions } from './samples.ts';

export interface ExpositionOptions extends SampleOptions {
  /** Whether metrics of the process are among them: never in a file, where the collector has its own. */
  readonly hasProcess: boolean;
}

export interface Exposed {
  readonly text: string;
  /** Keys of series that were shown for the first time, to be remembered once the reader has them. */
  readonly firstShown: readonly string[];
}

export interface Exposition {
  /** `counts` are committed ones; `status` is of now. */
  render(format: MetricsFormat, counts: LiveCounts, status: LiveStatus): Promise<Exposed>;
}

/** Loads prom-client, which takes some 60 ms; only who serves pays for it. */
export async function createExposition(options: () => ExpositionOptions): Promise<Exposition> {
  const { createRegistry } = await import('./registry.ts');
  const registry = createRegistry({ hasProcess: options().hasProcess });
  return {
    async render(format, counts, status) {
      const { samples, firstShown } = frameOf(counts, status, options());
      const text =
        format === 'text'
          ? await registry.text(samples)
          : renderOpenMetrics(await registry.families(samples));
      return { text, firstShown };
    },
  };
}
