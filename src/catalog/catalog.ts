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
import { isShared, SHARED_CODES } from './platforms.ts';

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
  const storedOf = new Map(stored.map((entry) => [entry.errcode, entry]));
  const newer = new Set(NEWER_CODES);
  // A log names a few codes: an entry is made when it is asked for.
  const made = new Map<number, CatalogEntry>();
  const get = (errcode: number): CatalogEntry | undefined => {
    const known = made.get(errcode);
    if (known !== undefined) return known;
    const entry = storedOf.get(errcode);
    if (entry === undefined) return undefined;
    const whole = toEntry(entry, lang);
    made.set(errcode, whole);
    return whole;
  };
  return {
    version: SOURCE,
    size: stored.length,
    codes: stored.map((entry) => entry.errcode),
    relatives: [...NEWER_CODES, ...SHARED_CODES].filter((errcode) => !storedOf.has(errcode)),
    get entries() {
      return stored.map((entry) => get(entry.errcode)!);
    },
    get,
    isKnown: (errcode) => storedOf.has(errcode) || newer.has(errcode) || isShared(errcode),
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
