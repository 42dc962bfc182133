/** The finder as a function, for programs and tests: bytes in, events out. */
import { loadCatalog } from '../catalog/catalog.ts';
import { frameBytes } from '../frame/blocks.ts';
import {
  EVENT_ERRCODE,
  EVENT_FIELDS,
  EVENT_PLATFORM,
  EVENT_RECORD,
  EVENT_SHAPE,
  isForeign,
  NEAR_MISS,
  PLATFORMS,
  type Platform,
  SHAPES,
  type Shape,
} from '../model/event.ts';
import { type Engine, openEngine } from '../parallel/engine.ts';

export interface FoundErrcode {
  readonly errcode: number;
  readonly shape: Shape;
  readonly platform: Platform;
  /** Whether it counts with its WeCom meaning: no evidence gives it to another platform. */
  readonly counted: boolean;
  /** Offset of the record (line) in the input, in bytes. */
  readonly offset: number;
}

let engine: Engine | undefined;

function openFinder(): Engine {
  const catalog = loadCatalog('zh');
  return openEngine({ isKnown: (errcode) => catalog.isKnown(errcode), encoding: 'auto' });
}

/** Every event of every record of `input`, in order. */
export function findErrcodes(input: Uint8Array | string): FoundErrcode[] {
  engine ??= openFinder();
  const { arena, judge } = engine;
  const bytes = typeof input === 'string' ? new TextEncoder().encode(input) : input;
  const found: FoundErrcode[] = [];
  for (const block of frameBytes(bytes, arena.bytes)) {
    const count = judge.judge(block);
    for (let row = 0; row < count * EVENT_FIELDS; row += EVENT_FIELDS) {
      const { events } = judge;
      if (events[row + EVENT_SHAPE] === NEAR_MISS) continue;
      found.push({
        errcode: events[row + EVENT_ERRCODE]!,
        shape: SHAPES[events[row + EVENT_SHAPE]!] as Shape,
        platform: PLATFORMS[events[row + EVENT_PLATFORM]!]!,
        counted: !isForeign(events[row + EVENT_PLATFORM]!),
        offset: block.offset + events[row + EVENT_RECORD]! - block.start,
      });
    }
  }
  return found;
}
