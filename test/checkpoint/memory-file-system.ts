/** A directory in memory that fails, or loses power, at any call. */
import { basename } from 'node:path';
import type { StateFileSystem } from '../../src/checkpoint/file-system.ts';

export interface MemoryFileSystem extends StateFileSystem {
  readonly files: Map<string, { bytes: Uint8Array; modifiedMs: number }>;
  /** Calls that change something, so far. */
  readonly changes: () => number;
  /** Every call from the n-th change on fails with `code`; undefined heals. */
  failFrom(change: number | undefined, code: string): void;
  /** Loses power at the n-th change, which is half done. */
  crashAt(change: number): void;
  now: number;
}

export class Crash extends Error {}

export function memoryFileSystem(files: MemoryFileSystem['files'] = new Map()): MemoryFileSystem {
  let changes = 0;
  let failure: { from: number; code: string } | undefined;
  let crash = Number.POSITIVE_INFINITY;
  /** Whether the change is to be left half done. */
  const change = (): boolean => {
    changes++;
    if (changes > crash) throw new Crash('no power');
    if (failure !== undefined && changes >= failure.from)
      throw Object.assign(new Error(failure.code), { code: failure.code });
    return changes === crash;
  };
  const memory: MemoryFileSystem = {
    files,
    now: 1_000_000,
    changes: () => changes,
    failFrom(from, code) {
      failure = from === undefined ? undefined : { from, code };
    },
    crashAt(at) {
      crash = at;
    },
    async makeDirectory() {
      change();
    },
    list: async () => [...files.keys()].map((path) => basename(path)),
    read: async (path) => files.get(path)?.bytes,
    async write(path, bytes) {
      const isCut = change();
      const kept = isCut ? bytes.slice(0, bytes.length >> 1) : Uint8Array.from(bytes);
      files.set(path, { bytes: kept, modifiedMs: memory.now });
      if (isCut) throw new Crash('no power');
    },
    async rename(from, to) {
      const isCut = change();
      const file = files.get(from);
      if (file === undefined) throw Object.assign(new Error('ENOENT'), { code: 'ENOENT' });
      files.set(to, file);
      files.delete(from);
      if (isCut) throw new Crash('no power');
    },
    async link(from, to) {
      const isCut = change();
      if (files.has(to)) return false;
      files.set(to, files.get(from)!);
      if (isCut) throw new Crash('no power');
      return true;
    },
    async remove(path) {
      const isCut = change();
      files.delete(path);
      if (isCut) throw new Crash('no power');
    },
    async syncDirectory() {
      if (change()) throw new Crash('no power');
    },
    modifiedMs: async (path) => files.get(path)?.modifiedMs,
    async touch(path, nowMs) {
      change();
      const file = files.get(path);
      if (file !== undefined) files.set(path, { ...file, modifiedMs: nowMs });
    },
  };
  return memory;
}
