/** What a follower asks of a file system: small enough that tests can play one, with every rotation. */
import { type BigIntStats, constants, type promises } from 'node:fs';
import { open, readdir, realpath, stat } from 'node:fs/promises';
import { describeFileError } from '../file.ts';
import { findNames } from '../find.ts';

export interface FileStat {
  /** Device and inode as decimal numbers; text, because an inode may exceed 2^53. */
  readonly device: string;
  readonly inode: string;
  readonly sizeBytes: number;
  readonly modifiedMs: number;
  /** Names the file has; 0 once it is deleted and only held open. */
  readonly links: number;
  readonly isFile: boolean;
}

export interface OpenFile {
  stat(): Promise<FileStat>;
  /** Reads from `position` on; resolves to the number of bytes, 0 at the end. */
  read(into: Uint8Array, position: number): Promise<number>;
  close(): Promise<void>;
}

/** Rejects with a ToolError where something is there and may not be read. */
export interface FileSystem {
  /** The files that a path, a directory or a pattern names now; none is no error. */
  find(pattern: string): Promise<readonly string[]>;
  /** Names in a directory; none if there is no such directory. */
  readDirectory(path: string): Promise<readonly string[]>;
  /** What stands at `path`, links followed; undefined if nothing does. */
  stat(path: string): Promise<FileStat | undefined>;
  /** `path` without links, absolute; undefined if nothing stands there. */
  realPath(path: string): Promise<string | undefined>;
  open(path: string): Promise<OpenFile | undefined>;
}

/** The file system of this machine. */
export const realFileSystem: FileSystem = {
  find: findNames,
  readDirectory: (path) => orAbsent(path, readdir(path)).then((names) => names ?? []),
  stat: (path) =>
    orAbsent(path, stat(path, { bigint: true })).then((found) => found && statOf(found)),
  realPath: (path) => orAbsent(path, realpath(path)),
  async open(path) {
    // Without O_NONBLOCK a named pipe that stands where a log was would hold everything up.
    const flags = constants.O_RDONLY | (constants.O_NONBLOCK ?? 0);
    const handle = await orAbsent(path, open(path, flags));
    return handle && openFile(handle, path);
  },
};

function openFile(handle: promises.FileHandle, path: string): OpenFile {
  const describe = (error: unknown): never => {
    throw describeFileError(error, path);
  };
  return {
    stat: async () => statOf(await handle.stat({ bigint: true }).catch(describe)),
    async read(into, position) {
      const { bytesRead } = await handle.read(into, 0, into.length, position).catch(describe);
      return bytesRead;
    },
    close: () => handle.close(),
  };
}

function statOf(found: BigIntStats): FileStat {
  return {
    device: String(found.dev),
    inode: String(found.ino),
    sizeBytes: Number(found.size),
    modifiedMs: Number(found.mtimeNs / 1000n) / 1000,
    links: Number(found.nlink),
    isFile: found.isFile(),
  };
}

async function orAbsent<T>(path: string, answer: Promise<T>): Promise<T | undefined> {
  try {
    return await answer;
  } catch (error) {
    const { code } = error as { code?: string };
    if (code === 'ENOENT' || code === 'ENOTDIR' || code === 'ELOOP') return undefined;
    throw describeFileError(error, path);
  }
}
