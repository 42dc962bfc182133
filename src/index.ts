/** The public API; re-exports only. */
export { loadCatalog } from './catalog/catalog.ts';
export type { Catalog, CatalogEntry } from './model/catalog.ts';
export type { Platform, Shape } from './model/event.ts';
export { type FoundErrcode, findErrcodes } from './pipeline/find.ts';
