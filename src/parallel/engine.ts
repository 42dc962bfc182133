/** Lays out the memory and wires scanner, evidence and judge around it; once per thread. */
import { createFastCounter, FAST_COUNTER_BYTES, type FastCounter } from '../analyze/fast-count.ts';
import { createJudge, type Judge } from '../analyze/judge.ts';
import { OUTPUT_BYTES } from '../analyze/output.ts';
import { createRepeatFinder, REPEAT_FINDER_BYTES, type RepeatFinder } from '../analyze/repeats.ts';
import {
  createSuccessReader,
  SUCCESS_READER_BYTES,
  type SuccessReader,
} from '../analyze/successes.ts';
import { arenaBytes, FRAME_LIMITS } from '../frame/blocks.ts';
import { type Arena, type Kernels, openArena } from '../model/arena.ts';
import type { Encoding } from '../record/encoding.ts';
import { createEvidence } from '../record/evidence.ts';
import { rowsFor } from '../scan/candidate.ts';
import { createScalarScanner } from '../scan/scalar.ts';
import { createScanner } from '../scan/scanner.ts';

export interface Engine {
  /** All memory; offsets in blocks and events count from its beginning. */
  readonly arena: Arena;
  readonly judge: Judge;
  /** Counts plain events faster; undefined where the runtime cannot. */
  readonly fastCounter: FastCounter | undefined;
  /** Finds failures that two records tell of. */
  readonly repeatFinder: RepeatFinder;
  /** Finds what successes hide. */
  readonly successReader: SuccessReader;
  /** Line feeds in the block judged last. */
  lineFeeds(): number;
}

export interface EngineOptions {
  /** Whether a number is a code of some platform we know. */
  readonly isKnown: (errcode: number) => boolean;
  readonly encoding: Encoding;
  /** Those of another thread. */
  readonly kernels?: Kernels;
}

/** GB18030 to UTF-8 makes two bytes three. */
const TRANSCODING_GROWTH = 1.5;
const SLACK_BYTES = 4096;

export function openEngine({ isKnown, encoding, kernels }: EngineOptions): Engine {
  const blockBytesMax =
    FRAME_LIMITS.recordBytesMax + FRAME_LIMITS.overlapBytes + FRAME_LIMITS.readBytes;
  const scratchBytes = Math.ceil(blockBytesMax * TRANSCODING_GROWTH) + SLACK_BYTES;
  const arena = openArena(
    arenaBytes() +
      rowsFor(blockBytesMax) * 8 +
      scratchBytes +
      FAST_COUNTER_BYTES +
      REPEAT_FINDER_BYTES +
      SUCCESS_READER_BYTES +
      OUTPUT_BYTES +
      16 * SLACK_BYTES,
    kernels,
  );
  // The framer's memory comes first: its offsets are then the arena's.
  arena.allocate(arenaBytes());
  const scratchAt = arena.allocate(scratchBytes);
  const scanner = createScanner(arena, blockBytesMax);
  const judge = createJudge({
    arena,
    scanner,
    evidence: createEvidence(arena),
    scratch: {
      scanner: createScalarScanner(arena, scratchBytes),
      at: scratchAt,
      length: scratchBytes,
    },
    encoding,
    isKnown,
  });
  let fastCounter: FastCounter | undefined;
  let repeatFinder: RepeatFinder | undefined;
  let successReader: SuccessReader | undefined;
  const successes = (): SuccessReader => {
    successReader ??= createSuccessReader(arena);
    return successReader;
  };
  return {
    ...{ arena, judge },
    // Opened when asked for: only counting needs it.
    get fastCounter() {
      fastCounter ??= createFastCounter(arena, judge.events, successes());
      return fastCounter;
    },
    get repeatFinder() {
      repeatFinder ??= createRepeatFinder(arena, judge.events);
      return repeatFinder;
    },
    get successReader() {
      return successes();
    },
    lineFeeds: () => scanner.lineFeeds,
  };
}
