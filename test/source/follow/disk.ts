/** What tests do to files: on a simulated file system and on a real one alike. */
import {
  appendFileSync,
  closeSync,
  copyFileSync,
  existsSync,
  linkSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  statSync,
  symlinkSync,
  truncateSync,
  unlinkSync,
  utimesSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import type { FileSystem } from '../../../src/source/follow/file-system.ts';
import { identityOf } from '../../../src/source/follow/stream.ts';
import { createHandles } from './handles.ts';

export interface Writer {
  write(text: string | Uint8Array): void;
  close(): void;
}

/** A disk under tests. Paths are absolute. */
export interface Disk {
  readonly fileSystem: FileSystem;
  /** Opens a file for appending, as loggers do; it keeps writing to it whatever its name becomes. */
  openWriter(path: string): Writer;
  /** Opens a file and writes at its own position, as a program does that was started with `>`. */
  openPositionedWriter(path: string): Writer;
  append(path: string, text: string | Uint8Array): void;
  write(path: string, bytes: Uint8Array | string): void;
  read(path: string): Buffer;
  rename(from: string, to: string): void;
  copy(from: string, to: string): void;
  truncate(path: string): void;
  unlink(path: string): void;
  symlink(target: string, path: string): void;
  link(from: string, to: string): void;
  exists(path: string): boolean;
  list(directory: string): string[];
  /** Tells that a turn of the follower begins or ends. */
  betweenTurns(): void;
  /** Whether the follower has held the file open since before the turn that is under way. */
  isHeld(path: string): boolean;
  /** Dates `path` like `from`, as gzip does. */
  dateLike(path: string, from: string): void;
  now(): number;
  /** Moves the clock of the follower. */
  pass(ms: number): void;
}

/** Compresses `path` in place, as logrotate does. */
export function gzipFile(disk: Disk, path: string): void {
  disk.write(`${path}.gz`, gzipSync(disk.read(path)));
  disk.dateLike(`${path}.gz`, path);
  disk.unlink(path);
}

/** Copies and empties, as logrotate's copytruncate does. */
export function copyTruncate(disk: Disk, path: string, to: string, between?: () => void): void {
  disk.copy(path, to);
  between?.();
  disk.truncate(path);
}

/** The plain content of a file, inflated if it is compressed; empty if it is not whole. */
export function plainOf(disk: Disk, path: string): Buffer {
  const bytes = disk.read(path);
  if (!path.endsWith('.gz')) return bytes;
  try {
    return gunzipSync(bytes);
  } catch {
    return Buffer.alloc(0);
  }
}

/** The disk of this machine below a folder that exists. */
export function realDisk(fileSystem: FileSystem): Disk {
  let passedMs = 0;
  const handles = createHandles();
  const writer = (path: string, flags: string, isPositioned: boolean): Writer => {
    const descriptor = openSync(path, flags);
    let position = isPositioned ? statSync(path).size : undefined;
    return {
      write(text) {
        const bytes = Buffer.from(text as string);
        writeSync(descriptor, bytes, 0, bytes.length, position ?? null);
        if (position !== undefined) position += bytes.length;
      },
      close: () => closeSync(descriptor),
    };
  };
  return {
    fileSystem: {
      ...fileSystem,
      async open(path) {
        const file = await fileSystem.open(path);
        return file && handles.add(identityOf(await file.stat()), file);
      },
    },
    betweenTurns: () => handles.betweenTurns(),
    isHeld(path) {
      const { dev, ino } = statSync(path, { bigint: true });
      return handles.isHeld(`${dev}:${ino}`);
    },
    openWriter: (path) => writer(path, 'a', false),
    openPositionedWriter: (path) => {
      appendFileSync(path, '');
      return writer(path, 'r+', true);
    },
    append: appendFileSync,
    write: writeFileSync,
    read: readFileSync,
    rename: renameSync,
    copy: copyFileSync,
    truncate: (path) => truncateSync(path, 0),
    unlink: unlinkSync,
    symlink: symlinkSync,
    link: linkSync,
    exists: existsSync,
    list: (directory) => readdirSync(directory).map((name) => join(directory, name)),
    dateLike(path, from) {
      const { atime, mtime } = statSync(from);
      utimesSync(path, atime, mtime);
    },
    now: () => Date.now() + passedMs,
    pass(ms) {
      passedMs += ms;
    },
  };
}
