/** What a follower hands out, and what it needs to go on after a restart: plain data. */

/** How a log went on elsewhere; `truncate` and `gap` mean that bytes may be gone unread. */
export const ROTATION_KINDS = [
  'rename',
  'copytruncate',
  'truncate',
  'delete',
  'compress',
  'symlink',
  'gap',
] as const;

export type RotationKind = (typeof ROTATION_KINDS)[number];

/** Whole lines of one stream. The bytes are borrowed: they hold until the next piece is asked for. */
export interface Piece {
  /** The stream the bytes belong to: one content, whatever names and forms it has. */
  readonly stream: string;
  /** The live path of the log, links resolved; what labels are taken from. */
  readonly log: string;
  /** The name to show: where the bytes stand now, as the user's pattern found it. */
  readonly name: string;
  readonly kind: BodyKind;
  /** The whole lines before `from`, up to ENTRY_BYTES_MAX: what undated lines inherit. */
  readonly context: Uint8Array;
  /** End in LF; or with the file, where it ended without one. */
  readonly bytes: Uint8Array;
  /** Offsets in the (decompressed) content. */
  readonly from: number;
  readonly to: number;
  /** ms since the epoch. */
  readonly modifiedMs: number;
  /**
   * A line too long for one piece goes on in the next piece of this stream, which is the next piece
   * of all; a state is not taken in between. An empty piece ends a line whose rest is gone.
   */
  readonly isLineOpen: boolean;
}

/** `file`: the log itself, under any name; `copy`: what copytruncate left; `compressed`: inflated. */
export type BodyKind = 'file' | 'copy' | 'compressed';

/** Numbers that only rise; part of the state, so that they survive with it. */
export interface FollowCounters {
  readonly deliveredBytes: number;
  /** Bytes that were seen, and vanished before they were read. */
  readonly lostBytes: number;
  /** NUL bytes before the first line: the hole a writer leaves that does not append. */
  readonly skippedBytes: number;
  readonly rotations: Readonly<Record<RotationKind, number>>;
}

/** The hash of the window of up to 1 KiB that ends at `at`. */
export type Mark = readonly [at: number, hash: string];

export interface SavedBody {
  readonly path: string;
  readonly device: string;
  readonly inode: string;
  readonly kind: BodyKind;
}

/**
 * `following` has bytes to read or to come; `seeking` lost its file and looks where the bytes went;
 * `ended` is only remembered, so that a copy that turns up is not counted again.
 */
export type Phase = 'following' | 'seeking' | 'ended';

export interface SavedStream {
  readonly id: string;
  readonly log: string;
  readonly name: string;
  readonly offset: number;
  /** NUL bytes at the beginning that were passed over. */
  readonly holeBytes: number;
  /** Bytes it was seen to have. */
  readonly sizeBytes: number;
  readonly modifiedMs: number;
  /** Marks at and below the offset; the last is at the offset. */
  readonly marks: readonly Mark[];
  readonly phase: Phase;
  /** What became of the file of a seeking stream: emptied in place, or gone. */
  readonly seekingFor: 'truncated' | 'missing';
  readonly body: SavedBody | null;
  readonly isRotated: boolean;
  /** Deleted, and read to its end by the handle that was held. */
  readonly isUnlinked: boolean;
  /** No name leads to its file, and it was not read to its end since: if it is missed, that is a gap. */
  readonly isUnread?: boolean;
  /** When it was last without any body, in ms since the epoch; null while it has one. */
  readonly missingSinceMs: number | null;
}

/** A file that holds nothing to read: passed over at first start, or the copy of a stream. */
export interface SavedSeen {
  readonly inode: string;
  readonly sizeBytes: number;
  readonly modifiedMs: number;
  /** Hash of the last 1 KiB as stored: it is known again after a move to another file system. */
  readonly hash: string;
  /** The stream it is a copy of, and how long its content is; null if it was passed over. */
  readonly stream: string | null;
  readonly lengthBytes: number | null;
  readonly missingSinceMs: number | null;
}

/** Exactly what was delivered, as plain JSON. */
export interface FollowState {
  /** Patterns that were followed; what a new one finds at start is as old as at a first start. */
  readonly patterns: readonly string[];
  readonly firstStartMs: number;
  readonly nextId: number;
  readonly counters: FollowCounters;
  readonly streams: readonly SavedStream[];
  readonly seen: readonly SavedSeen[];
}

export function zeroCounters(): FollowCounters {
  const rotations = Object.fromEntries(ROTATION_KINDS.map((kind) => [kind, 0]));
  return {
    deliveredBytes: 0,
    lostBytes: 0,
    skippedBytes: 0,
    rotations: rotations as Record<RotationKind, number>,
  };
}
