import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { commandsIn, renderPage } from '../../docs/generate.mjs';
import type { Command } from '../../src/cli/command.ts';
import { FLAGS, SHARED_FLAGS } from '../../src/cli/flags.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const folder = `${root}src/cli/commands`;

const commands: Command[] = [];
for (const file of readdirSync(folder)) {
  commands.push(...commandsIn((await import(`${folder}/${file}`)) as object));
}

const page = readFileSync(`${root}docs/cli.md`, 'utf8');

describe('docs/cli.md', () => {
  test('is that of the flags and commands of today', async () => {
    expect(commands.length).toBeGreaterThanOrEqual(3);
    const today = renderPage({ flags: FLAGS, sharedFlags: SHARED_FLAGS, commands });
    await expect(today).toMatchFileSnapshot(`${root}docs/cli.md`);
  });

  test('names every flag, in both languages', () => {
    const rows = page.split('\n');
    for (const [name, { help }] of Object.entries(FLAGS)) {
      const row = rows.find((line) => new RegExp(`^\\| \`--${name}[ \`]`).test(line));
      expect(row).toContain(` ${help.en} `);
      expect(row).toContain(` ${help.zh} `);
    }
  });
});
