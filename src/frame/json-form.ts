/**
 * Whether an input is made of JSON documents or of lines, by its first bytes. Lines are the rule: a
 * log that begins with a bracket, and one JSON object a line, stay what they are.
 */
import { isJson } from './json-begin.ts';
import { type JsonPath, PRESETS, presetPath, TOP } from './json-path.ts';
import { createTokenizer, type Token } from './json-tokens.ts';

/**
 * Where the records of the documents stand that begin with `head`; undefined if they are no documents
 * but lines. `isWhole` if there is no more. `path` is what the user gave: then whatever begins like
 * JSON is a document.
 */
export function documentsIn(
  head: string,
  isWhole: boolean,
  path: JsonPath | undefined,
): JsonPath | undefined {
  const text = head.trimStart();
  const look = lookAt(text);
  if (look === undefined) return undefined;
  if (path !== undefined) return path;
  const preset = PRESETS.find(({ signs }) =>
    signs.some((paths) => paths.every((one) => look.keys.has(one))),
  );
  const feed = text.indexOf('\n');
  const first = feed < 0 ? text : text.slice(0, feed);
  const isLineWhole = (feed >= 0 || isWhole) && isJson(first);
  const isAlone = isLineWhole && isWhole && text.slice(first.length).trim() === '';
  // One response a line is a log of responses, in which another line may be anything.
  if (preset !== undefined && (!isLineWhole || isAlone)) return presetPath(preset);
  return areDocuments(text, { feed, isLineWhole, isAlone, look }) ? TOP : undefined;
}

interface Beginning {
  /** Place of the first line feed, or -1. */
  readonly feed: number;
  /** The first line is a JSON value. */
  readonly isLineWhole: boolean;
  /** And there is nothing else. */
  readonly isAlone: boolean;
  readonly look: Look;
}

function areDocuments(text: string, { feed, isLineWhole, isAlone, look }: Beginning): boolean {
  if (text.startsWith('[')) {
    // An array of objects in each line is a page of records in each line.
    return !isLineWhole || isAlone || /^\[\s*[{\]]/.test(text);
  }
  if (isLineWhole) return false;
  // What does not end with its line is pretty-printed; two on one line were written one after the other.
  return feed >= 0 || look.documents > 1;
}

interface Look {
  /** Paths of the keys that were seen, arrays on the way left out. */
  readonly keys: ReadonlySet<string>;
  /** Documents that have begun. */
  readonly documents: number;
  /** The last of them has not ended. */
  readonly isOpen: boolean;
  /** Objects right within documents that have ended. */
  readonly objects: number;
}

/** Reads the text as JSON as far as it goes; undefined if it is no document. */
function lookAt(text: string): Look | undefined {
  const all: Token[] = [];
  const tokenizer = createTokenizer((tokens) => all.push(...tokens));
  const fault = tokenizer.feed(text) ?? tokenizer.end();
  const look = follow(all);
  // What was cut off is a document all the same, and so is an array that breaks off behind an object.
  if (fault === undefined || fault.kind === 'truncated') return look;
  return text.startsWith('[') && look.isOpen && look.objects > 0 ? look : undefined;
}

function follow(tokens: readonly Token[]): Look {
  const keys = new Set<string>();
  /** Of each open container, the path to it; of an object, with the key that came last. */
  const paths: string[] = [];
  const last: string[] = [];
  let documents = 0;
  let objects = 0;
  let key: string | undefined;
  for (const token of tokens) {
    const { name } = token;
    if (BEGINS.test(name) && paths.length === 0) documents++;
    if (name === 'startKey') key = '';
    else if (name === 'stringChunk') key = key === undefined ? key : key + token.value;
    else if (name === 'endKey') {
      const outer = paths.at(-1) ?? '';
      const path = outer === '' ? key! : `${outer}.${key}`;
      keys.add(path);
      last[paths.length - 1] = path;
      key = undefined;
    } else if (name === 'startObject' || name === 'startArray') {
      const place = last[paths.length - 1] ?? '';
      paths.push(place);
      last.push(place);
    } else if (name === 'endObject' || name === 'endArray') {
      paths.pop();
      last.pop();
      if (name === 'endObject' && paths.length === 1) objects++;
    }
  }
  return { keys, documents, objects, isOpen: paths.length > 0 };
}

const BEGINS = /^(?:start(?!Key)|true|false|null)/;
