/** docs/tail.md shows the screens of the recorded session, and the session is one of today's words. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { tailCommand } from '../../src/cli/commands/tail.ts';
import { createTerminal } from '../helpers/terminal.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const page = readFileSync(`${root}docs/tail.md`, 'utf8');
const [head, ...events] = readFileSync(`${root}docs/tail.cast`, 'utf8')
  .trimEnd()
  .split('\n')
  .map((line) => JSON.parse(line) as unknown) as [
  { readonly width: number; readonly height: number; readonly command: string },
  ...(readonly [seconds: number, kind: 'o' | 'm' | 'r', data: string])[],
];

/** The screen at each mark. */
function screensAtMarks(): Map<string, string> {
  const terminal = createTerminal({ columns: head.width, rows: head.height, reflows: true });
  const screens = new Map<string, string>();
  for (const [, kind, data] of events) {
    if (kind === 'o') terminal.write(data);
    else if (kind === 'm') screens.set(data, terminal.screen().join('\n').trimEnd());
    else terminal.resize(...(data.split('x').map(Number) as [number, number]));
  }
  return screens;
}

const screens = screensAtMarks();

describe('docs/tail.md', () => {
  test.each(['start', 'failures', 'narrow'])('shows the recorded screen: %s', (mark) => {
    const shown = new RegExp(`<!-- screen: ${mark} -->\n\n\`\`\`text\n(.*?)\n\`\`\``, 's').exec(
      page,
    );
    expect(shown?.[1]).toBe(screens.get(mark));
  });

  test('shows the command that was recorded', () => {
    expect(page).toContain(head.command);
  });

  test('names every flag of tail', () => {
    for (const flag of tailCommand.flags) expect(page).toContain(`--${flag}`);
  });

  test('has one status line in every screen until the end, at the bottom', () => {
    expect(screens.size).toBe(5);
    for (const [mark, screen] of screens) {
      const rows = screen.split('\n');
      const places = rows.flatMap((row, index) => (row.startsWith('── ') ? [index] : []));
      expect([mark, places]).toEqual([mark, mark === 'end' ? [] : [rows.length - 1]]);
    }
  });
});
