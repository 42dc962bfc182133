/** The catalogue as the source of a ClickHouse dictionary, and the statement that creates it. */
import type { FullEntry } from '../../model/catalog.ts';
import { COLUMNS, tableOf } from './csv.ts';

export const CLICKHOUSE_PATH = '/var/lib/clickhouse/user_files/wecom-errcodes.csv';

/** What ClickHouse reads as NULL in CSV. */
const NULL = '\\N';

export function exportClickhouse(entries: readonly FullEntry[]): string {
  return tableOf(COLUMNS, entries, { nothing: NULL, isForPrograms: true });
}

const TYPES: Readonly<Record<string, string>> = {
  errcode: 'Int32',
  retryMax: 'Nullable(UInt32)',
  retryWaitSeconds: 'Nullable(UInt32)',
};

/** A key of its own layout: simple keys are unsigned, and -1 is a code. */
export function clickhouseUsage(path: string): string {
  const columns = COLUMNS.map(({ name }) => `    \`${name}\` ${TYPES[name] ?? 'String'}`);
  return `CREATE OR REPLACE DICTIONARY wecom_errcodes
(
${columns.join(',\n')}
)
PRIMARY KEY errcode
SOURCE(FILE(path '${path.replace(/[\\']/g, '\\$&')}' format 'CSVWithNames'))
LAYOUT(COMPLEX_KEY_HASHED())
LIFETIME(MIN 300 MAX 600);

-- SELECT errcode, dictGet('wecom_errcodes', 'meaning', tuple(toInt32(errcode))) FROM logs;
`;
}
