/**
 * Events of one code over time: buckets of a minute for a day, of an hour for 400 days. Buckets lie in
 * pieces (an hour of minutes, a day of hours) whose text is kept until one of its buckets changes, so
 * that a commit every second only writes anew what grew.
 */
import { AHEAD_MS_MAX, HOURS_KEPT_MS, MINUTES_KEPT_MS } from '../../model/limits.ts';
import type { Pieces } from '../../model/live.ts';
import { type BucketKind, bucketsOf, SLOTS } from '../../model/pieces.ts';

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
  /** Minutes of those events that are tolerated; they are in the buckets above as well. */
  readonly tolerated: PieceMap;
  /** Minutes, by the clock, of events whose record has no time; they are in no other bucket. */
  readonly undated: PieceMap;
}

/** What is told apart beside the buckets of a report, for whoever watches. */
export type Aside = 'tolerated' | 'undated';

export function createHistory(): History {
  return { hours: new Map(), minutes: new Map(), tolerated: new Map(), undated: new Map() };
}

/** Whether a time is one that buckets are kept of. */
export function isWithinHistory(ms: number, nowMs: number): boolean {
  return ms > nowMs - HOURS_KEPT_MS && ms <= nowMs + AHEAD_MS_MAX;
}

/** Counts `events` at `ms`, which is within the history; returns how many pieces that took. */
export function addToHistory(history: History, ms: number, nowMs: number, events: number): number {
  const inHours = addTo(history.hours, Math.floor(ms / HOUR_MS), SLOTS.hours, events);
  return inHours + addToMinutes(history.minutes, ms, nowMs, events);
}

/** Counts `events` at `ms` in minutes of their own; returns how many pieces that took. */
export function addAside(
  history: History,
  aside: Aside,
  ms: number,
  nowMs: number,
  events: number,
): number {
  return addToMinutes(history[aside], ms, nowMs, events);
}

function addToMinutes(pieces: PieceMap, ms: number, nowMs: number, events: number): number {
  if (ms <= nowMs - MINUTES_KEPT_MS) return 0;
  return addTo(pieces, Math.floor(ms / MINUTE_MS), SLOTS.minutes, events);
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
  return (
    dropMinutesBefore(history, Math.floor((nowMs - MINUTES_KEPT_MS) / HOUR_MS)) +
    dropBefore(history.hours, Math.floor((nowMs - HOURS_KEPT_MS) / DAY_MS))
  );
}

/** Lets go of days before `day`, and of hours before it; returns how many pieces went. */
export function dropDaysBefore(history: History, day: number): number {
  return dropBefore(history.hours, day) + dropMinutesBefore(history, day * SLOTS.hours);
}

function dropMinutesBefore({ minutes, tolerated, undated }: History, hour: number): number {
  return dropBefore(minutes, hour) + dropBefore(tolerated, hour) + dropBefore(undated, hour);
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
  const width: BucketKind = kind === 'hours' ? 'hours' : 'minutes';
  let taken = 0;
  for (const [bucket, events] of bucketsOf(width, data)) {
    taken += addTo(history[kind], bucket, SLOTS[width], events);
  }
  return taken;
}
