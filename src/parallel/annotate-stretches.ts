/** Annotates one stretch of a file after the other, in whatever thread this is. */
import { FRAME_LIMITS, frameBlocks } from '../frame/blocks.ts';
import { ToolError } from '../model/tool-error.ts';
import type { StretchFile } from '../source/stretch.ts';
import type { AnnotateSettings, BlockAnnotator } from './annotate-blocks.ts';

/** How a stretch came to its end. */
export interface StretchEnd {
  /** The last line has no line feed: the file ended. */
  readonly isOpenEnded: boolean;
  /** What went wrong; what was read before has been given. */
  readonly problem: ToolError | undefined;
}

/** A thread's part in the work on one file. */
export interface Share {
  /** The number of the stretch to do next; undefined when there is none, or no use in any. */
  next(): Promise<number | undefined>;
  /** Gives bytes of the stretch, in order, borrowed until this resolves; with `end` the last of them. */
  give(number: number, bytes: Uint8Array, end?: StretchEnd): Promise<void>;
  /** Resolves when all that stands before the stretch has been written. */
  turn(number: number): Promise<void>;
}

/** How a file is divided; the same for all threads, though the file may grow. */
export interface Division {
  readonly stretchBytes: number;
  /** The last stretch has also what is written later. */
  readonly count: number;
}

/** Bytes that are given at once, or more. */
const PART_BYTES = 1 << 19;

/** Takes stretches until `share` has none. */
export async function annotateStretches(
  file: StretchFile,
  { stretchBytes, count }: Division,
  blocks: BlockAnnotator,
  settings: AnnotateSettings,
  share: Share,
): Promise<void> {
  const { output } = blocks;
  while (true) {
    const number = await share.next();
    if (number === undefined) return;
    const to = number === count - 1 ? Number.POSITIVE_INFINITY : (number + 1) * stretchBytes;
    let isOpenEnded = false;
    let problem: ToolError | undefined;
    try {
      const stretch = file.stretch(number * stretchBytes, to);
      if (stretch !== undefined) {
        const from = { offset: stretch.offset, context: NO_CONTEXT };
        for await (const block of frameBlocks(
          stretch.reader,
          blocks.arena.bytes,
          FRAME_LIMITS,
          from,
        )) {
          // Such a record may be held back whole: only one thread at a time may have one in memory.
          if (block.part === 'first' && settings.only !== 'all') await share.turn(number);
          blocks.annotate(block);
          isOpenEnded = block.openEnded;
          if (output.length() >= PART_BYTES) await share.give(number, output.take());
        }
      }
    } catch (error) {
      if (!(error instanceof ToolError)) throw error;
      problem = error;
    }
    await share.give(number, output.take(), { isOpenEnded, problem });
  }
}

/** An annotation hangs on its own line alone. */
const NO_CONTEXT = new Uint8Array(0);

/** The division of a file of this size. */
export function divide(sizeBytes: number, stretchBytes: number): Division {
  return { stretchBytes, count: Math.max(1, Math.ceil(sizeBytes / stretchBytes)) };
}
