/** The built `serve` as a process that is started, scraped, killed and started again. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const MAIN = fileURLToPath(new URL('../../dist/cli/main.js', import.meta.url));
/** A machine that does other things besides. */
const START_MS_MAX = 120_000;
const POLL_MS = 20;

/**
 * Starts `serve`; resolves once it listens, or once it has ended.
 * @param {readonly string[]} argv behind `serve`; the port is chosen by the system
 * @param {{cwd?: string, env?: Record<string, string>, listens?: boolean}} [options]
 */
export async function startServe(argv, options = {}) {
  const { cwd, env = {}, listens = true } = options;
  const listen = listens ? ['--listen', '127.0.0.1:0'] : [];
  const child = spawn(process.execPath, [MAIN, 'serve', ...argv, ...listen], {
    cwd,
    env: { PATH: process.env.PATH ?? '', HOME: cwd ?? '/', WECOMLOG_LANG: 'en', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let told = '';
  child.stdout.resume();
  child.stderr.on('data', (chunk) => {
    told += chunk;
  });
  const exited = once(child, 'close').then(([code, signal]) => ({ code, signal, told }));
  const served = {
    child,
    exited,
    told: () => told,
    // In either language.
    url: () => /(http\S+)\/metrics$/m.exec(told)?.[1],
    /** Whether it has the file at `path` open; undefined where the system does not tell. */
    holds(path) {
      const folder = `/proc/${child.pid}/fd`;
      if (!existsSync(folder)) return undefined;
      const { dev, ino } = statSync(path);
      return readdirSync(folder).some((name) => {
        // It may be closed meanwhile.
        const stat = statSync(join(folder, name), { throwIfNoEntry: false });
        return stat?.dev === dev && stat.ino === ino;
      });
    },
    isRunning: () => child.exitCode === null && child.signalCode === null,
    /** Sends the signal and waits for the end. */
    async stop(signal) {
      child.kill(signal);
      return exited;
    },
    /** The text of a path; undefined if nobody answers. */
    async get(path, init = {}) {
      const url = served.url();
      if (url === undefined) return undefined;
      try {
        const response = await fetch(url + path, { ...init, signal: AbortSignal.timeout(10_000) });
        return { status: response.status, text: await response.text() };
      } catch {
        return undefined;
      }
    },
    /** Values of all series by name; undefined if nobody answers. */
    async scrape() {
      const answer = await served.get('/metrics');
      return answer?.status === 200 ? readSamples(answer.text) : undefined;
    },
  };
  if (!listens) return served;
  await until(() => served.url() !== undefined || !served.isRunning(), START_MS_MAX);
  return served;
}

/**
 * Asks again and again until `condition` holds; rejects after `msMax` with what `describe` says.
 * @param {() => unknown} condition
 */
export async function until(condition, msMax, describe = () => 'the condition') {
  const end = performance.now() + msMax;
  while (!(await condition())) {
    if (performance.now() > end) throw new Error(`not within ${msMax} ms: ${describe()}`);
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  }
}

/** `name{labels}` → value. */
export function readSamples(text) {
  const samples = new Map();
  for (const line of text.split('\n')) {
    if (line === '' || line.startsWith('#')) continue;
    const at = line.lastIndexOf(' ');
    samples.set(line.slice(0, at), Number(line.slice(at + 1)));
  }
  return samples;
}

/** The series that never fall, over restarts too. */
export function countersOf(samples) {
  return [...samples].filter(
    ([name]) =>
      /^wecom\w*_total(?:\{|$)/.test(name) && !name.startsWith('wecomlog_checkpoint_failures'),
  );
}

/** Events by errcode. */
export function eventsOf(samples) {
  const events = {};
  for (const [name, value] of samples) {
    const code = /^wecom_errcode_events_total\{errcode="([^"]+)"/.exec(name)?.[1];
    if (code !== undefined && value > 0) events[code] = (events[code] ?? 0) + value;
  }
  return events;
}
