/** The rules and their unit tests as data. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parse } from 'yaml';

export const DASHBOARDS = fileURLToPath(new URL('../../dashboards', import.meta.url));

export interface Alert {
  readonly alert: string;
  readonly expr: string;
  readonly for?: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly annotations: Readonly<Record<string, string>>;
}

export interface Recording {
  readonly record: string;
  readonly expr: string;
}

export interface RuleFile {
  readonly groups: readonly {
    readonly name: string;
    readonly rules: readonly (Alert | Recording)[];
  }[];
}

export interface UnitTests {
  readonly tests: readonly {
    readonly name: string;
    readonly alert_rule_test?: readonly {
      readonly alertname: string;
      readonly exp_alerts: readonly {
        readonly exp_labels: Readonly<Record<string, string>>;
        readonly exp_annotations: Readonly<Record<string, string>>;
      }[];
    }[];
    readonly promql_expr_test?: readonly {
      readonly expr: string;
      readonly exp_samples: readonly { readonly value: number }[];
    }[];
  }[];
}

export const ruleFiles: readonly string[] = [
  ...filesIn('rules'),
  join(DASHBOARDS, 'alertmanager', 'notifier.yml'),
];
export const testFiles: readonly string[] = filesIn('tests');

const rules = ruleFiles.flatMap((path) =>
  (parse(readFileSync(path, 'utf8')) as RuleFile).groups.flatMap((group) => group.rules),
);
export const alerts: readonly Alert[] = rules.filter((rule) => 'alert' in rule);
export const recordings: readonly Recording[] = rules.filter((rule) => 'record' in rule);
export const unitTests: UnitTests['tests'] = testFiles.flatMap(
  (path) => (parse(readFileSync(path, 'utf8')) as UnitTests).tests,
);

function filesIn(folder: string): readonly string[] {
  return readdirSync(join(DASHBOARDS, folder))
    .filter((name) => name.endsWith('.yml'))
    .sort()
    .map((name) => join(DASHBOARDS, folder, name));
}
