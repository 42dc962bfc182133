/** How far each stream is behind. */
import type { Desk } from './desk.ts';
import type { BodyKind, Phase } from './state.ts';
import type { Stream } from './stream.ts';

/** Sizes that are remembered of one stream, with the time they were first seen. */
const ARRIVALS_MAX = 64;

export interface SourceLag {
  readonly stream: string;
  readonly log: string;
  readonly name: string;
  readonly phase: Phase;
  readonly kind: BodyKind;
  readonly isRotated: boolean;
  readonly offset: number;
  readonly sizeBytes: number;
  /** When the file was last written, in ms since the epoch. */
  readonly modifiedMs: number;
  /** Bytes that are there and were not handed out, less the record that is not at its end. */
  readonly lagBytes: number;
  /** Age of the oldest of them, since they were first seen. */
  readonly lagSeconds: number;
  /** Bytes of the line or the record that is not at its end yet. */
  readonly partialBytes: number;
}

/** Remembers when bytes came that are still unread. */
export function noteArrival(stream: Stream, nowMs: number): void {
  const { arrivals, offset, sizeBytes } = stream;
  const done = offset + stream.partialBytes;
  while (arrivals.length > 0 && arrivals[0]!.sizeBytes <= done) arrivals.shift();
  const last = arrivals.at(-1);
  if (sizeBytes <= Math.max(done, last?.sizeBytes ?? 0)) return;
  if (last !== undefined && arrivals.length === ARRIVALS_MAX) last.sizeBytes = sizeBytes;
  else arrivals.push({ sizeBytes, sinceMs: nowMs });
}

/** The lag of every stream that has a file or looks for one. */
export function measure(desk: Desk): SourceLag[] {
  const now = desk.options.now();
  return [...desk.streams.values()]
    .filter(({ phase }) => phase !== 'ended')
    .map((stream) => {
      const { id, log, name, phase, isRotated, offset, sizeBytes, modifiedMs } = stream;
      const { partialBytes } = stream;
      const lagBytes = Math.max(0, sizeBytes - offset - partialBytes);
      const since = lagBytes > 0 ? stream.arrivals[0]?.sinceMs : undefined;
      const lagSeconds = since === undefined ? 0 : Math.max(0, now - since) / 1000;
      const kind = stream.body?.kind ?? 'file';
      const place = { stream: id, log, name, phase, kind, isRotated };
      return { ...place, offset, sizeBytes, modifiedMs, lagBytes, lagSeconds, partialBytes };
    });
}
