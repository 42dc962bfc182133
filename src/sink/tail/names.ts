/** Names of logs beside their lines: as short as tells them apart, each in a colour of its own. */
import { printable } from '../report/printable.ts';
import { createStyle, type StyleName } from '../style.ts';
import { padEnd, textWidth } from '../width.ts';

/** A log whose lines are shown. */
export interface TailLog {
  /** The same for all files that a rotation makes of it. */
  readonly id: string;
  /** As the user's PATH found it. */
  readonly name: string;
}

export interface LogNames {
  /** Makes a log known; `name` of one that is known stays. */
  add(log: TailLog): void;
  /** Whether lines must say whose they are. */
  isNeeded(): boolean;
  nameOf(id: string): string;
  /** The short name and a rule behind it, all equally wide. */
  prefixOf(id: string): string;
}

const COLORS: readonly StyleName[] = ['cyan', 'green', 'magenta', 'blue'];
const PREFIX_COLUMNS_MAX = 28;

/** `isSeveral`: names are wanted though there is one log only so far. */
export function createLogNames(isSeveral: boolean, color: boolean): LogNames {
  const names = new Map<string, string>();
  const style = createStyle(color);
  let prefixes = new Map<string, string>();
  const layOut = (): void => {
    const short = shorten([...names.values()]);
    const columns = Math.max(...short.map(textWidth));
    prefixes = new Map(
      [...names.keys()].map((id, index) => {
        const paint = style[COLORS[index % COLORS.length]!];
        return [id, `${paint(padEnd(short[index]!, columns))} │ `];
      }),
    );
  };
  return {
    add({ id, name }) {
      if (names.has(id)) return;
      names.set(id, printable(name));
      prefixes = new Map();
    },
    isNeeded: () => isSeveral || names.size > 1,
    nameOf: (id) => names.get(id) ?? id,
    prefixOf(id) {
      if (prefixes.size === 0) layOut();
      return prefixes.get(id) ?? '';
    },
  };
}

/** Of each path as many of its last parts as no other path ends with; cut on the left. */
function shorten(paths: readonly string[]): string[] {
  const taken = new Map<string, number>();
  for (const path of paths) {
    for (const suffix of suffixesOf(path)) taken.set(suffix, (taken.get(suffix) ?? 0) + 1);
  }
  return paths.map((path) => {
    const suffixes = suffixesOf(path);
    return cutLeft(suffixes.find((suffix) => taken.get(suffix) === 1) ?? path, PREFIX_COLUMNS_MAX);
  });
}

/** `a/b/c` ends with `c`, `b/c` and `a/b/c`. */
function suffixesOf(path: string): string[] {
  const parts = path.split('/');
  return parts.map((_, index) => parts.slice(parts.length - 1 - index).join('/'));
}

const graphemes = new Intl.Segmenter('zh', { granularity: 'grapheme' });

/** `name` in at most `columnsMax`: what tells logs apart stands at the end of their names. */
export function cutLeft(name: string, columnsMax: number): string {
  if (textWidth(name) <= columnsMax) return name;
  let kept = '';
  let columns = 1;
  for (const { segment } of [...graphemes.segment(name)].reverse()) {
    columns += textWidth(segment);
    if (columns > columnsMax) break;
    kept = segment + kept;
  }
  return `…${kept}`;
}
