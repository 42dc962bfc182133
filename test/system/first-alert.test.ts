/**
 * docs/first-alert.md, run as it stands: its commands, its configuration, its answers. Other than a reader,
 * the test lets the system choose ports, and Prometheus look every second.
 */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, onTestFinished, test } from 'vitest';
import { until } from '../chaos/serve-process.mjs';
import { folderOf } from '../helpers/folder.ts';
import { hasPrometheus } from '../helpers/prometheus.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const PAGE = readFileSync(join(ROOT, 'docs/first-alert.md'), 'utf8');
const WAIT_MS = 60_000;

interface Step {
  readonly language: string;
  readonly text: string;
  /** What the page says right before it. */
  readonly before: string;
}

/** The blocks of the page in their order. */
const steps: readonly Step[] = [...PAGE.matchAll(/([^\n]*)\n\n```(\w+)\n(.*?)```/gs)].map(
  ([, before = '', language = '', text = '']) => ({ before, language, text }),
);

/** A reader's machine: a folder, a place for global packages, and the addresses of what runs on it. */
interface Desk {
  readonly folder: string;
  readonly env: NodeJS.ProcessEnv;
  readonly addresses: Map<string, string>;
}

/** The text with the addresses of this run in the place of the page's. */
function here({ addresses }: Desk, text: string): string {
  return [...addresses].reduce((all, [page, real]) => all.replaceAll(page, real), text);
}

function run(desk: Desk, text: string): { readonly status: number | null; readonly said: string } {
  const { status, stdout, stderr } = spawnSync('sh', ['-ec', here(desk, text)], {
    ...{ cwd: desk.folder, env: desk.env, encoding: 'utf8', timeout: 120_000 },
  });
  return { status, said: stdout + stderr };
}

/** Starts what has a terminal of its own; resolves to the address that it says it listens on. */
async function start(desk: Desk, text: string, address: RegExp): Promise<string> {
  const child: ChildProcess = spawn('sh', ['-ec', `exec ${text}`], {
    ...{ cwd: desk.folder, env: desk.env, stdio: ['ignore', 'pipe', 'pipe'] },
  });
  const exited = once(child, 'exit');
  onTestFinished(async () => {
    if (child.exitCode === null) child.kill('SIGINT');
    await exited;
  });
  let said = '';
  for (const stream of [child.stdout!, child.stderr!]) {
    stream.on('data', (chunk: Buffer) => {
      said += chunk.toString();
    });
  }
  await until(
    () => address.test(said) || child.exitCode !== null,
    WAIT_MS,
    () => said,
  );
  return address.exec(said)?.[1] ?? `nowhere:\n${said}`;
}

/** A folder with the package in it, made of the dist that was built for all tests. */
function deskOf(): Desk {
  const folder = folderOf({});
  const packed = spawnSync('npm', ['pack', '--ignore-scripts', '--pack-destination', folder], {
    ...{ cwd: ROOT, encoding: 'utf8' },
  });
  expect([packed.status, packed.stderr]).toEqual([0, packed.stderr]);
  const global = join(folder, 'global');
  const env = {
    ...{ PATH: `${join(global, 'bin')}:${process.env.PATH}`, HOME: process.env.HOME },
    ...{ npm_config_prefix: global, npm_config_prefer_offline: 'true', npm_config_audit: 'false' },
    ...{ npm_config_fund: 'false', npm_config_cache: process.env.npm_config_cache },
    ...{ npm_config_registry: process.env.npm_config_registry },
    WECOMLOG_LISTEN: '127.0.0.1:0',
    WECOMLOG_LANG: 'en',
  };
  return { folder, env, addresses: new Map() };
}

/** Whether npm could fetch the libraries; what it says where it must. */
function isOffline(said: string): boolean {
  const isIt = /ENOTFOUND|ECONNREFUSED|EAI_AGAIN|ETIMEDOUT|ENETUNREACH|E40[13]\b/.test(said);
  if (!isIt) return false;
  const missing = `no registry of npm can be reached: docs/first-alert.md was not run\n${said}`;
  if (process.env.CI !== undefined) throw new Error(missing);
  console.warn(missing);
  return true;
}

test('docs/first-alert.md leads from an empty folder to an alert that fires', async () => {
  if (!hasPrometheus()) return;
  expect(steps.filter(({ language }) => language === 'sh').length).toBeGreaterThanOrEqual(9);
  const desk = deskOf();
  let last = '';
  for (const { language, text, before } of steps) {
    if (language === 'yaml') {
      const [, name = ''] = /^`([\w.]+)`/.exec(before)!;
      writeFileSync(join(desk.folder, name), here(desk, text).replaceAll(': 15s', ': 1s'));
    } else if (language === 'text') {
      // What the command before it answers, sooner or later.
      const wanted = text.trim();
      await until(
        () => run(desk, last).said.includes(wanted),
        WAIT_MS,
        () => run(desk, last).said,
      );
    } else if (text.startsWith('wecomlog serve')) {
      const address = await start(desk, text, /http:\/\/(127\.0\.0\.1:\d+)\/metrics/);
      desk.addresses.set('127.0.0.1:19143', address);
    } else if (text.startsWith('prometheus ')) {
      const command = `${text.trim()} --web.listen-address=127.0.0.1:0`;
      const port = await start(desk, command, /msg="Listening on".* address=\S*:(\d+)/);
      desk.addresses.set('127.0.0.1:9090', `127.0.0.1:${port}`);
    } else if (before.includes('=> 1')) {
      await until(() => run(desk, text).said.includes('=> 1'), WAIT_MS);
    } else {
      const { status, said } = run(desk, text);
      if (text.startsWith('npm i ') && status !== 0 && isOffline(said)) return;
      expect([text, status, said]).toEqual([text, 0, said]);
      last = text;
    }
  }
  expect(run(desk, 'wecomlog 60020').said).toContain('trusted IP');
}, 240_000);
