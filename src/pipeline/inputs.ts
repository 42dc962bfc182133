/** Opens the inputs of a run one after the other; a bad one is told and the others go on. */

import type { Readable } from 'node:stream';
import { decompress, type Packed, type Unpacked, unpack } from '../decompress/decompress.ts';
import { utf8Head, utf16Of } from '../frame/utf16.ts';
import type { Meter } from '../model/meter.ts';
import type { Packing } from '../model/packing.ts';
import type { ByteReader, Source } from '../model/source.ts';
import { ToolError } from '../model/tool-error.ts';
import { binaryKind } from '../source/binary.ts';
import { type FoundSource, findSources } from '../source/find.ts';
import type { Share, SharePart } from './shards.ts';

export interface InputOptions {
  readonly paths: readonly string[];
  /** A file with more paths, `-` for standard input. */
  readonly filesFrom?: string | undefined;
  readonly stdin: Readable;
  readonly signal: AbortSignal;
  /** Stop at the first bad input. */
  readonly strict: boolean;
  /** Most bytes that may come out of one packed source; no bound if undefined. */
  readonly unpackedBytesMax?: number | undefined;
  /** Archives are not looked into: each is one input. */
  readonly isLookOnly?: boolean;
  /** Counts what is read, as it is stored. */
  readonly meter?: Meter;
  /** Told once of every input that failed before a byte of it was read. */
  onProblem(problem: ToolError, name: string): void;
  /** Told of files of a directory, a pattern or an archive that are no logs. */
  onSkip(reason: string, bytes: number, name: string): void;
}

export interface OpenInput {
  /** Of a file in an archive, named `archive!/file`, it has no path. */
  readonly source: Pick<Source, 'name' | 'modifiedMs' | 'sizeBytes' | 'path'>;
  readonly packing: Packing | 'none';
  /** The first bytes, as many as came at once. */
  readonly head: Uint8Array;
  readonly reader: ByteReader;
  /** Those of its stretches that are to be read instead; undefined for all of it. */
  readonly stretches: readonly number[] | undefined;
  /** Opens the same bytes once more; undefined where that cannot be done, or not without a long way. */
  readonly reopen: (() => Promise<ByteReader>) | undefined;
}

/** What one PATH stands for, or what is wrong with it. */
export interface FoundPath {
  readonly path: string;
  readonly found: readonly FoundSource[];
  readonly error?: unknown;
}

/** Every input that could be opened, in order. The consumer closes the reader. */
export async function* openInputs(
  options: InputOptions,
  paths: AsyncIterable<FoundPath> | Iterable<FoundPath> = findPaths(options),
  share?: Share,
): AsyncGenerator<OpenInput> {
  const identities = new Set<string>();
  const isOurs = (name: string): boolean => share?.isOurs(name) ?? true;
  for await (const { path, found, error } of paths) {
    if (error !== undefined && isOurs(path)) tell(options, error, path);
    let holdsLogs = found.length === 0;
    for (const one of found) {
      if (options.signal.aborted) return;
      const { source, isNamed, identity } = one;
      if (!isNamed && identities.has(identity)) {
        if (isOurs(source.name)) options.onSkip('duplicate', source.sizeBytes, source.name);
        holdsLogs = true;
        continue;
      }
      if (identity !== '') identities.add(identity);
      const part = share?.partOf(source) ?? 'whole';
      if (part === 'none') holdsLogs = true;
      else holdsLogs = (yield* openSource(one, options, part)) || holdsLogs;
    }
    if (!holdsLogs) tell(options, noLogs(path), path);
  }
}

/** What the PATHs stand for, one after the other. */
export async function* findPaths(
  options: Pick<InputOptions, 'paths' | 'filesFrom' | 'stdin' | 'signal'>,
): AsyncGenerator<FoundPath> {
  const { paths, filesFrom, stdin, signal } = options;
  const find = async (path: string, isLiteral: boolean): Promise<FoundPath> => {
    try {
      return { path, found: await findSources(path, stdin, signal, isLiteral) };
    } catch (error) {
      return { path, found: [], error };
    }
  };
  for (const path of paths) yield find(path, false);
  if (filesFrom === undefined) return;
  const { namesIn } = await import('../source/names.ts');
  const { splitText } = await import('../frame/lines.ts');
  try {
    for await (const path of namesIn(filesFrom, stdin, splitText)) yield find(path, true);
  } catch (error) {
    if (!(error instanceof ToolError)) throw error;
    yield { path: filesFrom, found: [], error };
  }
}

function tell({ onProblem, strict }: InputOptions, error: unknown, name: string): void {
  if (error instanceof StrictStop) throw error;
  onProblem(asToolError(error), name);
  if (strict) throw new StrictStop();
}

/** The logs of one source; returns whether there was one, or a reason why not has been told. */
async function* openSource(
  { source, isNamed }: FoundSource,
  options: InputOptions,
  part: Exclude<SharePart, 'none'>,
): AsyncGenerator<OpenInput, boolean> {
  const { name } = source;
  let isTold = false;
  const budget = { left: options.unpackedBytesMax ?? Number.POSITIVE_INFINITY };
  try {
    const stored = await source.open();
    const packed = { ...source, reader: options.meter?.reading(stored) ?? stored };
    for await (const log of options.isLookOnly === true ? lookAt(packed) : unpack(packed)) {
      const { reader, packing, isMember, modifiedMs, sizeBytes } = log;
      const kind = name === '-' && !isMember ? undefined : binaryKind(textHead(log.head));
      if (kind === undefined) {
        isTold = true;
        yield {
          source: {
            name: log.name,
            modifiedMs,
            sizeBytes,
            path: isMember ? undefined : source.path,
          },
          packing,
          head: log.head,
          reader: packing === 'none' ? reader : limited(reader, budget, name),
          stretches: isMember || packing !== 'none' || part === 'whole' ? undefined : part,
          reopen: isMember || source.path === undefined ? undefined : () => reopen(source),
        };
        if (budget.left < 0 || options.signal.aborted) return true;
        continue;
      }
      await reader.close();
      if (isMember || !isNamed) options.onSkip('binary', sizeBytes, log.name);
      else {
        isTold = true;
        tell(options, binaryError(name, kind), name);
      }
    }
    if (isTold || !isNamed) return isTold;
    tell(options, noLogs(name), name);
  } catch (error) {
    tell(options, error, name);
  }
  return true;
}

/** In UTF-16 every other byte would pass for a control character. */
function textHead(head: Uint8Array): Uint8Array {
  const charset = utf16Of(head);
  return charset === undefined ? head : utf8Head(head, charset);
}

/** The source as one input, be it an archive. */
async function* lookAt(packed: Packed): AsyncGenerator<Unpacked> {
  const { archive, compressions, head, reader } = await decompress(packed);
  const packing = archive ?? compressions[0] ?? 'none';
  // What an archive begins with is no text.
  const text = archive === undefined ? head : new Uint8Array(0);
  yield { ...packed, packing, isMember: false, reader, head: text };
}

async function reopen(source: Source): Promise<ByteReader> {
  return (await decompress({ ...source, reader: await source.open() })).reader;
}

/** Fails when more bytes come out of a source than are wanted: a small file may hold anything. */
function limited(reader: ByteReader, budget: { left: number }, name: string): ByteReader {
  return {
    async read(into) {
      if (budget.left < 0) throw tooLarge(name);
      const count = await reader.read(into);
      if (count <= budget.left) {
        budget.left -= count;
        return count;
      }
      const { left } = budget;
      budget.left = -1;
      if (left === 0) throw tooLarge(name);
      return left;
    },
    close: () => reader.close(),
  };
}

/** Ends a strict run; the problem itself has been told. */
export class StrictStop extends Error {}

/** Programmer errors pass; whatever else the system says becomes a sentence. */
export function asToolError(error: unknown): ToolError {
  if (error instanceof ToolError) return error;
  throw error;
}

function binaryError(name: string, kind: string): ToolError {
  const what = kind === 'binary' ? '' : ` (${kind})`;
  return new ToolError('input-binary', {
    zh: `${name}：是二进制文件${what}，不是日志，已跳过。如果确实是日志，请用管道输入：wecomlog report - < ${name}`,
    en: `${name}: a binary file${what}, no log; skipped. If it is a log after all, pipe it: wecomlog report - < ${name}`,
  });
}

function noLogs(path: string): ToolError {
  return new ToolError('input-no-logs', {
    zh: `${path}：只有二进制文件，没有日志。请给出日志所在的目录或文件。`,
    en: `${path}: holds binary files only, no log. Give the directory or the file the log is in.`,
  });
}

function tooLarge(name: string): ToolError {
  return new ToolError('unpacked-limit', {
    zh: `${name}：解开后的内容超过 --max-unpacked，其余未读取；之前的已计入。确认文件可信后请加大该值。`,
    en: `${name}: unpacks to more than --max-unpacked, the rest was not read; what came before was counted. If you trust the file, raise the limit.`,
  });
}
