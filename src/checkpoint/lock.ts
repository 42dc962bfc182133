/**
 * One process to a directory. The lock is a file that names its owner; that of a process which is gone
 * is no lock. Taking over is a chain of names, each made by exactly one process: whoever finds a
 * dead owner makes the name that follows from what the dead one wrote, so that two who find it at
 * the same time cannot both succeed.
 */
import { createHash, randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { ToolError } from '../model/tool-error.ts';
import type { StateFileSystem } from './file-system.ts';
import type { ProcessTable } from './processes.ts';

/**
 * Owners in another container cannot be asked for by their process id. They are alive if they
 * renewed the lock so short a time ago.
 */
const FRESH_MS = 15_000;
/** How often the owner renews it. */
export const RENEW_MS = 5_000;

/** Taking the lock lasts some milliseconds. */
const LEFTOVER_MS = 60_000;

const NAME = 'lock';
const ATTEMPTS = 20;

interface Owner {
  readonly pid: number;
  readonly started: string;
  readonly scope: string;
  /** Makes the content unique. */
  readonly token: string;
}

export interface Lock {
  /** Shows owners in other containers that this one is alive. */
  renew(nowMs: number): Promise<void>;
  release(): Promise<void>;
}

/** Takes the lock of `directory`. Throws a ToolError that names the process that holds it. */
export async function takeLock(
  directory: string,
  fileSystem: StateFileSystem,
  processes: ProcessTable,
  nowMs: number,
): Promise<Lock> {
  const own: Owner = {
    pid: processes.pid,
    started: (await processes.startOf(processes.pid)) ?? 'running',
    scope: await processes.scope(),
    token: randomUUID(),
  };
  const claim = join(directory, `${NAME}.claim-${own.token}`);
  const path = join(directory, NAME);
  const text = JSON.stringify(own);
  await fileSystem.write(claim, Buffer.from(text));
  try {
    for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
      if (!(await tryTake(directory, claim, fileSystem, processes, nowMs))) continue;
      await removeLeftovers(directory, fileSystem, nowMs);
      return held(path, text, fileSystem);
    }
  } finally {
    await fileSystem.remove(claim);
  }
  throw busy(directory, undefined);
}

/** What processes left that were killed while they took the lock. */
async function removeLeftovers(
  directory: string,
  fileSystem: StateFileSystem,
  nowMs: number,
): Promise<void> {
  for (const name of await fileSystem.list(directory)) {
    if (!name.startsWith(`${NAME}.`)) continue;
    const path = join(directory, name);
    const madeMs = await fileSystem.modifiedMs(path);
    if (madeMs !== undefined && nowMs - madeMs > LEFTOVER_MS) await fileSystem.remove(path);
  }
}

function held(path: string, text: string, fileSystem: StateFileSystem): Lock {
  let isHeld = true;
  return {
    renew: (nowMs) => fileSystem.touch(path, nowMs),
    async release() {
      if (!isHeld) return;
      isHeld = false;
      if (textOf(await fileSystem.read(path)) === text) await fileSystem.remove(path);
    },
  };
}

/** One attempt; false if somebody else changed something meanwhile. */
async function tryTake(
  directory: string,
  claim: string,
  fileSystem: StateFileSystem,
  processes: ProcessTable,
  nowMs: number,
): Promise<boolean> {
  const path = join(directory, NAME);
  if (await fileSystem.link(claim, path)) return true;
  const first = textOf(await fileSystem.read(path));
  if (first === undefined) return false;
  const chain: string[] = [];
  for (let current = { path, text: first }; ; ) {
    const owner = parseOwner(current.text);
    const renewedMs = await fileSystem.modifiedMs(current.path);
    if (owner !== undefined && (await isAlive(owner, processes, renewedMs, nowMs)))
      throw busy(directory, owner.pid);
    const next = join(directory, `${NAME}.after-${digest(current.text)}`);
    chain.push(next);
    if (await fileSystem.link(claim, next)) break;
    const text = textOf(await fileSystem.read(next));
    if (text === undefined) return false;
    current = { path: next, text };
  }
  // Had another finished taking over in between, the chain would hang on a lock that is no more.
  if (textOf(await fileSystem.read(path)) !== first) {
    await fileSystem.remove(chain.at(-1)!);
    return false;
  }
  const second = `${claim}-lock`;
  await fileSystem.link(claim, second);
  await fileSystem.rename(second, path);
  for (const name of chain) await fileSystem.remove(name);
  return true;
}

async function isAlive(
  owner: Owner,
  processes: ProcessTable,
  renewedMs: number | undefined,
  nowMs: number,
): Promise<boolean> {
  const scope = await processes.scope();
  if (owner.scope === scope) {
    const started = await processes.startOf(owner.pid);
    return started !== undefined && (started === owner.started || started === 'running');
  }
  const [boot] = scope.split(' ');
  if (boot !== '' && owner.scope.split(' ')[0] !== boot) return false;
  return nowMs - (renewedMs ?? 0) < FRESH_MS;
}

function parseOwner(text: string): Owner | undefined {
  try {
    const owner = JSON.parse(text) as Owner;
    return Number.isInteger(owner.pid) ? owner : undefined;
  } catch {
    return undefined;
  }
}

function textOf(bytes: Uint8Array | undefined): string | undefined {
  return bytes === undefined ? undefined : Buffer.from(bytes).toString();
}

function digest(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 16);
}

function busy(directory: string, pid: number | undefined): ToolError {
  const who = pid === undefined ? '' : ` ${pid}`;
  return new ToolError('state-busy', {
    zh: `${directory}：进程${who} 正在使用此状态目录，同一目录只能有一个进程。请先停止该进程，或用 --state 另选一个目录。`,
    en: `${directory}: process${who} is using this state directory, and only one may. Stop that process, or choose another directory with --state.`,
  });
}
