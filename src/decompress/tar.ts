/** tar, by the library `tar-stream`: its files, one after the other as they stand there. */
import { promisify } from 'node:util';
import { extract, type Header } from 'tar-stream';
import { readerOf } from '../model/chunks.ts';
import type { ByteReader } from '../model/source.ts';
import { ToolError } from '../model/tool-error.ts';
import { corrupt, truncated } from './damage.ts';
import { type Member, shown } from './member.ts';

const PIECE_BYTES = 1 << 16;

const nextTurn = promisify(setImmediate);

/** A parser that has not come to an end after so many turns never will. */
const TURNS_AFTER_END_MAX = 1000;

/** The files of the tar that `reader` holds. Fails as the tar is damaged, or as the reader fails. */
export async function* tarMembers(reader: ByteReader, name: string): AsyncGenerator<Member> {
  const parser = createParser(reader, name);
  try {
    while (true) {
      const entry = await parser.next();
      if (entry === undefined) return;
      const { header } = entry;
      const chunks = chunksOf(entry, parser);
      if (isFile(header)) {
        yield {
          name: shown(header.name),
          modifiedMs: header.mtime.getTime(),
          sizeBytes: header.size,
          reader: readerOf(chunks, { close: async () => {} }),
        };
      }
      // What the consumer left is passed over.
      while (!entry.hasEnded) {
        entry.chunks.length = 0;
        await parser.advance();
      }
      entry.proceed();
    }
  } finally {
    parser.close();
  }
}

/** Types nobody has heard of are files, says POSIX; directories and links hold nothing. */
function isFile({ type, size }: Header): boolean {
  const kind: string | null = type;
  return (kind === 'file' || kind === 'contiguous-file' || kind === null) && size > 0;
}

interface Entry {
  readonly header: Header;
  /** What has come of it and was not taken. */
  readonly chunks: Uint8Array[];
  hasEnded: boolean;
  /** Lets the parser go on to the next entry. */
  readonly proceed: () => void;
}

interface Parser {
  /** The next entry; undefined at the end of the tar. */
  next(): Promise<Entry | undefined>;
  /** Gives the parser another piece, and resolves when all has come of it that will. */
  advance(): Promise<void>;
  close(): void;
}

async function* chunksOf(entry: Entry, parser: Parser): AsyncGenerator<Uint8Array> {
  while (true) {
    const chunk = entry.chunks.shift();
    if (chunk !== undefined) yield chunk;
    else if (entry.hasEnded) return;
    else await parser.advance();
  }
}

/**
 * The library pushes, and destroys what it has not handed on when its input fails. So it is given a
 * piece only when everything of the last one has been taken, and is never told of a failure.
 */
function createParser(reader: ByteReader, name: string): Parser {
  // Tars of before 1988 have no mark; the option is missing from the types.
  const tar = extract({ allowUnknownFormat: true } as Parameters<typeof extract>[0]);
  const entries: Entry[] = [];
  let failure: ToolError | undefined;
  let isFull = false;
  let hasFinished = false;
  let turnsAfterEnd = 0;
  tar.on('entry', (header, stream, proceed) => {
    const chunks: Uint8Array[] = [];
    const entry: Entry = { header, chunks, hasEnded: false, proceed: () => proceed(null) };
    stream.on('data', (chunk) => chunks.push(chunk as Uint8Array));
    stream.on('end', () => {
      entry.hasEnded = true;
    });
    stream.on('error', () => {});
    entries.push(entry);
  });
  tar.on('drain', () => {
    isFull = false;
  });
  tar.on('finish', () => {
    hasFinished = true;
  });
  tar.on('error', (error) => {
    const isEnd = error.message === 'Unexpected end of data';
    failure ??= isEnd ? truncated('tar', name) : corrupt('tar', name, error);
  });
  const advance = async (): Promise<void> => {
    if (failure !== undefined) throw failure;
    if (!isFull) {
      const piece = new Uint8Array(PIECE_BYTES);
      const count = await reader.read(piece).catch((error: unknown) => {
        if (!(error instanceof ToolError)) throw error;
        failure = error;
        throw error;
      });
      if (count > 0) isFull = !tar.write(piece.subarray(0, count));
      else if (turnsAfterEnd++ === 0) tar.end(null);
      else if (turnsAfterEnd > TURNS_AFTER_END_MAX) failure = truncated('tar', name);
    }
    // Everything the library can do without another piece it does before the next turn.
    await nextTurn();
  };
  return {
    advance,
    async next() {
      while (entries.length === 0 && !hasFinished) await advance();
      return entries.shift();
    },
    close() {
      tar.destroy(null);
    },
  };
}
