/**
 * Number spaces beside that of the API: WeCom's libraries and tools count for themselves, so a key of
 * the catalogue is (system, errcode). Codes that WeCom's page no longer lists are here too, apart from
 * today's. Loaded on demand.
 */
import type { RetiredEntry, SystemEntry } from '../model/catalog.ts';
import type { Bilingual, Lang } from '../model/lang.ts';

export interface System {
  readonly id: string;
  readonly title: string;
  /** Where its codes are published. */
  readonly source: string;
  /** Ascending by errcode. */
  readonly entries: readonly SystemEntry[];
}

export interface Systems {
  readonly systems: readonly System[];
  get(system: string, errcode: number): SystemEntry | undefined;
  /** Every system that uses the number. */
  find(errcode: number): readonly SystemEntry[];
}

interface StoredSystem {
  readonly title: Bilingual;
  readonly source: string;
  readonly codes: readonly { code: number; meaning: Bilingual; remedy: Bilingual }[];
}

/** The systems with texts in this language; the API's, `wecom`, is not among them: see `loadCatalog`. */
export async function loadSystems(lang: Lang): Promise<Systems> {
  const { SYSTEMS_JSON } = await import('./systems.generated.ts');
  const stored = JSON.parse(SYSTEMS_JSON) as Readonly<Record<string, StoredSystem>>;
  const systems = Object.entries(stored).map(([id, { title, source, codes }]) => ({
    id,
    title: title[lang],
    source,
    entries: codes.map(({ code, meaning, remedy }) => ({
      system: id,
      errcode: code,
      meaning: meaning[lang],
      remedy: remedy[lang],
    })),
  }));
  const find = (errcode: number) =>
    systems.flatMap(({ entries }) => entries.filter((entry) => entry.errcode === errcode));
  return {
    systems,
    find,
    get: (system, errcode) => find(errcode).find((entry) => entry.system === system),
  };
}

/** Codes of the early years that WeCom's page no longer lists, ascending. */
export async function loadRetired(lang: Lang): Promise<readonly RetiredEntry[]> {
  const { RETIRED } = await import('./systems.generated.ts');
  return RETIRED.split('\n').map((row) => {
    const [errcode = '', zh = '', en = ''] = row.split('\t');
    return { errcode: Number(errcode), meaning: lang === 'zh' ? zh : en };
  });
}
