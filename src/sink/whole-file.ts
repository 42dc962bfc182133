/** Writes a file whole or not at all: beside it first, then in its place. */
import { open, rename, unlink } from 'node:fs/promises';
import { ToolError } from '../model/tool-error.ts';

export interface WholeFile {
  write(bytes: Uint8Array): Promise<void>;
  /** Puts the file in its place. */
  commit(): Promise<void>;
  /** Leaves nothing behind. */
  discard(): Promise<void>;
}

/** Opens a file that will be at `path` once it is committed. */
export async function openWhole(path: string): Promise<WholeFile> {
  const beside = `${path}.partial`;
  const file = await open(beside, 'w').catch((error: unknown) => {
    throw writeError(path, error);
  });
  return {
    async write(bytes) {
      await file.writeFile(bytes).catch((error: unknown) => {
        throw writeError(path, error);
      });
    },
    async commit() {
      await file.sync();
      await file.close();
      await rename(beside, path).catch((error: unknown) => {
        throw writeError(path, error);
      });
    },
    async discard() {
      await file.close().catch(() => undefined);
      await unlink(beside).catch(() => undefined);
    },
  };
}

export async function writeWhole(path: string, text: string): Promise<void> {
  const file = await openWhole(path);
  try {
    await file.write(Buffer.from(text));
    await file.commit();
  } catch (error) {
    await file.discard();
    throw error;
  }
}

function writeError(path: string, error: unknown): ToolError {
  const code = (error as { code?: string }).code ?? 'unknown';
  return new ToolError(
    'output-failed',
    {
      zh: `${path}：无法写入（${code}）。请检查目录是否存在、是否有写权限、磁盘是否已满。`,
      en: `${path}: cannot be written (${code}). See whether the directory exists, whether you may write there, and whether the disk is full.`,
    },
    error,
  );
}
