/** Rules that Prometheus takes, alerts that say what they must, each proven firing and not firing. */
import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { OWNER_NAMES } from '../../src/model/taxonomy.ts';
import { METRICS, type MetricRow, PROCESS_METRICS } from '../../src/sink/prometheus/table.ts';
import { promtool } from '../helpers/promtool.ts';
import { alerts, recordings, ruleFiles, testFiles, unitTests } from './rule-files.ts';

const runbook = readFileSync(
  fileURLToPath(new URL('../../docs/runbook.md', import.meta.url)),
  'utf8',
);
const names = [...new Set(alerts.map(({ alert }) => alert))];

describe('the rules', () => {
  test('are taken by Prometheus without a remark', () => {
    const { isClean, said } = promtool([
      'check',
      'rules',
      '--lint=all',
      '--lint-fatal',
      ...ruleFiles,
    ]);
    expect(isClean, said).toBe(true);
    expect(names.length).toBeGreaterThan(11);
    expect(recordings.length).toBeGreaterThan(4);
  });

  test.each(testFiles.map((path) => [basename(path), path]))('pass %s', (_, path) => {
    const { isClean, said } = promtool(['test', 'rules', path!]);
    expect(isClean, said).toBe(true);
  });

  test('name metrics and labels that exist', () => {
    const labelsOf = new Map<string, readonly string[]>([
      ...(METRICS as readonly MetricRow[]).map(({ name, labels }) => [name, labels] as const),
      ...PROCESS_METRICS.map((name) => [name, ['version']] as const),
      ['up', []],
      ['alertmanager_notifications_failed_total', ['integration']],
      ...recordings.map(
        ({ record }) => [record, ['errcode', 'workload', 'group', 'tolerated']] as const,
      ),
    ]);
    const texts = [
      ...[...alerts, ...recordings].map(({ expr }) => expr),
      ...alerts.flatMap(({ annotations }) => Object.values(annotations)),
    ].map((text) => text.replaceAll('\\"', '"'));
    let count = 0;
    for (const text of texts) {
      for (const [, name, matchers] of text.matchAll(
        /(?<!#)\b(wecom\w*|up|nodejs_\w+|alertmanager_\w+|[a-z_]+:\w+:\w+)\b(?:\{([^}]*)\})?/g,
      )) {
        // Texts speak of wecomlog, queries of wecomlog_….
        if (name === 'wecomlog' || name === 'wecom' || (name === 'up' && matchers === undefined))
          continue;
        count++;
        expect(labelsOf.has(name!), `${name} in ${text}`).toBe(true);
        for (const [, label] of (matchers ?? '').matchAll(/(\w+)(?:=~|!~|!=|=)["%]/g)) {
          expect(['job', 'instance', ...labelsOf.get(name!)!], `${label} of ${name}`).toContain(
            label,
          );
        }
      }
    }
    expect(count).toBeGreaterThan(30);
  });
});

describe('every alert', () => {
  test.each(alerts.map((alert) => [`${alert.alert} (${alert.labels.severity})`, alert] as const))(
    '%s says how bad it is, who acts, what it is in two languages, and where to read on',
    (_, { alert, labels, annotations }) => {
      expect(['critical', 'warning']).toContain(labels.severity);
      const owners = [...Object.keys(OWNER_NAMES), 'operator'];
      // The owner of a new code is that of the code.
      if (alert !== 'WecomNewErrcode') expect(owners).toContain(labels.owner);
      const { summary, summary_zh, description, description_zh, runbook_url } = annotations;
      for (const text of [summary, description]) {
        expect(text).toBeTruthy();
        expect(text).not.toMatch(/\p{Script=Han}/u);
      }
      for (const text of [summary_zh, description_zh]) expect(text).toMatch(/\p{Script=Han}/u);
      expect(runbook_url).toBe(`docs/runbook.md#${alert.toLowerCase()}`);
      expect(runbook).toMatch(new RegExp(`^## ${alert}$`, 'm'));
    },
  );

  test.each(names)('%s has unit tests in which it fires and in which it does not', (name) => {
    const severities = alerts
      .filter(({ alert }) => alert === name)
      .map(({ labels }) => labels.severity);
    const checks = unitTests.flatMap(({ alert_rule_test }) => alert_rule_test ?? []);
    const own = checks.filter(({ alertname }) => alertname === name);
    const fired = own.flatMap(({ exp_alerts }) =>
      exp_alerts.map(({ exp_labels }) => exp_labels.severity),
    );
    expect(new Set(fired)).toEqual(new Set(severities));
    const silent = unitTests.some(({ alert_rule_test = [], promql_expr_test = [] }) => {
      const isNamed = alert_rule_test.some(
        ({ alertname, exp_alerts }) => alertname === name && exp_alerts.length === 0,
      );
      return (
        isNamed ||
        promql_expr_test.some(
          ({ expr, exp_samples }) => expr.includes(`"${name}"`) && exp_samples[0]?.value === 0,
        )
      );
    });
    expect(silent).toBe(true);
  });

  test('has its section in the runbook, which has no other', () => {
    const sections = [...runbook.matchAll(/^## (Wecom\w+)$/gm)].map(([, name]) => name!);
    expect(sections.toSorted()).toEqual(names.toSorted());
  });
});
