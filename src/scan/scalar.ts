/**
 * The reference scanner: asks `check` at every place whose first four bytes are those of a word we know. Slow and
 * obvious; whatever it says is right, and every other scanner must say the same.
 */
import type { Arena } from '../model/arena.ts';
import { HOST, rowsFor, type Scanner } from './candidate.ts';
import { check, found, hasBytes, hasWord, NONE } from './check.ts';
import { createRowWriter } from './rows.ts';
import { STEMS } from './stems.ts';

const LINE_FEED = 0x0a;

/** A scanner over any arena; blocks hold at most `blockBytesMax`. */
export function createScalarScanner(arena: Arena, blockBytesMax: number): Scanner {
  const { bytes } = arena;
  const rows = new Int32Array(rowsFor(blockBytesMax));
  const writer = createRowWriter(rows);
  let apiAt = 0;
  let apiRecord = 0;
  let hostRecord = 0;

  const visit = (at: number, record: number): void => {
    if (hasWord(bytes, at, 'cgi-bin')) {
      if (apiRecord === record) return;
      apiRecord = record;
      apiAt = at;
      writer.carry(record, at);
      return;
    }
    if (isHost(bytes, at)) {
      hostRecord = record;
      return;
    }
    const kind = check(bytes, at, record);
    if (kind === NONE) return;
    const host = hostRecord === record ? HOST : 0;
    writer.write(
      kind | host,
      found.value,
      found.at,
      found.to,
      record,
      apiRecord === record ? apiAt : 0,
    );
  };

  const scanner = {
    rows,
    lineFeeds: 0,
    scan(start: number, end: number): number {
      writer.reset(0);
      apiRecord = 0;
      hostRecord = 0;
      scanner.lineFeeds = 0;
      let record = start;
      for (let at = start; at < end; at++) {
        if (bytes[at] === LINE_FEED) {
          scanner.lineFeeds++;
          record = at + 1;
        } else if (isStem(bytes, at)) visit(at, record);
      }
      return writer.count();
    },
  };
  return scanner;
}

/** `qyapi.weixin`; case counts only where the kernel's word comparison lets it. */
function isHost(bytes: Uint8Array, at: number): boolean {
  return hasWord(bytes, at, 'qyap') && hasBytes(bytes, at + 4, HOST_TAIL);
}

const HOST_TAIL = [...'i.weix'].map((letter) => letter.charCodeAt(0));

function isStem(bytes: Uint8Array, at: number): boolean {
  return STEMS.some((stem) => stem.every((values, index) => values.includes(bytes[at + index]!)));
}
