/**
 * Shares one large file between threads: each takes the next stretch until none is left. What a
 * thread counts does not depend on which stretches it took, and summaries add up in any order.
 */
import type { Meter } from '../model/meter.ts';
import type { StretchFile } from '../source/stretch.ts';
import type { SourceCounter, SourceTally } from './count.ts';

/** Whose log it is. Plain data. */
export interface WorkloadPlan {
  readonly name: string;
  /** The selector of the field in which each record says it; undefined where none does. */
  readonly field: string | undefined;
}

/** A file that is shared. Plain data, so that threads can be told of it. */
export interface DividedFile {
  /** Of the open file: threads share it, whatever happens to its name. */
  readonly descriptor: number;
  /** Bytes when it was opened: the division is the same for all. */
  readonly sizeBytes: number;
  readonly name: string;
  readonly latestMs: number;
  readonly workload: WorkloadPlan;
  /** Number of the next stretch: one 32-bit integer that all threads count up. */
  readonly next: SharedArrayBuffer;
  /** Of a meter: bytes read, for whoever shows progress. */
  readonly meter: SharedArrayBuffer;
}

/** Small enough to end together, large enough that a thread seldom asks. */
export const STRETCH_BYTES = 1 << 24;

/** A number of a stretch that no file has. */
const NO_MORE = 1 << 30;

/** Counts stretches until none is left; `pause` gives signals their turn between two. */
export async function countStretches(
  file: StretchFile,
  next: SharedArrayBuffer,
  count: SourceCounter,
  tally: SourceTally,
  pause: () => Promise<boolean>,
  meter: Meter,
): Promise<void> {
  const counter = new Int32Array(next);
  const stretches = Math.max(1, Math.ceil(file.sizeBytes / STRETCH_BYTES));
  while (true) {
    const number = Atomics.add(counter, 0, 1);
    if (number >= stretches) return;
    const isLast = number === stretches - 1;
    const to = isLast ? Number.POSITIVE_INFINITY : (number + 1) * STRETCH_BYTES;
    const stretch = file.stretch(number * STRETCH_BYTES, to);
    if (stretch !== undefined) await count(stretch.reader, tally, stretch);
    meter.add(Math.min(STRETCH_BYTES, file.sizeBytes - number * STRETCH_BYTES));
    if (tally.problem !== undefined || !(await pause())) {
      Atomics.store(counter, 0, NO_MORE);
      return;
    }
  }
}
