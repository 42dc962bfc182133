/** From what the user wrote to sources: files, directories with all below them, patterns, `-`. */
import { accessSync, constants, statSync } from 'node:fs';
import { stat } from 'node:fs/promises';
import type { Readable } from 'node:stream';
import type { Source } from '../model/source.ts';
import { ToolError } from '../model/tool-error.ts';
import { mayBeHidden, whyHidden } from './denied.ts';
import { describeFileError, fileSource } from './file.ts';
import { streamSource } from './stdin.ts';

export interface FoundSource {
  readonly source: Source;
  /** The user named this very input; what a directory or a pattern gave may be passed over. */
  readonly isNamed: boolean;
  /** The same for two names of one file; empty if unknown. */
  readonly identity: string;
}

/**
 * The sources of one PATH, in order of their names. Throws a ToolError if there is none. A name that
 * is taken literally is no pattern, nor standard input.
 */
export async function findSources(
  path: string,
  stdin: Readable,
  signal: AbortSignal,
  isLiteral = false,
): Promise<FoundSource[]> {
  if (path === '-' && !isLiteral)
    return [{ source: streamSource(stdin, signal), isNamed: true, identity: '' }];
  const found = await stat(path).catch((error: unknown) => {
    if (isPattern(path) && !isLiteral) return undefined;
    throw describeFileError(error, path);
  });
  if (found?.isDirectory() === true) return fromDirectory(path);
  if (found !== undefined) {
    const source = fileSource(path, path, found.mtimeMs, found.size, found.isFile());
    return [{ source, isNamed: true, identity: `${found.dev}:${found.ino}` }];
  }
  const matched = await filesOf(path);
  if (matched.length > 0) return matched;
  refuseClosed(path);
  throw new ToolError('input-no-match', {
    zh: `${path}：没有匹配的文件。请检查通配符（** 匹配多层目录）。`,
    en: `${path}: no file matches. Check the pattern (** matches any depth).`,
  });
}

/** The names of the files of one PATH as they are now; none is no error. */
export async function findNames(path: string): Promise<string[]> {
  const found = await stat(path).catch((error: unknown) => {
    const { code } = error as { code?: string };
    if (code === 'ENOENT' || code === 'ENOTDIR' || code === 'ELOOP') return undefined;
    throw describeFileError(error, path);
  });
  if (found?.isDirectory() === true) return namesOf(await everythingBelow(path));
  if (found !== undefined) return [path];
  const names = isPattern(path) ? await namesOf(path) : [];
  if (names.length === 0) refuseClosed(path);
  return names;
}

/** A folder that may not be looked into, and one that systemd hides, look empty; they are told instead. */
function refuseClosed(path: string): void {
  const folder = folderBefore(path);
  if (mayBeHidden(folder) && whyHidden(folder) !== undefined) {
    throw describeFileError({ code: 'ENOENT' }, path);
  }
  try {
    if (!statSync(folder).isDirectory()) return;
    accessSync(folder, constants.R_OK | constants.X_OK);
  } catch (error) {
    if ((error as { code?: string }).code === 'EACCES') throw describeFileError(error, folder);
  }
}

/** The folder that what a path or a pattern names lies in, or lies below. */
function folderBefore(path: string): string {
  const parts = path.split('/');
  const first = parts.findIndex(isPattern);
  const named = first < 0 ? parts.slice(0, -1) : parts.slice(0, first);
  return named.join('/') || (path.startsWith('/') ? '/' : '.');
}

/** Whether `path` holds a character of a pattern. */
function isPattern(path: string): boolean {
  return /[*?[\]{}()!]/.test(path);
}

async function fromDirectory(path: string): Promise<FoundSource[]> {
  const files = await filesOf(await everythingBelow(path));
  if (files.length > 0) return files;
  throw new ToolError('input-empty-directory', {
    zh: `${path}：目录中没有文件。请给出含有日志的目录，或直接给出日志文件。`,
    en: `${path}: the directory holds no files. Give a directory with logs in it, or a log file.`,
  });
}

async function everythingBelow(path: string): Promise<string> {
  const { escapePath } = await import('tinyglobby');
  return `${escapePath(path.replace(/\/+$/, '') || '/')}/**`;
}

async function namesOf(pattern: string): Promise<string[]> {
  // Loaded when a pattern or a directory asks for it: a plain file need not wait.
  const { glob } = await import('tinyglobby');
  const collator = new Intl.Collator('en', { numeric: true });
  const names = await glob(pattern, {
    dot: true,
    onlyFiles: true,
    expandDirectories: false,
    absolute: pattern.startsWith('/'),
  });
  // Numbers as numbers, so that app.log.2 comes before app.log.10.
  return names.sort(collator.compare);
}

async function filesOf(pattern: string): Promise<FoundSource[]> {
  const sources: FoundSource[] = [];
  for (const name of await namesOf(pattern)) {
    const found = await stat(name).catch(() => undefined);
    // A file that vanished since is told when it is opened.
    const source = fileSource(
      name,
      name,
      found?.mtimeMs ?? Number.NaN,
      found?.size ?? Number.NaN,
      found?.isFile() === true,
    );
    const identity = found === undefined ? '' : `${found.dev}:${found.ino}`;
    sources.push({ source, isNamed: false, identity });
  }
  return withoutLinks(sources);
}

/** A link leads to bytes that stand elsewhere under their own, shorter name. */
function withoutLinks(sources: readonly FoundSource[]): FoundSource[] {
  const shortest = new Map<string, string>();
  for (const { source, identity } of sources) {
    const known = shortest.get(identity);
    if (known === undefined || source.name.length < known.length)
      shortest.set(identity, source.name);
  }
  return sources.filter(
    ({ source, identity }) => identity === '' || shortest.get(identity) === source.name,
  );
}
