/** Exported catalogues read back. */
import { describe, expect, it } from 'vitest';
import { loadCatalog } from '../../src/catalog/catalog.ts';
import { loadDetails } from '../../src/catalog/details.ts';
import { parseSnapshot, readSnapshot } from '../../src/catalog/snapshot.ts';
import { ToolError } from '../../src/model/tool-error.ts';
import { explainJson } from '../../src/sink/explain/json.ts';
import { exportJson } from '../../src/sink/export/json.ts';

describe('an exported catalogue', () => {
  it.each(['zh', 'en'] as const)('is read back in %s, as are the arrays of old', async (lang) => {
    const { version, entries } = loadCatalog(lang);
    const codes = entries.map((await loadDetails(lang)).complete);
    const read = parseSnapshot(exportJson({ version, lang, codes }), 'new.json');
    expect([read.version, read.lang]).toEqual([version, lang]);
    expect(read.codes).toEqual(codes);
    const old = parseSnapshot(explainJson(codes), 'old.json');
    expect([old.version, old.lang, old.codes.length]).toEqual([undefined, lang, codes.length]);
  });

  it.each([
    '',
    '{',
    '{}',
    '{"schema":"wecomlog.report/1","codes":[]}',
    '[{"errcode":1}]',
    '[null]',
    '{"schema":"wecomlog.catalog/1","codes":[{"errcode":1.5}]}',
  ])('is not %j, and that is said with the file', (text) => {
    expect(() => parseSnapshot(text, 'x.json')).toThrow(ToolError);
    expect(() => parseSnapshot(text, 'x.json')).toThrow(/^x\.json: no exported catalogue/);
  });

  it('that is not there is told', async () => {
    await expect(readSnapshot('/no/such.json')).rejects.toThrow(
      '/no/such.json: cannot be read (ENOENT)',
    );
  });
});
