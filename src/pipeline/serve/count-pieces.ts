/** Counts what a follower hands out: piece → frame → judge → live summary, as a report would count it. */
import { createEntryReader } from '../../analyze/entry.ts';
import { createLiveCounter } from '../../analyze/live/counter.ts';
import type { Live } from '../../analyze/live/live.ts';
import type { WorkloadSelector } from '../../analyze/live/workload.ts';
import { FRAME_LIMITS, type FrameStart, frameBlocks, frameBytes } from '../../frame/blocks.ts';
import { createPartsJoiner } from '../../frame/join-parts.ts';
import type { Block } from '../../model/block.ts';
import type { Catalog } from '../../model/catalog.ts';
import type { ByteReader } from '../../model/source.ts';
import { type Engine, openEngine } from '../../parallel/engine.ts';
import type { Encoding } from '../../record/encoding.ts';
import { createTimeReader } from '../../record/time.ts';
import type { Zone } from '../../record/zone.ts';
import type { Piece } from '../../source/follow/state.ts';

export interface PieceCounterOptions {
  readonly live: Live;
  /** The catalogue of now: it may change between two pieces. */
  readonly catalog: () => Catalog;
  readonly selector: WorkloadSelector;
  readonly encoding: Encoding;
  readonly zone: Zone;
  /** Ms since the epoch. */
  readonly now: () => number;
}

/**
 * Counts a piece, and of a line that is longer than one all that follow: `next` gives them. What was
 * counted then is whole lines.
 */
export type PieceCounter = (piece: Piece, next: () => Promise<Piece | undefined>) => Promise<void>;

const DAY_MS = 86_400_000;

export function createPieceCounter(options: PieceCounterOptions): PieceCounter {
  const { live, catalog, encoding } = options;
  const engine = openEngine({ isKnown: (errcode) => catalog().isKnown(errcode), encoding });
  const { bytes } = engine.arena;
  return async (piece, next) => {
    const count = openCounter(options, engine, piece);
    const from: FrameStart = { offset: piece.from, context: piece.context };
    const joiner = createPartsJoiner(bytes, from);
    if (continuesLine(piece)) live.lines--;
    if (!piece.isLineOpen) {
      live.bytes += piece.bytes.length;
      for (const block of frameBytes(piece.bytes, bytes, FRAME_LIMITS, from, joiner)) count(block);
      return;
    }
    const reader = readerOf(piece, next, (length) => {
      live.bytes += length;
    });
    for await (const block of frameBlocks(reader, bytes, FRAME_LIMITS, from, joiner)) count(block);
  };
}

const LINE_FEED = 0x0a;
const NUL = 0;

/**
 * Whether the line it begins with was counted before: the file was emptied within a line too long for
 * one piece, and the rest stood in the copy. Behind a hole of NUL bytes a line begins.
 */
function continuesLine({ context }: Piece): boolean {
  const last = context.at(-1);
  return last !== undefined && last !== LINE_FEED && last !== NUL;
}

/** The readers of a piece start anew: what they inherit from above stands in its context. */
function openCounter(
  { live, catalog, selector, zone, now }: PieceCounterOptions,
  { arena, judge, lineFeeds, successReader }: Engine,
  { log, modifiedMs }: Piece,
): (block: Block) => void {
  const { bytes } = arena;
  const time = createTimeReader({ zone, latestMs: modifiedMs + DAY_MS });
  const entry = createEntryReader(bytes, time);
  const workload = selector.forSource(log);
  const counter = createLiveCounter({
    ...{ live, catalog: catalog(), bytes, entry, time, workload },
    successes: successReader,
  });
  return (block) => {
    counter.add(block, judge.events, judge.judge(block), now());
    live.lines += lineFeeds() + (block.openEnded ? 1 : 0);
  };
}

/** One line as a source: it goes on from piece to piece, and each is asked for when the last is read. */
export function readerOf(
  first: Piece,
  next: () => Promise<Piece | undefined>,
  onBytes: (length: number) => void,
): ByteReader {
  let piece: Piece | undefined = first;
  let at = 0;
  return {
    async read(into) {
      while (piece !== undefined && at === piece.bytes.length) {
        piece = piece.isLineOpen ? await next() : undefined;
        at = 0;
      }
      if (piece === undefined) return 0;
      const part = piece.bytes.subarray(at, at + into.length);
      into.set(part);
      at += part.length;
      onBytes(part.length);
      return part.length;
    },
    close: async () => undefined,
  };
}
