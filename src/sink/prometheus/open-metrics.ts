/**
 * OpenMetrics 1.0 from families. Ours, because prom-client's own renderer takes `_total` off the names
 * of the shared metrics, and text scrapes after it lack it; it also gives the increment for an exemplar.
 */
import type { Family } from './registry.ts';
import type { Exemplar } from './samples.ts';

export function renderOpenMetrics(families: readonly Family[]): string {
  const lines: string[] = [];
  for (const family of families) pushFamily(lines, family);
  lines.push('# EOF\n');
  return lines.join('\n');
}

function pushFamily(lines: string[], { name, help, type, values }: Family): void {
  const isCounter = type === 'counter';
  // A counter's family is named without the suffix that its sample has.
  const familyName = isCounter ? name.replace(/_total$/, '') : name;
  lines.push(`# TYPE ${familyName} ${type}`, `# HELP ${familyName} ${escapeText(help)}`);
  for (const { metricName, labels, value, exemplar } of values) {
    const sampleName = metricName ?? (isCounter ? `${familyName}_total` : name);
    lines.push(`${sampleName}${labelsText(labels)} ${numberText(value)}${exemplarText(exemplar)}`);
  }
}

function labelsText(labels: Readonly<Record<string, string | number>>): string {
  const pairs = Object.entries(labels).map(
    ([name, value]) => `${name}="${escapeText(name === 'le' ? boundText(value) : `${value}`)}"`,
  );
  return pairs.length === 0 ? '' : `{${pairs.join(',')}}`;
}

/** Bounds of buckets are floating point numbers in their shortest form: `1.0`, `0.01`, `+Inf`. */
function boundText(bound: string | number): string {
  return Number.isInteger(Number(bound)) ? Number(bound).toFixed(1) : `${bound}`;
}

function exemplarText(exemplar: Exemplar | null | undefined): string {
  if (exemplar === undefined || exemplar === null) return '';
  const { labels, value, seconds } = exemplar;
  return ` # ${labelsText(labels)} ${numberText(value)} ${seconds}`;
}

function numberText(value: number): string {
  if (Number.isNaN(value)) return 'NaN';
  if (Number.isFinite(value)) return `${value}`;
  return value > 0 ? '+Inf' : '-Inf';
}

function escapeText(text: string): string {
  return text.replace(/[\\"\n]/g, (found) => (found === '\n' ? '\\n' : `\\${found}`));
}
