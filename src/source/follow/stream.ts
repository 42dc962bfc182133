/** A stream in memory: one content, where it stands, and how far it was delivered. */
import type { OpenFile } from './file-system.ts';
import type { InflatedReader } from './inflate.ts';
import type { Mark, Phase, SavedBody, SavedStream } from './state.ts';

export interface Stream {
  readonly id: string;
  readonly log: string;
  readonly name: string;
  offset: number;
  /** NUL bytes at the beginning that were passed over. */
  holeBytes: number;
  sizeBytes: number;
  modifiedMs: number;
  marks: readonly Mark[];
  phase: Phase;
  seekingFor: 'truncated' | 'missing';
  body: SavedBody | undefined;
  isRotated: boolean;
  isUnlinked: boolean;
  isUnread: boolean;
  missingSinceMs: number | undefined;

  // What follows is not saved.

  /** Held as long as there may be more: a deleted file is read to its end by it. */
  file: OpenFile | undefined;
  inflated: InflatedReader | undefined;
  /** The last turn stopped at its limit. */
  hasMore: boolean;
  /** Known bytes were compared since the start. */
  isVerified: boolean;
  /** Bytes behind the offset that wait: for the end of their line, or for the last part of a record. */
  partialBytes: number;
  /** Since when a record waits for its last part. */
  heldSinceMs: number | undefined;
  /** No name that is looked at leads to its file. */
  isUnlisted: boolean;
  /** NUL bytes that were seen where the text is still looked for. */
  scannedBytes: number;
  /** Whole listings since its body was lost. */
  seekingTurns: number;
  /** The turn in which it was found; 0 before this start. */
  firstTurn: number;
  /** The last turn in which it was read to the end; the longest idle handle is closed first. */
  lastTurn: number;
  /** When unread bytes were first seen, by the size they made; for the lag in seconds. */
  readonly arrivals: { sizeBytes: number; sinceMs: number }[];
}

export function createStream(
  saved: Pick<SavedStream, 'id' | 'log' | 'name'> & Partial<SavedStream>,
): Stream {
  return {
    id: saved.id,
    log: saved.log,
    name: saved.name,
    offset: saved.offset ?? 0,
    holeBytes: saved.holeBytes ?? 0,
    sizeBytes: saved.sizeBytes ?? 0,
    modifiedMs: saved.modifiedMs ?? 0,
    marks: saved.marks ?? [],
    phase: saved.phase ?? 'following',
    seekingFor: saved.seekingFor ?? 'missing',
    body: saved.body ?? undefined,
    isRotated: saved.isRotated ?? false,
    isUnlinked: saved.isUnlinked ?? false,
    isUnread: saved.isUnread ?? false,
    missingSinceMs: saved.missingSinceMs ?? undefined,
    file: undefined,
    inflated: undefined,
    hasMore: false,
    isVerified: false,
    partialBytes: 0,
    heldSinceMs: undefined,
    isUnlisted: false,
    scannedBytes: 0,
    seekingTurns: 0,
    firstTurn: 0,
    lastTurn: 0,
    arrivals: [],
  };
}

export function saveStream(stream: Stream): SavedStream {
  return {
    id: stream.id,
    log: stream.log,
    name: stream.name,
    offset: stream.offset,
    holeBytes: stream.holeBytes,
    sizeBytes: stream.sizeBytes,
    modifiedMs: stream.modifiedMs,
    marks: stream.marks,
    phase: stream.phase,
    seekingFor: stream.seekingFor,
    body: stream.body ?? null,
    isRotated: stream.isRotated,
    isUnlinked: stream.isUnlinked,
    ...(stream.isUnread ? { isUnread: true } : {}),
    missingSinceMs: stream.missingSinceMs ?? null,
  };
}

/** Closes what is held open. */
export async function closeStream(stream: Stream): Promise<void> {
  const { file, inflated } = stream;
  stream.file = undefined;
  stream.inflated = undefined;
  // What fails here was only read from.
  await inflated?.close().catch(() => undefined);
  await file?.close().catch(() => undefined);
}

export function identityOf(place: { readonly device: string; readonly inode: string }): string {
  return `${place.device}:${place.inode}`;
}

/** Whether nothing was delivered of it, so that there is nothing to know it by but its file. */
export function isUnknown(stream: Stream): boolean {
  return stream.offset === stream.holeBytes;
}
