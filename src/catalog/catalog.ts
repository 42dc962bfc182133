/** Loads the catalogue: what each errcode means, who must act and what to do. */
import type { Catalog, CatalogEntry, Overlay } from '../model/catalog.ts';
import type { Lang } from '../model/lang.ts';
import {
  CATEGORIES,
  type Category,
  type Domain,
  type Owner,
  type Retry,
} from '../model/taxonomy.ts';
import { CATALOG_VERSION, ROWS_JSON, VOCABULARY_JSON } from './codes.generated.ts';
import { mergeOverlays } from './merge-overlays.ts';
import { foreignWords, isShared, SHARED_CODES } from './platforms.ts';
import { readWords } from './words.ts';

/** Places of a row; see build/emit.mjs. */
const ERRCODE = 0;
const CATEGORY = 1;
const DOMAIN = 2;
const RETRY = 3;
const OWNER = 4;
const RETRY_MAX = 5;
const RETRY_WAIT_SECONDS = 6;
const ROW_FIELDS = 7;

interface Vocabulary {
  readonly category: readonly Category[];
  readonly domain: readonly Domain[];
  readonly retry: readonly Retry[];
  readonly owner: readonly Owner[];
}

/**
 * The catalogue with texts in this language, entries ascending by errcode, changed by the overlays in
 * their order. Costs about a millisecond; load it once and pass it on.
 */
export function loadCatalog(lang: Lang, overlays: readonly Overlay[] = []): Catalog {
  const catalog = loadBuiltIn(lang);
  return overlays.length === 0 ? catalog : mergeOverlays(catalog, overlays, lang);
}

/** How a catalogue was loaded. Plain data, so that a thread can load its own. */
export type CatalogSource = Readonly<Parameters<typeof loadCatalog>>;

function loadBuiltIn(lang: Lang): Catalog {
  const rows = JSON.parse(ROWS_JSON) as readonly number[];
  const vocabulary = JSON.parse(VOCABULARY_JSON) as Vocabulary;
  const rowOf = new Map<number, number>();
  for (let row = 0; row < rows.length; row += ROW_FIELDS) rowOf.set(rows[row + ERRCODE]!, row);
  let words: readonly string[] | undefined;
  // A log names a few codes: an entry is made when it is asked for.
  const made = new Map<number, CatalogEntry>();
  const get = (errcode: number): CatalogEntry | undefined => {
    const known = made.get(errcode);
    if (known !== undefined) return known;
    const row = rowOf.get(errcode);
    if (row === undefined) return undefined;
    words ??= readWords(lang);
    const entry = toEntry(rows, row, words[row / ROW_FIELDS]!, vocabulary);
    made.set(errcode, entry);
    return entry;
  };
  return {
    version: CATALOG_VERSION,
    lang,
    size: rowOf.size,
    codes: [...rowOf.keys()],
    relatives: SHARED_CODES.filter((errcode) => !rowOf.has(errcode)),
    tolerances: [],
    get entries() {
      return [...rowOf.keys()].map((errcode) => get(errcode)!);
    },
    get,
    isKnown: (errcode) => rowOf.has(errcode) || isShared(errcode),
    foreign: (platform, errcode) => foreignWords(platform, errcode, lang),
  };
}

function toEntry(
  rows: readonly number[],
  row: number,
  words: string,
  { category, domain, retry, owner }: Vocabulary,
): CatalogEntry {
  const [meaning = '', remedy = ''] = words.split('\t');
  const id = category[rows[row + CATEGORY]! - 1]!;
  const retryMax = rows[row + RETRY_MAX]!;
  const retryWaitSeconds = rows[row + RETRY_WAIT_SECONDS]!;
  return {
    errcode: rows[row + ERRCODE]!,
    meaning,
    category: id,
    group: CATEGORIES[id].group,
    domain: domain[rows[row + DOMAIN]! - 1]!,
    owner: owner[rows[row + OWNER]! - 1] ?? CATEGORIES[id].owner,
    retry: retry[rows[row + RETRY]! - 1]!,
    ...(retryMax === 0 ? {} : { retryMax }),
    ...(retryWaitSeconds === 0 ? {} : { retryWaitSeconds }),
    remedy,
  };
}
