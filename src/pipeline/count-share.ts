/** Counts the stretches of a plain file that are one job's own (`--shard`). */
import type { Meter } from '../model/meter.ts';
import { ToolError } from '../model/tool-error.ts';
import { createTally, type SourceCounter, type SourceTally } from '../parallel/count.ts';
import { openStretches } from '../source/stretch.ts';

export interface FileShare {
  readonly path: string;
  readonly name: string;
  /** Numbers of the stretches that are counted. */
  readonly stretches: readonly number[];
  readonly stretchBytes: number;
}

/** The lines that begin in those stretches, each to its end. */
export async function countShare(
  { path, name, stretches, stretchBytes }: FileShare,
  count: SourceCounter,
  pause: () => Promise<boolean>,
  meter: Meter,
): Promise<SourceTally> {
  const tally = createTally();
  try {
    const file = openStretches(path, name);
    try {
      for (const number of stretches) {
        const from = number * stretchBytes;
        // Bounded also at the end of the file: what grows beyond it is another stretch.
        const stretch = file.stretch(from, from + stretchBytes);
        if (stretch !== undefined) await count(stretch.reader, tally, stretch);
        meter.add(Math.min(stretchBytes, file.sizeBytes - from));
        if (tally.problem !== undefined || !(await pause())) break;
      }
    } finally {
      file.close();
    }
  } catch (error) {
    if (!(error instanceof ToolError)) throw error;
    tally.problem ??= error;
  }
  return tally;
}
