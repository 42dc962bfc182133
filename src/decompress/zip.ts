/**
 * zip as a file, by the library `yauzl`: the directory at its end says what is in it. What is no file,
 * or has lost its directory, is read in order: ./zip-stream.ts.
 */
import { type Entry, openPromise, type ZipFile } from 'yauzl';
import { failingReader, readerOf } from '../model/chunks.ts';
import type { ByteReader } from '../model/source.ts';
import { corrupt, unsupported } from './damage.ts';
import { createInput } from './input.ts';
import { type Member, memberName } from './member.ts';
import { DEFLATED, isPackedAnew, memberData, STORED } from './zip-data.ts';
import { zipMembersInOrder } from './zip-stream.ts';

/** The files of a zip, from `path` if that is known, else from `reader`. */
export async function* zipMembers(
  reader: ByteReader,
  path: string | undefined,
  name: string,
): AsyncGenerator<Member> {
  const file = path === undefined ? undefined : await openFile(path);
  if (file === undefined) {
    yield* zipMembersInOrder(reader, name);
    return;
  }
  try {
    yield* membersOf(file, name);
  } finally {
    file.close();
  }
}

/** Undefined if there is no directory at the end. */
async function openFile(path: string): Promise<ZipFile | undefined> {
  try {
    const file = await openPromise(path, {
      ...{ autoClose: false, decodeStrings: false, validateEntrySizes: false },
    });
    // Failures are met where something is asked for; one that comes by itself must not end the process.
    file.on('error', () => {});
    return file;
  } catch {
    return undefined;
  }
}

async function* membersOf(file: ZipFile, name: string): AsyncGenerator<Member> {
  let packed = 0;
  try {
    for await (const entry of file.eachEntry()) {
      // Bombs let their entries overlap.
      packed += entry.compressedSize;
      if (packed > file.fileSize) throw corrupt('zip', name);
      const member = memberName(entry.fileNameRaw);
      if (!isFile(entry, member)) continue;
      const data = await readerFor(file, entry, `${name}!/${member}`);
      const facts = {
        modifiedMs: entry.getLastModDate().getTime(),
        sizeBytes: entry.uncompressedSize,
      };
      try {
        yield { name: member, ...facts, reader: data };
      } finally {
        await data.close();
      }
    }
  } catch (error) {
    throw (error as Error).name === 'ToolError' ? error : corrupt('zip', name, error);
  }
}

/** Directories and links hold no log. */
function isFile(entry: Entry, name: string): boolean {
  const LINK = 0o120000;
  const isLink = ((entry.externalFileAttributes >>> 16) & 0o170000) === LINK;
  return !name.endsWith('/') && !isLink && entry.uncompressedSize > 0;
}

async function readerFor(file: ZipFile, entry: Entry, name: string): Promise<ByteReader> {
  const { compressionMethod: method } = entry;
  if (entry.isEncrypted()) return failingReader(unsupported('zip', name, 'encrypted'));
  if (method !== STORED && method !== DEFLATED && !isPackedAnew(method)) {
    return failingReader(unsupported('zip', name, `method ${method}`));
  }
  try {
    const stream = await file.openReadStreamPromise(entry, { decodeFileData: false });
    const raw = readerOf(stream, { close: async () => void stream.destroy() });
    const data = memberData(createInput(raw), {
      ...{ method, name, checksum: entry.crc32 },
      ...{ packedSize: entry.compressedSize, size: entry.uncompressedSize },
    });
    return readerOf(data, raw);
  } catch (error) {
    return failingReader(corrupt('zip', name, error));
  }
}
