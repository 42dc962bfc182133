/** The catalogue as one JSON document, with everything that is known; `catalog diff` reads it back. */
import { CATALOG_SCHEMA, type CatalogExport } from '../../model/catalog-export.ts';
import { entryJson } from '../explain/json.ts';

export function exportJson({ version, lang, codes }: CatalogExport): string {
  const whole = { schema: CATALOG_SCHEMA, version, lang, codes: codes.map(entryJson) };
  return `${JSON.stringify(whole, null, 2)}\n`;
}
