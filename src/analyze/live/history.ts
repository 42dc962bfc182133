/**
 * Events of one code over time: buckets of a minute for a day, of an hour for 400 days. Buckets lie in
 * pieces (an hour of minutes, a day of hours) whose text is kept until one of its buckets changes, so
 * that a commit every second only writes anew what grew.
 */
import { AHEAD_MS_MAX, HOURS_KEPT_MS, MINUTES_KEPT_MS } from '../../model/limits.ts';
import type { Pieces } from '../../model/live.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 3_600_000;
const DAY_MS = 86_400_000;

interface Piece {
  /** Slot and events, in turn, in the order in which slots were first counted in. */
  readonly pairs: number[];
  text: string | undefined;
}

/** Pieces by their number: hours or days since the epoch. */
type PieceMap = Map<number, Piece>;

export interface History {
  readonly hours: PieceMap;
  readonly minutes: PieceMap;
}

export function createHistory(): History {
  return { hours: new Map(), minutes: new Map() };
}

/** Whether a time is one that buckets are kept of. */
export function isWithinHistory(ms: number, nowMs: number): boolean {
  return ms > nowMs - HOURS_KEPT_MS && ms <= nowMs + AHEAD_MS_MAX;
}

/** Counts `events` at `ms`, which is within the history; returns how many pieces that took. */
export function addToHistory(history: History, ms: number, nowMs: number, events: number): number {
  const inHours = addTo(history.hours, Math.floor(ms / HOUR_MS), 24, events);
  if (ms <= nowMs - MINUTES_KEPT_MS) return inHours;
  return inHours + addTo(history.minutes, Math.floor(ms / MINUTE_MS), 60, events);
}

function addTo(pieces: PieceMap, bucket: number, slots: number, events: number): number {
  const number = Math.floor(bucket / slots);
  const slot = bucket - number * slots;
  let piece = pieces.get(number);
  const isNew = piece === undefined;
  if (piece === undefined) {
    piece = { pairs: [], text: undefined };
    pieces.set(number, piece);
  }
  piece.text = undefined;
  const { pairs } = piece;
  // Logs run forward: the slot counted in last stands last.
  let at = pairs.length - 2;
  while (at >= 0 && pairs[at] !== slot) at -= 2;
  if (at < 0) pairs.push(slot, events);
  else pairs[at + 1]! += events;
  return isNew ? 1 : 0;
}

/** Lets go of pieces that are wholly too old; returns how many went. */
export function pruneHistory(history: History, nowMs: number): number {
  const { hours, minutes } = history;
  return (
    dropBefore(minutes, Math.floor((nowMs - MINUTES_KEPT_MS) / HOUR_MS)) +
    dropBefore(hours, Math.floor((nowMs - HOURS_KEPT_MS) / DAY_MS))
  );
}

/** Lets go of days before `day`, and of hours before it; returns how many pieces went. */
export function dropDaysBefore(history: History, day: number): number {
  return dropBefore(history.hours, day) + dropBefore(history.minutes, day * 24);
}

function dropBefore(pieces: PieceMap, first: number): number {
  let dropped = 0;
  for (const number of pieces.keys()) {
    if (number >= first) continue;
    pieces.delete(number);
    dropped++;
  }
  return dropped;
}

/** The pieces as texts, in order of time. */
export function piecesOf(pieces: PieceMap): Pieces {
  return [...pieces]
    .sort(([left], [right]) => left - right)
    .map(([number, piece]) => [number, textOf(piece)]);
}

function textOf(piece: Piece): string {
  if (piece.text !== undefined) return piece.text;
  const slots: string[] = [];
  for (let at = 0; at < piece.pairs.length; at += 2) {
    const slot = piece.pairs[at]!;
    slots[slot] = `${slot}:${piece.pairs[at + 1]}`;
  }
  piece.text = slots.filter((slot) => slot !== undefined).join(' ');
  return piece.text;
}

/** Adds the texts of `data`; returns how many pieces that took. */
export function addPieces(history: History, kind: keyof History, data: Pieces): number {
  const slots = kind === 'hours' ? 24 : 60;
  let taken = 0;
  for (const [bucket, events] of bucketsOf(kind, data)) {
    taken += addTo(history[kind], bucket, slots, events);
  }
  return taken;
}

/** `[bucket, events]`, buckets in hours or minutes since the epoch, in order of time. */
export function* bucketsOf(
  kind: keyof History,
  data: Pieces,
): Generator<[bucket: number, events: number]> {
  const slots = kind === 'hours' ? 24 : 60;
  for (const [number, text] of data) {
    for (const pair of text.split(' ')) {
      const [slot, events] = pair.split(':').map(Number);
      if (slot === undefined || events === undefined) continue;
      if (slot >= 0 && slot < slots && events > 0) yield [number * slots + slot, events];
    }
  }
}
