/**
 * Writes what programs print as container runtimes do: containerd's CRI lines (the head of a line and `P`
 * or `F`), and docker's json-file as `daemon/logger/jsonfilelog/jsonlog` of moby escapes it.
 */
import { isUtf8 } from 'node:buffer';

/** A line of a program's, without its line feed. */
export interface Printed {
  readonly stream: 'stdout' | 'stderr';
  readonly text: Buffer;
  /** Ms since the epoch. */
  readonly ms: number;
  /** Where CRI cuts it; docker cuts by its own rule. */
  readonly cuts: readonly number[];
}

/** The lines of the log in which one record stands. */
export type Written = readonly Buffer[];

/** `cuts` are taken as they come: beyond the text, double or unsorted. */
export function criLines({ stream, text, ms, cuts }: Printed): Written {
  const pieces = piecesAt(text, cuts);
  return pieces.map((piece, index) => {
    const tag = index === pieces.length - 1 ? 'F' : 'P';
    return Buffer.concat([
      Buffer.from(`${nanoTime(ms + index)} ${stream} ${tag} `),
      piece,
      Buffer.from('\n'),
    ]);
  });
}

/** A program's own text is cut at 16 KiB. */
export const DOCKER_BYTES = 16_384;

export function dockerLines(printed: Printed, bytes = DOCKER_BYTES): Written {
  const { stream, text, ms } = printed;
  const cuts = Array.from(
    { length: Math.floor(text.length / bytes) },
    (_, index) => (index + 1) * bytes,
  );
  const pieces = piecesAt(text, cuts);
  return pieces.map((piece, index) => {
    const end = index === pieces.length - 1 ? '\\n' : '';
    const time = nanoTime(ms + index);
    return Buffer.from(
      `{"log":"${jsonText(piece)}${end}","stream":"${stream}","time":"${time}"}\n`,
    );
  });
}

/** The lines of both streams, each in its order, and otherwise as `turns` says. */
export function interleave(
  records: readonly Written[],
  streams: readonly string[],
  turns: readonly boolean[],
): Buffer {
  const queues = ['stdout', 'stderr'].map((name) =>
    records.filter((_, index) => streams[index] === name).flat(),
  );
  const lines: Buffer[] = [];
  for (let turn = 0; queues[0]!.length + queues[1]!.length > 0; turn++) {
    const one = queues[turns[turn % Math.max(1, turns.length)] === true ? 1 : 0]!;
    const other = queues[one === queues[0] ? 1 : 0]!;
    lines.push((one.shift() ?? other.shift())!);
  }
  return Buffer.concat(lines);
}

function piecesAt(text: Buffer, cuts: readonly number[]): Buffer[] {
  const inside = [...new Set(cuts)].filter((cut) => cut > 0 && cut < text.length);
  const edges = [0, ...inside.sort((one, other) => one - other), text.length];
  return edges.slice(1).map((to, index) => text.subarray(edges[index], to));
}

/** Go's RFC3339Nano: without the zeros at the end. */
function nanoTime(ms: number): string {
  const [seconds, fraction] = new Date(ms).toISOString().slice(0, -1).split('.');
  const nanoseconds = `${fraction}${String((ms * 7919) % 1_000_000).padStart(6, '0')}`;
  const digits = nanoseconds.replace(/0+$/, '');
  return `${seconds}${digits === '' ? '' : `.${digits}`}Z`;
}

/** Bytes that are no UTF-8 are lost there, one by one. */
function jsonText(bytes: Buffer): string {
  if (isUtf8(bytes)) return [...bytes.toString()].map(escaped).join('');
  let text = '';
  for (let at = 0; at < bytes.length; ) {
    const length = [1, 2, 3, 4].find(
      (size) => isUtf8(bytes.subarray(at, at + size)) && at + size <= bytes.length,
    );
    text += length === undefined ? '\\ufffd' : escaped(bytes.toString('utf8', at, at + length));
    at += length ?? 1;
  }
  return text;
}

function escaped(character: string): string {
  if (character === '"' || character === '\\') return `\\${character}`;
  if (character === '\n') return '\\n';
  if (character === '\r') return '\\r';
  if (character < ' ' || '<>&\u2028\u2029'.includes(character)) {
    return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
  }
  return character;
}
