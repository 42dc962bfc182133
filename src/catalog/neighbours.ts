/** What to offer for a code that is not in the catalogue. */
import type { Catalog, CatalogEntry } from '../model/catalog.ts';

/**
 * The `count` entries nearest to `errcode` by number, ascending, itself left out; of two equally
 * near ones the lower wins.
 */
export function neighbours(catalog: Catalog, errcode: number, count = 4): readonly CatalogEntry[] {
  const distance = (entry: CatalogEntry) => Math.abs(entry.errcode - errcode);
  return catalog.entries
    .filter((entry) => entry.errcode !== errcode)
    .sort((one, other) => distance(one) - distance(other) || one.errcode - other.errcode)
    .slice(0, count)
    .sort((one, other) => one.errcode - other.errcode);
}

/** WeCom's own page about any one code, listed here or not. */
export function queryUrl(errcode: number): string {
  return `https://open.work.weixin.qq.com/devtool/query?e=${errcode}`;
}
