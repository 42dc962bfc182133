/** Types of generate.mjs for the test that holds the page to it. */
import type { Command } from '../src/cli/command.ts';
import type { Flag } from '../src/cli/flags.ts';

export function renderPage(tables: {
  readonly flags: Readonly<Record<string, Flag>>;
  readonly sharedFlags: readonly string[];
  readonly commands: readonly Command[];
}): string;

export function commandsIn(module: object): Command[];
