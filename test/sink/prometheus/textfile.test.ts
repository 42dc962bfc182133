/** The file for a textfile collector. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { writeTextfile } from '../../../src/sink/prometheus/textfile.ts';
import { folderOf } from '../../helpers/folder.ts';
import { promtool } from '../../helpers/promtool.ts';
import { codeOf, countsOf, OPTIONS, STATUS } from './fixtures.ts';
import { parseText } from './parse.ts';

describe('a textfile', () => {
  test('has our metrics alone, and leaves nothing beside it', async () => {
    const folder = folderOf({ 'wecom.prom': 'old' });
    const path = join(folder, 'wecom.prom');
    const counts = countsOf({ codes: [codeOf()] });
    const firstShown = await writeTextfile(path, counts, STATUS, { ...OPTIONS, holdsNew: false });
    const text = readFileSync(path, 'utf8');
    const { samples, types } = parseText(text);
    expect(samples).toHaveProperty(
      ['wecom_errcode_events_total{errcode="40014",workload="",tolerated="false"}'],
      3,
    );
    expect(Object.keys(types).filter((name) => !name.startsWith('wecom'))).toEqual([]);
    expect(firstShown.length).toBeGreaterThan(17);
    expect(readdirSync(folder)).toEqual(['wecom.prom']);
    expect(promtool(['check', 'metrics'], text).said).not.toContain('wecom');
  });

  test('that cannot be written is told with a remedy', async () => {
    const path = join(folderOf({}), 'missing', 'wecom.prom');
    await expect(writeTextfile(path, countsOf(), STATUS, OPTIONS)).rejects.toThrow(
      /cannot be written/,
    );
  });
});
