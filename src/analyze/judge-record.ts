/**
 * Judges one record that is not plain: several candidates, spoken keys, links, bare forms, another
 * encoding, or an annotation of ours at its end.
 */
import { PLATFORM_WECOM } from '../model/event.ts';
import { decodeRecord, isAscii, isUtf8 } from '../record/encoding.ts';
import {
  ANNOTATION,
  type EvidenceReader,
  HINT,
  WECOM_HOST,
  WEIXIN_NAME,
} from '../record/evidence.ts';
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
import { hasStrongEvidence, readBareForms } from './bare.ts';
import type { JudgeOptions } from './judge.ts';

/** Words that make a spoken key count, though they name no platform. */
const SPOKEN_EVIDENCE =
  /errmsg|err_msg|error-msg|wechat|weixin|微信|wxerror|u5fae\\+u4fe1|%e5%be%ae%e4%bf%a1/i;

/** How WxJava words an error, in which nothing else may name the platform. */
const WXJAVA = /错误代码[：:]\s*-?\d+[,，]\s*错误信息[：:]/;

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
  /** Why a record that looks like a failure has no code. */
  miss: 'no-code' | 'uncatalogued' | undefined;
}

/** Judges the rows [from, to), all of one record. */
export type JudgeRecord = (rows: Int32Array, from: number, to: number) => Verdict;

const LINE_FEED = 0x0a;
/** What scanners may read past the end. */
const SLACK_BYTES = 64;

/** Unofficial but in use: HTTP statuses under 错误码. No code of WeCom lies between. */
const HTTP_STATUS_MIN = 100;
const HTTP_STATUS_MAX = 599;
/** WeCom's codes have five digits and more, but for a few. */
const SHORT_CODE_MAX = 10_000;
/** Without evidence only a number this long is nobody's house convention. */
const UNMISTAKABLE_MIN = 100_000;

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
    miss: undefined,
  };

  const judgeAt = (rows: Int32Array, from: number, to: number, start: number): void => {
    const end = bytes.indexOf(LINE_FEED, start);
    const cut = annotationStart(bytes, start, end);
    const isLinked = (rows[from + KIND]! & LINKED) !== 0;
    const mask = readEvidence(bytes, evidence, start, cut) | (isLinked ? WECOM_HOST : 0);
    const candidates: Candidates = { rows, from, to, cut };
    const text = (): string => decodeRecord(bytes, start, cut, 'utf-8').text;
    addKeyed(verdict, candidates, mask, text, options.isKnown);
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
  readonly rows: Int32Array;
  readonly from: number;
  readonly to: number;
  readonly cut: number;
}

type IsKnown = (errcode: number) => boolean;

function add(verdict: Verdict, errcode: number, shape: number, place: number): void {
  for (let index = 0; index < verdict.count; index++) {
    if (verdict.errcodes[index] === errcode) return;
  }
  verdict.errcodes[verdict.count] = errcode;
  verdict.shapes[verdict.count] = shape;
  verdict.places[verdict.count] = place;
  verdict.count++;
}

function addKeyed(
  verdict: Verdict,
  { rows, from, to, cut }: Candidates,
  mask: number,
  text: () => string,
  isKnown: IsKnown,
): void {
  for (let row = from; row < to; row += ROW_FIELDS) {
    if (rows[row + AT]! >= cut) continue;
    const kind = rows[row + KIND]! & KIND_MASK;
    const errcode = rows[row + VALUE]!;
    if (kind === WIRE || kind === WIRE_ESCAPED) add(verdict, errcode, kind, rows[row + AT]!);
    else if (
      kind === SPOKEN &&
      !isOthers(rows, row, from, text) &&
      (!hasWire(rows, from, to, cut) || isSecondCode(rows, row, from, text, isKnown)) &&
      spokenCounts(errcode, mask, text, isKnown)
    ) {
      add(verdict, errcode, SPOKEN, rows[row + AT]!);
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
 * Whether a spoken key gives a code of its own beside a wire key. The field beats it, as it beats the
 * link, because requests are logged too, and an alert tells of other systems' codes. Only an SDK's
 * wording is a second code, or a number that can be nobody else's.
 */
function isSecondCode(
  rows: Int32Array,
  row: number,
  from: number,
  text: () => string,
  isKnown: IsKnown,
): boolean {
  const errcode = rows[row + VALUE]!;
  // Six digits below zero are the cloud's of Tencent; there are too many for a catalogue.
  if (errcode <= -UNMISTAKABLE_MIN && errcode > -10 * UNMISTAKABLE_MIN) return true;
  if (errcode >= UNMISTAKABLE_MIN && isKnown(errcode)) return true;
  const offset = rows[row + AT]! - rows[from + RECORD]!;
  const tail = Buffer.from(text()).subarray(offset, offset + SDK_WORDING_BYTES);
  return SDK_WORDING.test(tail.toString('utf8'));
}

/** WxJava's, Senparc's and wechatpy's. */
const SDK_WORDING =
  /^(?:错误代码[：:]\s*-?\d+[,，]\s*(?:错误信息|说明)[：:]|Error code: -?\d+, message:)/;
const SDK_WORDING_BYTES = 64;

/** `SSL error code: -9806`, `MySQL error code: 1062`: the words before the key say whose code it is. */
function isOthers(rows: Int32Array, row: number, from: number, text: () => string): boolean {
  const offset = rows[row + AT]! - rows[from + RECORD]!;
  const head = Buffer.from(text())
    .subarray(Math.max(0, offset - 24), offset)
    .toString('latin1');
  return OTHERS.test(head);
}

const OTHERS =
  /(?:ssl|tls|curl|\w*sql|exit(?:ed)?(?: with)?|http|grpc|socket|redis|oracle|mongo\w*)\W{0,3}$/i;

/** A spoken key counts with evidence of WeCom, or if the number can be nobody else's. */
function spokenCounts(
  errcode: number,
  mask: number,
  text: () => string,
  isKnown: IsKnown,
): boolean {
  if (errcode >= HTTP_STATUS_MIN && errcode <= HTTP_STATUS_MAX) return false;
  // Short numbers are databases' and operating systems' unless the catalogue has them.
  if (errcode > 0 && errcode < SHORT_CODE_MAX && !isKnown(errcode)) return false;
  if ((mask & ~HINT) !== 0 || SPOKEN_EVIDENCE.test(text())) return true;
  if (hasStrongEvidence(text()) || (isKnown(errcode) && WXJAVA.test(text()))) return true;
  return errcode >= UNMISTAKABLE_MIN && isKnown(errcode) && !/http/i.test(text());
}

/**
 * The link counts where no field does. Beside a field that is no known code (a house's own envelope)
 * it counts as well, unless it is the field with a digit lost.
 */
function addLink(verdict: Verdict, { rows, from, to, cut }: Candidates, isKnown: IsKnown): void {
  const fields = verdict.errcodes.slice(0, verdict.count);
  for (let row = from; row < to; row += ROW_FIELDS) {
    if ((rows[row + KIND]! & KIND_MASK) !== LINK || rows[row + AT]! >= cut) continue;
    const errcode = rows[row + VALUE]!;
    const isAlone = fields.length === 0;
    if (isAlone || (isKnown(errcode) && !fields.some((field) => hasLostDigit(field, errcode)))) {
      add(verdict, errcode, LINK, rows[row + AT]!);
    }
  }
}

/** Whether `short` is `long` with one digit missing. */
function hasLostDigit(long: number, short: number): boolean {
  const digits = String(long);
  for (let index = 0; index < digits.length; index++) {
    if (digits.slice(0, index) + digits.slice(index + 1) === String(short)) return true;
  }
  return false;
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
