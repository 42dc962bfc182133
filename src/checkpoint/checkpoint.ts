/**
 * State that survives: one JSON value, written as one unit, the generation before it kept. Whoever
 * shows numbers of it shows those of the last commit that succeeded.
 */
import { join } from 'node:path';
import type { Bilingual } from '../model/lang.ts';
import { ToolError } from '../model/tool-error.ts';
import { type Opened, seal, unseal } from './envelope.ts';
import { type StateFileSystem, stateFileSystem } from './file-system.ts';
import { RENEW_MS, takeLock } from './lock.ts';
import type { ProcessTable } from './processes.ts';

/** Numbers that were shown, by name. */
export type Numbers = Readonly<Record<string, number>>;

export interface Loaded {
  /** What was committed last; undefined where nothing was. */
  readonly value: unknown;
  /** 0 where nothing was. */
  readonly sequence: number;
  /**
   * What was shown by a newer generation that is damaged. The value will get there again by reading
   * the same bytes; until then nothing lower may be shown. Empty but after such a fall.
   */
  readonly floor: Numbers;
  /** What a person should know. */
  readonly notices: readonly Bilingual[];
}

export interface Checkpoint {
  /** The newest generation that is whole. Throws a ToolError if there is something and it cannot be used. */
  load(options?: LoadOptions): Promise<Loaded>;
  /**
   * Writes `value` as the newest generation. When it resolves, the disk has it, and `shown` may be
   * shown. Throws a ToolError if it fails: then the last generation stands, and it may be tried again.
   */
  commit(value: unknown, shown?: Numbers): Promise<void>;
  /** Shows processes in other containers that this one is alive; to be called every few seconds. */
  keepAlive(): Promise<void>;
  /** Lets the directory go; may be called twice. */
  close(): Promise<void>;
}

export interface LoadOptions {
  /** Begins anew where every generation is damaged, instead of refusing. */
  readonly discardsDamaged?: boolean;
}

export interface CheckpointOptions {
  readonly processes: ProcessTable;
  /** ms since the epoch. */
  readonly now: () => number;
  readonly fileSystem?: StateFileSystem;
  /** The version that runs. A state that another one wrote is kept as it was. */
  readonly writer?: string;
}

/** Generations take turns, so that the one before is never written over. */
const SLOTS = ['checkpoint-a.json', 'checkpoint-b.json'] as const;
const FRESH = 'checkpoint.new';
const SHOWN = 'shown.json';
/** The state as the version before left it, for the way back. */
const BEFORE_UPGRADE = 'checkpoint-before-upgrade.json';

/** Opens `directory` for this process alone. Throws a ToolError if another has it, or it cannot be used. */
export async function openCheckpoint(
  directory: string,
  { processes, now, fileSystem = stateFileSystem, writer }: CheckpointOptions,
): Promise<Checkpoint> {
  const lock = await orUnusable(directory, async () => {
    await fileSystem.makeDirectory(directory);
    return takeLock(directory, fileSystem, processes, now());
  });
  let sequence = 0;
  let slot: 0 | 1 = 0;
  let renewedMs = now();
  let last: Promise<void> = Promise.resolve();
  let before: Uint8Array | undefined;

  const write = async (value: unknown, shown: Numbers | undefined): Promise<void> => {
    if (before !== undefined) {
      await replace(fileSystem, directory, BEFORE_UPGRADE, before);
      before = undefined;
    }
    const next = sequence + 1;
    await replace(fileSystem, directory, SLOTS[slot], seal(value, next, writer));
    // The number is used up, whether or not the rest succeeds.
    sequence = next;
    await fileSystem.syncDirectory(directory);
    if (shown !== undefined) {
      await replace(fileSystem, directory, SHOWN, seal(shown, next));
      await fileSystem.syncDirectory(directory);
    }
    slot = slot === 0 ? 1 : 0;
  };

  return {
    async load(options = {}) {
      const found = await orUnreadable(directory, () => look(directory, fileSystem));
      const loaded = choose(directory, found, options);
      sequence = Math.max(loaded.sequence, sequenceOf(found.shown), ...found.slots.map(sequenceOf));
      const newest = found.slots.findIndex((one) => sequenceOf(one) === loaded.sequence);
      slot = newest === 0 ? 1 : 0;
      const opened = found.slots[newest];
      if (writer !== undefined && opened?.kind === 'valid' && opened.writer !== writer) {
        const path = join(directory, SLOTS[newest]!);
        before = await orUnreadable(directory, () => fileSystem.read(path));
      }
      return loaded;
    },
    commit(value, shown) {
      // One after the other, in the order they were asked for.
      const done = last.then(() =>
        write(value, shown).catch((error: unknown) => {
          throw commitFailed(directory, error);
        }),
      );
      last = done.catch(() => undefined);
      return done;
    },
    async keepAlive() {
      if (now() - renewedMs < RENEW_MS) return;
      renewedMs = now();
      // A full disk does not keep the time from being set; a directory that is gone is told by commit.
      await lock.renew(renewedMs).catch(() => undefined);
    },
    async close() {
      await last;
      await lock.release().catch(() => undefined);
    },
  };
}

/** The newest whole generation in `directory`, for one who only looks. Takes no lock. */
export async function readCheckpoint(
  directory: string,
  fileSystem: StateFileSystem = stateFileSystem,
): Promise<Loaded> {
  return choose(directory, await orUnreadable(directory, () => look(directory, fileSystem)), {});
}

/** `numbers`, none of them lower than it was shown before. */
export function raiseToFloor(numbers: Numbers, floor: Numbers): Record<string, number> {
  const raised: Record<string, number> = { ...numbers };
  for (const [name, value] of Object.entries(floor))
    raised[name] = Math.max(value, numbers[name] ?? 0);
  return raised;
}

async function replace(
  fileSystem: StateFileSystem,
  directory: string,
  name: string,
  bytes: Uint8Array,
): Promise<void> {
  const fresh = join(directory, FRESH);
  await fileSystem.write(fresh, bytes);
  await fileSystem.rename(fresh, join(directory, name));
}

interface Look {
  readonly slots: readonly Opened[];
  readonly shown: Opened;
}

async function look(directory: string, fileSystem: StateFileSystem): Promise<Look> {
  const open = async (name: string): Promise<Opened> =>
    unseal(await fileSystem.read(join(directory, name)));
  return { slots: [await open(SLOTS[0]), await open(SLOTS[1])], shown: await open(SHOWN) };
}

function sequenceOf(opened: Opened): number {
  return opened.kind === 'valid' ? opened.sequence : 0;
}

function choose(directory: string, { slots, shown }: Look, options: LoadOptions): Loaded {
  const newer = slots.find((one) => one.kind === 'newer');
  if (newer !== undefined) throw tooNew(directory, newer.version);
  const valid = slots.filter((one) => one.kind === 'valid');
  const newest = valid.reduce<(typeof valid)[number] | undefined>(
    (best, one) => (best === undefined || one.sequence > best.sequence ? one : best),
    undefined,
  );
  const bad = slots.find((one) => one.kind === 'damaged' || one.kind === 'foreign');
  if (newest === undefined) {
    if (bad === undefined) return { value: undefined, sequence: 0, floor: {}, notices: [] };
    if (options.discardsDamaged !== true) throw unusable(directory, bad.kind === 'foreign');
    const floor = shown.kind === 'valid' ? (shown.value as Numbers) : {};
    return { value: undefined, sequence: 0, floor, notices: [begunAnew(directory)] };
  }
  const hasFallen = bad !== undefined && shown.kind === 'valid' && shown.sequence > newest.sequence;
  // Without the other file nobody knows which generation was shown.
  const mayHaveFallen = bad !== undefined && shown.kind !== 'valid';
  return {
    value: newest.value,
    sequence: newest.sequence,
    floor: hasFallen ? (shown.value as Numbers) : {},
    notices: hasFallen || mayHaveFallen ? [fallenBack(directory)] : [],
  };
}

async function orUnusable<T>(directory: string, act: () => Promise<T>): Promise<T> {
  try {
    return await act();
  } catch (error) {
    if (error instanceof ToolError) throw error;
    const code = codeOf(error);
    throw new ToolError(
      'state-unusable',
      {
        zh: `${directory}：无法作为状态目录使用（${code}）。请检查目录权限、是否只读挂载、磁盘是否已满，或用 --state 另选一个目录。`,
        en: `${directory}: cannot be used as the state directory (${code}). See whether you may write there, whether it is mounted read-only and whether the disk is full, or choose another with --state.`,
      },
      error,
    );
  }
}

async function orUnreadable<T>(directory: string, act: () => Promise<T>): Promise<T> {
  try {
    return await act();
  } catch (error) {
    throw new ToolError(
      'state-unreadable',
      {
        zh: `${directory}：状态无法读取（${codeOf(error)}）。请检查目录权限与磁盘。`,
        en: `${directory}: the state cannot be read (${codeOf(error)}). Check the permissions of the directory, and the disk.`,
      },
      error,
    );
  }
}

function commitFailed(directory: string, error: unknown): ToolError {
  const code = codeOf(error);
  const isFull = code === 'ENOSPC' || code === 'EDQUOT';
  return new ToolError(
    'checkpoint-failed',
    {
      zh: `${directory}：${isFull ? '磁盘已满，' : ''}状态未能写入（${code}）。计数继续在内存中进行，公开的指标停在上次写入的值。请${isFull ? '腾出空间' : '检查目录权限与挂载'}，之后会自动恢复。`,
      en: `${directory}: ${isFull ? 'the disk is full; ' : ''}the state could not be written (${code}). Counting goes on in memory, and what is shown stays as it was written last. ${isFull ? 'Make room' : 'Check the permissions and the mount'}; then it recovers by itself.`,
    },
    error,
  );
}

function codeOf(error: unknown): string {
  return (error as { code?: string }).code ?? 'unknown';
}

function tooNew(directory: string, version: number): ToolError {
  return new ToolError('state-newer', {
    zh: `${directory}：状态由更新版本的 wecomlog 写入（格式 ${version}）。请升级 wecomlog，或用 --state 另选一个目录。`,
    en: `${directory}: the state was written by a newer wecomlog (format ${version}). Upgrade wecomlog, or choose another directory with --state.`,
  });
}

function unusable(directory: string, isForeign: boolean): ToolError {
  if (isForeign) {
    return new ToolError('state-foreign', {
      zh: `${directory}：其中的 ${SLOTS[0]} 或 ${SLOTS[1]} 不是 wecomlog 写的。请用 --state 另选一个目录。`,
      en: `${directory}: its ${SLOTS[0]} or ${SLOTS[1]} was not written by wecomlog. Choose another directory with --state.`,
    });
  }
  return new ToolError('state-damaged', {
    zh: `${directory}：状态已损坏，也没有可用的上一代。请从备份恢复此目录；若要放弃旧计数重新开始，请移走其中的 ${SLOTS[0]} 与 ${SLOTS[1]}。`,
    en: `${directory}: the state is damaged, and so is the generation before it. Restore the directory from a backup; or, to give up the old counts, move ${SLOTS[0]} and ${SLOTS[1]} away.`,
  });
}

function fallenBack(directory: string): Bilingual {
  return {
    zh: `${directory}：最新一代状态已损坏，改用上一代；其后的日志会重新读取，公开的数值不会变小。`,
    en: `${directory}: the newest state is damaged; the one before it is used. The log since then is read again, and no number that was shown goes down.`,
  };
}

function begunAnew(directory: string): Bilingual {
  return {
    zh: `${directory}：状态已损坏，按要求重新开始。`,
    en: `${directory}: the state is damaged; it begins anew, as asked.`,
  };
}
