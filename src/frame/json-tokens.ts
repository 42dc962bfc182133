/**
 * Text to JSON tokens, by stream-json. Its parser throws without saying where, and with that drops the
 * tokens of the piece it was in; so pieces are cut where its state can be made anew, and a piece that
 * fails is read once more, character by character.
 */
import { getManyValues, isMany, none } from 'stream-chain/defs.js';
import { jsonParser, type Token } from 'stream-json/core/parser.js';
import { JSON_DEPTH_MAX } from '../model/limits.ts';

export type { Token };

/** Why the text cannot be read on. */
export interface JsonFault {
  readonly kind: 'malformed' | 'truncated' | 'too-deep';
  /** The text from the fault on, or a few characters behind it. */
  readonly rest: string;
}

export interface Tokenized {
  /** Texts and numbers come in pieces, so that none need fit into memory. */
  readonly tokens: readonly Token[];
  readonly fault: JsonFault | undefined;
}

export interface Tokenizer {
  /** The tokens that are whole by now. */
  feed(text: string): Tokenized;
  /** The rest, after the last text. */
  end(): Tokenized;
}

/** For JSON values one after the other, blanks between them or not. */
export function createTokenizer(): Tokenizer {
  const parse = openParser();
  const place = createPlace();
  let pending = '';
  const run = (text: string): Tokenized => {
    let tokens: readonly Token[];
    try {
      tokens = parse(text);
    } catch {
      return replay(text, place.prefix());
    }
    place.follow(tokens, text);
    if (place.depth() <= JSON_DEPTH_MAX) return { tokens, fault: undefined };
    return { tokens, fault: { kind: 'too-deep', rest: text } };
  };
  return {
    feed(text) {
      const all = pending + text;
      const end = safeEnd(all);
      pending = all.slice(end);
      return run(all.slice(0, end));
    },
    end() {
      const last = run(pending);
      if (last.fault !== undefined) return last;
      try {
        return { tokens: [...last.tokens, ...parse(none)], fault: undefined };
      } catch {
        return { tokens: last.tokens, fault: { kind: 'truncated', rest: '' } };
      }
    },
  };
}

type Parser = (text: string | typeof none) => readonly Token[];

function openParser(): Parser {
  const parse = jsonParser({ packValues: false, jsonStreaming: true });
  return (text) => {
    const result: unknown = parse(text as string);
    return isMany(result) ? (getManyValues(result) as Token[]) : NO_TOKENS;
  };
}

const NO_TOKENS: readonly Token[] = [];

/** Reads a piece that failed up to its fault, from the state in which `prefix` leaves a parser. */
function replay(text: string, prefix: string): Tokenized {
  const parse = openParser();
  parse(prefix);
  const tokens: Token[] = [];
  let at = 0;
  try {
    for (; at < text.length; at++) tokens.push(...parse(text.charAt(at)));
  } catch {
    // The fault is there.
  }
  return { tokens, fault: { kind: 'malformed', rest: text.slice(at) } };
}

/** Where a document stands between two pieces. */
interface Place {
  follow(tokens: readonly Token[], text: string): void;
  depth(): number;
  /** A beginning of some document that brings a parser to the same place. */
  prefix(): string;
}

function createPlace(): Place {
  /** Of each open container, whether it is an object. */
  const containers: boolean[] = [];
  /** The last token, if it leaves something open: a key without its colon too. */
  let last: Token['name'] | undefined;
  let mark = '';
  return {
    depth: () => containers.length,
    follow(tokens, text) {
      for (const { name } of tokens) {
        if (name === 'startObject') containers.push(true);
        else if (name === 'startArray') containers.push(false);
        else if (name === 'endObject' || name === 'endArray') containers.pop();
        // Of texts and keys only the ends matter here.
        if (name !== 'stringChunk' && name !== 'numberChunk') last = name;
      }
      mark = lastMark(text) ?? mark;
    },
    prefix() {
      const outer = containers.slice(0, -1).map((isObject) => (isObject ? '{"":' : '['));
      return outer.join('') + within(containers.at(-1), last, mark);
    },
  };
}

/** The innermost container (an object, an array, none) brought to the place behind `last` and `mark`. */
function within(isObject: boolean | undefined, last: string | undefined, mark: string): string {
  const isInText = last === 'startString';
  if (isObject === undefined) return isInText ? '"' : '';
  if (!isObject) {
    if (isInText) return '["';
    return mark === '[' ? '[' : mark === ',' ? '[0,' : '[0';
  }
  if (last === 'startKey') return '{"';
  if (isInText) return '{"":"';
  if (mark === '{') return '{';
  if (mark === ',') return '{"":0,';
  if (mark === ':') return '{"":';
  return last === 'endKey' ? '{""' : '{"":0';
}

/** The last character that is not blank. */
function lastMark(text: string): string | undefined {
  for (let at = text.length - 1; at >= 0; at--) {
    const character = text.charAt(at);
    if (character > ' ') return character;
  }
  return undefined;
}

/** A number, a literal or an escape that may go on reaches back no further; longer runs are texts. */
const RUN_MAX = 64;

/** How much of the text can be read now, without a cut through an escape, a number or a literal. */
function safeEnd(text: string): number {
  let at = text.length;
  while (at > 0 && text.length - at <= RUN_MAX && isInRun(text.charCodeAt(at - 1))) at--;
  if (text.length - at <= RUN_MAX) return at;
  const backslash = text.lastIndexOf('\\');
  if (text.length - backslash > ESCAPE_CHARACTERS) return text.length;
  let first = backslash;
  while (first > 0 && text.charAt(first - 1) === '\\') first--;
  const isEscape = (backslash - first) % 2 === 0;
  return isEscape ? backslash : text.length;
}

/** `\u4f01` */
const ESCAPE_CHARACTERS = 6;

/** Letters, digits, and `+ - . \`. */
function isInRun(code: number): boolean {
  return (
    (code >= 0x30 && code <= 0x39) ||
    (code >= 0x41 && code <= 0x5a) ||
    (code >= 0x61 && code <= 0x7a) ||
    code === 0x5c ||
    code === 0x2b ||
    code === 0x2d ||
    code === 0x2e
  );
}
