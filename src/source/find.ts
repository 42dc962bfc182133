/** From what the user wrote to sources: files, directories with all below them, patterns, `-`. */
import { stat } from 'node:fs/promises';
import type { Readable } from 'node:stream';
import { escapePath, glob, isDynamicPattern } from 'tinyglobby';
import type { Source } from '../model/source.ts';
import { ToolError } from '../model/tool-error.ts';
import { describeFileError, fileSource } from './file.ts';
import { streamSource } from './stdin.ts';

export interface FoundSource {
  readonly source: Source;
  /** The user named this very input; what a directory or a pattern gave may be passed over. */
  readonly isNamed: boolean;
}

/** The sources of one PATH, in order of their names. Throws a ToolError if there is none. */
export async function findSources(
  path: string,
  stdin: Readable,
  signal: AbortSignal,
): Promise<FoundSource[]> {
  if (path === '-') return [{ source: streamSource(stdin, signal), isNamed: true }];
  const found = await stat(path).catch((error: unknown) => {
    if (isDynamicPattern(path)) return undefined;
    throw describeFileError(error, path);
  });
  if (found?.isDirectory() === true) return fromDirectory(path);
  if (found !== undefined) {
    return [{ source: fileSource(path, path, found.mtimeMs, found.size), isNamed: true }];
  }
  const matched = await filesOf(path);
  if (matched.length > 0) return matched;
  throw new ToolError('input-no-match', {
    zh: `${path}：没有匹配的文件。请检查通配符（** 匹配多层目录）。`,
    en: `${path}: no file matches. Check the pattern (** matches any depth).`,
  });
}

async function fromDirectory(path: string): Promise<FoundSource[]> {
  const files = await filesOf(`${escapePath(path.replace(/\/+$/, '') || '/')}/**`);
  if (files.length > 0) return files;
  throw new ToolError('input-empty-directory', {
    zh: `${path}：目录中没有文件。请给出含有日志的目录，或直接给出日志文件。`,
    en: `${path}: the directory holds no files. Give a directory with logs in it, or a log file.`,
  });
}

async function filesOf(pattern: string): Promise<FoundSource[]> {
  const names = await glob(pattern, { dot: true, onlyFiles: true, expandDirectories: false });
  const sources: FoundSource[] = [];
  for (const name of names.sort(byName)) {
    const found = await stat(name).catch(() => undefined);
    // A file that vanished since is told when it is opened.
    const source = fileSource(name, name, found?.mtimeMs ?? Number.NaN, found?.size ?? Number.NaN);
    sources.push({ source, isNamed: false });
  }
  return sources;
}

/** By name with numbers as numbers, so that app.log.2 comes before app.log.10. */
const collator = new Intl.Collator('en', { numeric: true });

function byName(left: string, right: string): number {
  return collator.compare(left, right);
}
