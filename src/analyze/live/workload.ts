/**
 * Whose log a record is, by the selector of `--label workload=…`: a template over the path, a field of
 * a JSON record, or a constant. What names a pod, an instance or an address is matched but never told,
 * because it would make a new series with every restart.
 */
import { FIELD_RECORD_BYTES_MAX } from '../../model/limits.ts';
import { ToolError } from '../../model/tool-error.ts';
import { workloadName } from './live.ts';

/** The workload of the record in `bytes[start, end)`; empty where nothing says it. */
export type WorkloadReader = (bytes: Uint8Array, start: number, end: number) => string;

export interface WorkloadSelector {
  /** Workloads that are there from the start: what a constant says, else the empty one. */
  readonly initial: readonly string[];
  /** Whether records of one source may be of several workloads. */
  readonly isPerRecord: boolean;
  /** A reader for the records of the file at `path` (absolute). */
  forSource(path: string): WorkloadReader;
}

/** Parts of a template that are different in every instance of a workload. */
const UNTOLD = new Set(['pod', 'uid', 'id', 'instance', 'ip', 'host', 'hostname', 'node', 'date']);

/** No selector: every log is of the one workload without a name. */
export const NO_WORKLOAD: WorkloadSelector = {
  initial: [''],
  isPerRecord: false,
  forSource: () => () => '',
};

/**
 * `/var/log/pods/{namespace}_{pod}_{uid}/{container}/*` (a path with parts in braces; `*` stands for
 * anything within a name), `.kubernetes.labels.app` (a field), or any other text (a constant). Throws
 * a ToolError `label-invalid`.
 */
export function createWorkloadSelector(selector: string): WorkloadSelector {
  const text = selector.trim();
  if (text === '') throw invalidLabel(selector);
  if (text.includes('{') || text.includes('}') || text.startsWith('/')) return pathSelector(text);
  if (text.startsWith('.')) return fieldSelector(text);
  const name = workloadName(text);
  return { initial: [name], isPerRecord: false, forSource: () => () => name };
}

/** A name in braces, anything, anything within a name, or a character that means more in a pattern. */
const TEMPLATE_PARTS = /\{([a-z_][\w-]*)\}|\*\*|\*|[\\^$+?.()|[\]{}]/gi;

function pathSelector(template: string): WorkloadSelector {
  const names: string[] = [];
  const pattern = template.replace(TEMPLATE_PARTS, (found, name: string | undefined) => {
    if (name !== undefined) {
      names.push(name);
      return '([^/]+?)';
    }
    if (found === '**') return '.*';
    return found === '*' ? '[^/]*' : `\\${found}`;
  });
  const told = names.includes('workload')
    ? [names.indexOf('workload')]
    : names.flatMap((name, index) => (UNTOLD.has(name.toLowerCase()) ? [] : [index]));
  if (/\\[{}]/.test(pattern) || told.length === 0) throw invalidLabel(template);
  // A template that does not begin at the root may begin in any folder.
  const expression = new RegExp(`${template.startsWith('/') ? '^' : '(?:^|/)'}${pattern}$`);
  return {
    initial: [''],
    isPerRecord: false,
    forSource(path) {
      const match = expression.exec(path);
      const parts = match === null ? [] : told.map((index) => match[index + 1]!);
      const name = workloadName(parts.join('/'));
      return () => name;
    },
  };
}

function fieldSelector(selector: string): WorkloadSelector {
  const keys = selector.slice(1).split('.');
  if (keys.includes('')) throw invalidLabel(selector);
  return {
    initial: [''],
    isPerRecord: true,
    forSource: () => (bytes, start, end) => readField(keys, bytes, start, end),
  };
}

const OPEN_BRACE = 0x7b;

/** The text or number at `keys` of a record that is a JSON object; keys may hold dots themselves. */
function readField(keys: readonly string[], bytes: Uint8Array, start: number, end: number): string {
  if (bytes[start] !== OPEN_BRACE || end - start > FIELD_RECORD_BYTES_MAX) return '';
  try {
    const value = valueAt(JSON.parse(Buffer.from(bytes.subarray(start, end)).toString()), keys);
    return typeof value === 'string' || typeof value === 'number' ? workloadName(`${value}`) : '';
  } catch {
    return '';
  }
}

function valueAt(value: unknown, keys: readonly string[]): unknown {
  if (keys.length === 0) return value;
  if (typeof value !== 'object' || value === null) return undefined;
  // `.kubernetes.labels.app` also finds the flat key `kubernetes.labels.app`.
  for (let count = 1; count <= keys.length; count++) {
    const key = keys.slice(0, count).join('.');
    if (!Object.hasOwn(value, key)) continue;
    const found = valueAt((value as Readonly<Record<string, unknown>>)[key], keys.slice(count));
    if (found !== undefined) return found;
  }
  return undefined;
}

function invalidLabel(selector: string): ToolError {
  return new ToolError('label-invalid', {
    zh: `--label workload=${selector} 无法理解。请写路径模板（如 /var/log/pods/{namespace}_{pod}_{uid}/{container}/*）、JSON 字段（如 .kubernetes.labels.app）或固定名称（如 orders）；pod、uid、ip 等逐实例变化的部分不能单独作为名称。`,
    en: `--label workload=${selector} cannot be understood. Write a path template (/var/log/pods/{namespace}_{pod}_{uid}/{container}/*), a JSON field (.kubernetes.labels.app) or a constant (orders); parts that differ in every instance, such as pod, uid or ip, cannot be the name alone.`,
  });
}
