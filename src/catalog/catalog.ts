/** Loads the catalogue: what each errcode means, who must act and what to do. */
import type { Catalog, CatalogEntry, CatalogLink } from '../model/catalog.ts';
import type { Lang } from '../model/lang.ts';
import {
  CATEGORIES,
  type Category,
  type Domain,
  type Owner,
  type Retry,
} from '../model/taxonomy.ts';
import { ADVICE } from './advice.ts';
import { CATALOG_JSON, NEWER_CODES } from './catalog.generated.ts';
import { flattenMarkdown } from './flatten.ts';
import { isShared } from './platforms.ts';

const SOURCE = 'page-2019';

/** An entry as `build.mjs` stores it, checked there. */
interface StoredEntry {
  readonly errcode: number;
  readonly meaning: string;
  readonly hint: string | null;
  readonly troubleshooting: string | null;
  readonly links: readonly CatalogLink[];
  readonly category: Category;
  readonly domain: Domain;
  readonly retry: Retry;
  readonly retryMax?: number;
  readonly retryWaitSeconds?: number;
  readonly owner?: Owner;
}

/**
 * The catalogue with remedies in this language, entries ascending by errcode. Meanings and
 * troubleshooting are Chinese in both: the page has no English. Costs about a millisecond; load it
 * once and pass it on.
 */
export function loadCatalog(lang: Lang): Catalog {
  const stored = JSON.parse(CATALOG_JSON) as readonly StoredEntry[];
  const entries = stored.map((entry) => toEntry(entry, lang));
  const entryOf = new Map(entries.map((entry) => [entry.errcode, entry]));
  const newer = new Set(NEWER_CODES);
  return {
    version: SOURCE,
    entries,
    get: (errcode) => entryOf.get(errcode),
    isKnown: (errcode) => entryOf.has(errcode) || newer.has(errcode) || isShared(errcode),
  };
}

function toEntry(stored: StoredEntry, lang: Lang): CatalogEntry {
  const { hint, troubleshooting, owner, ...kept } = stored;
  const { group, owner: ownerOfCategory } = CATEGORIES[stored.category];
  return {
    ...kept,
    group,
    owner: owner ?? ownerOfCategory,
    remedy: remedyOf(stored, lang),
    ...(troubleshooting === null ? {} : { troubleshooting }),
    sources: [SOURCE],
  };
}

/** The page's own words first; the category's advice where it has none, and always in English. */
function remedyOf({ hint, troubleshooting, category }: StoredEntry, lang: Lang): string {
  if (lang === 'zh') {
    if (hint !== null) return hint;
    if (troubleshooting !== null) return flattenMarkdown(troubleshooting);
  }
  return ADVICE[category][lang];
}
