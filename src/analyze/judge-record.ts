/**
 * Judges one record that is not plain: several candidates, spoken keys, links, bare forms, another
 * encoding, or an annotation of ours at its end.
 */
import { PLATFORM_WECOM } from '../model/event.ts';
import { decodeRecord, isAscii, isUtf8 } from '../record/encoding.ts';
import { ANNOTATION, type EvidenceReader, WECOM_HOST, WEIXIN_NAME } from '../record/evidence.ts';
import { platformOf, platformOfCode } from '../record/platform.ts';
import {
  API,
  AT,
  BARE,
  GATE,
  KIND,
  KIND_MASK,
  LINK,
  LINKED,
  MAYBE,
  RECORD,
  ROW_FIELDS,
  SPOKEN,
  VALUE,
  WIRE,
  WIRE_ESCAPED,
} from '../scan/candidate.ts';
import { findAnnotation } from './annotation-mark.ts';
import { readBareForms } from './bare.ts';
import type { JudgeOptions } from './judge.ts';
import { createSpokenJudge, type SpokenJudge, type Surroundings } from './spoken.ts';

/** What one record says. Reused: valid until the next call. */
export interface Verdict {
  count: number;
  readonly errcodes: number[];
  readonly shapes: number[];
  readonly platforms: number[];
  /** Offsets of the keys in the arena; 0 where there is none, or it was found in a transcoded copy. */
  readonly places: number[];
  /** Offset of `cgi-bin`, or 0. */
  api: number;
  /** The codes again, where they are many. */
  readonly many: Set<number>;
  /** Why a record that looks like a failure has no code. */
  miss: 'no-code' | 'uncatalogued' | undefined;
}

/** Judges the rows [from, to), all of one record. */
export type JudgeRecord = (rows: Int32Array, from: number, to: number) => Verdict;

const LINE_FEED = 0x0a;
/** What scanners may read past the end. */
const SLACK_BYTES = 64;

export function createRecordJudge(options: JudgeOptions): JudgeRecord {
  const { arena, evidence, scratch, encoding } = options;
  const { bytes } = arena;
  const verdict: Verdict = {
    count: 0,
    errcodes: [],
    shapes: [],
    platforms: [],
    places: [],
    api: 0,
    many: new Set(),
    miss: undefined,
  };

  const judgeAt = (rows: Int32Array, from: number, to: number, start: number): void => {
    const end = bytes.indexOf(LINE_FEED, start);
    const cut = annotationStart(bytes, start, end);
    const isLinked = (rows[from + KIND]! & LINKED) !== 0;
    const mask = readEvidence(bytes, evidence, start, cut) | (isLinked ? WECOM_HOST : 0);
    const candidates: Candidates = { bytes, rows, from, to, cut };
    const text = (): string => decodeRecord(bytes, start, cut, 'utf-8').text;
    addKeyed(verdict, candidates, { mask, text, isKnown: options.isKnown });
    if (verdict.count === 0 || !verdict.errcodes.slice(0, verdict.count).some(options.isKnown)) {
      addLink(verdict, candidates, options.isKnown);
    }
    if (verdict.count === 0 && hasGate(rows, from, to)) {
      addBare(verdict, candidates, mask, text(), options.isKnown);
    }
    if (verdict.count === 0) return;
    const platform =
      verdict.shapes[0] === LINK ? PLATFORM_WECOM : platformOf(bytes, mask, evidence.hintAt());
    for (let index = 0; index < verdict.count; index++) {
      const errcode = verdict.errcodes[index]!;
      verdict.platforms[index] = platformOfCode(errcode, platform, bytes, start, cut);
    }
  };

  const judgeTranscoded = (start: number, end: number): void => {
    const { scanner, at, length } = scratch;
    const { text } = decodeRecord(bytes, start, end, 'gb18030');
    const target = bytes.subarray(at, at + length - SLACK_BYTES);
    const { written } = new TextEncoder().encodeInto(text, target);
    bytes[at - 1] = LINE_FEED;
    bytes[at + written] = LINE_FEED;
    const count = scanner.scan(at, at + written);
    if (count > 0) judgeAt(scanner.rows, 0, count * ROW_FIELDS, at);
    verdict.places.fill(0);
  };

  return (rows, from, to) => {
    verdict.count = 0;
    verdict.miss = undefined;
    verdict.api = 0;
    if (verdict.many.size > 0) verdict.many.clear();
    for (let row = from; row < to && verdict.api === 0; row += ROW_FIELDS) {
      verdict.api = rows[row + API]!;
    }
    const start = rows[from + RECORD]!;
    const end = bytes.indexOf(LINE_FEED, start);
    const hangs = encoding !== 'utf-8' && hangsOnText(rows, from, to);
    const isGb18030 =
      hangs && (encoding === 'gb18030' ? !isAscii(bytes, start, end) : !isUtf8(bytes, start, end));
    if (isGb18030) judgeTranscoded(start, end);
    else judgeAt(rows, from, to, start);
    return verdict;
  };
}

/** The rows of one record; those at `cut` and behind stand in an annotation. */
interface Candidates {
  readonly bytes: Uint8Array;
  readonly rows: Int32Array;
  readonly from: number;
  readonly to: number;
  readonly cut: number;
}

type IsKnown = (errcode: number) => boolean;

/** Up to so many codes are compared one by one; records of more are rare, and hostile ones have thousands. */
const FEW_CODES = 16;

function add(verdict: Verdict, errcode: number, shape: number, place: number): void {
  if (hasCode(verdict, errcode)) return;
  verdict.errcodes[verdict.count] = errcode;
  verdict.shapes[verdict.count] = shape;
  verdict.places[verdict.count] = place;
  verdict.count++;
}

function hasCode({ count, errcodes, many }: Verdict, errcode: number): boolean {
  if (count <= FEW_CODES) {
    for (let index = 0; index < count; index++) if (errcodes[index] === errcode) return true;
    return false;
  }
  for (let index = many.size; index < count; index++) many.add(errcodes[index]!);
  return many.has(errcode);
}

function addKeyed(
  verdict: Verdict,
  { bytes, rows, from, to, cut }: Candidates,
  surroundings: Surroundings,
): void {
  let spoken: SpokenJudge | undefined;
  for (let row = from; row < to; row += ROW_FIELDS) {
    const at = rows[row + AT]!;
    if (at >= cut) continue;
    const kind = rows[row + KIND]! & KIND_MASK;
    const errcode = rows[row + VALUE]!;
    if (kind === WIRE || kind === WIRE_ESCAPED) add(verdict, errcode, kind, at);
    else if (kind === SPOKEN) {
      spoken ??= createSpokenJudge(surroundings, hasWire(rows, from, to, cut));
      if (spoken.counts(errcode, { bytes, at, recordStart: rows[from + RECORD]! })) {
        add(verdict, errcode, SPOKEN, at);
      }
    }
  }
}

function hasWire(rows: Int32Array, from: number, to: number, cut: number): boolean {
  for (let row = from; row < to; row += ROW_FIELDS) {
    const kind = rows[row + KIND]! & KIND_MASK;
    if ((kind === WIRE || kind === WIRE_ESCAPED) && rows[row + AT]! < cut) return true;
  }
  return false;
}

/**
 * The link counts where no field does. Beside a field that is no known code (a house's own envelope)
 * it counts as well, unless it is the field with a digit lost.
 */
function addLink(verdict: Verdict, { rows, from, to, cut }: Candidates, isKnown: IsKnown): void {
  const isAlone = verdict.count === 0;
  let shortened: Set<string> | undefined;
  const fields = verdict.errcodes.slice(0, verdict.count);
  for (let row = from; row < to; row += ROW_FIELDS) {
    if ((rows[row + KIND]! & KIND_MASK) !== LINK || rows[row + AT]! >= cut) continue;
    const errcode = rows[row + VALUE]!;
    shortened ??= new Set(fields.flatMap(withoutOneDigit));
    if (isAlone || (isKnown(errcode) && !shortened.has(String(errcode)))) {
      add(verdict, errcode, LINK, rows[row + AT]!);
    }
  }
}

/** The number with each of its digits lost in turn. */
function withoutOneDigit(errcode: number): string[] {
  const digits = String(errcode);
  return [...digits].map((_, index) => digits.slice(0, index) + digits.slice(index + 1));
}

function addBare(
  verdict: Verdict,
  { rows, from, to }: Candidates,
  mask: number,
  text: string,
  isKnown: IsKnown,
): void {
  const found = readBareForms(text, isKnown);
  const isStrong = found.isStrong || (mask & (WECOM_HOST | WEIXIN_NAME)) !== 0;
  for (let row = from; row < to; row += ROW_FIELDS) {
    if ((rows[row + KIND]! & KIND_MASK) !== BARE || !isStrong) continue;
    if (isKnown(rows[row + VALUE]!)) add(verdict, rows[row + VALUE]!, BARE, rows[row + AT]!);
  }
  for (const errcode of found.codes) add(verdict, errcode, BARE, 0);
  if (verdict.count > 0 || !found.isReply) return;
  verdict.miss = found.hasUncatalogued ? 'uncatalogued' : 'no-code';
}

/** Evidence of [start, cut): what our own annotation says proves nothing. */
function readEvidence(
  bytes: Uint8Array,
  evidence: EvidenceReader,
  start: number,
  cut: number,
): number {
  const kept = bytes[cut]!;
  bytes[cut] = LINE_FEED;
  const mask = evidence.read(start);
  bytes[cut] = kept;
  return mask & ~ANNOTATION;
}

/** Whether the reading of some row may be another in another encoding. */
function hangsOnText(rows: Int32Array, from: number, to: number): boolean {
  for (let row = from; row < to; row += ROW_FIELDS) {
    const kind = rows[row + KIND]! & KIND_MASK;
    if (kind === MAYBE || kind === SPOKEN || kind === BARE || kind === GATE) return true;
  }
  return false;
}

function hasGate(rows: Int32Array, from: number, to: number): boolean {
  for (let row = from; row < to; row += ROW_FIELDS) {
    const kind = rows[row + KIND]! & KIND_MASK;
    if (kind === GATE || kind === BARE) return true;
  }
  return false;
}

/** Where an annotation of ours begins in the record [start, end), or `end`. */
export function annotationStart(bytes: Uint8Array, start: number, end: number): number {
  const record = Buffer.from(bytes.buffer, bytes.byteOffset + start, end - start);
  const annotation = findAnnotation(record);
  return annotation === undefined ? end : start + annotation.from;
}
