/** The catalogue of now in every language: one counts, the others are for readers of the page. */
import { loadCatalog } from '../../catalog/catalog.ts';
import type { Catalog } from '../../model/catalog.ts';
import type { Lang } from '../../model/lang.ts';
import type { CommandInput } from '../command.ts';
import { overlaysOf } from '../options.ts';

export interface Catalogs {
  of(lang: Lang): Catalog;
  /** Reads the overlays that `input` names; rejects with a ToolError, and then all is as it was. */
  read(input: CommandInput): Promise<void>;
}

export async function openCatalogs(input: CommandInput): Promise<Catalogs> {
  let overlays = await overlaysOf(input);
  const made = new Map<Lang, Catalog>();
  return {
    of(lang) {
      let catalog = made.get(lang);
      if (catalog === undefined) {
        catalog = loadCatalog(lang, overlays);
        made.set(lang, catalog);
      }
      return catalog;
    },
    async read(next) {
      overlays = await overlaysOf(next);
      made.clear();
    },
  };
}
