/**
 * Writes JSON tokens as one line of text. Numbers, the order of keys and keys that stand twice are
 * kept; blanks and spellings of escapes are not.
 */
import type { Token } from './json-tokens.ts';

export interface JsonLine {
  /** Of a pair, the members of the array get names: a time is found by its key. */
  begin(isPair: boolean): void;
  /** Writes the next token; true when the value is whole, and its line with it. */
  write(token: Token): boolean;
  /** Drops what was begun. */
  forget(): void;
  /** Characters of what was begun and not given out. */
  length(): number;
  /** All whole lines; also what was begun, if it may leave in parts. */
  drain(inParts: boolean): string;
}

/** Names for what Loki writes: the time in ns, the line, what else is known of it. */
const PAIR_NAMES = ['timestamp', 'line', 'metadata'];

export function createJsonLine(): JsonLine {
  const shape = createShape();
  let ready = '';
  let text = '';

  const add = (piece: string): false => {
    text += piece;
    return false;
  };

  const end = (piece: string): boolean => {
    text += piece;
    if (!shape.endsAll()) return false;
    ready += `${text}\n`;
    text = '';
    return true;
  };

  const write = (token: Token): boolean => {
    switch (token.name) {
      case 'stringChunk':
        return add(escaped(token.value));
      case 'numberChunk':
        return add(token.value);
      case 'startKey':
        return add(`${shape.beforeKey()}"`);
      case 'endKey':
        return add('":');
      case 'startString':
        return add(`${shape.beforeValue()}"`);
      case 'endString':
        return end('"');
      case 'startNumber':
        return add(shape.beforeValue());
      case 'endNumber':
        return end('');
      case 'startObject':
        return add(shape.beforeValue() + shape.open('{'));
      case 'endObject':
        return end(shape.close('}'));
      case 'startArray':
        return add(shape.beforeValue() + shape.open('['));
      case 'endArray':
        return end(shape.close(']'));
      case 'trueValue':
      case 'falseValue':
      case 'nullValue':
        return end(shape.beforeValue() + String(token.value));
      default:
        return false;
    }
  };

  return {
    begin(isPair) {
      text = '';
      shape.begin(isPair);
    },
    write,
    forget() {
      text = '';
    },
    length: () => text.length,
    drain(inParts) {
      const taken = inParts ? ready + text : ready;
      ready = '';
      if (inParts) text = '';
      return taken;
    },
  };
}

/** Brackets, commas and the names of a pair's members. */
interface Shape {
  begin(isPair: boolean): void;
  beforeKey(): string;
  /** Nothing behind a key. */
  beforeValue(): string;
  open(bracket: '{' | '['): string;
  close(bracket: '}' | ']'): string;
  /** Told that a value has ended; whether it is the whole one. */
  endsAll(): boolean;
}

function createShape(): Shape {
  let level = 0;
  let isPair = false;
  let members = 0;
  let needsComma = false;
  const comma = (): string => {
    if (!needsComma) return '';
    needsComma = false;
    return ',';
  };
  return {
    begin(asPair) {
      level = 0;
      members = 0;
      needsComma = false;
      isPair = asPair;
    },
    beforeKey: comma,
    beforeValue() {
      if (!isPair || level !== 1) return comma();
      const name = PAIR_NAMES[members] ?? `value${members}`;
      members++;
      return `${comma()}"${name}":`;
    },
    open(bracket) {
      const isOuter = level === 0;
      level++;
      return isPair && isOuter ? '{' : bracket;
    },
    close(bracket) {
      level--;
      return isPair && level === 0 ? '}' : bracket;
    },
    endsAll() {
      needsComma = true;
      return level === 0;
    },
  };
}

/** What a text of JSON cannot hold as it is; half a surrogate pair cannot be written as UTF-8. */
const NEEDS_ESCAPE = /["\\\u0000-\u001f\ud800-\udfff]/;

function escaped(text: string): string {
  return NEEDS_ESCAPE.test(text) ? JSON.stringify(text).slice(1, -1) : text;
}
