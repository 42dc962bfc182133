/** Colours and weights for a terminal; without colour every function returns its text as it is. */

/** SGR parameters: what switches a style on, and what switches only that style off again. */
const CODES = {
  bold: [1, 22],
  dim: [2, 22],
  underline: [4, 24],
  red: [31, 39],
  green: [32, 39],
  yellow: [33, 39],
  blue: [34, 39],
  magenta: [35, 39],
  cyan: [36, 39],
} as const satisfies Record<string, readonly [on: number, off: number]>;

export type StyleName = keyof typeof CODES;

export type Style = Readonly<Record<StyleName, (text: string) => string>>;

/** `createStyle(true).red('no')` is red; `createStyle(false).red('no')` is plain. */
export function createStyle(color: boolean): Style {
  const names = Object.keys(CODES) as StyleName[];
  const styles = names.map((name) => [name, color ? paint(CODES[name]) : keep] as const);
  return Object.fromEntries(styles) as Style;
}

function paint([on, off]: readonly [on: number, off: number]): (text: string) => string {
  return (text) => (text === '' ? '' : `\u001b[${on}m${text}\u001b[${off}m`);
}

function keep(text: string): string {
  return text;
}
