/** The catalogue as a dictionary of Logstash's translate filter, and the filter that uses it. */
import type { FullEntry } from '../../model/catalog.ts';
import { COLUMNS } from './csv.ts';

export const LOGSTASH_PATH = '/etc/logstash/wecom-errcodes.yml';

/**
 * YAML, or JSON where the file is named so: Logstash goes by the name. Keys are quoted, because it
 * looks up text; so is every value, because YAML of old reads `yes` and `no` as booleans.
 */
export function exportLogstash(entries: readonly FullEntry[], form: 'yaml' | 'json'): string {
  const lines = entries.map((entry) => `"${entry.errcode}": ${flow(entry)}`);
  if (form === 'yaml') return lines.map((line) => `${line}\n`).join('');
  return `{\n${lines.map((line) => `  ${line}`).join(',\n')}\n}\n`;
}

/** JSON on one line that is YAML too: blanks behind colons and commas. */
function flow(entry: FullEntry): string {
  const members = COLUMNS.flatMap(({ name, cell }) => {
    const value = cell(entry);
    return value === undefined ? [] : [`${JSON.stringify(name)}: ${JSON.stringify(value)}`];
  });
  return `{${members.join(', ')}}`;
}

export function logstashUsage(path: string): string {
  return `filter {
  translate {
    source => "[errcode]"
    target => "[wecom]"
    dictionary_path => ${JSON.stringify(path)}
    refresh_behaviour => "replace"
  }
}
`;
}
