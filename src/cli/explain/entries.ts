/** The entries a request names: by number, by area and category, and by words. */
import { loadCatalog } from '../../catalog/catalog.ts';
import type { Details } from '../../catalog/details.ts';
import type { Catalog, CatalogEntry } from '../../model/catalog.ts';
import type { CommandInput } from '../command.ts';
import { overlaysOf } from '../options.ts';
import {
  type Filters,
  isFiltered,
  isNamed,
  passes,
  type Request,
  readFilters,
  readRequest,
} from './request.ts';

export interface Selection {
  readonly entries: readonly CatalogEntry[];
  /** Numbers that were asked for one by one and have no entry. */
  readonly missed: readonly number[];
  /** Whether the reader asked for many without naming them: the answer is a list. */
  readonly isOpen: boolean;
  /** Whether words were searched: the entries are ranked. */
  readonly isSearch: boolean;
}

/** Hits of a search that are shown unless --all asks for more. */
export const HITS_SHOWN = 20;

/** What was asked for, from `catalog`; `more` are codes that came another way than by typing. */
export async function selectEntries(
  input: CommandInput,
  catalog: Catalog,
  details: Details,
  more: readonly number[] = [],
): Promise<Selection> {
  const typed = readRequest(input.positionals);
  const request: Request = { ...typed, codes: [...new Set([...typed.codes, ...more])] };
  const filters = readFilters(input);
  const { codes, ranges, words } = request;
  const isSearch = words.length > 0;
  const isOpen = ranges.length > 0 || isSearch || typed.fromInput || isFiltered(filters);
  if (!isSearch && ranges.length === 0 && codes.length > 0) {
    return { ...byNumber(codes, filters, catalog), isOpen, isSearch };
  }
  const hasNothing = typed.fromInput && codes.length === 0;
  const wanted = hasNothing
    ? []
    : catalog.entries.filter((entry) => isNamed(request, entry.errcode) && passes(filters, entry));
  const entries = isSearch ? await search(wanted, words, input, details) : wanted;
  const missed = isSearch ? [] : codes.filter((code) => catalog.get(code) === undefined);
  return { entries, missed, isOpen: isOpen || codes.length === 0, isSearch };
}

/** In the order asked. */
function byNumber(
  codes: readonly number[],
  filters: Filters,
  catalog: Catalog,
): Pick<Selection, 'entries' | 'missed'> {
  const found = codes.map((code) => [code, catalog.get(code)] as const);
  return {
    entries: found.flatMap(([, entry]) =>
      entry !== undefined && passes(filters, entry) ? [entry] : [],
    ),
    missed: found.flatMap(([code, entry]) => (entry === undefined ? [code] : [])),
  };
}

async function search(
  entries: readonly CatalogEntry[],
  words: readonly string[],
  input: CommandInput,
  details: Details,
): Promise<readonly CatalogEntry[]> {
  const { searchEntries } = await import('../../catalog/search.ts');
  const other = loadCatalog(input.lang === 'zh' ? 'en' : 'zh', await overlaysOf(input));
  const searched = entries.map((entry) => {
    const translation = other.get(entry.errcode)!;
    const [zh, en] = input.lang === 'zh' ? [entry, translation] : [translation, entry];
    return { zh, en, errmsg: details.complete(entry).errmsg, entry };
  });
  return searchEntries(searched, words).map(({ entry }) => entry);
}
