/** Lays overlays over the catalogue: codes of one's own, other owners, and what is tolerated. */
import type { Catalog, CatalogEntry, Overlay, OverlayEntry } from '../model/catalog.ts';
import type { Lang } from '../model/lang.ts';
import { CATEGORIES } from '../model/taxonomy.ts';
import { ADVICE } from './advice.ts';
import { UNKNOWN_ENTRY } from './unknown.ts';

/** The catalogue as the overlays want it; of two that speak of one code the later one holds. */
export function mergeOverlays(catalog: Catalog, overlays: readonly Overlay[], lang: Lang): Catalog {
  const changed = new Map<number, CatalogEntry>();
  const base = (errcode: number) => changed.get(errcode) ?? catalog.get(errcode);
  for (const overlay of overlays) {
    for (const entry of overlay.codes) {
      changed.set(entry.errcode, changeEntry(entry, base(entry.errcode), lang));
    }
  }
  const ownerOf = ownerChooser(overlays);
  const made = new Map<number, CatalogEntry>();
  const get = (errcode: number): CatalogEntry | undefined => {
    const known = made.get(errcode);
    if (known !== undefined) return known;
    const entry = base(errcode);
    if (entry === undefined) return undefined;
    const owned = { ...entry, owner: ownerOf(entry) };
    made.set(errcode, owned);
    return owned;
  };
  const added = [...changed.keys()].filter((errcode) => catalog.get(errcode) === undefined);
  const tolerances = overlays.flatMap(({ tolerate }) => tolerate);
  return {
    version: `${catalog.version}+overlay`,
    lang,
    size: catalog.size + added.length,
    codes: [...catalog.codes, ...added].sort((one, other) => one - other),
    relatives: catalog.relatives.filter((errcode) => !changed.has(errcode)),
    get entries() {
      return this.codes.map((errcode) => get(errcode)!);
    },
    get,
    isKnown: (errcode) => changed.has(errcode) || catalog.isKnown(errcode),
    foreign: (platform, errcode) => catalog.foreign(platform, errcode),
    tolerances,
  };
}

/** A known code keeps what the overlay does not say; a new one gets what unknown codes have. */
function changeEntry(
  entry: OverlayEntry,
  known: CatalogEntry | undefined,
  lang: Lang,
): CatalogEntry {
  const { errcode, meaning, remedy, category = known?.category ?? 'unknown', ...rest } = entry;
  const isMoved = category !== known?.category;
  const { group, owner } = CATEGORIES[category];
  return {
    ...UNKNOWN_ENTRY,
    ...(known ?? {}),
    ...(isMoved ? { owner } : {}),
    ...rest,
    errcode,
    category,
    group,
    meaning: meaning?.[lang] ?? known?.meaning ?? '',
    remedy: remedy?.[lang] ?? (isMoved ? undefined : known?.remedy) ?? ADVICE[category][lang],
  };
}

/** The code's owner in the latest overlay that names one, else the category's, else the entry's own. */
function ownerChooser(overlays: readonly Overlay[]) {
  const latestFirst = [...overlays].reverse();
  return ({ errcode, category, owner }: CatalogEntry) => {
    for (const { codes, codeOwners, categoryOwners } of latestFirst) {
      const own =
        codeOwners.get(errcode) ?? codes.findLast((code) => code.errcode === errcode)?.owner;
      if (own !== undefined) return own;
      const ofCategory = categoryOwners[category];
      if (ofCategory !== undefined) return ofCategory;
    }
    return owner;
  };
}
