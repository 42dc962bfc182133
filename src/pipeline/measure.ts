/** How much there is to read, before anything is read. */
import { Readable } from 'node:stream';
import { findPaths } from './inputs.ts';

/** Bytes of all files as they are stored; undefined where one of them does not say. */
export async function measureInputs(
  paths: readonly string[],
  signal: AbortSignal,
): Promise<number | undefined> {
  if (paths.includes('-')) return undefined;
  let total = 0;
  // What cannot be found is told when it is opened.
  for await (const { found } of findPaths({ paths, stdin: Readable.from([]), signal })) {
    for (const { source } of found) total += source.sizeBytes;
  }
  return Number.isNaN(total) ? undefined : total;
}
