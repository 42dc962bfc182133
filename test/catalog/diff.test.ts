/** What differs between two catalogues. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { loadCatalog } from '../../src/catalog/catalog.ts';
import { diffCatalogs } from '../../src/catalog/diff.ts';
import type { CatalogSnapshot, SnapshotEntry } from '../../src/model/catalog-export.ts';

const entries = loadCatalog('zh').entries;
const of = (codes: readonly SnapshotEntry[], version?: string): CatalogSnapshot => ({
  ...(version === undefined ? {} : { version }),
  lang: 'zh',
  codes,
});

describe('the difference of two catalogues', () => {
  it('is nothing between a catalogue and itself', () => {
    expect(diffCatalogs(of(entries, 'a'), of(entries, 'a'))).toEqual({
      old: { version: 'a', codes: 1600 },
      new: { version: 'a', codes: 1600 },
      lang: 'zh',
      ...{ added: [], removed: [], meanings: [], reclassified: [], remedies: [] },
    });
  });

  it('tells what was added, removed, said otherwise and put elsewhere', () => {
    const [busy, fine, ...rest]: readonly SnapshotEntry[] = entries.slice(0, 6);
    const changed = { ...fine!, meaning: '好', owner: 'user', retry: 'yes' } as const;
    const diff = diffCatalogs(
      of([busy!, fine!, ...rest.slice(0, 2)]),
      of([...rest.slice(1), changed]),
    );
    expect(diff.removed.map(({ errcode }) => errcode)).toEqual([-1, rest[0]!.errcode]);
    expect(diff.added.map(({ errcode }) => errcode)).toEqual(
      rest.slice(2).map(({ errcode }) => errcode),
    );
    expect(diff.meanings).toEqual([{ errcode: 0, old: '请求成功', new: '好' }]);
    expect(diff.reclassified).toEqual([
      { errcode: 0, meaning: '好', owner: ['nobody', 'user'], retry: ['no', 'yes'] },
    ]);
    expect(diff.remedies).toEqual([]);
  });

  it('the other way round has what was added as removed', () => {
    const some = fc.subarray([...entries.slice(0, 40)]);
    fc.assert(
      fc.property(some, some, (one, other) => {
        const there = diffCatalogs(of(one), of(other));
        const back = diffCatalogs(of(other), of(one));
        expect(back.removed).toEqual(there.added);
        expect(back.added).toEqual(there.removed);
        expect(there.new.codes).toBe(there.old.codes + there.added.length - there.removed.length);
      }),
    );
  });
});
