/**
 * Reads what a reply says beside its errcode 0: words of errmsg that tell of a failure, and lists of
 * what was left out. Everything from the code's key to the end of its record is looked at: WeCom writes
 * the code first, and so do programs that sort the keys or keep them by hash.
 */
import { bitOf } from '../model/hidden.ts';
import { type Errmsg, findErrmsg } from './errmsg.ts';

export interface SuccessReading {
  /** Bits of HIDDEN_KINDS; 0 for a plain success. */
  readonly kinds: number;
  /** How it begins, if what begins so has an errmsg that tells of nothing. */
  readonly form: SuccessForm | undefined;
}

/** Longer forms are not worth learning; the three empty lists that old replies have fit in. */
const FORM_BYTES_MAX = 80;

/**
 * The bytes from the code's key on that say what errmsg is, whatever follows: `errcode":0,"errmsg":"ok"`,
 * and empty lists behind them.
 */
export interface SuccessForm {
  /** The last is of a quote, or ends a word without quotes; then it may be the record's line feed. */
  readonly bytes: number;
  /** No errmsg is in it, and none may follow. */
  readonly isSilent: boolean;
}

/** `text` is the record from the key of its errcode 0 on. */
export function readSuccess(text: string): SuccessReading {
  const message = findErrmsg(text);
  const said = message === undefined ? 0 : kindOfMessage(message);
  let kinds = said;
  for (const list of text.matchAll(LISTS)) {
    if (isFilled(text.slice(list.index + list[0].length))) kinds |= kindOfList(list[1]!);
  }
  return { kinds, form: said === 0 ? formOf(text, message) : undefined };
}

function formOf(text: string, message: Errmsg | undefined): SuccessForm | undefined {
  const to = message === undefined ? silentEnd(text) : messageEnd(text, message);
  const line = `${text}\n`;
  // A list whose name begins in it would be overlooked.
  if (to === undefined || STEMS.test(line.slice(0, to))) return undefined;
  const isSilent = message === undefined;
  const form = line.slice(0, isSilent ? to : emptyListsEnd(line, to));
  const bytes = Buffer.byteLength(form);
  // What is no text in UTF-8 has another length.
  return form.includes('\ufffd') || bytes > FORM_BYTES_MAX ? undefined : { bytes, isSilent };
}

const STEMS = /nval|nlic|xces|fail/i;

/** Behind the empty lists that follow at once, as far as there is room for them. */
function emptyListsEnd(line: string, from: number): number {
  EMPTY_LIST.lastIndex = from;
  let to = from;
  while (EMPTY_LIST.test(line) && EMPTY_LIST.lastIndex <= FORM_BYTES_MAX) to = EMPTY_LIST.lastIndex;
  return to;
}

/** Behind the value of a code without errmsg, and the letter that ends it. */
function silentEnd(text: string): number | undefined {
  const length = SILENT.exec(text)?.[0].length;
  return length === undefined ? undefined : length + 1;
}

const SILENT = /^[a-z_]{4,24}[^a-z0-9\n\x80-\uffff]{1,10}0(?![\w.])/i;

/** Where it is clear what errmsg is, whatever follows. */
function messageEnd(text: string, { words, from, isQuoted, quoteEnd }: Errmsg): number | undefined {
  if (isQuoted) return quoteEnd;
  const word = BARE_SUCCESS.exec(words)?.[0];
  if (word === undefined) return undefined;
  const end = from + word.length;
  return /[\s,;|(){}[\]<>"']/.test(text[end] ?? '\n') ? end + 1 : undefined;
}

/** Without quotes, a word of success is all of it: what stands behind a blank or comma is of others. */
const BARE_SUCCESS = /^(?:ok|success|created|updated|deleted)(?=[\s,;|(){}[\]<>"']|$)/i;

/** Words that begin so tell of a success, unless they warn. */
const SUCCESS = /^(?:ok|success|created|updated|deleted|no error|请求成功|操作成功|成功)/i;
const WARNING = /warning|警告/i;
const WRONG_JSON = /wrong json/i;
const FAILURE =
  /\b(?:fail(?:ed|ure|s)?|invalid|denied|forbidden|expired|unauthorized|illegal|not (?:found|allow(?:ed)?|exists?|permitted)|no (?:privilege|permission))\b|失败|不合法|无权限|不允许|不存在|已过期/i;

function kindOfMessage({ words, isQuoted }: Errmsg): number {
  if (!isQuoted && BARE_SUCCESS.test(words)) return 0;
  if (WRONG_JSON.test(words)) return bitOf('wrong-json');
  if (WARNING.test(words)) return bitOf('warning');
  return !SUCCESS.test(words) && FAILURE.test(words) ? bitOf('warning') : 0;
}

/**
 * Lists of what was left out, in any case: `invaliduser`, `invalid_userid_list`, `unlicenseduser`,
 * `excess_users`, `fail_list`, `failed_chat_list`; with quotes of any kind and the separator behind.
 */
const NAMES =
  'invalid[a-z_]{0,24}(?:user|party|parties|tag|list)[a-z_]{0,12}|unlicensed?_?users?[a-z_]{0,12}|excess_?users?|fail[a-z_]{0,24}list';
const LISTS = new RegExp(
  `(?<=%[0-9a-f]{2}|^|[^a-z0-9])(${NAMES})(?:\\\\*["']|&quot;|%22)?\\]?[ \\t]*(?:=>|[:=]|%3a)[ \\t]*`,
  'gi',
);
const EMPTY_LIST = new RegExp(
  `[ ,]*(?:\\\\*["'])?(?:${NAMES})(?:\\\\*["'])?[ \\t]*[:=][ \\t]*(?:(\\\\*["'])\\1|\\[\\]|null(?=[ ,})\\]]))`,
  'iy',
);

function kindOfList(name: string): number {
  if (/^invalid/i.test(name)) return bitOf('invalid-receivers');
  return /^fail/i.test(name) ? bitOf('failed-list') : bitOf('unlicensed');
}

/** Whether the value at the start of `rest` is a list, or words, with something in it. */
function isFilled(rest: string): boolean {
  const quote = /^(?:\\*["']|&quot;|%22)/.exec(rest)?.[0];
  if (quote !== undefined) {
    const value = rest.slice(quote.length);
    return !/^[\s|,]*$/.test(value.slice(0, endOf(value, quote)));
  }
  if (rest.startsWith('[')) return !/^\[[\s\\"'|,]*(?:\]|$)/.test(rest);
  if (rest.startsWith('{')) return hasValue(rest.slice(0, OBJECT_CHARACTERS_MAX));
  const word = /^[^\s,;)\]}>"'\\&%]+/.exec(rest)?.[0] ?? '';
  // What stands there may be the next key, as Go prints an empty one.
  return word !== '' && !/^\W*$|[:=({[]/.test(word) && !NOTHING.test(word);
}

function endOf(value: string, quote: string): number {
  const end = value.indexOf(quote);
  return end < 0 ? value.length : end;
}

const OBJECT_CHARACTERS_MAX = 4096;
const NOTHING = /^(?:null|none|nil|undefined|array|list|map|false|0)$/i;

/** Whether anything but keys stands in the object: `{"user_list":[]}` has nothing. */
function hasValue(object: string): boolean {
  let depth = 0;
  let end = 0;
  for (; end < object.length; end++) {
    if (object[end] === '{') depth++;
    else if (object[end] === '}' && --depth === 0) break;
  }
  return /\w/.test(object.slice(0, end).replace(/\w+\\*["']?\s*:/g, ''));
}
