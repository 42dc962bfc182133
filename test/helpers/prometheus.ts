/** A Prometheus of its own for one test, on a free port, with its data in a folder that is removed. */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { temporaryFolder } from './folder.ts';

export interface Series {
  readonly metric: Readonly<Record<string, string>>;
  /** `[seconds, text]` */
  readonly value?: readonly [number, string];
  readonly values?: readonly (readonly [number, string])[];
}

export interface FiringAlert {
  readonly labels: Readonly<Record<string, string>>;
  readonly annotations: Readonly<Record<string, string>>;
  readonly state: 'pending' | 'firing';
}

export interface Prometheus {
  query(expr: string): Promise<readonly Series[]>;
  /** Of the last `seconds`, a value a second. */
  queryRange(expr: string, seconds: number): Promise<readonly Series[]>;
  labelValues(label: string): Promise<readonly string[]>;
  alerts(): Promise<readonly FiringAlert[]>;
  stop(): Promise<void>;
}

/** Whether there is a Prometheus; says so if not, and throws where tests must be whole. */
export function hasPrometheus(): boolean {
  if (spawnSync('prometheus', ['--version']).error === undefined) return true;
  const missing = 'prometheus is missing (apt-get install prometheus): what needs it was left out';
  if (process.env.CI !== undefined) throw new Error(missing);
  console.warn(missing);
  return false;
}

/** Starts it with `config` (JSON is YAML) beside `files`; resolves when it answers. */
export async function startPrometheus(
  config: unknown,
  files: Readonly<Record<string, string>>,
): Promise<Prometheus> {
  const { path: folder, remove } = temporaryFolder({
    ...files,
    'prometheus.yml': JSON.stringify(config),
  });
  const child = spawn('prometheus', [
    `--config.file=${join(folder, 'prometheus.yml')}`,
    `--storage.tsdb.path=${join(folder, 'data')}`,
    '--web.listen-address=127.0.0.1:0',
  ]);
  const exited = once(child, 'exit');
  const stop = async (): Promise<void> => {
    child.kill('SIGTERM');
    await exited;
    remove();
  };
  const base = await addressOf(child);
  const get = async (path: string, parameters: Record<string, string> = {}): Promise<unknown> => {
    const response = await fetch(`${base}${path}?${new URLSearchParams(parameters)}`);
    const answer = (await response.json()) as { status: string; error?: string; data: unknown };
    if (answer.status !== 'success') {
      throw new Error(`${answer.error}: ${JSON.stringify(parameters)}`);
    }
    return answer.data;
  };
  const resultOf = (data: unknown) => (data as { result: readonly Series[] }).result;
  return {
    query: async (query) => resultOf(await get('/api/v1/query', { query })),
    async queryRange(query, seconds) {
      const end = Date.now() / 1000;
      const range = { start: String(end - seconds), end: String(end), step: '1' };
      return resultOf(await get('/api/v1/query_range', { query, ...range }));
    },
    labelValues: async (label) => (await get(`/api/v1/label/${label}/values`)) as string[],
    alerts: async () => ((await get('/api/v1/alerts')) as { alerts: FiringAlert[] }).alerts,
    stop,
  };
}

/** The address it listens on, from its log. */
async function addressOf(child: ChildProcess): Promise<string> {
  const said: string[] = [];
  for await (const line of createInterface({ input: child.stderr! })) {
    said.push(line);
    const port = /msg="Listening on".* address=\S*:(\d+)/.exec(line)?.[1];
    if (port !== undefined) {
      child.stderr!.resume();
      return `http://127.0.0.1:${port}`;
    }
  }
  throw new Error(`prometheus ended:\n${said.join('\n')}`);
}
