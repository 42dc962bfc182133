/** A YAML file as data, with the line of every part of it. */
import { isMap, LineCounter, parseDocument } from 'yaml';

/**
 * Parses `text`. `lineOf(path)` is the line, from 1, of the value at a path of keys and indexes; of
 * its nearest parent if nothing stands there. `faults` are `{line, message}` of what is no YAML.
 */
export function readYaml(text) {
  const counter = new LineCounter();
  const document = parseDocument(text, { lineCounter: counter });
  const faults = document.errors.map(({ pos, message }) => ({
    line: counter.linePos(pos[0]).line,
    message: message.split('\n')[0],
  }));
  const lineOf = (path) => {
    for (let length = path.length; length >= 0; length--) {
      const start = startOf(document, path.slice(0, length));
      if (start !== undefined) return counter.linePos(start).line;
    }
    return 1;
  };
  return { value: faults.length === 0 ? document.toJS() : undefined, faults, lineOf };
}

/** Offset of a member's key, or of an item of a list. */
function startOf(document, path) {
  if (path.length === 0) return document.contents?.range?.[0];
  const parent = path.length === 1 ? document.contents : document.getIn(path.slice(0, -1), true);
  const key = path.at(-1);
  if (isMap(parent)) return parent.items.find((pair) => pair.key?.value === key)?.key.range?.[0];
  return parent?.items?.[key]?.range?.[0];
}
