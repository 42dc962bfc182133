/** The codes in a stream of text: what the finder finds in its lines, and lines that are bare integers. */
import type { Readable } from 'node:stream';
import { readLines } from '../frame/lines.ts';
import type { Platform } from '../model/event.ts';
import { TEXT_BATCH_BYTES } from '../model/limits.ts';
import { findErrcodes } from './find.ts';

/** A code and the line it stands in. */
export interface LineErrcode {
  readonly errcode: number;
  readonly platform: Platform;
  /** Whether it counts with its WeCom meaning. */
  readonly counted: boolean;
  readonly line: string;
}

const BARE = /^\s*(-?\d{1,10})\s*$/;

/** In the order of their lines. Throws a ToolError if a line is too long. */
export async function* findInLines(stream: Readable): AsyncGenerator<LineErrcode> {
  let lines: string[] = [];
  let bytes = 0;
  for await (const line of readLines(stream)) {
    lines.push(line);
    bytes += line.length;
    if (bytes < TEXT_BATCH_BYTES) continue;
    yield* findInBatch(lines);
    lines = [];
    bytes = 0;
  }
  yield* findInBatch(lines);
}

function* findInBatch(lines: readonly string[]): Generator<LineErrcode> {
  const starts: number[] = [];
  let end = 0;
  for (const line of lines) {
    starts.push(end);
    end += Buffer.byteLength(line) + 1;
  }
  const found = findErrcodes(`${lines.join('\n')}\n`);
  let next = 0;
  for (const [index, line] of lines.entries()) {
    const bare = BARE.exec(line)?.[1];
    if (bare !== undefined) {
      yield { errcode: Number(bare), platform: 'unknown', counted: true, line };
    }
    const stop = starts[index + 1] ?? end;
    for (; next < found.length && found[next]!.offset < stop; next++) {
      const { errcode, platform, counted } = found[next]!;
      if (bare === undefined) yield { errcode, platform, counted, line };
    }
  }
}
