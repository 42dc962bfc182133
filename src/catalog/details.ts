/** What `explain` says of a code beyond the short entry. Loaded on demand: annotations need none of it. */
import type { CatalogEntry, CatalogFact, CatalogLink, FullEntry } from '../model/catalog.ts';
import type { Bilingual, Lang } from '../model/lang.ts';
import type { Domain } from '../model/taxonomy.ts';
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
  readonly facts?: readonly Omit<CatalogFact, 'errcodes'>[];
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
  const { DETAILS, SOURCES_JSON } = await import('./details.generated.ts');
  const known = JSON.parse(SOURCES_JSON) as Readonly<Record<string, Source>>;
  const find = lineFinder(DETAILS);
  return {
    source: (id) => known[id.split('/')[0]!],
    complete(entry) {
      const line = find(entry.errcode);
      const stored = line === undefined ? OVERLAID : (JSON.parse(line) as StoredDetails);
      const { errmsg, firstSeen, translated, troubleshooting, page2019, sources } = stored;
      return {
        ...entry,
        ...(troubleshooting === undefined ? {} : { troubleshooting: troubleshooting[lang] }),
        links: linksOf(entry, stored, lang),
        ...factsIn(stored, lang),
        ...(errmsg === undefined ? {} : { errmsg }),
        ...(firstSeen === undefined ? {} : { firstSeen }),
        ...(translated === undefined ? {} : { translated }),
        ...(page2019 === undefined ? {} : { page2019 }),
        sources,
      };
    },
  };
}

/** What stands behind a code in `lines`. The search goes on from the last hit: codes come ascending. */
function lineFinder(lines: string): (errcode: number) => string | undefined {
  const text = `\n${lines}\n`;
  let from = 0;
  return (errcode) => {
    const key = `\n${errcode}\t`;
    const behind = text.indexOf(key, from);
    const at = behind < 0 ? text.indexOf(key) : behind;
    if (at < 0) return undefined;
    from = at;
    return text.slice(at + key.length, text.indexOf('\n', at + key.length));
  };
}

function factsIn({ facts }: StoredDetails, lang: Lang): Pick<FullEntry, 'facts'> {
  if (facts === undefined) return {};
  return { facts: facts.map(({ text, ...fact }) => ({ ...fact, text: text[lang] })) };
}

/** A code that only an overlay has. */
const OVERLAID: StoredDetails = { sources: ['overlay'] };

/** The administrator's console, and where a provider's domains are: those have a console of their own. */
const CONSOLE = 'https://work.weixin.qq.com/wework_admin/frame';
const CONSOLE_NAME: Bilingual = { zh: '管理后台', en: 'Admin console' };
const PROVIDER_DOMAINS: ReadonlySet<Domain> = new Set(['provider', 'order']);

/** The console, and the tool that lifts a block. */
const ACTION = /\/wework_admin\/|\/devtool\/checkCorpSpamBlock/;

/** Its own pages, the console where the administrator must act, and WeCom's query tool last. */
function linksOf(
  { errcode, owner, domain }: CatalogEntry,
  { links = [] }: StoredDetails,
  lang: Lang,
): readonly CatalogLink[] {
  const own = links.map(({ text, url }) => ({
    text: text[lang],
    url,
    ...(ACTION.test(url) ? { action: true as const } : {}),
  }));
  const wantsConsole =
    owner === 'administrator' &&
    !PROVIDER_DOMAINS.has(domain) &&
    own.every(({ action }) => action !== true);
  return [
    ...own,
    ...(wantsConsole ? [{ text: CONSOLE_NAME[lang], url: CONSOLE, action: true as const }] : []),
    { text: QUERY_TOOL[lang], url: queryUrl(errcode) },
  ];
}
