/** Finds out by the first bytes what a source holds, and gives the plain bytes of the logs in it. */

import { failingReader, readerOf } from '../model/chunks.ts';
import { ARCHIVE_ENTRIES_MAX, ARCHIVES_DEEP_MAX, COMPRESSIONS_DEEP_MAX } from '../model/limits.ts';
import type { Archive, Compression, Packing } from '../model/packing.ts';
import type { ByteReader } from '../model/source.ts';
import { ToolError } from '../model/tool-error.ts';
import { archiveOf, compressionOf, IDENTIFY_BYTES, isUndecided } from './identify.ts';
import type { Member } from './member.ts';
import { createWindows, type Windows } from './windows.ts';

/** Enough to tell formats and binary files from text. */
export const HEAD_BYTES = 8192;

/** What is known of bytes that are to be looked at. */
export interface Packed {
  readonly reader: ByteReader;
  readonly name: string;
  /** Of a regular file that holds just these bytes. */
  readonly path: string | undefined;
  /** Ms since the epoch and bytes as stored; NaN if unknown. */
  readonly modifiedMs: number;
  readonly sizeBytes: number;
}

export interface Opened {
  /** The compressions that were taken off, the outermost first. */
  readonly compressions: readonly Compression[];
  /** Set if the bytes are an archive; `unpack` gives its members. */
  readonly archive: Archive | undefined;
  readonly reader: ByteReader;
  /** The first plain bytes, for a look at what they are. */
  readonly head: Uint8Array;
}

/** One log: a source, or a file in an archive. */
export interface Unpacked {
  readonly name: string;
  readonly modifiedMs: number;
  readonly sizeBytes: number;
  /** How the source is packed; `none` if its own bytes are the log. */
  readonly packing: Packing | 'none';
  readonly isMember: boolean;
  /** To be read or closed before the next log is asked for. */
  readonly reader: ByteReader;
  readonly head: Uint8Array;
}

/** What all layers of one source share. */
interface Bounds {
  readonly windows: Windows;
  compressions: number;
  archives: number;
  entriesLeft: { count: number };
}

const openBounds = (): Bounds => ({
  windows: createWindows(),
  compressions: 0,
  archives: 0,
  entriesLeft: { count: ARCHIVE_ENTRIES_MAX },
});

/** The plain bytes of one file of which nothing else is known. */
export function decompressReader(reader: ByteReader, name: string): Promise<Opened> {
  return decompress({
    ...{ reader, name, path: undefined },
    ...{ modifiedMs: Number.NaN, sizeBytes: Number.NaN },
  });
}

/** Takes the compressions off; they are recognised by their magic bytes, not by the name. */
export function decompress(packed: Packed): Promise<Opened> {
  return open(packed, openBounds());
}

/**
 * All logs in `packed`, in order. What is wrong with one of them is thrown where it is read; what is
 * wrong with the whole is thrown here, unless a read has told it.
 */
export async function* unpack(packed: Packed): AsyncGenerator<Unpacked> {
  yield* unpackWithin(packed, openBounds(), 'none');
}

async function* unpackWithin(
  packed: Packed,
  bounds: Bounds,
  outer: Packing | 'none',
): AsyncGenerator<Unpacked> {
  const { name, modifiedMs, sizeBytes } = packed;
  const opened = await open(packed, bounds);
  const { archive, compressions, reader, head } = opened;
  const packing = outer === 'none' ? (archive ?? compressions[0] ?? 'none') : outer;
  if (archive === undefined) {
    yield { name, modifiedMs, sizeBytes, packing, isMember: outer !== 'none', reader, head };
    return;
  }
  try {
    const within = { ...bounds, archives: bounds.archives + 1 };
    within.compressions += compressions.length;
    if (within.archives > ARCHIVES_DEEP_MAX) throw tooDeep(name);
    const path = compressions.length === 0 ? packed.path : undefined;
    yield* unpackMembers(await membersOf(archive, reader, path, name), name, within, packing);
  } finally {
    await reader.close();
  }
}

async function* unpackMembers(
  members: AsyncGenerator<Member>,
  name: string,
  bounds: Bounds,
  packing: Packing | 'none',
): AsyncGenerator<Unpacked> {
  // What a read has thrown has been told; an archive that ends for the same reason says nothing new.
  const told = new Set<unknown>();
  try {
    for await (const member of members) {
      if (--bounds.entriesLeft.count < 0) throw tooMany(name);
      const full = { ...member, name: `${name}!/${member.name}`, path: undefined };
      try {
        for await (const log of unpackWithin(full, bounds, packing)) {
          yield { ...log, reader: noting(log.reader, told) };
        }
      } catch (error) {
        if (told.has(error)) continue;
        if (!(error instanceof ToolError)) throw error;
        if (bounds.entriesLeft.count < 0) throw error;
        told.add(error);
        yield {
          ...full,
          packing,
          isMember: true,
          reader: failingReader(error),
          head: new Uint8Array(0),
        };
      }
    }
  } catch (error) {
    if (!told.has(error)) throw error;
  }
}

/** Notes in `told` what a read throws. */
function noting(reader: ByteReader, told: Set<unknown>): ByteReader {
  return {
    async read(into) {
      try {
        return await reader.read(into);
      } catch (error) {
        told.add(error);
        throw error;
      }
    },
    close: () => reader.close(),
  };
}

async function open({ reader, name }: Packed, bounds: Bounds): Promise<Opened> {
  const compressions: Compression[] = [];
  let peeked = await peek(reader, isUndecided);
  while (true) {
    const compression = compressionOf(peeked.head);
    if (compression === undefined) {
      return { ...peeked, compressions, archive: archiveOf(peeked.head) };
    }
    compressions.push(compression);
    if (bounds.compressions + compressions.length > COMPRESSIONS_DEEP_MAX) {
      await peeked.reader.close();
      throw tooDeep(name);
    }
    const chunks = await decoderOf(compression, peeked.reader, name, bounds.windows);
    const isShort = (head: Uint8Array): boolean => head.length < IDENTIFY_BYTES;
    peeked = await peek(readerOf(chunks, peeked.reader), isShort);
  }
}

/** Decoders are loaded when there is something for them. */
async function decoderOf(
  compression: Compression,
  reader: ByteReader,
  name: string,
  windows: Windows,
): Promise<AsyncIterable<Uint8Array>> {
  switch (compression) {
    case 'gzip':
      return (await import('./gzip.ts')).gunzip(reader, name);
    case 'zstd':
      return (await import('./zstd.ts')).unzstd(reader, name, windows);
    case 'bzip2':
      return (await import('./bzip2.ts')).bunzip2(reader, name);
    case 'xz':
      return (await import('./xz.ts')).unxz(reader, name, windows);
  }
}

async function membersOf(
  archive: Archive,
  reader: ByteReader,
  path: string | undefined,
  name: string,
): Promise<AsyncGenerator<Member>> {
  if (archive === 'tar') return (await import('./tar.ts')).tarMembers(reader, name);
  return (await import('./zip.ts')).zipMembers(reader, path, name);
}

/** Reads ahead, once or while the head is wanting, and gives the bytes out again first. */
async function peek(
  reader: ByteReader,
  isWanting: (head: Uint8Array) => boolean,
): Promise<{ readonly reader: ByteReader; readonly head: Uint8Array }> {
  const buffer = new Uint8Array(HEAD_BYTES);
  let failure: { readonly error: unknown } | undefined;
  let count = 0;
  do {
    const more = await reader.read(buffer.subarray(count)).catch((error: unknown) => {
      failure = { error };
      return 0;
    });
    if (more === 0) break;
    count += more;
  } while (isWanting(buffer.subarray(0, count)));
  const head = buffer.subarray(0, count);
  let left = head;
  return {
    head,
    reader: {
      async read(into) {
        if (left.length === 0) {
          if (failure !== undefined) throw failure.error;
          return reader.read(into);
        }
        const length = Math.min(left.length, into.length);
        into.set(left.subarray(0, length));
        left = left.subarray(length);
        return length;
      },
      close: () => reader.close(),
    },
  };
}

function tooDeep(name: string): ToolError {
  return new ToolError('packed-too-deep', {
    zh: `${name}：压缩或打包的层数过多，未读取。请先解开外层再读取。`,
    en: `${name}: packed too many times over, not read. Unpack the outer layers first.`,
  });
}

function tooMany(name: string): ToolError {
  return new ToolError('archive-entries', {
    zh: `${name}：文件超过 ${ARCHIVE_ENTRIES_MAX} 个，其余未读取；之前的已计入。请解开到目录中再读取该目录。`,
    en: `${name}: more than ${ARCHIVE_ENTRIES_MAX} files, the rest was not read; those before were counted. Unpack it into a directory and read that.`,
  });
}
