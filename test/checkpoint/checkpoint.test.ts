import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import {
  type Checkpoint,
  openCheckpoint,
  raiseToFloor,
  readCheckpoint,
} from '../../src/checkpoint/checkpoint.ts';
import type { ProcessTable } from '../../src/checkpoint/processes.ts';
import { ToolError } from '../../src/model/tool-error.ts';
import { type MemoryFileSystem, memoryFileSystem } from './memory-file-system.ts';

const DIRECTORY = '/state';
const SLOTS = ['/state/checkpoint-a.json', '/state/checkpoint-b.json'];

function processTable(pid: number): ProcessTable {
  return {
    pid,
    scope: async () => 'boot space',
    startOf: async (of) => (of === pid ? `start of ${pid}` : undefined),
  };
}

async function open(fileSystem: MemoryFileSystem, pid = 1): Promise<Checkpoint> {
  return openCheckpoint(DIRECTORY, {
    processes: processTable(pid),
    now: () => fileSystem.now,
    fileSystem,
  });
}

/** What a process that was killed leaves: nothing of it but the files. */
function afterKill(fileSystem: MemoryFileSystem): MemoryFileSystem {
  return memoryFileSystem(fileSystem.files);
}

async function codeOf(act: Promise<unknown>): Promise<string> {
  const error = await act.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(ToolError);
  const { code, text } = error as ToolError;
  expect(text.zh).toMatch(/[。]$/);
  expect(text.en).toMatch(/[.]$/);
  return code;
}

function newestSlot(fileSystem: MemoryFileSystem): string {
  const sequence = (path: string): number => {
    const text = Buffer.from(fileSystem.files.get(path)?.bytes ?? []).toString();
    return text === '' ? 0 : (JSON.parse(text.split('\n')[0]!) as { sequence: number }).sequence;
  };
  return sequence(SLOTS[0]!) > sequence(SLOTS[1]!) ? SLOTS[0]! : SLOTS[1]!;
}

function damage(fileSystem: MemoryFileSystem, path: string): void {
  const file = fileSystem.files.get(path)!;
  const bytes = Uint8Array.from(file.bytes);
  bytes[bytes.length - 3]! ^= 1;
  fileSystem.files.set(path, { ...file, bytes });
}

describe('a checkpoint', () => {
  test('begins with nothing and gives back what was committed last', async () => {
    const disk = memoryFileSystem();
    const first = await open(disk);
    expect(await first.load()).toEqual({ value: undefined, sequence: 0, floor: {}, notices: [] });
    await first.commit({ follow: 1 });
    await first.commit({ follow: 2 });
    await first.commit({ follow: 3 });
    await first.close();
    const second = await open(disk);
    expect(await second.load()).toMatchObject({ value: { follow: 3 }, sequence: 3, notices: [] });
    expect(disk.files.has('/state/lock')).toBe(true);
    await second.close();
    await second.close();
    expect([...disk.files.keys()].filter((name) => name.includes('lock'))).toEqual([]);
  });

  test('holds the last successful commit, or the one under way, when power is lost at any call', async () => {
    for (let change = 1; ; change++) {
      const disk = memoryFileSystem();
      let done = 0;
      disk.crashAt(change);
      try {
        const checkpoint = await open(disk);
        await checkpoint.load();
        for (let value = 1; value <= 4; value++) {
          await checkpoint.commit({ value }, { events: value });
          done = value;
        }
      } catch {
        // What matters is what is there afterwards.
      }
      const isOver = done === 4;
      const later = afterKill(disk);
      const checkpoint = await open(later, 2);
      const loaded = await checkpoint.load();
      const value = (loaded.value as { value: number } | undefined)?.value ?? 0;
      expect(value, `at change ${change}`).toBeGreaterThanOrEqual(done);
      expect(value).toBeLessThanOrEqual(done + 1);
      await checkpoint.commit({ value: 99 });
      expect((await readCheckpoint(DIRECTORY, later)).value).toEqual({ value: 99 });
      if (isOver) break;
    }
  });

  test('goes on after a commit that failed, with what stood before unharmed at every step', async () => {
    for (let step = 1; step <= 6; step++) {
      const disk = memoryFileSystem();
      const checkpoint = await open(disk);
      await checkpoint.commit({ value: 1 }, { events: 1 });
      disk.failFrom(disk.changes() + step, 'ENOSPC');
      expect(await codeOf(checkpoint.commit({ value: 2 }, { events: 2 }))).toBe(
        'checkpoint-failed',
      );
      const { value } = await readCheckpoint(DIRECTORY, disk);
      expect([1, 2]).toContain((value as { value: number }).value);
      disk.failFrom(undefined, '');
      await checkpoint.commit({ value: 3 }, { events: 3 });
      expect((await readCheckpoint(DIRECTORY, disk)).value).toEqual({ value: 3 });
      damage(disk, newestSlot(disk));
      expect((await readCheckpoint(DIRECTORY, disk)).value).toEqual({ value: 1 });
    }
  });

  test('says that the disk is full', async () => {
    const disk = memoryFileSystem();
    const checkpoint = await open(disk);
    disk.failFrom(disk.changes() + 1, 'ENOSPC');
    await expect(checkpoint.commit({})).rejects.toThrow('the disk is full');
  });

  test('falls back to the generation before, says so, and knows what was shown', async () => {
    const disk = memoryFileSystem();
    const checkpoint = await open(disk);
    await checkpoint.commit({ value: 1 }, { events: 10, errors: 1 });
    await checkpoint.commit({ value: 2 }, { events: 20, errors: 2 });
    damage(disk, newestSlot(disk));
    const later = await open(afterKill(disk), 2);
    const loaded = await later.load();
    expect(loaded).toMatchObject({ value: { value: 1 }, floor: { events: 20, errors: 2 } });
    expect(loaded.notices).toHaveLength(1);
    expect(raiseToFloor({ events: 12, errors: 3, fresh: 1 }, loaded.floor)).toEqual({
      events: 20,
      errors: 3,
      fresh: 1,
    });
    await later.commit({ value: 3 }, { events: 20, errors: 3 });
    expect((await readCheckpoint(DIRECTORY, disk)).notices).toEqual([]);
  });

  test('does not speak of a fall when the older generation is the damaged one', async () => {
    const disk = memoryFileSystem();
    const checkpoint = await open(disk);
    await checkpoint.commit({ value: 1 }, {});
    await checkpoint.commit({ value: 2 }, {});
    damage(disk, SLOTS.find((path) => path !== newestSlot(disk))!);
    expect(await readCheckpoint(DIRECTORY, disk)).toMatchObject({
      value: { value: 2 },
      notices: [],
    });
  });

  test('has no floor for a generation that was never shown', async () => {
    const disk = memoryFileSystem();
    const checkpoint = await open(disk);
    await checkpoint.commit({ value: 1 }, { events: 1 });
    // Power goes between the generation and what is shown of it.
    disk.crashAt(disk.changes() + 4);
    await checkpoint.commit({ value: 2 }, { events: 2 }).catch(() => undefined);
    damage(disk, newestSlot(disk));
    expect(await readCheckpoint(DIRECTORY, afterKill(disk))).toMatchObject({
      value: { value: 1 },
      floor: {},
    });
  });

  test('refuses two damaged generations, unless it is told to begin anew', async () => {
    const disk = memoryFileSystem();
    const checkpoint = await open(disk);
    await checkpoint.commit({ value: 1 }, { events: 1 });
    await checkpoint.commit({ value: 2 }, { events: 2 });
    for (const slot of SLOTS) damage(disk, slot);
    expect(await codeOf(checkpoint.load())).toBe('state-damaged');
    const loaded = await checkpoint.load({ discardsDamaged: true });
    expect(loaded).toMatchObject({ value: undefined, floor: { events: 2 } });
    await checkpoint.commit({ value: 3 });
    expect((await checkpoint.load()).value).toEqual({ value: 3 });
  });

  test.each([
    ['an empty file, as a power cut leaves', '', 'state-damaged'],
    ['zeroes, as a power cut leaves', '\0'.repeat(500), 'state-damaged'],
    ['half a header', '{"format":"wecomlog.state","ver', 'state-damaged'],
    ['a file of somebody else', 'name: value\n', 'state-foreign'],
    ['JSON of somebody else', '{"version":7}\n', 'state-foreign'],
    ['what a newer version wrote', '{"format":"wecomlog.state","version":2}\n{}\n', 'state-newer'],
  ])('refuses %s', async (_what, text, code) => {
    const disk = memoryFileSystem();
    disk.files.set(SLOTS[1]!, { bytes: Buffer.from(text), modifiedMs: 0 });
    const checkpoint = await open(disk);
    expect(await codeOf(checkpoint.load())).toBe(code);
  });

  test('refuses a newer generation even where an older one is whole', async () => {
    const disk = memoryFileSystem();
    const checkpoint = await open(disk);
    await checkpoint.commit({ value: 1 });
    const newer = '{"format":"wecomlog.state","version":9}\n{}\n';
    disk.files.set(SLOTS.find((path) => !disk.files.has(path))!, {
      bytes: Buffer.from(newer),
      modifiedMs: 0,
    });
    expect(await codeOf(checkpoint.load())).toBe('state-newer');
  });

  test('says that a directory cannot be written to', async () => {
    const disk = memoryFileSystem();
    disk.failFrom(1, 'EROFS');
    await expect(open(disk)).rejects.toThrow(/cannot be used as the state directory \(EROFS\)/);
  });

  test('commits in the order it was asked to', async () => {
    const disk = memoryFileSystem();
    const checkpoint = await open(disk);
    await Promise.all([1, 2, 3, 4, 5].map((value) => checkpoint.commit({ value })));
    expect((await readCheckpoint(DIRECTORY, disk)).value).toEqual({ value: 5 });
  });
});

describe('a checkpoint on the disk of this machine', () => {
  const folder = (): string => {
    const path = mkdtempSync(join(tmpdir(), 'wecomlog-state-'));
    onTestFinished(() => {
      chmodSync(path, 0o700);
      rmSync(path, { recursive: true, force: true });
    });
    return path;
  };
  const options = { processes: processTable(1), now: () => Date.now() };

  test('makes its directory, keeps a value of megabytes, and is read without its lock', async () => {
    const path = join(folder(), 'deep', 'state');
    const checkpoint = await openCheckpoint(path, options);
    const value = { list: Array.from({ length: 200_000 }, (_, index) => `entry ${index}`) };
    await checkpoint.commit(value, { events: 1 });
    await checkpoint.keepAlive();
    expect((await readCheckpoint(path)).value).toEqual(value);
    await checkpoint.close();
  });

  test('says that its directory is a file', async () => {
    const path = join(folder(), 'state');
    writeFileSync(path, '');
    expect(await codeOf(openCheckpoint(path, options))).toBe('state-unusable');
  });
});

describe('another version', () => {
  const KEPT = '/state/checkpoint-before-upgrade.json';

  /** Runs a version that commits `values`, one after the other. */
  async function runVersion(
    disk: MemoryFileSystem,
    writer: string,
    values: readonly unknown[],
  ): Promise<unknown> {
    const checkpoint = await openCheckpoint(DIRECTORY, {
      ...{ processes: processTable(1), now: () => disk.now, fileSystem: disk, writer },
    });
    const { value } = await checkpoint.load();
    for (const one of values) await checkpoint.commit(one);
    await checkpoint.close();
    return value;
  }

  test('goes on from the state of the one before, and keeps it as that one left it', async () => {
    const disk = memoryFileSystem();
    await runVersion(disk, '0.1.0', ['one', 'two', 'three']);
    const left = disk.files.get(newestSlot(disk))!.bytes;
    expect(await runVersion(disk, '0.2.0', ['four', 'five', 'six'])).toBe('three');
    expect(disk.files.get(KEPT)!.bytes).toEqual(left);
    // Later starts of the same version leave it alone.
    await runVersion(disk, '0.2.0', ['seven', 'eight']);
    expect(disk.files.get(KEPT)!.bytes).toEqual(left);
  });

  test('can be gone back from: what was kept is a generation', async () => {
    const disk = memoryFileSystem();
    await runVersion(disk, '0.1.0', ['one', 'two']);
    await runVersion(disk, '0.2.0', ['three', 'four']);
    const kept = disk.files.get(KEPT)!;
    const back = memoryFileSystem(new Map([[SLOTS[0]!, kept]]));
    expect(await runVersion(back, '0.1.0', [])).toBe('two');
  });

  test('takes a state without the name of a version for another one', async () => {
    const disk = memoryFileSystem();
    const old = await open(disk);
    await old.load();
    await old.commit('old');
    await old.close();
    expect(await runVersion(disk, '0.2.0', ['new', 'newer', 'newest'])).toBe('old');
    expect(Buffer.from(disk.files.get(KEPT)!.bytes).toString()).toContain('"old"');
  });

  test('keeps nothing where there was nothing', async () => {
    const disk = memoryFileSystem();
    await runVersion(disk, '0.1.0', ['one']);
    expect(disk.files.has(KEPT)).toBe(false);
  });
});
