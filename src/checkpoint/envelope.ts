/** A JSON value as a file that tells whether it is whole: a line of JSON about it, and the value. */
import { createHash } from 'node:crypto';

/** Rises when an older program could not read what a newer one wrote. */
export const FORMAT_VERSION = 1;

const FORMAT = 'wecomlog.state';

interface Header {
  readonly format: string;
  readonly version: number;
  /** Rises with every commit; of two generations the higher is the newer. */
  readonly sequence: number;
  readonly bytes: number;
  readonly sha256: string;
  /** The version that wrote it. */
  readonly writer?: string | undefined;
}

export type Opened =
  | { readonly kind: 'absent' }
  | {
      readonly kind: 'valid';
      readonly sequence: number;
      readonly value: unknown;
      readonly writer: string | undefined;
    }
  /** Ours, and damaged; or empty, as a full disk or a power cut leaves files. */
  | { readonly kind: 'damaged' }
  /** Not written by this tool. */
  | { readonly kind: 'foreign' }
  | { readonly kind: 'newer'; readonly version: number };

export function seal(value: unknown, sequence: number, writer?: string): Uint8Array {
  const body = Buffer.from(`${JSON.stringify(value)}\n`);
  const header: Header = {
    format: FORMAT,
    version: FORMAT_VERSION,
    sequence,
    bytes: body.length,
    sha256: hash(body),
    writer,
  };
  return Buffer.concat([Buffer.from(`${JSON.stringify(header)}\n`), body]);
}

/** What `seal` made of a value; never throws. */
export function unseal(bytes: Uint8Array | undefined): Opened {
  if (bytes === undefined) return { kind: 'absent' };
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  // What a power cut leaves: nothing, or the right length of nothing.
  if (buffer.every((byte) => byte === 0)) return { kind: 'damaged' };
  const end = buffer.indexOf('\n');
  const header = parse(buffer.subarray(0, end < 0 ? buffer.length : end)) as Header | undefined;
  if (typeof header !== 'object' || header === null || header.format !== FORMAT) {
    return { kind: buffer.includes(FORMAT) ? 'damaged' : 'foreign' };
  }
  if (header.version > FORMAT_VERSION) return { kind: 'newer', version: header.version };
  const body = buffer.subarray(end + 1);
  if (body.length !== header.bytes || hash(body) !== header.sha256) return { kind: 'damaged' };
  const { sequence, writer } = header;
  return { kind: 'valid', sequence, value: parse(body), writer };
}

function parse(bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString());
  } catch {
    return undefined;
  }
}

function hash(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}
