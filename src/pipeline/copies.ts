/**
 * Finds inputs that hold what another one held: app.log.1 and app.log.1.gz are one log. Heads are
 * compared by hash; only where two agree is all of both compared, by length and hash, so that most
 * inputs cost nothing more. docs/decisions/0013-same-content.md.
 */
import { createHash, type Hash } from 'node:crypto';
import { COPIES_KNOWN_MAX, COPY_BYTES_MIN } from '../model/limits.ts';
import type { ByteReader } from '../model/source.ts';
import { ToolError } from '../model/tool-error.ts';
import { readHead } from './head.ts';
import type { OpenInput } from './inputs.ts';
import { areSiblings } from './siblings.ts';

/** What begins alike to so many bytes may be the same. */
export const HEAD_BYTES = 4096;

export interface Copies {
  /** Reads the first bytes of an input and looks them up. */
  meet(input: OpenInput): Promise<Met>;
}

export interface Met {
  /** All bytes of the input, the first ones included. */
  readonly reader: ByteReader;
  /** Another input begins like this one: it is to be counted apart until it is settled. */
  readonly isSuspect: boolean;
  /**
   * Called when `bytes` were read; `isWhole` if those are all. Resolves to the name of the input that
   * held them before. If there is none this one is remembered.
   */
  settle(bytes: number, isWhole: boolean): Promise<string | undefined>;
}

interface Known {
  readonly name: string;
  readonly bytes: number;
  digest: string | undefined;
  readonly reopen: (() => Promise<ByteReader>) | undefined;
}

/** `isAlone` if there is one input only that nobody can give twice: then nothing is compared. */
export function createCopies(isAlone: boolean): Copies {
  const knownByHead = new Map<string, Known[]>();
  // Several inputs may be read at once: one that begins like another waits until that one is settled.
  const pending = new Map<string, Promise<void>>();
  let count = 0;
  return {
    async meet({ source, reader, reopen }) {
      const begun = await readHead(reader, HEAD_BYTES);
      const { head } = begun;
      if (isAlone || head.length === 0) {
        return { reader: begun.reader, isSuspect: false, settle: async () => undefined };
      }
      const key = createHash('sha256').update(head).digest('base64');
      for (let other = pending.get(key); other !== undefined; other = pending.get(key)) await other;
      let done = (): void => {};
      const settled = new Promise<void>((resolve) => {
        done = resolve;
      });
      pending.set(key, settled);
      const known = knownByHead.get(key) ?? [];
      const isSuspect = known.length > 0;
      // What can be read once more is hashed when another input begins alike, and not before.
      const hashed = isSuspect || reopen === undefined ? hashing(begun.reader) : undefined;
      return {
        reader: hashed?.reader ?? begun.reader,
        isSuspect,
        async settle(bytesRead, isWhole) {
          const bytes = hashed?.bytes() ?? bytesRead;
          const digest = hashed?.digest();
          const own = { name: source.name, bytes, digest, reopen };
          try {
            for (const other of known) if (await isCopy(own, isWhole, other)) return other.name;
            if (count < COPIES_KNOWN_MAX) {
              count++;
              knownByHead.set(key, [...known, own]);
            }
            return undefined;
          } finally {
            pending.delete(key);
            done();
          }
        },
      };
    },
  };
}

/** A copy that was cut off holds the beginning of what it is a copy of. */
async function isCopy(own: Known, isWhole: boolean, other: Known): Promise<boolean> {
  const fits = isWhole ? own.bytes === other.bytes : own.bytes <= other.bytes;
  const isLikely = own.bytes >= COPY_BYTES_MIN || areSiblings(own.name, other.name);
  return fits && isLikely && own.digest === (await digestOf(other, own.bytes));
}

/** The hash of the first `bytes` of an input that was read before; undefined if it cannot be had. */
async function digestOf(known: Known, bytes: number): Promise<string | undefined> {
  if (known.bytes === bytes && known.digest !== undefined) return known.digest;
  if (known.reopen === undefined) return undefined;
  const hash = createHash('sha256');
  const buffer = new Uint8Array(1 << 16);
  let left = bytes;
  try {
    const reader = await known.reopen();
    try {
      while (left > 0) {
        const count = await reader.read(buffer.subarray(0, Math.min(left, buffer.length)));
        // It has become shorter since.
        if (count === 0) return undefined;
        hash.update(buffer.subarray(0, count));
        left -= count;
      }
    } finally {
      await reader.close();
    }
  } catch (error) {
    // It is gone, or cannot be read that far any more.
    if (error instanceof ToolError) return undefined;
    throw error;
  }
  const digest = hash.digest('base64');
  if (bytes === known.bytes) known.digest = digest;
  return digest;
}

interface Hashing {
  readonly reader: ByteReader;
  bytes(): number;
  digest(): string;
}

function hashing(reader: ByteReader): Hashing {
  const hash: Hash = createHash('sha256');
  let bytes = 0;
  return {
    reader: {
      async read(into) {
        const count = await reader.read(into);
        hash.update(into.subarray(0, count));
        bytes += count;
        return count;
      },
      close: () => reader.close(),
    },
    bytes: () => bytes,
    digest: () => hash.digest('base64'),
  };
}
