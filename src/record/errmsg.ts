/** The words of a reply's errmsg, read from the text of a record; for codes that no catalogue explains. */

/** Escapes before a quote, of any depth. */
const QUOTE = '(?:\\\\*["\']|&quot;|%22)';
const KEY = new RegExp(
  `(?:${QUOTE})?err_?(?:msg|message)(?:${QUOTE})?\\s*(?:=>|[:=：]|%3a)\\s*`,
  'i',
);
/** WeCom's own parts behind the words, as the official page describes the form of errmsg. */
const TAIL = /[,，]?\s*(?:hints?\s*:\s*\[|from ip\s*:?|more info at|rid:\s).*$/is;
const CHARACTERS_MAX = 200;

/**
 * The words behind the first `errmsg` key of `text`, without hint, address and link; undefined if
 * there is none, or nothing in it. A cut record gives what is left.
 */
export function readErrmsg(text: string): string | undefined {
  const value = findErrmsg(text)?.words;
  if (value === undefined) return undefined;
  const words = value.replace(TAIL, '').trim().slice(0, CHARACTERS_MAX).trim();
  return /[\p{L}\p{N}]/u.test(words) ? words : undefined;
}

export interface Errmsg {
  /** As they stand there. */
  readonly words: string;
  /** Offset of their first letter. */
  readonly from: number;
  readonly isQuoted: boolean;
  /** Offset behind the closing quote; undefined where there is none. */
  readonly quoteEnd: number | undefined;
}

/** What stands behind the first `errmsg` key of `text`. */
export function findErrmsg(text: string): Errmsg | undefined {
  const key = KEY.exec(text);
  if (key === null) return undefined;
  const from = key.index + key[0].length;
  const rest = text.slice(from);
  const quote = OPENING.exec(rest)?.[0];
  if (quote === undefined)
    return { words: unquoted(rest), from, isQuoted: false, quoteEnd: undefined };
  const words = quoted(rest.slice(quote.length), quote);
  const end = from + quote.length + words.length;
  const isClosed = text.startsWith(quote, end);
  const quoteEnd = isClosed ? end + quote.length : undefined;
  return { words, from: from + quote.length, isQuoted: true, quoteEnd };
}

const OPENING = /^(?:\\*["']|&quot;|%22)/;

/** Up to the same quote, escaped as deep as the opening one. */
function quoted(rest: string, quote: string): string {
  const depth = quote.length - 1;
  for (let at = rest.indexOf(quote); at >= 0; at = rest.indexOf(quote, at + 1)) {
    const isDeeper = /^\\*["']$/.test(quote) && backslashesBefore(rest, at + depth) > depth;
    if (!isDeeper) return rest.slice(0, at);
  }
  return rest;
}

function backslashesBefore(text: string, end: number): number {
  let count = 0;
  while (text[end - 1 - count] === '\\') count++;
  return count;
}

/** Up to what ends a value in logfmt, a dump, or prose. */
function unquoted(rest: string): string {
  const end = rest.search(/[}\])<>"\t\r\n;]|, *["']?[a-z_]+["']?\s*[:=]|\s+[a-z_]+=/i);
  const hint = rest.search(TAIL);
  const ends = [end, hint].filter((at) => at >= 0);
  return ends.length === 0 ? rest : rest.slice(0, Math.min(...ends));
}
