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
  let ready = '';
  let text = '';
  let level = 0;
  let isPair = false;
  let members = 0;
  let needsComma = false;

  /** What stands before a value: nothing behind a key. */
  const before = (): string => {
    const comma = needsComma ? ',' : '';
    needsComma = false;
    if (!isPair || level !== 1) return comma;
    const name = PAIR_NAMES[members] ?? `value${members}`;
    members++;
    return `${comma}"${name}":`;
  };

  const open = (bracket: string): false => {
    const shown = isPair && level === 0 ? '{' : bracket;
    text += before() + shown;
    level++;
    return false;
  };

  const close = (bracket: string): boolean => {
    level--;
    text += isPair && level === 0 ? '}' : bracket;
    return end();
  };

  const end = (): boolean => {
    needsComma = true;
    if (level > 0) return false;
    ready += `${text}\n`;
    text = '';
    return true;
  };

  const add = (piece: string): false => {
    text += piece;
    return false;
  };

  const write = (token: Token): boolean => {
    switch (token.name) {
      case 'stringChunk':
        return add(escaped(token.value));
      case 'numberChunk':
        return add(token.value);
      case 'startKey':
        text += needsComma ? ',"' : '"';
        needsComma = false;
        return false;
      case 'endKey':
        return add('":');
      case 'startString':
        return add(`${before()}"`);
      case 'endString':
        text += '"';
        return end();
      case 'startNumber':
        return add(before());
      case 'endNumber':
        return end();
      case 'startObject':
        return open('{');
      case 'endObject':
        return close('}');
      case 'startArray':
        return open('[');
      case 'endArray':
        return close(']');
      case 'trueValue':
      case 'falseValue':
      case 'nullValue':
        text += before() + String(token.value);
        return end();
      default:
        return false;
    }
  };

  return {
    begin(asPair) {
      text = '';
      level = 0;
      members = 0;
      needsComma = false;
      isPair = asPair;
    },
    write,
    forget() {
      text = '';
    },
    length: () => text.length,
    drain(inParts) {
      let taken = ready;
      ready = '';
      if (inParts) {
        taken += text;
        text = '';
      }
      return taken;
    },
  };
}

/** What a text of JSON cannot hold as it is; half a surrogate pair cannot be written as UTF-8. */
const NEEDS_ESCAPE = /["\\\u0000-\u001f\ud800-\udfff]/;

function escaped(text: string): string {
  return NEEDS_ESCAPE.test(text) ? JSON.stringify(text).slice(1, -1) : text;
}
