/** The host of a record: its own, or that of the entry it belongs to. */
import type { Block } from '../model/block.ts';
import { createHostReader } from '../record/host.ts';
import type { EntryReader } from './entry.ts';

const LINE_FEED = 0x0a;

/** Reads the host of the record whose time `entry` has read last. */
export type HostOf = (block: Block, record: number) => string | undefined;

export function createHostOf(bytes: Uint8Array, entry: EntryReader): HostOf {
  const read = createHostReader();
  const readAt = (at: number): string | undefined => read(bytes, at, bytes.indexOf(LINE_FEED, at));
  // Of the record read last: one may hold thousands of codes.
  let offset = -1;
  let host: string | undefined;
  return (block, record) => {
    // Only its first window begins where the record begins.
    if (block.part === 'middle' || block.part === 'last') return undefined;
    const at = block.offset + record - block.start;
    if (at === offset) return host;
    const head = entry.inheritedHead();
    offset = at;
    host = readAt(record) ?? (head === 0 ? undefined : readAt(head));
    return host;
  };
}
