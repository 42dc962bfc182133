/**
 * Markup by a tagged template that escapes whatever is put into it. Only what this file made is
 * markup; a text, wherever it comes from, stays a text.
 */
import { visible } from '../report/printable.ts';

/** A piece of a page; nothing but `html` and `trusted` can make one. */
export interface Markup {
  readonly [MARKUP]: string;
}

/** What may stand in a template: nothing is written of `undefined`, `null` and `false`. */
export type Part = Markup | string | number | undefined | null | false | readonly Part[];

const MARKUP: unique symbol = Symbol('markup');

/**
 * Escapes each part, also between the quotes of an attribute, and makes steering characters visible;
 * attributes must have quotes. Parts of a list follow each other without a blank.
 */
export function html(strings: TemplateStringsArray, ...parts: readonly Part[]): Markup {
  const [first = '', ...rest] = strings;
  return trusted(first + rest.map((text, index) => written(parts[index]) + text).join(''));
}

/** Takes a text for markup: only for constants of this program, never for anything that was read. */
export function trusted(constant: string): Markup {
  return { [MARKUP]: constant };
}

/** The markup as text, to be sent or written. */
export function markupText(markup: Markup): string {
  return markup[MARKUP];
}

export function escapeHtml(text: string): string {
  return visible(text).replace(/[&<>"'`]/g, (character) => `&#${character.charCodeAt(0)};`);
}

function written(part: Part): string {
  if (part === undefined || part === null || part === false) return '';
  if (typeof part === 'string') return escapeHtml(part);
  if (typeof part === 'number') return `${part}`;
  return isMarkup(part) ? part[MARKUP] : part.map(written).join('');
}

function isMarkup(part: Markup | readonly Part[]): part is Markup {
  return MARKUP in part;
}
