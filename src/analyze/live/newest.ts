/** The newest failures of each block, masked and cut, for whoever watches. */
import { NEWEST_CHARACTERS_MAX, NEWEST_PER_BLOCK } from '../../model/limits.ts';
import type { LiveEvent } from '../../model/live.ts';
import type { Category } from '../../model/taxonomy.ts';
import { decodeRecord } from '../../record/encoding.ts';
import { maskSecrets } from '../../record/secrets.ts';
import { addNewest, type Live } from './live.ts';

interface Noted {
  /** The record is bytes [start, end) of the arena. */
  readonly start: number;
  readonly end: number;
  readonly ms: number;
  readonly seenMs: number;
  readonly api?: string;
  readonly errcode: number;
  readonly category: Category;
  readonly workload: string;
}

export interface Newest {
  /** Remembers an event of the present block. */
  note(event: Noted): void;
  /** Reads the last of them, before the block's bytes are overwritten. */
  flush(live: Live): void;
}

/** A character takes at most so many bytes; masking needs some more text than is shown. */
const READ_BYTES_MAX = NEWEST_CHARACTERS_MAX * 8;

export function createNewest(bytes: Uint8Array): Newest {
  const noted: Noted[] = [];
  let next = 0;
  return {
    note(event) {
      noted[next] = event;
      next = (next + 1) % NEWEST_PER_BLOCK;
    },
    flush(live) {
      const inOrder = [...noted.slice(next), ...noted.slice(0, next)];
      addNewest(
        live,
        inOrder.map((event) => read(bytes, event)),
      );
      noted.length = 0;
      next = 0;
    },
  };
}

/** What colours a terminal would only be in the way on a page. */
const COLORS = /\u001b\[[0-9;]*m/g;

function read(bytes: Uint8Array, { start, end, ms, ...event }: Noted): LiveEvent {
  const { text } = decodeRecord(bytes, start, Math.min(end, start + READ_BYTES_MAX), 'auto');
  const masked = maskSecrets(text.replace(COLORS, '')).trim();
  return {
    ...event,
    ms: Number.isNaN(ms) ? null : ms,
    text: cut(masked),
  };
}

/** What is cut ends so that it is seen. */
function cut(text: string): string {
  const characters = [...text.slice(0, NEWEST_CHARACTERS_MAX * 2)];
  if (characters.length <= NEWEST_CHARACTERS_MAX) return text;
  return `${characters.slice(0, NEWEST_CHARACTERS_MAX - 1).join('')}…`;
}
