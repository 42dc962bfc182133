/** What `explain` says of a code beyond the short entry. Loaded on demand: annotations need none of it. */
import type { CatalogEntry, CatalogFact, CatalogLink, FullEntry } from '../model/catalog.ts';
import type { Bilingual, Lang } from '../model/lang.ts';
import { queryUrl } from './neighbours.ts';

const QUERY_TOOL: Bilingual = { zh: '官方错误码查询', en: "WeCom's query tool" };

interface StoredDetails {
  readonly sources: readonly string[];
  readonly errmsg?: string;
  readonly firstSeen?: string;
  readonly translated?: true;
  readonly troubleshooting?: Bilingual;
  readonly page2019?: { readonly meaning: string; readonly remedy?: string };
  readonly links?: readonly { readonly text: Bilingual; readonly url: string }[];
}

/** Where entries come from; data/sources.yaml has the words. */
export interface Source {
  readonly title: string;
  readonly url: string;
  readonly date: string;
  readonly trust: 'high' | 'medium' | 'low';
  readonly note?: string;
}

export interface Details {
  /** The entry with everything that is known; one of an overlay has `overlay` as its source. */
  complete(entry: CatalogEntry): FullEntry;
  /** The source that `id`, with or without a place behind a slash, names. */
  source(id: string): Source | undefined;
}

/** The details in this language; costs some milliseconds the first time. */
export async function loadDetails(lang: Lang): Promise<Details> {
  const [{ DETAILS, SOURCES_JSON }, { factsOf }] = await Promise.all([
    import('./details.generated.ts'),
    import('./facts.ts'),
  ]);
  const known = JSON.parse(SOURCES_JSON) as Readonly<Record<string, Source>>;
  const linesOf = new Map(
    DETAILS.split('\n').map((line) => {
      const tab = line.indexOf('\t');
      return [Number(line.slice(0, tab)), line.slice(tab + 1)];
    }),
  );
  return {
    source: (id) => known[id.split('/')[0]!],
    complete(entry) {
      const line = linesOf.get(entry.errcode);
      const stored = line === undefined ? OVERLAID : (JSON.parse(line) as StoredDetails);
      const { errmsg, firstSeen, translated, troubleshooting, page2019, sources } = stored;
      return {
        ...entry,
        ...(troubleshooting === undefined ? {} : { troubleshooting: troubleshooting[lang] }),
        links: linksOf(entry.errcode, stored, lang),
        ...factsIn(factsOf(entry.errcode), lang),
        ...(errmsg === undefined ? {} : { errmsg }),
        ...(firstSeen === undefined ? {} : { firstSeen }),
        ...(translated === undefined ? {} : { translated }),
        ...(page2019 === undefined ? {} : { page2019 }),
        sources,
      };
    },
  };
}

function factsIn(facts: readonly CatalogFact[], lang: Lang): Pick<FullEntry, 'facts'> {
  if (facts.length === 0) return {};
  return { facts: facts.map(({ errcodes: _, text, ...fact }) => ({ ...fact, text: text[lang] })) };
}

/** A code that only an overlay has. */
const OVERLAID: StoredDetails = { sources: ['overlay'] };

function linksOf(
  errcode: number,
  { links = [] }: StoredDetails,
  lang: Lang,
): readonly CatalogLink[] {
  const own = links.map(({ text, url }) => ({ text: text[lang], url }));
  return [...own, { text: QUERY_TOOL[lang], url: queryUrl(errcode) }];
}
