/** Packed logs for tests: fixtures of the usual programs, and small writers for what those do not write. */
import { readFileSync } from 'node:fs';
import { crc32, deflateRawSync, gunzipSync } from 'node:zlib';
import { pack } from 'tar-stream';
import { unpack } from '../../src/decompress/decompress.ts';
import type { ByteReader } from '../../src/model/source.ts';
import { ToolError } from '../../src/model/tool-error.ts';

/** The fixture `app.log.${suffix}`; test/fixtures/packed/make.sh says how it was made. */
export function fixture(suffix: string): Buffer {
  const url = new URL(`../fixtures/packed/app.log.${suffix}.b64`, import.meta.url);
  return Buffer.from(readFileSync(url, 'utf8'), 'base64');
}

/** What all fixtures hold. */
export const APP_LOG: Buffer = gunzipSync(fixture('gz'));

/** Gives `bytes` out in pieces of at most `size`. */
export function readerOf(bytes: Uint8Array, size = 65_536): ByteReader & { closed: number } {
  let at = 0;
  return {
    closed: 0,
    async read(into) {
      const length = Math.min(size, into.length, bytes.length - at);
      into.set(bytes.subarray(at, at + length));
      at += length;
      return length;
    },
    async close() {
      this.closed++;
    },
  };
}

export interface UnpackedLog {
  readonly name: string;
  readonly modifiedMs: number;
  readonly bytes: Buffer;
  /** What went wrong while it was read. */
  readonly problem: string | undefined;
}

export interface UnpackedAll {
  readonly logs: readonly UnpackedLog[];
  /** What went wrong with the whole. */
  readonly problem: string | undefined;
  readonly errors: readonly ToolError[];
}

/** All logs in `bytes`, the source being called `x`; problems by their codes. */
export async function unpackAll(
  bytes: Uint8Array,
  { size = 65_536, path }: { readonly size?: number; readonly path?: string } = {},
): Promise<UnpackedAll> {
  const logs: UnpackedLog[] = [];
  const errors: ToolError[] = [];
  const codeOf = (error: unknown): string => {
    if (!(error instanceof ToolError)) throw error;
    errors.push(error);
    return error.code;
  };
  const packed = { reader: readerOf(bytes, size), name: 'x', path };
  try {
    for await (const log of unpack({ ...packed, modifiedMs: 0, sizeBytes: bytes.length })) {
      const { name, modifiedMs, reader } = log;
      const parts: Buffer[] = [];
      let problem: string | undefined;
      try {
        for await (const part of partsOf(reader)) parts.push(part);
      } catch (error) {
        problem = codeOf(error);
      }
      await reader.close();
      logs.push({ name, modifiedMs, bytes: Buffer.concat(parts), problem });
    }
  } catch (error) {
    return { logs, problem: codeOf(error), errors };
  }
  return { logs, problem: undefined, errors };
}

async function* partsOf(reader: ByteReader): AsyncGenerator<Buffer> {
  const into = new Uint8Array(10_000);
  while (true) {
    const count = await reader.read(into);
    if (count === 0) return;
    yield Buffer.from(into.subarray(0, count));
  }
}

/** Lengths to cut `bytes` to: all near its ends, some between. */
export function cutsOf(bytes: Uint8Array, count = 120): number[] {
  const step = Math.max(1, Math.floor(bytes.length / count));
  const lengths = Array.from({ length: count }, (_, index) => index * step);
  const near = Array.from({ length: 30 }, (_, index) => [index, bytes.length - 1 - index]).flat();
  return [...new Set([...lengths, ...near])].filter(
    (length) => length >= 0 && length < bytes.length,
  );
}

/** A tar of the given files. */
export async function tarOf(
  files: readonly (readonly [name: string, content: Uint8Array | string])[],
  mtime = new Date('2026-09-02T00:00:00Z'),
): Promise<Buffer> {
  const archive = pack();
  for (const [name, content] of files)
    archive.entry({ name, mtime }, Buffer.from(content as string));
  archive.finalize();
  const parts: Buffer[] = [];
  for await (const part of archive) parts.push(Buffer.from(part as Uint8Array));
  return Buffer.concat(parts);
}

export interface ZipFile {
  readonly name: Uint8Array | string;
  readonly content: Uint8Array | string;
  /** 0 for stored, 8 for deflated; others are stored under that number. */
  readonly method?: number;
  readonly flags?: number;
  /** Sizes and checksum follow the data, with or without a signature. */
  readonly descriptor?: 'signed' | 'bare';
}

/** A zip of the given files, with directory. */
export function zipOf(files: readonly ZipFile[]): Buffer {
  const parts: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const { name, content, method = 8, flags = 0, descriptor } of files) {
    const nameBytes = Buffer.from(name as string);
    const plain = Buffer.from(content as string);
    const data = method === 8 ? deflateRawSync(plain) : plain;
    const sizes = uints(crc32(plain), data.length, plain.length);
    const bits = flags | (descriptor === undefined ? 0 : 8);
    const common = Buffer.concat([
      ushorts(20, bits, method, 0x6000, 0x5d22),
      sizes,
      ushorts(nameBytes.length, 0),
    ]);
    const local = Buffer.concat([uints(0x04034b50), common, nameBytes, data]);
    if (descriptor !== undefined) local.fill(0, 14, 26);
    const signature = descriptor === 'signed' ? uints(0x08074b50) : Buffer.alloc(0);
    const behind = descriptor === undefined ? [] : [signature, sizes];
    parts.push(local, ...behind);
    const place = [ushorts(0, 0, 0), uints(0, offset)];
    directory.push(Buffer.concat([uints(0x02014b50), ushorts(20), common, ...place, nameBytes]));
    offset = parts.reduce((sum, part) => sum + part.length, 0);
  }
  const entries = Buffer.concat(directory);
  const counts = ushorts(0, 0, files.length, files.length);
  const end = [uints(0x06054b50), counts, uints(entries.length, offset), ushorts(0)];
  return Buffer.concat([...parts, entries, ...end]);
}

function ushorts(...values: readonly number[]): Buffer {
  return Buffer.from(Uint16Array.from(values).buffer);
}

function uints(...values: readonly number[]): Buffer {
  return Buffer.from(Uint32Array.from(values).buffer);
}
