/**
 * The reference scanner: asks `check` at every place whose three letters fit a pair. Slow and
 * obvious; whatever it says is right, and every other scanner must say the same.
 */
import type { Arena } from '../model/arena.ts';
import { rowsFor, type Scanner } from './candidate.ts';
import { check, found, hasWord, NONE } from './check.ts';
import { PAIRS } from './pairs.ts';
import { createRowWriter } from './rows.ts';

const LINE_FEED = 0x0a;

/** A scanner over any arena; blocks hold at most `blockBytesMax`. */
export function createScalarScanner(arena: Arena, blockBytesMax: number): Scanner {
  const { bytes } = arena;
  const rows = new Int32Array(rowsFor(blockBytesMax));
  const writer = createRowWriter(rows);
  let apiAt = 0;
  let apiRecord = 0;

  const visit = (at: number, record: number): void => {
    if (hasWord(bytes, at, 'cgi-bin')) {
      if (apiRecord === record) return;
      apiRecord = record;
      apiAt = at;
      writer.carry(record, at);
      return;
    }
    const kind = check(bytes, at, record);
    if (kind === NONE) return;
    writer.write(kind, found.value, found.at, found.to, record, apiRecord === record ? apiAt : 0);
  };

  const scanner = {
    rows,
    lineFeeds: 0,
    scan(start: number, end: number): number {
      writer.reset();
      apiRecord = 0;
      scanner.lineFeeds = 0;
      let record = start;
      for (let at = start; at < end; at++) {
        if (bytes[at] === LINE_FEED) {
          scanner.lineFeeds++;
          record = at + 1;
        } else if (isPair(bytes, at)) visit(at, record);
      }
      return writer.count();
    },
  };
  return scanner;
}

function isPair(bytes: Uint8Array, at: number): boolean {
  const first = bytes[at]!;
  for (const pair of PAIRS) {
    if (
      pair.first.includes(first) &&
      pair.second.includes(bytes[at + 1]!) &&
      pair.fourth.includes(bytes[at + 3]!)
    )
      return true;
  }
  return false;
}
