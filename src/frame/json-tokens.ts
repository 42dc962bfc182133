/**
 * Text to JSON tokens, by stream-json. Its parser throws without saying where, and with that drops the
 * tokens of the piece it was in; so pieces are cut where its state can be made anew, and a piece that
 * fails is read once more, character by character.
 */
import { getManyValues, isMany, none } from 'stream-chain/defs.js';
import { jsonParser, type Token } from 'stream-json/core/parser.js';
import { JSON_DEPTH_MAX, JSON_PIECE_CHARACTERS } from '../model/limits.ts';

export type { Token };

/** Why the text cannot be read on. */
export interface JsonFault {
  readonly kind: 'malformed' | 'truncated' | 'too-deep';
  /** The text that was given from the fault on, or from a few characters behind it. */
  readonly rest: string;
}

export interface Tokenizer {
  /** Reads on; the last tokens may have to wait for more text. */
  feed(text: string): JsonFault | undefined;
  /** Reads the rest, after the last text. */
  end(): JsonFault | undefined;
}

/** Texts and numbers come in parts, so that none need fit into memory. */
export type TokenTaker = (tokens: readonly Token[]) => void;

/**
 * For JSON values one after the other, blanks between them or not. Text is gathered to pieces of
 * `pieceCharacters`, 256 at least, so that what is made of it does not depend on how it came.
 */
export function createTokenizer(
  take: TokenTaker,
  pieceCharacters = JSON_PIECE_CHARACTERS,
): Tokenizer {
  const parse = openParser();
  const place = createPlace();
  let pending = '';
  const run = (text: string): JsonFault | undefined => {
    let tokens: readonly Token[];
    let behind = NO_TOKENS;
    try {
      tokens = parse(text);
      // It waits for some more characters before it calls a literal wrong: here they are.
      if (!place.isOpenAfter(tokens)) behind = parse(BLANKS);
    } catch {
      return replay(text, place.prefix(), take);
    }
    for (const part of [tokens, behind]) {
      take(part);
      place.follow(part, text);
    }
    return place.depth() > JSON_DEPTH_MAX ? { kind: 'too-deep', rest: text } : undefined;
  };
  const runPieces = (): JsonFault | undefined => {
    let at = 0;
    let fault: JsonFault | undefined;
    while (pending.length - at >= pieceCharacters && fault === undefined) {
      const piece = pending.slice(at, at + pieceCharacters);
      const length = safeEnd(piece);
      fault = run(piece.slice(0, length));
      at += length;
    }
    pending = pending.slice(at);
    return fault === undefined ? undefined : { ...fault, rest: fault.rest + pending };
  };
  return {
    feed(text) {
      pending += text;
      return pending.length >= pieceCharacters ? runPieces() : undefined;
    },
    end() {
      const cut = safeEnd(pending);
      const fault = run(pending.slice(0, cut));
      if (fault !== undefined) return { ...fault, rest: fault.rest + pending.slice(cut) };
      return finish(parse, pending.slice(cut), place.prefix(), take);
    },
  };
}

const BLANKS = ' '.repeat(20);

/** A literal, an escape or a number that was cut off. */
const CUT = /(?:\b(?:t|tr|tru|f|fa|fal|fals|n|nu|nul)|\\(?:u[\da-fA-F]{0,3})?|[-+.]|\d[eE])$/;

/** Ends the parser, which `prefix` describes, with the last characters of the text. */
function finish(
  parse: Parser,
  text: string,
  prefix: string,
  take: TokenTaker,
): JsonFault | undefined {
  let tokens: readonly Token[];
  try {
    tokens = parse(text);
  } catch {
    return replay(text, prefix, take);
  }
  take(tokens);
  try {
    tokens = parse(BLANKS);
  } catch {
    return { kind: CUT.test(text) ? 'truncated' : 'malformed', rest: '' };
  }
  try {
    take([...tokens, ...parse(none)]);
    return undefined;
  } catch {
    // The blanks have become part of a text that goes on.
    take(tokens.filter(({ name }) => name !== 'stringChunk'));
    return { kind: 'truncated', rest: '' };
  }
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
function replay(text: string, prefix: string, take: TokenTaker): JsonFault {
  const parse = openParser();
  parse(prefix);
  let at = 0;
  try {
    for (; at < text.length; at++) take(parse(text.charAt(at)));
  } catch {
    // The fault is there.
  }
  return { kind: 'malformed', rest: text.slice(at) };
}

/** Where a document stands between two pieces. */
interface Place {
  follow(tokens: readonly Token[], text: string): void;
  /** Whether a text, a key or a number goes on behind the tokens that come next. */
  isOpenAfter(tokens: readonly Token[]): boolean;
  depth(): number;
  /** A beginning of some document that brings a parser to the same place. */
  prefix(): string;
}

function createPlace(): Place {
  /** Of each open container, whether it is an object. */
  const containers: boolean[] = [];
  /** The last token that is no part of a text or a number. */
  let last: Token['name'] | undefined;
  let mark = '';
  return {
    depth: () => containers.length,
    isOpenAfter(tokens) {
      const name = tokens.findLast((token) => !isPart(token))?.name ?? last;
      return name === 'startString' || name === 'startKey' || name === 'startNumber';
    },
    follow(tokens, text) {
      for (const token of tokens) {
        const { name } = token;
        if (isPart(token)) continue;
        last = name;
        if (name === 'startObject') containers.push(true);
        else if (name === 'startArray') containers.push(false);
        else if (name === 'endObject' || name === 'endArray') containers.pop();
      }
      mark = lastMark(text) ?? mark;
    },
    prefix() {
      const outer = containers.slice(0, -1).map((isObject) => (isObject ? '{"":' : '['));
      return outer.join('') + within(containers.at(-1), last, mark);
    },
  };
}

function isPart({ name }: Token): boolean {
  return name === 'stringChunk' || name === 'numberChunk';
}

/** The innermost container (an object, an array, none) brought to the place behind `last` and `mark`. */
function within(isObject: boolean | undefined, last: string | undefined, mark: string): string {
  const isInText = last === 'startString';
  if (isObject === undefined) return isInText ? '"' : '';
  if (!isObject) {
    if (isInText) return '["';
    // The blank ends the number.
    return mark === '[' ? '[' : mark === ',' ? '[0,' : '[0 ';
  }
  if (last === 'startKey') return '{"';
  if (isInText) return '{"":"';
  if (mark === '{') return '{';
  if (mark === ',') return '{"":0,';
  if (mark === ':') return '{"":';
  return last === 'endKey' ? '{""' : '{"":0 ';
}

/** The last character that is not blank. */
function lastMark(text: string): string | undefined {
  for (let at = text.length - 1; at >= 0; at--) {
    const character = text.charAt(at);
    if (character > ' ') return character;
  }
  return undefined;
}

/** A literal, a number or an escape that may go on reaches back no further; longer runs are texts. */
const RUN_MAX = 64;

/** What a text cannot hold is called wrong when as many characters are there: `\u4f01`. */
const ESCAPE_CHARACTERS = 6;

/**
 * How much of the text can be read now: not through a number, a literal or an escape, and with no
 * escape and no control character near the end, so that nothing is left in the parser.
 */
function safeEnd(text: string): number {
  let at = text.length;
  while (at > 0 && text.length - at <= RUN_MAX && isInRun(text.charCodeAt(at - 1))) at--;
  if (text.length - at > RUN_MAX) at = text.length;
  const floor = at - RUN_MAX;
  for (let before = suspectBefore(text, at); before < at && at > floor; ) {
    at = before;
    before = suspectBefore(text, at);
  }
  return at;
}

/** Where the escape or control character begins that is near `at`, or `at`. */
function suspectBefore(text: string, at: number): number {
  for (let place = at - 1; place >= 0 && at - place <= ESCAPE_CHARACTERS; place--) {
    const character = text.charAt(place);
    if (character < ' ') return place;
    if (character !== '\\') continue;
    let first = place;
    while (first > 0 && text.charAt(first - 1) === '\\') first--;
    return (place - first) % 2 === 0 ? place : place - 1;
  }
  return at;
}

/** Letters, digits, and `+ - .` */
function isInRun(code: number): boolean {
  return (
    (code >= 0x30 && code <= 0x39) ||
    (code >= 0x41 && code <= 0x5a) ||
    (code >= 0x61 && code <= 0x7a) ||
    code === 0x2b ||
    code === 0x2d ||
    code === 0x2e
  );
}
