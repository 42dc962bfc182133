/** Annotates what a follower hands out: piece → frame → judge → annotate, as `annotate` would. */
import { FRAME_LIMITS, type FrameStart, frameBlocks, frameBytes } from '../../frame/blocks.ts';
import type { Catalog } from '../../model/catalog.ts';
import {
  type AnnotateSettings,
  type EventWatch,
  openBlockAnnotator,
} from '../../parallel/annotate-blocks.ts';
import type { Piece } from '../../source/follow/state.ts';
import { readerOf } from '../serve/count-pieces.ts';
import { readableLines } from './readable.ts';

/** Shows bytes, borrowed until the promise resolves; resolves to false when nobody reads any more. */
export type ShowBytes = (bytes: Uint8Array) => Promise<boolean>;

/**
 * Shows a piece, and of a line that is longer than one all that follow: `next` gives them. What was
 * shown then is whole lines. Resolves to false when nobody reads any more.
 */
export type PieceAnnotator = (
  piece: Piece,
  next: () => Promise<Piece | undefined>,
  show: ShowBytes,
) => Promise<boolean>;

const LINE_FEED = Buffer.from('\n');

export function createPieceAnnotator(
  settings: AnnotateSettings,
  catalog: Catalog,
  watch: EventWatch,
): PieceAnnotator {
  const { arena, output, annotate } = openBlockAnnotator(settings, catalog, undefined, watch);
  const { bytes } = arena;
  return async (piece, next, show) => {
    const from: FrameStart = { offset: piece.from, context: piece.context };
    const blocks = piece.isLineOpen
      ? frameBlocks(
          readerOf(piece, next, () => {}),
          bytes,
          FRAME_LIMITS,
          from,
        )
      : frameBytes(piece.bytes, bytes, FRAME_LIMITS, from);
    for await (const block of blocks) {
      annotate(block);
      // A file that ended within a line ends it: what comes next is another line.
      if (block.openEnded && output.length() > 0) output.write(LINE_FEED);
      const taken = output.take();
      if (taken.length === 0) continue;
      // The parts of a line too long to be looked at as a whole stay as they are.
      const isWhole = settings.isTerminal && block.part === 'whole';
      const shown = isWhole ? readableLines(taken, settings.encoding) : taken;
      if (!(await show(shown))) return false;
    }
    return true;
  };
}
