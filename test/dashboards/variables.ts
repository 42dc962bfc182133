/** A dashboard's query with Grafana's variables filled in, everything chosen. */

export interface Filling {
  /** PromQL durations. */
  readonly range: string;
  readonly rateInterval: string;
  readonly rangeSeconds: number;
}

export const HOUR: Filling = { range: '1h', rateInterval: '5m', rangeSeconds: 3600 };

export function filled(expr: string, filling: Filling = HOUR): string {
  const text = expr
    .replaceAll('$__range_s', String(filling.rangeSeconds))
    .replaceAll('$__range', filling.range)
    .replaceAll('$__rate_interval', filling.rateInterval)
    .replaceAll('$job', '.+')
    .replaceAll('$instance', '.+')
    .replaceAll('$workload', '.*');
  if (text.includes('$')) throw new Error(`a variable is left over in ${text}`);
  return text;
}
