/** How one line and its findings are written: in place, or as a JSON object of its own. */
import type { Finding } from '../model/finding.ts';
import { decodeRecord, type Encoding, encodeText, isUtf8 } from '../record/encoding.ts';
import { splicePoint } from '../record/json-line.ts';
import { detailsOf } from './finding.ts';
import { annotationStart } from './judge-record.ts';
import type { Output } from './output.ts';

export interface LineWriter {
  /** Lines without findings go out as they are. */
  readonly keepsPlain: boolean;
  /** The line [start, end), without its line feed, with its findings. */
  write(start: number, end: number, findings: readonly Finding[], api: number): void;
  /** Whole lines without findings; asked only if they are not kept. */
  writePlain(start: number, end: number): void;
  /** The end of a line too long to be looked at as a whole. */
  append(start: number, end: number, findings: readonly Finding[]): void;
}

export interface LineWriterOptions {
  readonly bytes: Uint8Array;
  readonly encoding: Encoding;
  readonly output: Output;
  /** Whether plain text lines get an annotation for code 0. */
  readonly success: boolean;
  /** `  ← 40014 …` for findings that are to be told. */
  text(findings: readonly Finding[]): string;
  /** `"wecom":[…]` under the given name. */
  member(name: string, findings: readonly Finding[]): string;
}

const CARRIAGE_RETURN = 0x0d;
const LINE_FEED = 0x0a;

/** Objects get a member, other lines get text behind them; all other bytes stay. */
export function createInPlaceWriter(options: LineWriterOptions): LineWriter {
  const { bytes, output } = options;
  const encode = createEncoder(options);

  const append = (start: number, end: number, findings: readonly Finding[]): void => {
    const told = findings.filter((finding) => finding.errcode !== 0 || options.success);
    const at = end > start && bytes[end - 1] === CARRIAGE_RETURN ? end - 1 : end;
    output.copy(start, at);
    if (told.length > 0) output.write(encode(told, charsetOf(options, start, end)));
    output.copy(at, end);
  };

  return {
    keepsPlain: true,
    writePlain: () => {},
    append,
    write(start, end, findings, api) {
      // A line already annotated is left alone.
      if (findings.length === 0 || annotationStart(bytes, start, end) !== end) {
        output.copy(start, end);
        return;
      }
      const splice = splicePoint(bytes, start, end);
      if (splice === undefined) {
        append(start, end, findings);
        return;
      }
      const member = options.member(splice.name, detailed(bytes, start, end, findings, api));
      output.copy(start, splice.at);
      output.write(
        encodeText(splice.isEmpty ? member : `,${member}`, charsetOf(options, start, end)),
      );
      output.copy(splice.at, end);
    },
  };
}

/** Every line becomes one JSON object: objects get a member, other lines stand under `line`. */
export function createNdjsonWriter(options: LineWriterOptions): LineWriter {
  const { bytes, output } = options;
  const inPlace = createInPlaceWriter(options);

  const write = (start: number, end: number, findings: readonly Finding[], api: number): void => {
    if (splicePoint(bytes, start, end) !== undefined) {
      inPlace.write(start, end, findings, api);
      return;
    }
    const to = end > start && bytes[end - 1] === CARRIAGE_RETURN ? end - 1 : end;
    const { text, encoding } = decodeRecord(bytes, start, to, options.encoding);
    const isFaithful = Buffer.from(encodeText(text, encoding)).equals(bytes.subarray(start, to));
    const part = Buffer.from(bytes.buffer, bytes.byteOffset + start, to - start);
    const object = {
      line: text,
      ...(isFaithful ? {} : { lineBase64: part.toString('base64') }),
      ...(findings.length === 0 ? {} : { wecom: detailed(bytes, start, to, findings, api) }),
    };
    output.write(Buffer.from(JSON.stringify(object)));
  };

  return {
    keepsPlain: false,
    write,
    append: (start, end, findings) => write(start, end, findings, 0),
    writePlain(start, end) {
      for (let at = start; at < end; ) {
        const feed = bytes.indexOf(LINE_FEED, at);
        const to = Math.min(feed, end);
        write(at, to, [], 0);
        output.copy(to, Math.min(to + 1, end));
        at = to + 1;
      }
    },
  };
}

function detailed(
  bytes: Uint8Array,
  start: number,
  end: number,
  findings: readonly Finding[],
  api: number,
): Finding[] {
  const details = detailsOf(bytes, start, end, api);
  return findings.map((finding) => ({ ...finding, ...details }));
}

function charsetOf(
  { bytes, encoding }: LineWriterOptions,
  start: number,
  end: number,
): 'utf-8' | 'gb18030' {
  if (encoding !== 'auto') return encoding;
  return isUtf8(bytes, start, end) ? 'utf-8' : 'gb18030';
}

/** Encodes annotations; the text of a single finding is the same for many lines and is kept. */
function createEncoder({ text }: LineWriterOptions) {
  const kept = new Map<Finding, Uint8Array>();
  return (findings: readonly Finding[], charset: 'utf-8' | 'gb18030'): Uint8Array => {
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

const KEPT_MAX = 10_000;
