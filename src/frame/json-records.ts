/**
 * JSON tokens to records, each on one line of its own: what the rest of the way takes for a line. A
 * record is given out while it is read, so it may be larger than memory.
 */
import { JSON_HELD_CHARACTERS_MAX, JSON_KEY_CHARACTERS_MAX } from '../model/limits.ts';
import { createJsonLine } from './json-line.ts';
import type { PathNode } from './json-path.ts';
import type { Token } from './json-tokens.ts';

export interface RecordWriter {
  take(tokens: readonly Token[]): void;
  /** What was written since the last call; at the end also what was held back. */
  drain(isLast: boolean): string;
  /** Whether records stood where the path leads, in any document. */
  hasFound(): boolean;
  /** Documents that have begun. */
  documents(): number;
}

/** A container outside of records. */
interface Place {
  readonly isArray: boolean;
  /** Undefined where the path does not lead. */
  readonly node: PathNode | undefined;
  readonly holdsRecords: boolean;
}

/**
 * Records stand where `root` leads. A document in which it leads nowhere is one record: it is held
 * back until that is known, or until it is too long for that.
 */
export function createRecordWriter(root: PathNode): RecordWriter {
  const line = createJsonLine();
  const places: Place[] = [];
  let key = '';
  let isKeyOpen = false;
  let isInRecord = false;
  let isHeld = false;
  let hasFound = false;
  let documents = 0;

  const find = (): void => {
    if (isHeld) line.forget();
    isHeld = false;
    hasFound = true;
  };

  /** A value begins outside of records; it may be one. */
  const meet = (name: Token['name']): void => {
    const outer = places.at(-1);
    if (outer === undefined) {
      documents++;
      isHeld = !root.isTarget;
      line.begin(false);
    }
    const node = nodeOf(outer, root, key);
    const isArray = name === 'startArray';
    const isTarget = node?.isTarget === true;
    if (outer?.holdsRecords === true || (isTarget && !isArray)) {
      find();
      isInRecord = true;
      line.begin(isArray && node?.holdsPairs === true);
      return;
    }
    if (isTarget) find();
    if (isArray || name === 'startObject') places.push({ isArray, node, holdsRecords: isTarget });
  };

  /** Follows the way of a token outside of records. */
  const pass = (token: Token): void => {
    const { name } = token;
    if (name === 'startKey') {
      isKeyOpen = true;
      key = '';
    } else if (name === 'endKey') isKeyOpen = false;
    else if (name === 'stringChunk') {
      if (isKeyOpen && key.length <= JSON_KEY_CHARACTERS_MAX) key += token.value;
    } else if (name === 'endObject' || name === 'endArray') places.pop();
  };

  const takeOutside = (token: Token): void => {
    pass(token);
    if (!isHeld) return;
    if (line.write(token)) isHeld = false;
    else if (line.length() > JSON_HELD_CHARACTERS_MAX) {
      // Too long to wait for the path: it is a record, all of it.
      isHeld = false;
      isInRecord = true;
      places.length = 0;
    }
  };

  return {
    take(tokens) {
      for (const token of tokens) {
        if (!isInRecord && BEGINS.has(token.name)) meet(token.name);
        if (!isInRecord) takeOutside(token);
        else if (line.write(token)) isInRecord = false;
      }
    },
    drain: (isLast) => line.drain(isLast || !isHeld),
    hasFound: () => hasFound,
    documents: () => documents,
  };
}

const BEGINS: ReadonlySet<Token['name']> = new Set<Token['name']>([
  'startObject',
  'startArray',
  'startString',
  'startNumber',
  'trueValue',
  'falseValue',
  'nullValue',
]);

/** The place of a value in `outer`: arrays on the way are gone through. */
function nodeOf(outer: Place | undefined, root: PathNode, key: string): PathNode | undefined {
  if (outer === undefined) return root;
  return outer.isArray ? outer.node : outer.node?.next.get(key);
}
