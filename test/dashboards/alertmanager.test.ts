/** The Alertmanager example is one that Alertmanager takes, and sends what must not get lost two ways. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { folderOf } from '../helpers/folder.ts';
import { amtool } from '../helpers/promtool.ts';
import { type Alert, alerts, DASHBOARDS, unitTests } from './rule-files.ts';

const folder = join(DASHBOARDS, 'alertmanager');
const config = join(folder, 'alertmanager.yml');

type Written = Pick<Alert, 'labels' | 'annotations'>;

interface Receiver {
  readonly name: string;
  readonly wechat_configs?: readonly unknown[];
  readonly email_configs?: readonly unknown[];
}

describe('the Alertmanager example', () => {
  test('is taken by Alertmanager', () => {
    const { isClean, said } = amtool(['check-config', config]);
    expect(isClean, said).toBe(true);
  });

  test('sends critical alerts and refusals of the notifier by a second way too', () => {
    const { receivers } = parse(readFileSync(config, 'utf8'), { merge: true }) as {
      readonly receivers: readonly Receiver[];
    };
    for (const alert of alerts) {
      const name = receiverOf(alert);
      if (name === undefined) continue;
      const receiver = receivers.find((one) => one.name === name);
      expect(receiver?.wechat_configs?.length, alert.alert).toBe(1);
      const isTwoWays = receiver?.email_configs !== undefined;
      expect(isTwoWays, alert.alert).toBe(alert.labels.severity === 'critical');
    }
  });

  test('leads what the administrator or the operators must do to them', () => {
    const names = alerts
      .filter(({ labels }) => labels.severity === 'warning')
      .map((alert) => [alert.labels.owner ?? 'developer', receiverOf(alert)] as const);
    const expected = { developer: 'wecom', operator: 'wecom-operators' };
    for (const [owner, name] of names) {
      if (name !== undefined) expect(name).toBe(expected[owner as keyof typeof expected]);
    }
    const ofAdministrator = receiverOf({
      alert: 'WecomNewErrcode',
      labels: { severity: 'warning', owner: 'administrator' },
    });
    expect(ofAdministrator ?? 'wecom-administrators').toBe('wecom-administrators');
  });

  test('writes a message that WeCom does not cut at 2,048 bytes, however many alerts there are', () => {
    // As Prometheus writes them: the longest of the unit tests.
    const written = unitTests
      .flatMap(({ alert_rule_test = [] }) => alert_rule_test)
      .flatMap(({ exp_alerts }) => exp_alerts)
      .map(({ exp_labels: labels, exp_annotations: annotations }) => ({ labels, annotations }));
    const sizeOf = ({ annotations }: Written): number =>
      Buffer.byteLength(`${annotations.summary_zh}${annotations.description_zh}`);
    const longest = written.reduce((one, other) => (sizeOf(one) > sizeOf(other) ? one : other));
    expect(sizeOf(longest)).toBeGreaterThan(300);
    const said = messageOf(Array.from({ length: 20 }, () => longest));
    if (said === undefined) return;
    expect(said).toContain(' 等 20 条\n');
    expect(said.match(/处理人/g)).toHaveLength(3);
    // A third is left for long names of workloads and instances.
    expect(Buffer.byteLength(said)).toBeLessThan((2048 * 2) / 3 + 200);
  });

  test('says whose turn it is, in Chinese', () => {
    const said = messageOf([alerts.find(({ alert }) => alert === 'WecomIpDenied')!]);
    if (said === undefined) return;
    expect(said).toMatch(/^【紧急】/);
    expect(said).toContain('处理人：企业微信管理员');
    expect(said.trimEnd()).not.toContain('\n\n');
  });
});

/** Where an alert goes; undefined where there is nobody to ask. */
function receiverOf({ alert, labels }: Pick<Alert, 'alert' | 'labels'>): string | undefined {
  const given = Object.entries({ alertname: alert, ...labels }).map(
    ([key, value]) => `${key}=${value}`,
  );
  const { isClean, said, isMissing } = amtool([
    'config',
    'routes',
    'test',
    `--config.file=${config}`,
    ...given,
  ]);
  expect(isClean, said).toBe(true);
  return isMissing ? undefined : said.split('\n')[0]!.trim();
}

function messageOf(firing: readonly Written[]): string | undefined {
  const data = {
    receiver: 'wecom',
    status: 'firing',
    alerts: firing.map(({ labels, annotations }) => ({ status: 'firing', labels, annotations })),
    groupLabels: {},
    commonLabels: { severity: firing[0]!.labels.severity },
    commonAnnotations: {},
  };
  const path = join(folderOf({ 'data.json': JSON.stringify(data) }), 'data.json');
  const { isClean, said, isMissing } = amtool([
    'template',
    'render',
    `--template.glob=${join(folder, '*.tmpl')}`,
    '--template.text={{ template "wecom.message" . }}',
    `--template.data=${path}`,
  ]);
  expect(isClean, said).toBe(true);
  return isMissing ? undefined : said;
}
