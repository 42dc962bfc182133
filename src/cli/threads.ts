/** How many threads a command uses, and their early start. Imports little, because it is wanted first. */
import { availableParallelism } from 'node:os';
import type { Worker } from 'node:worker_threads';
import {
  AT_ONCE_ASKED_BYTES_MIN,
  AT_ONCE_BYTES_MIN,
  DIVIDED_ASKED_BYTES_MIN,
  DIVIDED_BYTES_MIN,
} from '../model/limits.ts';
import { ToolError } from '../model/tool-error.ts';
import { startEarly } from '../pipeline/early.ts';
import type { CommandInput } from './command.ts';

/** Threads to use: as asked, or as many as there are cores, four at most; and from which size on. */
export function threadsOf({ flags }: Pick<CommandInput, 'flags'>): {
  threads: number;
  dividedBytesMin: number;
  atOnceBytesMin: number;
} {
  const { threads } = flags;
  if (threads === undefined) {
    const most = Math.min(availableParallelism(), THREADS_DEFAULT_MAX);
    return {
      ...{ threads: most, dividedBytesMin: DIVIDED_BYTES_MIN },
      atOnceBytesMin: AT_ONCE_BYTES_MIN,
    };
  }
  if (Number.isInteger(threads) && Number(threads) >= 1 && Number(threads) <= THREADS_MAX) {
    return {
      ...{ threads: Number(threads), dividedBytesMin: DIVIDED_ASKED_BYTES_MIN },
      atOnceBytesMin: AT_ONCE_ASKED_BYTES_MIN,
    };
  }
  throw new ToolError('threads-invalid', {
    zh: `--threads 应为 1 到 ${THREADS_MAX} 的整数。`,
    en: `--threads takes a whole number from 1 to ${THREADS_MAX}.`,
  });
}

const THREADS_DEFAULT_MAX = 4;
const THREADS_MAX = 64;

/** The other threads, started now if a file is large enough to be shared; none else. */
export function startThreadsFor(
  input: Pick<CommandInput, 'positionals' | 'flags'>,
): readonly Worker[] {
  const { threads, dividedBytesMin } = threadsOf(input);
  if (input.flags.state !== undefined) return [];
  return startEarly(input.positionals, threads, dividedBytesMin);
}
