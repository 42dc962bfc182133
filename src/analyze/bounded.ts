/**
 * A map that keeps exact counts for the keys of smallest hash and lets the rest go. Which keys stay
 * depends on the keys alone, not on the order they came in, so that shards can be merged.
 */

/** 32-bit FNV-1a of a text, mixed. */
export function hashText(text: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index++) {
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  }
  return mix(hash);
}

/** The same of bytes [start, end). */
export function hashBytes(bytes: Uint8Array, start: number, end: number): number {
  let hash = 0x811c9dc5;
  for (let at = start; at < end; at++) hash = Math.imul(hash ^ bytes[at]!, 0x01000193);
  return mix(hash);
}

function mix(hash: number): number {
  let mixed = hash ^ (hash >>> 16);
  mixed = Math.imul(mixed, 0x85ebca6b);
  mixed ^= mixed >>> 13;
  return mixed >>> 0;
}

export interface BoundedMap<Value> {
  /** The value of `key`, made on first sight; undefined if the key is not among those that stay. */
  at(key: string): Value | undefined;
  has(key: string): boolean;
  entries(): IterableIterator<[string, Value]>;
}

/** At most `max` keys; `letGo` is told of a value whose key has to leave. */
export function createBoundedMap<Value>(
  max: number,
  make: (key: string) => Value,
  letGo: (value: Value) => void,
): BoundedMap<Value> {
  const values = new Map<string, Value>();
  const hashes = new Map<string, number>();
  /** The key that leaves next; undefined while there is room. */
  let last: string | undefined;

  const findLast = (): void => {
    last = undefined;
    for (const key of values.keys()) if (last === undefined || isBehind(key, last)) last = key;
  };
  const isBehind = (left: string, right: string): boolean => {
    const difference = hashes.get(left)! - hashes.get(right)!;
    return difference !== 0 ? difference > 0 : left > right;
  };

  return {
    entries: () => values.entries(),
    has: (key) => values.has(key),
    at(key) {
      const known = values.get(key);
      if (known !== undefined) return known;
      hashes.set(key, hashText(key));
      if (values.size >= max) {
        if (last === undefined) findLast();
        if (isBehind(key, last!)) {
          hashes.delete(key);
          return undefined;
        }
        letGo(values.get(last!)!);
        values.delete(last!);
        hashes.delete(last!);
      }
      const made = make(key);
      values.set(key, made);
      last = undefined;
      if (values.size >= max) findLast();
      return made;
    },
  };
}
