/** The committed dashboards are those of the code, keep dashboard-linter's rules, and ask for what exists. */
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { buildDashboard, SECTIONS } from '../../dashboards/generate/dashboard.ts';
import type { Panel, QueryPanel } from '../../dashboards/generate/grafana.ts';
import { LANGS } from '../../src/model/lang.ts';
import { METRICS, type MetricRow, PROCESS_METRICS } from '../../src/sink/prometheus/table.ts';
import { folderOf } from '../helpers/folder.ts';
import { promtool } from '../helpers/promtool.ts';
import { filled } from './variables.ts';

const folder = fileURLToPath(new URL('../../dashboards/grafana', import.meta.url));

/** What every scraped target has besides its own metrics. */
const TARGET_LABELS = ['job', 'instance'];
const OF_PROMETHEUS = ['up', 'ALERTS'];
const labelsOf = new Map<string, readonly string[]>([
  ...(METRICS as readonly MetricRow[]).map(({ name, labels }) => [name, labels] as const),
  ...PROCESS_METRICS.map((name) => [name, []] as const),
  ...OF_PROMETHEUS.map((name) => [name, []] as const),
]);

const isQueryPanel = (panel: Panel): panel is QueryPanel =>
  panel.type !== 'row' && panel.type !== 'text';

describe.each(LANGS)('the dashboard in %s', (lang) => {
  const dashboard = buildDashboard(lang);
  const panels = dashboard.panels.filter(isQueryPanel);
  const queries = panels.flatMap(({ targets }) => targets.map(({ expr }) => expr));

  test('is committed as it is built', async () => {
    const text = `${JSON.stringify(dashboard, undefined, 2)}\n`;
    await expect(text).toMatchFileSnapshot(join(folder, `wecomlog-${lang}.json`));
    expect(panels.length).toBeGreaterThan(30);
  });

  test('takes its data source from a variable (template-datasource, panel-datasource)', () => {
    const [first] = dashboard.templating.list;
    expect(first).toMatchObject({ name: 'datasource', type: 'datasource', query: 'prometheus' });
    if (lang === 'en') expect(first?.label).toBe('Data source');
    const uid = ['$', '{datasource}'].join('');
    for (const panel of panels) {
      expect(panel.datasource.uid).toBe(uid);
      for (const target of panel.targets) expect(target.datasource.uid).toBe(uid);
    }
  });

  test('has job and instance to choose from (template-job, template-instance, on-time-change-reload)', () => {
    for (const name of ['job', 'instance']) {
      const found = dashboard.templating.list.find((one) => one.name === name);
      expect(found).toMatchObject({ type: 'query', multi: true, allValue: '.+', refresh: 2 });
      if (lang === 'en') expect(found?.label.toLowerCase()).toBe(name);
    }
  });

  test('holds every selector to job and instance (target-job, target-instance)', () => {
    for (const expr of queries) {
      for (const [, name, matchers] of selectorsOf(expr)) {
        expect(matchers, `${name} in ${expr}`).toContain('job=~"$job"');
        expect(matchers, `${name} in ${expr}`).toContain('instance=~"$instance"');
      }
    }
  });

  test('takes rates over $__rate_interval (target-rate-interval)', () => {
    for (const expr of queries) {
      for (const [, range] of expr.matchAll(/\b(?:rate|irate)\([^[]*\[([^\]]+)\]/g)) {
        expect(range).toBe('$__rate_interval');
      }
    }
  });

  test('says of every panel what it shows and in what unit (panel-title-description, panel-units, panel-no-targets)', () => {
    for (const panel of panels) {
      expect(panel.title).not.toBe('');
      expect(panel.description, panel.title).not.toBe('');
      expect(panel.fieldConfig.defaults.unit, panel.title).not.toBe('');
      expect(panel.targets.length, panel.title).toBeGreaterThan(0);
    }
    expect(dashboard.editable).toBe(false);
  });

  test('names metrics and labels that exist', () => {
    let count = 0;
    for (const expr of queries) {
      for (const [, name, matchers] of selectorsOf(expr)) {
        count++;
        const labels = labelsOf.get(name!);
        expect(labels, `${name} in ${expr}`).toBeDefined();
        for (const [, label] of matchers!.matchAll(/(\w+)(?:=~|!~|!=|=)"/g)) {
          expect([...labels!, ...TARGET_LABELS], `${label} of ${name}`).toContain(label);
        }
      }
    }
    expect(count).toBeGreaterThan(50);
  });

  test('asks what Prometheus understands (target-promql)', () => {
    const rules = queries.map((expr, index) => ({ record: `query:${index}`, expr: filled(expr) }));
    const path = folderOf({ 'rules.yml': JSON.stringify({ groups: [{ name: lang, rules }] }) });
    const { isClean, said } = promtool(['check', 'rules', join(path, 'rules.yml')]);
    expect(isClean, said).toBe(true);
  });

  test('places its panels side by side without overlaps, each with a number of its own', () => {
    const taken = new Set<string>();
    for (const { gridPos } of dashboard.panels) {
      expect(gridPos.x + gridPos.w).toBeLessThanOrEqual(24);
      for (let x = gridPos.x; x < gridPos.x + gridPos.w; x++) {
        for (let y = gridPos.y; y < gridPos.y + gridPos.h; y++) {
          expect(taken.has(`${x} ${y}`)).toBe(false);
          taken.add(`${x} ${y}`);
        }
      }
    }
    expect(new Set(dashboard.panels.map(({ id }) => id)).size).toBe(dashboard.panels.length);
  });

  test('is in one language', () => {
    const texts = dashboard.panels.flatMap((panel) => [
      panel.title,
      ...(panel.type === 'row' ? [] : [panel.description]),
    ]);
    if (lang === 'en') expect(texts.filter((text) => /\p{Script=Han}/u.test(text))).toEqual([]);
    else {
      const foreign = texts.filter((text) => !/\p{Script=Han}/u.test(text));
      expect(foreign).toEqual(['CPU']);
    }
  });
});

test('both languages show the same', () => {
  const [zh, en] = LANGS.map((lang) => buildDashboard(lang).panels);
  const shape = (panels: readonly Panel[]) =>
    panels.map((panel) => [
      panel.type,
      panel.gridPos,
      isQueryPanel(panel) ? panel.targets.map(({ expr }) => expr) : [],
    ]);
  expect(shape(zh!)).toEqual(shape(en!));
  expect(SECTIONS.length).toBeGreaterThan(5);
});

test('what codes mean is asked as the recording rule asks it', async () => {
  const { info } = await import('../../dashboards/generate/queries.ts');
  const labels = ['category', 'group', 'domain', 'owner', 'retry', 'meaning'];
  const { recordings } = await import('./rule-files.ts');
  const rule = recordings.find(({ record }) => record === 'errcode:wecom_errcode_info:one');
  const plain = (text: string): string => text.replace(/\{[^}]*\}|\s/g, '');
  expect(plain(info(labels))).toBe(plain(rule!.expr));
});

/** `[whole, metric, matchers]` of every selector. */
function selectorsOf(expr: string): RegExpMatchArray[] {
  return [...expr.matchAll(/\b([a-z_]\w*)\{([^}]*)\}/g)];
}
