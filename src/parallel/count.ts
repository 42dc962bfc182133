/** Counts the records of a source into a summary: frame, scan, judge, aggregate. */
import {
  createAggregator,
  type Dedupe,
  type SourceWorkload,
  type TimeRange,
} from '../analyze/aggregate.ts';
import { createEntryReader } from '../analyze/entry.ts';
import type { Summary } from '../analyze/summary.ts';
import {
  AT_BEGINNING,
  FRAME_LIMITS,
  type FrameStart,
  frameBlocks,
  frameBytes,
} from '../frame/blocks.ts';
import { createPartsJoiner, type PartsJoiner } from '../frame/join-parts.ts';
import type { Tolerance } from '../model/catalog.ts';
import type { ByteReader } from '../model/source.ts';
import { ToolError } from '../model/tool-error.ts';
import { createTimeReader } from '../record/time.ts';
import type { Zone } from '../record/zone.ts';
import type { Engine } from './engine.ts';

export interface CounterOptions {
  readonly engine: Engine;
  readonly summary: Summary;
  /** Whether the catalogue has an entry for the number. */
  readonly isCatalogued: (errcode: number) => boolean;
  readonly tolerances: readonly Tolerance[];
  readonly workload: SourceWorkload;
  readonly dedupe: Dedupe;
  readonly zone: Zone;
  readonly range: TimeRange;
  /** Ms since the epoch: times without a year are of the latest year that is not after it. */
  readonly latestMs: number;
  /** Whether undated records are of the entry above them; elements of a document are not. */
  readonly inherits?: boolean;
  /** Whether to stop: asked after each block. */
  readonly isStopped: () => boolean;
}

/** What was read of a source. */
export interface SourceTally {
  bytes: number;
  lines: number;
  events: number;
  /** Records over the limit: judged window by window, or cut where they come in parts. */
  longRecords: number;
  /** What went wrong; what was read before is counted. */
  problem: ToolError | undefined;
}

export function createTally(): SourceTally {
  return { bytes: 0, lines: 0, events: 0, longRecords: 0, problem: undefined };
}

/** Where a stretch begins, and the lines before it of which it may repeat something. */
interface StretchStart extends FrameStart {
  readonly before?: FrameStart & { readonly lines: Uint8Array };
}

/** Counts one source; called once, or for stretches of it in order of their place. */
export type SourceCounter = (
  reader: ByteReader,
  tally: SourceTally,
  from?: StretchStart,
) => Promise<void>;

export function createSourceCounter(options: CounterOptions): SourceCounter {
  const { engine, summary, isCatalogued, tolerances, zone, range, latestMs, isStopped } = options;
  const { workload, dedupe } = options;
  const { judge, arena } = engine;
  const { bytes } = arena;
  const time = createTimeReader({ zone, latestMs });
  const entry = createEntryReader(bytes, time, options.inherits ?? true);
  const aggregator = createAggregator({
    ...{ summary, isCatalogued, tolerances, workload, dedupe, bytes, entry, time, range, zone },
    fast: engine.fastCounter,
    successes: engine.successReader,
  });
  const { repeatFinder } = engine;
  /** A record of a JSON document is none of a runtime's parts. */
  const joinerAt = (from: FrameStart): PartsJoiner | undefined =>
    options.inherits === false ? undefined : createPartsJoiner(bytes, from);
  /** Takes note of the hints before a stretch, which the records in it may repeat. */
  const lookBack = (before: NonNullable<StretchStart['before']>): void => {
    const { lines } = before;
    for (const block of frameBytes(lines, bytes, FRAME_LIMITS, before, joinerAt(before))) {
      repeatFinder.mark(block, judge.judge(block));
    }
  };
  return async (reader, tally, from: StretchStart = AT_BEGINNING) => {
    let start = from.offset;
    const joiner = joinerAt(from);
    repeatFinder.open();
    if (from.before !== undefined) lookBack(from.before);
    try {
      for await (const block of frameBlocks(reader, bytes, FRAME_LIMITS, from, joiner)) {
        const rows = judge.judge(block);
        repeatFinder.mark(block, rows);
        tally.events += aggregator.add(block, judge.events, rows);
        const end = block.offset + block.end - block.start;
        tally.bytes += end - start;
        start = end;
        tally.lines += engine.lineFeeds() + (block.openEnded ? 1 : 0);
        if (block.part === 'last') tally.longRecords++;
        if (isStopped()) break;
      }
    } catch (error) {
      if (!(error instanceof ToolError)) throw error;
      tally.problem ??= error;
    }
    tally.longRecords += joiner?.tooLong() ?? 0;
    aggregator.flush();
  };
}
