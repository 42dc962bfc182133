/**
 * Finds codes by words, in both languages: in meanings, remedies, WeCom's errmsg, and the names of
 * categories and areas. Every word must stand somewhere; where it stands decides the order.
 */
import type { CatalogEntry } from '../model/catalog.ts';
import { CATEGORIES, DOMAIN_NAMES } from '../model/taxonomy.ts';

/** An entry as it is searched: the same code in both languages. */
export interface Searched {
  readonly zh: CatalogEntry;
  readonly en: CatalogEntry;
  readonly errmsg?: string | undefined;
}

/** What a word is worth by where it stands, in the order in which it is looked for. */
const WORTH = { meaning: 10, errmsg: 7, category: 6, domain: 4, remedy: 2 } as const;

/** Added where the word is a whole word, or begins one. */
const WORTH_WHOLE = 3;
/** Added for each place where words given as one phrase stand together. */
const WORTH_PHRASE = 5;

type Place = keyof typeof WORTH;
const PLACES = Object.keys(WORTH) as readonly Place[];

/**
 * The entries in which all words of all `phrases` stand, best first; of equally good ones such as any
 * interface can return, then those of shorter meaning, then of lower number.
 */
export function searchEntries<Item extends Searched>(
  entries: readonly Item[],
  phrases: readonly string[],
): readonly Item[] {
  const wanted = phrases.map((phrase) => ({ whole: fold(phrase), words: wordsOf(phrase) }));
  return entries
    .map((entry) => ({ entry, score: scoreOf(textsOf(entry), wanted) }))
    .filter(({ score }) => score > 0)
    .sort(
      (one, other) =>
        other.score - one.score ||
        generality(other.entry) - generality(one.entry) ||
        one.entry.zh.meaning.length - other.entry.zh.meaning.length ||
        one.entry.zh.errcode - other.entry.zh.errcode,
    )
    .map(({ entry }) => entry);
}

function generality({ zh }: Searched): number {
  return zh.domain === 'common' ? 1 : 0;
}

/** What is compared: width and case of letters say nothing, nor whether a name has `_`, `-` or a blank. */
function fold(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[_\-\s]+/g, ' ')
    .trim();
}

/** The words of a phrase; Chinese ends where other letters begin. `access_token` is one word. */
function wordsOf(phrase: string): readonly string[] {
  return phrase
    .split(/\s+/)
    .flatMap((word) => word.match(/\p{Script=Han}+|[^\p{Script=Han}]+/gu) ?? [])
    .map(fold)
    .filter((word) => /[\p{L}\p{N}]/u.test(word));
}

function textsOf({ zh, en, errmsg = '' }: Searched): Readonly<Record<Place, string>> {
  const category = CATEGORIES[zh.category].name;
  const domain = DOMAIN_NAMES[zh.domain];
  return {
    meaning: fold(`${zh.meaning} ${en.meaning}`),
    errmsg: fold(errmsg),
    category: fold(`${zh.category} ${category.zh} ${category.en}`),
    domain: fold(`${zh.domain} ${domain.zh} ${domain.en}`),
    remedy: fold(`${zh.remedy} ${en.remedy}`),
  };
}

/** 0 if a word is nowhere. */
function scoreOf(
  texts: Readonly<Record<Place, string>>,
  wanted: readonly { readonly whole: string; readonly words: readonly string[] }[],
): number {
  let score = 0;
  for (const { whole, words } of wanted) {
    for (const word of words) {
      const worth = worthOf(texts, word);
      if (worth === 0) return 0;
      score += worth;
    }
    if (words.length < 2) continue;
    for (const place of PLACES) if (texts[place].includes(whole)) score += WORTH_PHRASE;
  }
  return score;
}

/** What the word is worth at its best place. */
function worthOf(texts: Readonly<Record<Place, string>>, word: string): number {
  let best = 0;
  for (const place of PLACES) {
    const form = formsOf(word).find((other) => texts[place].includes(other));
    if (form === undefined) continue;
    const isWhole = new RegExp(`(?<![a-z\\d])${escaped(form)}`).test(texts[place]);
    best = Math.max(best, WORTH[place] + (isWhole ? WORTH_WHOLE : 0));
  }
  return best;
}

/** A plural finds the singular too; the other way round the word is part of the text anyway. */
function formsOf(word: string): readonly string[] {
  return /^[a-z ]{3,}[^s]s$/.test(word) ? [word, word.slice(0, -1)] : [word];
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
