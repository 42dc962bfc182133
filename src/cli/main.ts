#!/usr/bin/env node
/** The command: gives `run` the process, and the process its exit code. */
import { readFileSync } from 'node:fs';
import { hostname, userInfo } from 'node:os';
import { Readable } from 'node:stream';
import { isatty } from 'node:tty';
import type { Context } from './context.ts';
import { EXIT_DONE, EXIT_FAILED } from './exit-code.ts';
import { run } from './run.ts';

const NODE_MIN = [20, 19] as const;

const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
if (major < NODE_MIN[0] || (major === NODE_MIN[0] && minor < NODE_MIN[1])) {
  process.stderr.write(
    `wecomlog: Node.js ${process.versions.node} 太旧，请升级到 ${NODE_MIN.join('.')} 或更高版本。/ Node.js ${NODE_MIN.join('.')} or newer is wanted.\n`,
  );
  process.exit(EXIT_FAILED);
}

const interrupt = new AbortController();
process.once('SIGINT', () => interrupt.abort());
process.once('SIGTERM', () => interrupt.abort());

let isBroken = false;
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  // Nobody reads any more (`| head`): that is no failure.
  isBroken = true;
  process.exitCode = error.code === 'EPIPE' ? EXIT_DONE : EXIT_FAILED;
  if (error.code !== 'EPIPE') process.stderr.write(`wecomlog: ${error.message}\n`);
});

const { version } = JSON.parse(
  readFileSync(new URL('../../package.json', import.meta.url), 'utf8'),
) as { version: string };

const context: Context = {
  // A getter would open standard input for commands that never read it.
  stdin: Readable.from(readStdin(), { objectMode: false }),
  stdinIsTerminal: isatty(0),
  stdoutIsTerminal: process.stdout.isTTY === true,
  columns: process.stdout.columns ?? 0,
  stderrIsTerminal: process.stderr.isTTY === true,
  stderrColumns: process.stderr.columns ?? 0,
  env: process.env,
  version,
  nowMs: Date.now(),
  now: () => Date.now(),
  signal: interrupt.signal,
  elapsedMs: () => performance.now(),
  system: {
    pid: process.pid,
    nodeVersion: process.versions.node,
    hostname: hostname(),
    login,
    isRunning,
    terminalSize,
    onResize(listener) {
      process.stdout.on('resize', listener);
      return () => process.stdout.off('resize', listener);
    },
    onHangup: (listener) => process.on('SIGHUP', listener),
  },
  write: (bytes) =>
    new Promise((resolve) => {
      if (isBroken) resolve(false);
      else process.stdout.write(bytes, (error) => resolve(error === null || error === undefined));
    }),
  tell: (text) => {
    process.stderr.write(text);
  },
};

/** Asked of the terminal itself: it may have changed before anybody is told. */
function terminalSize(): { columns: number; rows: number } {
  const { stdout } = process;
  const [columns, rows] = stdout.isTTY ? stdout.getWindowSize() : [0, 0];
  return { columns, rows };
}

/** An id without a name, as containers have, is no login. */
function login(): string {
  try {
    return `${userInfo().username}@${hostname()}`;
  } catch {
    return hostname();
  }
}

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

async function* readStdin(): AsyncGenerator<Uint8Array> {
  yield* process.stdin;
}

try {
  const exitCode = await run(process.argv.slice(2), context);
  process.exitCode ??= exitCode;
} catch (error) {
  process.stderr.write(`wecomlog: ${error instanceof Error ? error.stack : String(error)}\n`);
  process.exitCode = EXIT_FAILED;
}
// A pending read of standard input must not keep the process alive, and nobody waits for the memory of a
// large report to be put away piece by piece. What was written has been taken, talk apart.
if (interrupt.signal.aborted || process.stderr.writableLength === 0) process.exit();
