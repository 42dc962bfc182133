/**
 * A file system in memory, with what rotations do to a real one: inodes that outlive their names
 * while they are held open and are given out again at once, links, and mutations between any two
 * calls of the follower.
 */
import { basename, dirname, join } from 'node:path';
import type { FileStat, OpenFile } from '../../../src/source/follow/file-system.ts';
import type { Disk, Writer } from './disk.ts';
import { createHandles } from './handles.ts';

interface Inode {
  readonly number: number;
  bytes: Buffer;
  links: number;
  handles: number;
  modifiedMs: number;
}

export interface SimulatedDisk extends Disk {
  /** Runs `act` before the `calls`-th call of the follower from now. */
  interfere(calls: number, act: () => void): void;
  /** Runs what has not been run. */
  interfereNow(): void;
  /** Paths that may not be opened. */
  readonly unreadable: Set<string>;
  /** The number that devices have from now on, as after a restart of the machine. */
  renumberDevices(device: string): void;
  readonly openHandles: () => number;
}

export function simulatedDisk(): SimulatedDisk {
  const names = new Map<string, Inode | string>();
  const free: number[] = [];
  const unreadable = new Set<string>();
  let nextInode = 100;
  let nowMs = 1_800_000_000_000;
  let device = '7';
  let handles = 0;
  const held = createHandles();
  let calls = 0;
  let interferences: { at: number; act: () => void }[] = [];

  /** Every change takes a millisecond, and every inode has the time of its last one. */
  const touch = (inode: Inode): void => {
    nowMs += 1;
    inode.modifiedMs = nowMs;
  };
  const release = (inode: Inode): void => {
    if (inode.links === 0 && inode.handles === 0) free.push(inode.number);
  };
  const follow = (path: string): string => {
    const entry = names.get(path);
    return typeof entry === 'string' ? follow(entry) : path;
  };
  const find = (path: string): Inode | undefined => {
    const entry = names.get(follow(path));
    return typeof entry === 'string' ? undefined : entry;
  };
  const need = (path: string): Inode => {
    const inode = find(path);
    if (inode === undefined) throw new Error(`${path} does not exist`);
    return inode;
  };
  const drop = (path: string): void => {
    const entry = names.get(path);
    names.delete(path);
    if (entry === undefined || typeof entry === 'string') return;
    entry.links--;
    release(entry);
  };
  const create = (path: string): Inode => {
    const number = free.pop() ?? nextInode++;
    const inode = { number, bytes: Buffer.alloc(0), links: 1, handles: 0, modifiedMs: 0 };
    touch(inode);
    names.set(path, inode);
    return inode;
  };
  const put = (inode: Inode, bytes: Uint8Array | string, at: number): void => {
    const added = Buffer.from(bytes as string);
    const grown = Buffer.alloc(Math.max(inode.bytes.length, at + added.length));
    inode.bytes.copy(grown);
    added.copy(grown, at);
    inode.bytes = grown;
    touch(inode);
  };
  const writer = (path: string, isPositioned: boolean): Writer => {
    const inode = find(path) ?? create(follow(path));
    let position = inode.bytes.length;
    inode.handles++;
    return {
      write(text) {
        put(inode, text, isPositioned ? position : inode.bytes.length);
        position = isPositioned ? position + Buffer.byteLength(text as string) : 0;
      },
      close() {
        inode.handles--;
        release(inode);
      },
    };
  };
  const step = (): void => {
    calls++;
    const due = interferences.filter(({ at }) => at <= calls);
    interferences = interferences.filter(({ at }) => at > calls);
    for (const { act } of due) act();
  };
  const statOf = (inode: Inode): FileStat => ({
    device,
    inode: String(inode.number),
    sizeBytes: inode.bytes.length,
    modifiedMs: inode.modifiedMs,
    links: inode.links,
    isFile: true,
  });
  const openFile = (inode: Inode): OpenFile => {
    let isOpen = true;
    inode.handles++;
    handles++;
    return {
      async stat() {
        step();
        return statOf(inode);
      },
      async read(into, position) {
        step();
        return inode.bytes.copy(into, 0, Math.min(position, inode.bytes.length));
      },
      async close() {
        if (!isOpen) return;
        isOpen = false;
        inode.handles--;
        handles--;
        release(inode);
      },
    };
  };

  return {
    unreadable,
    openHandles: () => handles,
    betweenTurns: () => held.betweenTurns(),
    isHeld: (path) => held.isHeld(String(need(path).number)),
    interfere: (after, act) => {
      interferences.push({ at: calls + after, act });
    },
    interfereNow() {
      calls = Number.MAX_SAFE_INTEGER / 2;
      step();
    },
    renumberDevices(number) {
      device = number;
    },
    fileSystem: {
      async find(pattern) {
        step();
        if (find(pattern) !== undefined) return [pattern];
        const isBelow = (name: string): boolean => name.startsWith(`${pattern}/`);
        return [...names.keys()]
          .filter(
            (name) => find(name) !== undefined && (isBelow(name) || isMatch(pattern).test(name)),
          )
          .sort();
      },
      async readDirectory(path) {
        step();
        return [...names.keys()]
          .filter((name) => dirname(name) === path)
          .map((name) => basename(name));
      },
      async stat(path) {
        step();
        const inode = find(path);
        return inode && statOf(inode);
      },
      async realPath(path) {
        step();
        return find(path) && follow(path);
      },
      async open(path) {
        step();
        if (unreadable.has(path)) {
          const { describeFileError } = await import('../../../src/source/file.ts');
          throw describeFileError({ code: 'EACCES' }, path);
        }
        const inode = find(path);
        return inode && held.add(String(inode.number), openFile(inode));
      },
    },
    openWriter: (path) => writer(path, false),
    openPositionedWriter: (path) => writer(path, true),
    append(path, text) {
      const inode = find(path) ?? create(follow(path));
      put(inode, text, inode.bytes.length);
    },
    write(path, bytes) {
      const inode = find(path) ?? create(path);
      inode.bytes = Buffer.alloc(0);
      put(inode, bytes, 0);
    },
    read: (path) => need(path).bytes,
    rename(from, to) {
      const entry = names.get(from)!;
      if (entry === undefined) throw new Error(`${from} does not exist`);
      if (names.has(to)) drop(to);
      names.delete(from);
      names.set(to, entry);
    },
    copy(from, to) {
      const bytes = Buffer.from(need(from).bytes);
      const inode = find(to) ?? create(to);
      inode.bytes = bytes;
      touch(inode);
    },
    truncate(path) {
      const inode = need(path);
      inode.bytes = Buffer.alloc(0);
      touch(inode);
    },
    unlink: drop,
    symlink(target, path) {
      names.set(path, target);
    },
    link(from, to) {
      const inode = need(from);
      inode.links++;
      names.set(to, inode);
    },
    exists: (path) => find(path) !== undefined,
    list: (directory) => [...names.keys()].filter((name) => dirname(name) === join(directory)),
    dateLike(path, from) {
      need(path).modifiedMs = need(from).modifiedMs;
    },
    now: () => nowMs,
    pass(ms) {
      nowMs += ms;
    },
  };
}

/** Patterns of tests have stars within names only. */
function isMatch(pattern: string): RegExp {
  const escaped = pattern.replace(/[.+^${}()|[\]\\]/g, '\\$&').replaceAll('*', '[^/]*');
  return new RegExp(`^${escaped}$`);
}
