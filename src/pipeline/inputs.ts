/** Opens the inputs of a run one after the other; a bad one is told and the others go on. */

import type { Readable } from 'node:stream';
import { decompress } from '../decompress/decompress.ts';
import type { ByteReader, Source } from '../model/source.ts';
import { ToolError } from '../model/tool-error.ts';
import { binaryKind } from '../source/binary.ts';
import { findSources } from '../source/find.ts';

export interface InputOptions {
  readonly paths: readonly string[];
  readonly stdin: Readable;
  readonly signal: AbortSignal;
  /** Stop at the first bad input. */
  readonly strict: boolean;
  /** Told once of every input that failed before a byte of it was read. */
  onProblem(problem: ToolError, name: string): void;
  /** Told of files of a directory or a pattern that are no logs. */
  onSkip(reason: string, bytes: number, name: string): void;
}

export interface OpenInput {
  readonly source: Source;
  readonly packing: 'none' | 'gzip';
  readonly reader: ByteReader;
}

/** Every input that could be opened, in order. The consumer closes the reader. */
export async function* openInputs(options: InputOptions): AsyncGenerator<OpenInput> {
  const tell = (error: unknown, name: string): void => {
    options.onProblem(asToolError(error), name);
    if (options.strict) throw new StrictStop();
  };
  const identities = new Set<string>();
  for (const path of options.paths) {
    let found: Awaited<ReturnType<typeof findSources>> = [];
    try {
      found = await findSources(path, options.stdin, options.signal);
    } catch (error) {
      tell(error, path);
    }
    let isAllBinary = found.length > 0 && !found.some((one) => one.isNamed);
    for (const { source, isNamed, identity } of found) {
      if (options.signal.aborted) return;
      if (!isNamed && identities.has(identity)) {
        options.onSkip('duplicate', source.sizeBytes, source.name);
        continue;
      }
      if (identity !== '') identities.add(identity);
      try {
        const opened = await decompress(await source.open(), source.name);
        const kind = source.name === '-' ? undefined : binaryKind(opened.head);
        if (kind === undefined) {
          isAllBinary = false;
          yield { source, packing: opened.packing, reader: opened.reader };
          continue;
        }
        await opened.reader.close();
        if (isNamed) tell(binaryError(source.name, kind), source.name);
        else options.onSkip('binary', source.sizeBytes, source.name);
      } catch (error) {
        if (error instanceof StrictStop) throw error;
        isAllBinary = false;
        tell(error, source.name);
      }
    }
    if (isAllBinary) tell(noLogs(path), path);
  }
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
