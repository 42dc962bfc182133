/**
 * Meaning and remedy of every code in one language. Texts beside this module, not strings within one:
 * whoever only counts never reads them, and a language that nobody asks for is never loaded.
 */
import { readFileSync } from 'node:fs';
import type { Lang } from '../model/lang.ts';

/** `meaning TAB remedy` of each code, in the order of the catalogue's rows. */
export function readWords(lang: Lang): readonly string[] {
  return readFileSync(new URL(`./words-${lang}.txt`, import.meta.url), 'utf8').split('\n');
}
