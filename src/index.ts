/** The public API; re-exports only. */
export { loadCatalog } from './catalog/catalog.ts';
export { loadDetails } from './catalog/details.ts';
export { readOverlays } from './catalog/overlay.ts';
export type { Catalog, CatalogEntry, FullEntry, Overlay } from './model/catalog.ts';
export type { Platform, Shape } from './model/event.ts';
export { type FoundErrcode, findErrcodes } from './pipeline/find.ts';
