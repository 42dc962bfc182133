/** A file as a source. */
import { close, fstat, open, read, readSync } from 'node:fs';
import { promisify } from 'node:util';
import type { Bilingual } from '../model/lang.ts';
import type { ByteReader, Source } from '../model/source.ts';
import { ToolError } from '../model/tool-error.ts';
import { mayBeHidden, whyDenied, whyHidden } from './denied.ts';

/** Reads after which signals and timers get their turn: some 16 MiB. */
const READS_A_TURN = 64;

const nextTurn = promisify(setImmediate);
const openFile = promisify(open);
const statFile = promisify(fstat);
const closeFile = promisify(close);

/** The file at `path`, shown as `name`; opened only when it is its turn. */
export function fileSource(
  path: string,
  name: string,
  modifiedMs: number,
  sizeBytes: number,
  isRegular: boolean,
): Source {
  const place = isRegular ? path : undefined;
  return { name, modifiedMs, sizeBytes, path: place, open: () => openReader(path, name) };
}

async function openReader(path: string, name: string): Promise<ByteReader> {
  const descriptor = await openFile(path, 'r').catch((error: unknown) => {
    throw describeFileError(error, name);
  });
  const stat = await statFile(descriptor);
  if (stat.isDirectory()) {
    await closeFile(descriptor);
    throw describeFileError({ code: 'EISDIR' }, name);
  }
  let isOpen = true;
  let reads = 0;
  return {
    // A disk answers at once, and handing each read to another thread costs more than it saves; a
    // pipe or a device may let us wait.
    read: async (into) => {
      if (stat.isFile()) {
        if (++reads % READS_A_TURN === 0) await nextTurn();
        return readNow(descriptor, into, name);
      }
      return new Promise((resolve, reject) => {
        read(descriptor, into, 0, into.length, null, (error, count) => {
          if (error === null) resolve(count);
          else reject(describeFileError(error, name));
        });
      });
    },
    async close() {
      if (!isOpen) return;
      isOpen = false;
      await closeFile(descriptor);
    },
  };
}

function readNow(descriptor: number, into: Uint8Array, name: string): number {
  try {
    return readSync(descriptor, into, 0, into.length, null);
  } catch (error) {
    throw describeFileError(error, name);
  }
}

/** The sentence for a failed system call on `name`, with the remedy. */
export function describeFileError(error: unknown, name: string): ToolError {
  const code = (error as { code?: string }).code ?? 'unknown';
  if (code === 'EACCES' || code === 'EPERM') return deniedError(code, name, whyDenied(name), error);
  const hidden = code === 'ENOENT' && mayBeHidden(name) ? whyHidden(name) : undefined;
  if (hidden !== undefined) return deniedError(code, name, hidden, error);
  const texts: Record<string, { zh: string; en: string }> = {
    ENOENT: {
      zh: `${name}：文件不存在。请检查路径，或用引号括住通配符。`,
      en: `${name}: no such file. Check the path, or put quotes around a pattern.`,
    },
    EISDIR: {
      zh: `${name}：是目录，不是文件。请给出其中的文件，或直接给出目录路径。`,
      en: `${name}: is a directory, not a file. Name a file in it, or give the directory as PATH.`,
    },
  };
  const text = texts[code] ?? {
    zh: `${name}：读取失败（${code}）。请检查磁盘与挂载后重试。`,
    en: `${name}: cannot be read (${code}). Check the disk and the mount, then try again.`,
  };
  return new ToolError(`input-${code.toLowerCase()}`, text, error);
}

function deniedError(code: string, name: string, why: Bilingual, cause: unknown): ToolError {
  return new ToolError(
    `input-${code.toLowerCase()}`,
    { zh: `${name}：没有读取权限。${why.zh}`, en: `${name}: permission denied. ${why.en}` },
    cause,
  );
}
