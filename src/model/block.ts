/**
 * A block: a stretch of memory that holds whole records, or one window of a record that is too
 * long. The unit that is scanned. Borrowed: it is valid until the next block is asked for.
 */
export interface Block {
  /** The block is bytes [start, end) of the arena. */
  readonly start: number;
  readonly end: number;
  /** First byte of the same source that still lies readable before `start`. */
  readonly historyStart: number;
  /** Offset of `start` in the source's (decompressed) bytes. */
  readonly offset: number;
  /** `whole`: records from first to last byte. The others: a window of one record over the limit. */
  readonly part: 'whole' | 'first' | 'middle' | 'last';
  /** The last record has no line feed: the source ended. */
  readonly openEnded: boolean;
}
