/** What a checkpoint asks of a file system: few calls, so that a test can fail each of them. */
import {
  link,
  mkdir,
  open,
  readdir,
  readFile,
  rename,
  stat,
  unlink,
  utimes,
} from 'node:fs/promises';

export interface StateFileSystem {
  /** Makes the directory and those above it, for this user alone. */
  makeDirectory(path: string): Promise<void>;
  list(path: string): Promise<readonly string[]>;
  /** undefined if there is no such file. */
  read(path: string): Promise<Uint8Array | undefined>;
  /** Writes a file and has the disk take it. */
  write(path: string, bytes: Uint8Array): Promise<void>;
  rename(from: string, to: string): Promise<void>;
  /** A second name; false if `to` is taken. */
  link(from: string, to: string): Promise<boolean>;
  /** No error if there is no such file. */
  remove(path: string): Promise<void>;
  /** Has the disk take the names of a directory. */
  syncDirectory(path: string): Promise<void>;
  /** ms since the epoch; undefined if there is no such file. */
  modifiedMs(path: string): Promise<number | undefined>;
  touch(path: string, nowMs: number): Promise<void>;
}

/** The file system of this machine. */
export const stateFileSystem: StateFileSystem = {
  async makeDirectory(path) {
    await mkdir(path, { recursive: true, mode: 0o700 });
  },
  list: (path) => readdir(path),
  read: (path) => orAbsent(readFile(path)),
  async write(path, bytes) {
    const file = await open(path, 'w', 0o600);
    try {
      await file.writeFile(bytes);
      await file.sync();
    } finally {
      await file.close();
    }
  },
  rename,
  async link(from, to) {
    try {
      await link(from, to);
      return true;
    } catch (error) {
      if ((error as { code?: string }).code === 'EEXIST') return false;
      throw error;
    }
  },
  async remove(path) {
    await orAbsent(unlink(path));
  },
  async syncDirectory(path) {
    const directory = await open(path, 'r');
    try {
      await directory.sync();
    } finally {
      await directory.close();
    }
  },
  modifiedMs: (path) => orAbsent(stat(path)).then((found) => found?.mtimeMs),
  touch: (path, nowMs) => utimes(path, nowMs / 1000, nowMs / 1000),
};

async function orAbsent<T>(answer: Promise<T>): Promise<T | undefined> {
  try {
    return await answer;
  } catch (error) {
    if ((error as { code?: string }).code === 'ENOENT') return undefined;
    throw error;
  }
}
