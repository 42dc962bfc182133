/**
 * The whole way, with a real Prometheus that scrapes two real instances of `serve`: a calm log, then
 * trouble. Every query of the dashboard is asked in both, and alerts of each severity fire. The waits of
 * alerts (`for`) are cut to a second here; that they wait as long as they say is proven in
 * dashboards/tests.
 */
import { appendFileSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { parse } from 'yaml';
import { buildDashboard, SECTIONS } from '../../dashboards/generate/dashboard.ts';
import { renderPanel } from '../../dashboards/generate/panels.ts';
import { type Served, startServe } from '../chaos/serve-process.mjs';
import { type RuleFile, ruleFiles } from '../dashboards/rule-files.ts';
import { type Filling, filled } from '../dashboards/variables.ts';
import { temporaryFolder } from '../helpers/folder.ts';
import {
  type FiringAlert,
  hasPrometheus,
  type Prometheus,
  type Series,
  startPrometheus,
} from '../helpers/prometheus.ts';

/** Scraped every second: a step of one second and one scrape more would be 4 s in Grafana. */
const NOW: Filling = { range: '10m', rateInterval: '4s', rangeSeconds: 600 };
/** Charts are asked for so many seconds, back to before the first line. */
const LOOK_BACK_SECONDS = 120;
const PATIENCE = { timeout: 40_000, interval: 200 };

interface Instance {
  readonly served: Served;
  readonly log: string;
  readonly target: string;
}

interface Query {
  readonly title: string;
  readonly expr: string;
  readonly isInstant: boolean;
  /** Why it may find nothing. */
  readonly emptyWhen: string | undefined;
}

const queries: readonly Query[] = SECTIONS.flatMap(({ panels }) =>
  panels.flatMap((spec) => {
    const place = { id: 1, gridPos: { h: 1, w: 1, x: 0, y: 0 } };
    const panel = renderPanel(spec, 'en', place);
    if (panel.type === 'row' || panel.type === 'text' || spec.type === 'text') return [];
    return panel.targets.map(({ refId, expr, instant }) => ({
      title: `${panel.title} ${refId}`,
      ...{ expr: filled(expr, NOW), isInstant: instant },
      emptyWhen: spec.emptyWhen?.[refId],
    }));
  }),
);

describe.runIf(hasPrometheus())('a Prometheus that scrapes two instances of serve', () => {
  let prometheus: Prometheus;
  let instances: readonly Instance[] = [];
  let removeFolder: () => void = () => {};

  beforeAll(async () => {
    const folder = temporaryFolder({
      'orders.log': '',
      'sync.log': '',
      'overlay.yaml': 'tolerate:\n  - code: 301002\n',
    });
    removeFolder = folder.remove;
    instances = [
      await startInstance(folder.path, 'orders', 'zh'),
      await startInstance(folder.path, 'sync', 'en'),
    ];
    const rules = Object.fromEntries(
      ruleFiles.map((path) => [basename(path), JSON.stringify(withoutWaits(path))]),
    );
    const targets = instances.map(({ target }) => target);
    prometheus = await startPrometheus(
      {
        global: { scrape_interval: '1s', evaluation_interval: '1s' },
        rule_files: Object.keys(rules),
        scrape_configs: [{ job_name: 'wecomlog', static_configs: [{ targets }] }],
      },
      rules,
    );
    await reaches('sum(up)', 2);
    // Lines that come now are an increase for Prometheus.
    await reaches('count(wecom_events_total{category="success"})', 2);
    for (const { log } of instances) appendFileSync(log, CALM);
    // The codes have stood at 0 for a scrape, and show their counts now.
    await reaches('sum(wecom_errcode_events_total{errcode="60111"})', 2 * CALM_OBJECT);
  });

  afterAll(async () => {
    await prometheus?.stop();
    for (const { served } of instances) await end(served);
    removeFolder();
  });

  /** Waits until the query gives the number. */
  async function reaches(expr: string, value: number): Promise<void> {
    await vi.waitFor(async () => {
      expect(numberOf(await prometheus.query(expr)), expr).toBe(value);
    }, PATIENCE);
  }

  async function nothingFound(): Promise<readonly Query[]> {
    const empty: Query[] = [];
    for (const query of queries) {
      const { expr, isInstant } = query;
      const found = isInstant
        ? await prometheus.query(expr)
        : await prometheus.queryRange(expr, LOOK_BACK_SECONDS);
      if (found.length === 0) empty.push(query);
    }
    return empty;
  }

  const firing = async (): Promise<readonly FiringAlert[]> =>
    (await prometheus.alerts()).filter(({ state }) => state === 'firing');

  test('finds every metric of the dashboard in a calm log, but for what says when it is empty', async () => {
    const empty = await nothingFound();
    expect(empty.filter(({ emptyWhen }) => emptyWhen === undefined)).toEqual([]);
    expect(queries.length).toBeGreaterThan(50);
  });

  test('fires no alert for successes and business answers', async () => {
    await vi.waitFor(async () => {
      const rules = await prometheus.query('sum(errcode:wecom_errcode_info:one{errcode="60111"})');
      expect(numberOf(rules)).toBe(1);
      expect(await firing()).toEqual([]);
    }, PATIENCE);
    expect(
      numberOf(await prometheus.query('count(workload:wecom_events:error_ratio15m > 0)')),
    ).toBe(0);
  });

  test('finds everything the dashboard asks for in trouble', async () => {
    for (const { log } of instances) appendFileSync(log, TROUBLE);
    await reaches('sum(wecom_errcode_events_total{errcode="60020"})', 6);
    await vi.waitFor(async () => {
      expect(await nothingFound()).toEqual([]);
    }, PATIENCE);
  });

  test('counts exactly, from the log to the dashboard', async () => {
    const counts = async (code: string): Promise<number> =>
      numberOf(
        await prometheus.query(
          `sum(last_over_time(wecom_errcode_events_total{errcode="${code}"}[10m]) - min_over_time(wecom_errcode_events_total{errcode="${code}"}[10m]))`,
        ),
      );
    expect(await counts('60020')).toBe(6);
    expect(await counts('40014')).toBe(60);
    expect(await counts('0')).toBe(2 * CALM_SUCCESSES);
  });

  test('fires critical and warning alerts, each for the instances together, with texts in two languages', async () => {
    const wanted = [
      'WecomCredentialStorm warning orders',
      'WecomCredentialStorm warning sync',
      'WecomErrorShare warning orders',
      'WecomErrorShare warning sync',
      'WecomIpDenied critical orders',
      'WecomIpDenied critical sync',
      'WecomRateLimited critical orders',
      'WecomRateLimited critical sync',
      'WecomRateLimited warning orders',
      'WecomRateLimited warning sync',
    ];
    await vi.waitFor(async () => {
      const names = (await firing()).map(
        ({ labels }) => `${labels.alertname} ${labels.severity} ${labels.workload}`,
      );
      expect(names.toSorted()).toEqual(wanted);
    }, PATIENCE);
    const storm = (await firing()).find(
      ({ labels }) => labels.alertname === 'WecomCredentialStorm',
    );
    expect(storm?.annotations.description).toContain('by code: 40014 (30), 42001 (5). One expiry');
    expect(storm?.annotations.description_zh).toContain(
      '按错误码：40014（30 次）、42001（5 次）。每两小时',
    );
  });

  test('joins what a code means once, though one instance says it in Chinese and one in English', async () => {
    const wordings = await prometheus.query(
      'count(count by (meaning) (wecom_errcode_info{errcode="60020"}))',
    );
    expect(numberOf(wordings)).toBe(2);
    const joined = await prometheus.query(
      'workload_errcode:wecom_errcode_events:delta10m{errcode="60020"} * on (errcode) group_left (owner, meaning) errcode:wecom_errcode_info:one',
    );
    expect(joined.map(({ metric }) => `${metric.workload} ${metric.owner}`).toSorted()).toEqual([
      'orders administrator',
      'sync administrator',
    ]);
  });

  test('has what the variables and the marks of the dashboard ask for', async () => {
    expect(await prometheus.labelValues('job')).toContain('wecomlog');
    expect(await prometheus.labelValues('workload')).toEqual(['orders', 'sync']);
    const [alerts, restarts] = buildDashboard('en').annotations.list;
    expect((await prometheus.query(alerts!.expr)).length).toBeGreaterThan(0);
    // Nobody has started again: it must only be understood.
    expect(await prometheus.query(filled(restarts!.expr, NOW))).toEqual([]);
  });

  test('says when an instance is down, and calls somebody when all are', async () => {
    const isFiring = (name: string, severity: string) => async () => {
      const labels = (await firing()).map((alert) => alert.labels);
      expect(labels).toContainEqual(expect.objectContaining({ alertname: name, severity }));
    };
    await end(instances[0]!.served);
    await vi.waitFor(isFiring('WecomlogDown', 'warning'), PATIENCE);
    expect((await firing()).some(({ labels }) => labels.alertname === 'WecomlogAbsent')).toBe(
      false,
    );
    await end(instances[1]!.served);
    await vi.waitFor(isFiring('WecomlogAbsent', 'critical'), PATIENCE);
  });
});

const CALM_SUCCESSES = 800;
const CALM_OBJECT = 50;
const SUCCESS =
  '{"url":"https://qyapi.weixin.qq.com/cgi-bin/message/send","errcode":0,"errmsg":"ok"}\n';
const CALM =
  SUCCESS.repeat(CALM_SUCCESSES) +
  '{"api":"/cgi-bin/user/get","errcode":60111,"errmsg":"userid not found"}\n'.repeat(CALM_OBJECT);

/** The hint begins with the time of WeCom's server, five seconds before the log's. */
const DENIED =
  '2026-11-02T09:30:10.000+08:00 POST https://qyapi.weixin.qq.com/cgi-bin/message/send {"errcode":60020,"errmsg":"not allow to access from your ip, hint: [1793583005522630963708825], from ip: 203.0.113.7, more info at https://open.work.weixin.qq.com/devtool/query?e=60020"}\n';
const TROUBLE = [
  DENIED.repeat(3),
  '{"errcode":40014,"errmsg":"invalid access_token"}\n'.repeat(30),
  '{"errcode":42001,"errmsg":"access_token expired"}\n'.repeat(5),
  '{"url":"https://qyapi.weixin.qq.com/cgi-bin/user/get","errcode":45009,"errmsg":"api freq out of limit"}\n'.repeat(
    20,
  ),
  '{"errcode":999123,"errmsg":"something new"}\n',
  '{"errcode":301002,"errmsg":"tolerated"}\n'.repeat(4),
].join('');

async function startInstance(folder: string, workload: string, lang: string): Promise<Instance> {
  const log = join(folder, `${workload}.log`);
  const served = await startServe(
    [
      ...[log, '--state', join(folder, `${workload}.state`), '--lang', lang],
      ...['--label', `workload=${workload}`, '--catalog', join(folder, 'overlay.yaml')],
    ],
    { cwd: folder },
  );
  return { served, log, target: new URL(served.url()!).host };
}

async function end(served: Served): Promise<void> {
  if (served.isRunning()) await served.stop('SIGTERM');
}

/** The rules of a file, with a second where they wait for minutes. */
function withoutWaits(path: string): RuleFile {
  const { groups } = parse(readFileSync(path, 'utf8')) as RuleFile;
  return {
    groups: groups.map(({ name, rules }) => ({
      name,
      rules: rules.map((rule) => ('for' in rule ? { ...rule, for: '1s' } : rule)),
    })),
  };
}

/** The one number of an answer; 0 where there is none. */
function numberOf(found: readonly Series[]): number {
  return Number(found[0]?.value?.[1] ?? 0);
}
