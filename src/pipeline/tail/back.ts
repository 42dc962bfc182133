/** The last lines of a file that are wanted, read back from its end until there are enough. */
import { FRAME_LIMITS, frameBytes } from '../../frame/blocks.ts';
import type { BlockAnnotator } from '../../parallel/annotate-blocks.ts';
import type { OpenFile } from '../../source/follow/file-system.ts';

export interface BackOptions {
  /** Lets out the lines that are wanted and no others. */
  readonly annotator: BlockAnnotator;
  /** How many. */
  readonly lines: number;
  /** Bytes that may be looked through. */
  readonly bytesMax: number;
}

export interface Back {
  /** The last wanted lines with their annotations, oldest first, each with its line feed. */
  readonly lines: readonly Uint8Array[];
  readonly bytesRead: number;
}

/** The first stretch is short, because the end of a busy log has events enough; then they grow. */
const FIRST_BYTES = 1 << 16;
const GROWTH = 4;
const STRETCH_BYTES_MAX = 1 << 22;

const LINE_FEED = 0x0a;

/** Looks back from `end`, an offset behind a line end. A line longer than a stretch is passed over. */
export async function readBack(file: OpenFile, end: number, options: BackOptions): Promise<Back> {
  let lines: Uint8Array[] = [];
  let length = FIRST_BYTES;
  let to = end;
  const floor = Math.max(0, end - options.bytesMax);
  while (lines.length < options.lines && to > floor) {
    const from = Math.max(floor, to - length);
    const bytes = await readStretch(file, from, to);
    // A stretch begins with a line: what stands before its first one is the end of the next stretch.
    const begin = from === 0 ? 0 : bytes.indexOf(LINE_FEED) + 1;
    // Behind the last line end there is the beginning of a line that was passed over.
    const behind = bytes.lastIndexOf(LINE_FEED) + 1;
    const isWithinLine = begin >= behind;
    if (isWithinLine && length < STRETCH_BYTES_MAX && from > floor) {
      length *= GROWTH;
      continue;
    }
    if (!isWithinLine) {
      const stretch = bytes.subarray(begin, behind);
      lines = [...wantedOf(stretch, from + begin, options.annotator), ...lines];
    }
    to = isWithinLine ? from : from + begin;
    length = Math.min(length * GROWTH, STRETCH_BYTES_MAX);
  }
  return { lines: lines.slice(-options.lines), bytesRead: end - to };
}

async function readStretch(file: OpenFile, from: number, to: number): Promise<Uint8Array> {
  const bytes = new Uint8Array(to - from);
  let count = 0;
  while (count < bytes.length) {
    const more = await file.read(bytes.subarray(count), from + count);
    if (more === 0) break;
    count += more;
  }
  return bytes.subarray(0, count);
}

function wantedOf(bytes: Uint8Array, offset: number, annotator: BlockAnnotator): Uint8Array[] {
  const { arena, output } = annotator;
  const context = new Uint8Array(0);
  const gathered: Uint8Array[] = [];
  for (const block of frameBytes(bytes, arena.bytes, FRAME_LIMITS, { offset, context })) {
    annotator.annotate(block);
    // What is taken is borrowed.
    gathered.push(Uint8Array.from(output.take()));
  }
  return linesOf(Buffer.concat(gathered));
}

function linesOf(bytes: Uint8Array): Uint8Array[] {
  const lines: Uint8Array[] = [];
  for (let at = 0; at < bytes.length; ) {
    const feed = bytes.indexOf(LINE_FEED, at);
    const to = feed < 0 ? bytes.length : feed + 1;
    lines.push(bytes.subarray(at, to));
    at = to;
  }
  return lines;
}
