/** The image and the compose file name what is there, and their parts fit each other. */
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { DASHBOARDS, ruleFiles } from '../../dashboards/rule-files.ts';
import { folderOf } from '../../helpers/folder.ts';
import { promtool } from '../../helpers/promtool.ts';
import { command } from '../../helpers/run.ts';
import { DEPLOY, dataOf, FILES, ROOT, textOf } from './folder.ts';

interface Service {
  readonly image?: string;
  readonly build?: { readonly context: string; readonly dockerfile: string };
  readonly command?: readonly string[];
  readonly volumes: readonly string[];
  readonly ports: readonly string[];
  readonly depends_on?: readonly string[];
}

interface Prometheus {
  readonly global: { readonly scrape_interval: string };
  readonly rule_files: readonly string[];
  readonly scrape_configs: readonly {
    readonly job_name: string;
    readonly static_configs: readonly { readonly targets: readonly string[] }[];
  }[];
}

const compose = dataOf<{
  readonly services: Readonly<Record<string, Service>>;
  readonly volumes: Readonly<Record<string, null>>;
}>('compose/compose.yaml');
const prometheus = dataOf<Prometheus>('compose/prometheus.yml');
const dockerfile = textOf('docker/Dockerfile');
const { files } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as {
  files: readonly string[];
};

/** Sources of volumes that are paths, from the folder of compose.yaml, and where they are mounted. */
const bound = Object.values(compose.services)
  .flatMap(({ volumes }) => volumes)
  .filter((volume) => volume.startsWith('.'))
  .map((volume) => volume.split(':') as [source: string, target: string]);

describe('everything in docs/deploy', () => {
  test('that is YAML can be read', () => {
    const yaml = FILES.filter((name) => /\.ya?ml$/.test(name));
    expect(yaml.length).toBeGreaterThan(10);
    for (const name of yaml) expect(() => dataOf(name)).not.toThrow();
  });

  test('says in its first lines what it is for', () => {
    for (const name of FILES) expect([name, textOf(name)[0]]).toEqual([name, '#']);
  });
});

describe('the image', () => {
  test('copies what is there, and is not kept from what the package is made of', () => {
    const copied = [...dockerfile.matchAll(/^COPY (?!--from)(.*) \S+$/gm)].flatMap((match) =>
      match[1]!.split(' '),
    );
    expect(copied.length).toBeGreaterThan(2);
    for (const name of copied) expect([name, existsSync(join(ROOT, name))]).toEqual([name, true]);
    const ignored = textOf('docker/Dockerfile.dockerignore')
      .split('\n')
      .filter((line) => line !== '' && !line.startsWith('#'));
    const needed = [
      ...files,
      'src',
      'data',
      'tsconfig.json',
      'tsconfig.build.json',
      'package-lock.json',
    ];
    const made = ['dist'];
    for (const name of needed.filter((one) => !made.includes(one))) {
      expect([name, ignored.filter((one) => name === one || name.startsWith(`${one}/`))]).toEqual([
        name,
        [],
      ]);
    }
  });

  test('runs as no superuser, keeps its state on a volume, and asks itself how it is', () => {
    expect(dockerfile).toMatch(/^USER 10001:10001$/m);
    const state = /STATE_DIRECTORY=(\S+)/.exec(dockerfile)?.[1];
    expect(dockerfile).toContain(`VOLUME ${state}`);
    expect(dockerfile).toMatch(
      /^HEALTHCHECK .*\n {2}CMD \["node", "-e", "fetch\('http:\/\/127\.0\.0\.1:19143\/-\/ready'\)/m,
    );
    expect(dockerfile).toMatch(/^ENTRYPOINT \["wecomlog"\]$/m);
    expect([...dockerfile.matchAll(/^FROM node:(\d+)/gm)].map((match) => Number(match[1]))).toEqual(
      [22, 22],
    );
  });
});

describe('the compose file', () => {
  test('mounts files and folders that are there, and listens on loopback alone', () => {
    expect(bound.length).toBeGreaterThan(5);
    for (const [source] of bound) {
      expect([source, existsSync(join(DEPLOY, 'compose', source))]).toEqual([source, true]);
    }
    for (const { ports } of Object.values(compose.services)) {
      for (const port of ports) expect(port).toMatch(/^127\.0\.0\.1:\d+:\d+$/);
    }
    const named = Object.values(compose.services)
      .flatMap(({ volumes }) => volumes)
      .map((volume) => volume.split(':')[0]!)
      .filter((source) => /^[a-z]/.test(source));
    expect(named.sort()).toEqual(Object.keys(compose.volumes).sort());
  });

  test('pins every image, and takes its variables from .env', () => {
    for (const { image, build } of Object.values(compose.services)) {
      if (build === undefined) expect(image).toMatch(/:v?\d+\.\d+\.\d+$/);
      else expect(existsSync(join(DEPLOY, 'compose', build.context, build.dockerfile))).toBe(true);
    }
    const wanted = [...textOf('compose/compose.yaml').matchAll(/\$\{(\w+)/g)].map(
      (match) => match[1]!,
    );
    const given = [...textOf('compose/example.env').matchAll(/^(\w+)=/gm)].map(
      (match) => match[1]!,
    );
    expect([...new Set(wanted)].sort()).toEqual([...given].sort());
  });

  test('runs a command line that holds', async () => {
    const [first, ...argv] = compose.services.wecomlog!.command!;
    expect(first).toBe('serve');
    const ran = await command(['check', '--for', 'serve', ...argv, '--json', '--lang', 'en']);
    const plan = JSON.parse(ran.out) as { problems: readonly { code: string }[] };
    expect(plan.problems.map(({ code }) => code)).toEqual(['input-enoent']);
  });

  test('has Prometheus scrape and warn services by their names, with our rules', () => {
    for (const { static_configs: configs } of prometheus.scrape_configs) {
      for (const target of configs.flatMap(({ targets }) => targets)) {
        expect(Object.keys(compose.services)).toContain(target.split(':')[0]);
      }
    }
    expect(prometheus.scrape_configs.map(({ job_name: name }) => name)).toContain('wecomlog');
    // In the container the rules lie where compose.yaml mounts them.
    const rules = bound.filter(([, target]) => target.startsWith('/etc/prometheus/'));
    const laid: Record<string, string> = { 'prometheus.yml': textOf('compose/prometheus.yml') };
    for (const path of ruleFiles) {
      const [, target = ''] = rules.find(([source]) =>
        path.startsWith(join(DEPLOY, 'compose', source)),
      )!;
      const name = target.endsWith('.yml')
        ? target
        : `${target}/${path.slice(dirname(path).length + 1)}`;
      laid[name.slice('/etc/prometheus/'.length)] = readFileSync(path, 'utf8');
    }
    const checked = promtool(['check', 'config', join(folderOf(laid), 'prometheus.yml')]);
    expect([checked.isClean, checked.said]).toEqual([true, checked.said]);
    if (!checked.isMissing)
      expect(checked.said.match(/SUCCESS: \d+ rules found/g)).toHaveLength(ruleFiles.length);
  });

  test('gives Grafana the data source and the dashboards', () => {
    const sources = dataOf<{ datasources: { url: string; jsonData: { timeInterval: string } }[] }>(
      'compose/grafana/datasources/prometheus.yml',
    ).datasources;
    expect(sources[0]!.url).toBe('http://prometheus:9090');
    expect(sources[0]!.jsonData.timeInterval).toBe(prometheus.global.scrape_interval);
    const { providers } = dataOf<{ providers: { options: { path: string } }[] }>(
      'compose/grafana/dashboards/wecomlog.yml',
    );
    const mount = bound.find(([, target]) => target === providers[0]!.options.path)!;
    expect(join(DEPLOY, 'compose', mount[0])).toBe(join(DASHBOARDS, 'grafana'));
  });

  test('gives Alertmanager a configuration beside its template', () => {
    const mount = bound.find(([, target]) => target === '/etc/alertmanager')!;
    const folder = join(DEPLOY, 'compose', mount[0]);
    const { templates } = parse(readFileSync(join(folder, 'alertmanager.yml'), 'utf8')) as {
      templates: string[];
    };
    for (const name of templates) expect(existsSync(join(folder, name))).toBe(true);
  });
});
