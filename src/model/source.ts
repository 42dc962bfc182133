/** Where bytes come from, as the rest sees it. */

/**
 * Bytes to be pulled. `read` fills `into` from its beginning and resolves to the number of bytes,
 * 0 at the end. It rejects with a ToolError when the source fails; what was read before stays read.
 */
export interface ByteReader {
  read(into: Uint8Array): Promise<number>;
  close(): Promise<void>;
}

/** One input: a name to show, and what is known of it before it is read. */
export interface Source {
  /** As the user wrote or the walk found it; `-` for standard input. */
  readonly name: string;
  /** Modification time in ms since the epoch; NaN if unknown. */
  readonly modifiedMs: number;
  /** Size in bytes as stored; NaN if unknown. */
  readonly sizeBytes: number;
  /** Path of a regular file, whose bytes can be had from any place; undefined for anything else. */
  readonly path: string | undefined;
  open(): Promise<ByteReader>;
}
