/** That the example of docs/configuration.md is one, and the page names what there is. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { EXAMINED } from '../../src/cli/commands/examined.ts';
import { folderOf } from '../helpers/folder.ts';
import { command } from '../helpers/run.ts';

const page = readFileSync(
  fileURLToPath(new URL('../../docs/configuration.md', import.meta.url)),
  'utf8',
);
const example = /^```yaml\n([\s\S]*?)^```$/m.exec(page)?.[1] ?? '';

describe('docs/configuration.md', () => {
  test.each(EXAMINED.map(({ name }) => name))('shows a file that is valid for %s', async (name) => {
    const folder = folderOf({
      'wecomlog.yml': example,
      'logs/a.log': 'errcode=40014\n',
      'logs/archive/a.log.1': 'errcode=45009\n',
    });
    const argv = ['check', '--config', join(folder, 'wecomlog.yml'), '--for', name, '--json'];
    const ran = await command(argv);
    expect([ran.code, ran.told]).toEqual([0, '']);
    const plan = JSON.parse(ran.out);
    const said = plan.options.filter(({ from }: { from: string }) => from === 'file');
    expect(said.length).toBeGreaterThanOrEqual(1);
    if (plan.inputs !== null) expect(plan.inputs.count).toBe(2);
  });

  test('quotes mistakes as they are told', async () => {
    const mistake = page.split('\n').find((line) => line.startsWith('wecomlog: WECOMLOG_TZ'));
    const env = { WECOMLOG_TZ: 'Mars', WECOMLOG_LANG: 'en' };
    expect((await command(['report', '-'], '', { env })).told).toBe(`${mistake}\n`);
  });
});
