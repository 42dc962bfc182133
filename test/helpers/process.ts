/** The built command as a process of its own, for what only a process has: pipes, signals, exit codes. */
import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

const MAIN = fileURLToPath(new URL('../../dist/cli/main.js', import.meta.url));

/** Starts the command; the caller ends its standard input. `output` is a file descriptor. */
export function startCommand(
  argv: readonly string[],
  output: 'pipe' | number = 'pipe',
): ChildProcessWithoutNullStreams {
  return spawn(process.execPath, [MAIN, ...argv], {
    env: { PATH: process.env.PATH ?? '', WECOMLOG_LANG: 'en' },
    stdio: ['pipe', output, 'pipe'],
  }) as ChildProcessWithoutNullStreams;
}

export interface Ended {
  readonly code: number | null;
  readonly bytes: Buffer;
  readonly out: string;
  readonly told: string;
}

/** Collects what the process writes until it has ended. */
export async function ended(child: ChildProcessWithoutNullStreams): Promise<Ended> {
  const written: Buffer[] = [];
  let told = '';
  child.stdout.on('data', (chunk: Buffer) => written.push(chunk));
  child.stderr.on('data', (chunk: Buffer) => {
    told += chunk.toString();
  });
  const [code] = (await once(child, 'close')) as [number | null];
  const bytes = Buffer.concat(written);
  return { code, bytes, out: bytes.toString(), told };
}

/** Runs the command to its end with `input` on its standard input. */
export function runProcess(
  argv: readonly string[],
  input: Uint8Array | string = '',
): Promise<Ended> {
  const child = startCommand(argv);
  // It may end before it has read everything.
  child.stdin.on('error', () => undefined);
  child.stdin.end(input);
  return ended(child);
}
