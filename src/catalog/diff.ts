/** What differs between two catalogues. */
import type {
  CatalogDiff,
  CatalogSnapshot,
  Reclassified,
  SnapshotEntry,
  SnapshotName,
} from '../model/catalog-export.ts';

const CLASSES = ['category', 'domain', 'owner', 'retry'] as const;

/** The way from one catalogue to a newer one; texts are compared as they stand, so in one language. */
export function diffCatalogs(old: CatalogSnapshot, recent: CatalogSnapshot): CatalogDiff {
  const before = new Map(old.codes.map((entry) => [entry.errcode, entry]));
  const after = new Map(recent.codes.map((entry) => [entry.errcode, entry]));
  const kept = [...after.values()].sort(byErrcode).flatMap((entry) => {
    const was = before.get(entry.errcode);
    return was === undefined ? [] : [[was, entry] as const];
  });
  return {
    old: nameOf(old),
    new: nameOf(recent),
    lang: recent.lang,
    added: missingIn(before, after),
    removed: missingIn(after, before),
    meanings: kept
      .filter(([was, is]) => was.meaning !== is.meaning)
      .map(([was, is]) => ({ errcode: is.errcode, old: was.meaning, new: is.meaning })),
    reclassified: kept.flatMap(([was, is]) => reclassified(was, is)),
    remedies: kept.filter(([was, is]) => was.remedy !== is.remedy).map(([, is]) => is.errcode),
  };
}

function nameOf({ version, codes }: CatalogSnapshot): SnapshotName {
  return { ...(version === undefined ? {} : { version }), codes: codes.length };
}

function missingIn(
  one: ReadonlyMap<number, SnapshotEntry>,
  other: ReadonlyMap<number, SnapshotEntry>,
): readonly SnapshotEntry[] {
  return [...other.values()]
    .filter(({ errcode }) => !one.has(errcode))
    .sort(byErrcode)
    .map(({ errcode, meaning, category, domain, owner, retry, remedy }) => ({
      ...{ errcode, meaning, category, domain, owner, retry, remedy },
    }));
}

function byErrcode(one: SnapshotEntry, other: SnapshotEntry): number {
  return one.errcode - other.errcode;
}

function reclassified(was: SnapshotEntry, is: SnapshotEntry): Reclassified[] {
  const changes = CLASSES.filter((name) => was[name] !== is[name]).map((name) => [
    name,
    [was[name], is[name]],
  ]);
  if (changes.length === 0) return [];
  return [{ errcode: is.errcode, meaning: is.meaning, ...Object.fromEntries(changes) }];
}
