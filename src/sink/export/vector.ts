/** The catalogue as a file enrichment table of Vector, and the configuration that uses it. */
import type { FullEntry } from '../../model/catalog.ts';
import { COLUMNS, tableOf } from './csv.ts';

export const VECTOR_PATH = '/etc/vector/wecom-errcodes.csv';

/** Vector gives cells as text, an empty one as ''; the schema below makes the key an integer. */
export function exportVector(entries: readonly FullEntry[]): string {
  return tableOf(COLUMNS, entries, { isForPrograms: true });
}

/** Vector compares types too: the looked-up value must be an integer, as the column is. */
export function vectorUsage(path: string): string {
  return `enrichment_tables:
  wecom_errcodes:
    type: file
    file:
      path: ${JSON.stringify(path)}
      encoding: { type: csv }
    schema:
      errcode: integer

transforms:
  wecom_errcodes:
    type: remap
    inputs: [in] # the source or transform whose events have .errcode
    source: |
      errcode, err = to_int(.errcode)
      if err == null {
        found, err = get_enrichment_table_record("wecom_errcodes", { "errcode": errcode })
        if err == null { .wecom = found }
      }
`;
}
