/** How one line and its findings are written: in place, or as a JSON object of its own. */

import type { Block } from '../model/block.ts';
import type { Finding } from '../model/finding.ts';
import { APIS_MAX } from '../model/limits.ts';
import {
  decodeRecord,
  type Encoding,
  encodeText,
  isStrictUtf8,
  isUtf8,
} from '../record/encoding.ts';
import { type SplicePoint, splicePoint } from '../record/json-line.ts';
import type { JsonScan } from '../record/json-scan.ts';
import { createDetailReader, type Details } from './finding.ts';
import { annotationStart } from './judge-record.ts';
import type { Output } from './output.ts';

type Charset = 'utf-8' | 'gb18030';

export interface LineWriter {
  /** Lines without findings go out as they are. */
  readonly keepsPlain: boolean;
  /** Call for every block of whole records before its lines. */
  open(block: Block): void;
  /** Whether nothing is said in the line that starts here, which holds no failure: plain text. */
  isSilent(start: number): boolean;
  /** The line [start, end), without its line feed, with its findings. */
  write(start: number, end: number, findings: readonly Finding[], api: number): void;
  /** Writes from `done` to the insertion in the line, and the insertion; returns where it is done now. */
  insert(
    done: number,
    start: number,
    end: number,
    findings: readonly Finding[],
    api: number,
  ): number;
  /** Whole lines without findings; asked only if they are not kept. */
  writePlain(start: number, end: number): void;
  /** A part of a line too long to be looked at as a whole, neither repeated nor left out. */
  writePart(start: number, end: number, isFirst: boolean): void;
  /** The last part of such a line; `from` is where the bytes that can be looked back at begin. */
  append(from: number, start: number, end: number, findings: readonly Finding[]): void;
}

export interface LineWriterOptions {
  readonly bytes: Uint8Array;
  /** Over these bytes. */
  readonly scanJson: JsonScan;
  readonly encoding: Encoding;
  readonly output: Output;
  /** Whether plain text lines get an annotation for code 0. */
  readonly success: boolean;
  /** `  ← 40014 …` for findings that are to be told. */
  text(findings: readonly Finding[]): string;
  /** `"wecom":[…]` under the given name, every finding with what `details` made of the record's. */
  member(name: string, findings: readonly Finding[], details: string): string;
  /** Details as members; ASCII. */
  details(details: Details): string;
}

const CARRIAGE_RETURN = 0x0d;
const LINE_FEED = 0x0a;
const OPEN_BRACE = 0x7b;
const NOTHING = new Uint8Array(0);

/** Objects get a member, other lines get text behind them; all other bytes stay. */
export function createInPlaceWriter(options: LineWriterOptions): LineWriter {
  const { bytes, scanJson, output } = options;
  const encode = createEncoder(options);
  const writeMember = createMemberWriter(options);
  const detailsOf = createDetailReader(bytes);
  // What holds for a whole block spares its lines a look of their own.
  let isBlockUtf8 = false;
  let hasMarks = true;

  const charsetOf = (start: number, end: number): Charset => {
    if (options.encoding !== 'auto') return options.encoding;
    return isBlockUtf8 || isUtf8(bytes, start, end) ? 'utf-8' : 'gb18030';
  };

  const tell = (findings: readonly Finding[], charset: Charset): Uint8Array => {
    if (findings.length === 1) {
      const isTold = options.success || findings[0]!.errcode !== 0;
      return isTold ? encode(findings, charset) : NOTHING;
    }
    const told = findings.filter((finding) => finding.errcode !== 0 || options.success);
    return told.length === 0 ? NOTHING : encode(told, charset);
  };

  /** Copies [from, insertion) and writes the insertion; returns the offset of the insertion. */
  const insertAt = (from: number, at: number, insertion: Uint8Array): number => {
    output.copy(from, at);
    output.write(insertion);
    return at;
  };

  const behind = (start: number, end: number): number =>
    end > start && bytes[end - 1] === CARRIAGE_RETURN ? end - 1 : end;

  const insert: LineWriter['insert'] = (done, start, end, findings, api) => {
    const charset = charsetOf(start, end);
    const splice = mayBeObject(bytes[start]!)
      ? splicePoint(bytes, scanJson, start, end, charset)
      : undefined;
    // A line already annotated is left alone.
    const isSuspect = splice === undefined ? hasMarks : splice.mayBeAnnotated;
    if (isSuspect && annotationStart(bytes, start, end) !== end) return done;
    if (splice === undefined) {
      const told = tell(findings, charset);
      return told.length === 0 ? done : insertAt(done, behind(start, end), told);
    }
    output.copy(done, splice.at);
    const details = detailsOf(start, end, api, isRefused(findings));
    writeMember(splice, findings, details, charset);
    return splice.at;
  };

  return {
    keepsPlain: true,
    insert,
    isSilent: (start) => !options.success && !mayBeObject(bytes[start]!),
    writePlain: () => {},
    open(block) {
      isBlockUtf8 = isStrictUtf8(bytes, block.start, block.end);
      hasMarks = holdsMarks(bytes, block, isBlockUtf8);
    },
    writePart: (start, end) => output.copy(start, end),
    append(from, start, end, findings) {
      const at = behind(start, end);
      const isAnnotated = annotationStart(bytes, from, end) !== end;
      const told = isAnnotated ? NOTHING : tell(findings, charsetOf(start, end));
      insertAt(start, at, told);
      output.copy(at, end);
    },
    write(start, end, findings, api) {
      output.copy(insert(start, start, end, findings, api), end);
    },
  };
}

/** A JSON line begins with a brace, a blank or a BOM. */
function mayBeObject(byte: number): boolean {
  return byte === OPEN_BRACE || byte === 0x20 || byte === 0x09 || byte === 0xef;
}

/** The arrow of a text annotation, in either encoding. */
const MARK_UTF8 = Buffer.from('\u2190');
const MARK_GB18030 = Buffer.from([0xa1, 0xfb]);

/** Whether a text annotation of ours can stand anywhere in the block. */
function holdsMarks(bytes: Uint8Array, { start, end }: Block, isAllUtf8: boolean): boolean {
  const part = Buffer.from(bytes.buffer, bytes.byteOffset + start, end - start);
  return part.includes(MARK_UTF8) || (!isAllUtf8 && part.includes(MARK_GB18030));
}

function isRefused(findings: readonly Finding[]): boolean {
  return findings.some((finding) => finding.errcode !== 0);
}

/** Every line becomes one JSON object: objects get a member, other lines stand under `line`. */
export function createNdjsonWriter(options: LineWriterOptions): LineWriter {
  const { bytes, scanJson, output } = options;
  const inPlace = createInPlaceWriter(options);
  const detailsOf = createDetailReader(bytes);
  let decoder = new TextDecoder();
  const escaped = (text: string): Buffer => Buffer.from(JSON.stringify(text).slice(1, -1));

  const write = (start: number, end: number, findings: readonly Finding[], api: number): void => {
    const charset = isUtf8(bytes, start, end) ? 'utf-8' : 'gb18030';
    if (splicePoint(bytes, scanJson, start, end, charset) !== undefined) {
      if (findings.length === 0) output.copy(start, end);
      else inPlace.write(start, end, findings, api);
      return;
    }
    const to = end > start && bytes[end - 1] === CARRIAGE_RETURN ? end - 1 : end;
    const part = Buffer.from(output.view(start, to));
    const { text, encoding } = decodeRecord(part, 0, part.length, options.encoding);
    const isFaithful = part.equals(encodeText(text, encoding));
    const details =
      findings.length === 0 ? undefined : detailsOf(start, to, api, isRefused(findings));
    const wecom = findings.map((finding) => ({ ...finding, ...details }));
    const object = {
      line: text,
      ...(isFaithful ? {} : { lineBase64: part.toString('base64') }),
      ...(findings.length === 0 ? {} : { wecom }),
    };
    output.write(Buffer.from(JSON.stringify(object)));
  };

  return {
    keepsPlain: false,
    isSilent: () => false,
    open: inPlace.open,
    write,
    insert: inPlace.insert,
    writePart(start, end, isFirst) {
      if (isFirst) {
        output.write(Buffer.from('{"line":"'));
        decoder = new TextDecoder();
      }
      output.write(escaped(decoder.decode(output.view(start, end), { stream: true })));
    },
    append(_from, start, end, findings) {
      const to = end > start && bytes[end - 1] === CARRIAGE_RETURN ? end - 1 : end;
      output.write(escaped(decoder.decode(output.view(start, to))));
      const wecom = findings.length === 0 ? '' : `,"wecom":${JSON.stringify(findings)}`;
      output.write(Buffer.from(`"${wecom}}`));
    },
    writePlain(start, end) {
      for (let at = start; at < end; ) {
        const to = Math.min(bytes.indexOf(LINE_FEED, at), end);
        write(at, to, [], 0);
        output.copy(to, Math.min(to + 1, end));
        at = to + 1;
      }
    },
  };
}

/** Encodes annotations; the text of a single finding is the same for many lines and is kept. */
function createEncoder({ text }: LineWriterOptions) {
  const kept = new Map<Finding, Uint8Array>();
  return (findings: readonly Finding[], charset: Charset): Uint8Array => {
    const [only] = findings;
    if (findings.length > 1 || only === undefined || charset !== 'utf-8') {
      return encodeText(text(findings), charset);
    }
    let encoded = kept.get(only);
    if (encoded === undefined) {
      encoded = encodeText(text(findings), charset);
      if (kept.size < KEPT_MAX) kept.set(only, encoded);
    }
    return encoded;
  };
}

/** Members of one finding that are the same for many lines. */
interface KeptMember {
  /** What stands around the details. */
  readonly head: Uint8Array;
  readonly foot: string;
  /** The whole, by API path: all that differs where there is no hint. */
  readonly byApi: Map<string, Uint8Array>;
}

/** Writes members; what is the same for many lines is encoded once. */
function createMemberWriter({ output, member, details: textOf }: LineWriterOptions) {
  const members = new Map<Finding, KeptMember>();
  const keptOf = (finding: Finding): KeptMember => {
    let kept = members.get(finding);
    if (kept === undefined) {
      const [head, foot] = member('wecom', [finding], PLACE).split(PLACE);
      kept = { head: Buffer.from(`,${head}`), foot: foot!, byApi: new Map() };
      if (members.size < KEPT_MAX) members.set(finding, kept);
    }
    return kept;
  };
  const writeCommon = ({ head, foot, byApi }: KeptMember, details: Details): void => {
    if (isOfOneRecord(details)) {
      output.write(head);
      output.writeAscii(textOf(details) + foot);
      return;
    }
    const api = details.api ?? '';
    let whole = byApi.get(api);
    if (whole === undefined) {
      whole = Buffer.concat([head, Buffer.from(textOf(details) + foot)]);
      if (byApi.size < APIS_MAX) byApi.set(api, whole);
    }
    output.write(whole);
  };
  return (
    { name, isEmpty }: SplicePoint,
    findings: readonly Finding[],
    details: Details,
    charset: Charset,
  ): void => {
    if (findings.length === 1 && charset === 'utf-8' && name === 'wecom' && !isEmpty) {
      writeCommon(keptOf(findings[0]!), details);
      return;
    }
    const text = member(name, findings, textOf(details));
    output.write(encodeText(isEmpty ? text : `,${text}`, charset));
  };
}

/** Whether more is known than the API path. */
function isOfOneRecord({ hint, fromIp, serverTime }: Details): boolean {
  return hint !== undefined || fromIp !== undefined || serverTime !== undefined;
}

/** Stands for the details where a member is cut in two; JSON never holds it. */
const PLACE = '\0';
const KEPT_MAX = 10_000;
