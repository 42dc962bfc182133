/** docs/exports.md shows what `catalog export` prints. */
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { CLICKHOUSE_PATH, clickhouseUsage } from '../../src/sink/export/clickhouse.ts';
import { COLUMNS } from '../../src/sink/export/csv.ts';
import { LOGSTASH_PATH, logstashUsage } from '../../src/sink/export/logstash.ts';
import { VECTOR_PATH, vectorUsage } from '../../src/sink/export/vector.ts';

const page = readFileSync(new URL('../../docs/exports.md', import.meta.url), 'utf8');

describe('docs/exports.md', () => {
  test.each([
    ['yaml', vectorUsage(VECTOR_PATH)],
    ['sql', clickhouseUsage(CLICKHOUSE_PATH)],
    ['ruby', logstashUsage(LOGSTASH_PATH)],
  ])('shows the %s that is printed, word for word', (language, usage) => {
    expect(page).toContain(`\`\`\`${language}\n${usage}\`\`\`\n`);
  });

  test('has every column in its table, in order', () => {
    const named = [...page.matchAll(/^\| `(\w+)` /gm)].map(([, name]) => name);
    expect(named).toEqual(COLUMNS.map(({ name }) => name));
  });
});
