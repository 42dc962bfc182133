import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, test } from 'vitest';
import { FLAGS, type Flag } from '../src/cli/flags.ts';
import { findErrcodes } from '../src/index.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const main = join(root, 'dist/cli/main.js');
const READMES = ['README.md', 'README.zh-CN.md'] as const;
const { version } = JSON.parse(readText('package.json')) as { version: string };

/** Commands run beside a link to the samples, so that what they write does not land in the tree. */
const desk = mkdtempSync(join(tmpdir(), 'wecomlog-readme-'));
symlinkSync(join(root, 'data'), join(desk, 'data'), 'junction');
afterAll(() => rmSync(desk, { recursive: true }));

describe.each(READMES)('%s', (name) => {
  const text = readText(name);
  const commands = commandsOf(text);
  const runnable = commands.filter(({ parts }) => parts.every(isRunnable));

  test('shows at least six commands that need nothing but the repository', () => {
    expect(runnable.length).toBeGreaterThanOrEqual(6);
  });

  test.each(runnable)('tells the truth about $line', ({ parts, exitCode, shown }) => {
    const { status, output } = runPipe(parts);
    expect(status).toBe(exitCode);
    expect(missingFrom(output, shown)).toEqual([]);
  });

  test.each(['npm ci && npm start', 'npm ci && npm test'])('gives the command `%s`', (command) => {
    expect(blocksOf(text).flatMap(({ lines }) => lines)).toContain(command);
  });

  test('counts the codes of its examples as it says', () => {
    const examples = examplesOf(text);
    expect(examples.length).toBeGreaterThanOrEqual(15);
    const found = examples.map(({ example }) => ({
      shape: [...new Set(findErrcodes(example).map((code) => code.shape))].join(' ') || 'none',
      example,
    }));
    expect(found).toEqual(examples);
  });

  test('links to files and folders that are there', () => {
    const links = [...text.matchAll(/\]\((?!https?:)([^)#\s]+)/g)].map((match) => match[1]!);
    expect(links.length).toBeGreaterThan(8);
    expect(links.filter((link) => !existsSync(join(root, link)))).toEqual([]);
  });

  test('names the package file of this version', () => {
    expect(text).toContain(`wecomlog-${version}.tgz`);
  });
});

test('both READMEs show the same commands', () => {
  const [english, chinese] = READMES.map((name) =>
    commandsOf(readText(name)).map(({ line }) => line.replace(/ --lang en\b/g, '')),
  );
  expect(chinese).toEqual(english);
});

test('the change log has an entry for this version', () => {
  expect(readText('CHANGELOG.md')).toMatch(
    new RegExp(`^## \\[${version.replaceAll('.', '\\.')}\\] - \\d{4}-\\d\\d-\\d\\d$`, 'm'),
  );
});

function readText(name: string): string {
  return readFileSync(join(root, name), 'utf8');
}

interface CodeBlock {
  readonly language: string;
  readonly lines: readonly string[];
}

function blocksOf(text: string): CodeBlock[] {
  return [...text.matchAll(/^```(\w*)\n([\s\S]*?)^```$/gm)].map((match) => ({
    language: match[1]!,
    lines: match[2]!.trimEnd().split('\n'),
  }));
}

interface ShownCommand {
  readonly line: string;
  /** The commands of a pipe, as words. */
  readonly parts: readonly (readonly string[])[];
  readonly exitCode: number;
  /** What a console block shows below the command. */
  readonly shown: readonly string[];
}

/** Lines of `sh` blocks, and lines of `console` blocks behind a dollar, that call the tool. */
function commandsOf(text: string): ShownCommand[] {
  return blocksOf(text).flatMap(({ language, lines }) => {
    if (language === 'sh') return lines.flatMap((line) => readCommand(line, []));
    if (language !== 'console') return [];
    return lines.flatMap((line, index) => {
      if (!line.startsWith('$ ')) return [];
      const below = lines.slice(index + 1);
      const next = below.findIndex((other) => other.startsWith('$ '));
      return readCommand(line.slice(2), next < 0 ? below : below.slice(0, next));
    });
  });
}

/** A comment may name the exit code: `# exit code 1`, `# 退出码 1`. */
function readCommand(text: string, shown: readonly string[]): ShownCommand[] {
  const [line = '', comment = ''] = text.split(/\s+# /);
  if (!/(?:^|\| )wecomlog\b/.test(line)) return [];
  const exitCode = Number(/(?:exit code|退出码) (\d+)/.exec(comment)?.[1] ?? 0);
  return [{ line, parts: line.split(' | ').map(wordsOf), exitCode, shown }];
}

function wordsOf(command: string): string[] {
  return [...command.matchAll(/'([^']*)'|(\S+)/g)].map((match) => match[1] ?? match[2]!);
}

/** Whether a command is ours and reads nothing but files of the repository, or what is piped in. */
function isRunnable([program, ...words]: readonly string[], place: number): boolean {
  if (program !== 'wecomlog' || words.some((word) => /^[<>&]/.test(word))) return false;
  const [command, ...paths] = words.filter(
    (word, index) => !word.startsWith('--') && !takesValue(words[index - 1]),
  );
  // It runs until it is told to end.
  if (command === 'tail' || (command === 'serve' && !words.includes('--once'))) return false;
  if (command !== 'annotate' && command !== 'report' && command !== 'serve') return true;
  if (paths.length === 0) return place > 0;
  return paths.every((path) => (path === '-' ? place > 0 : existsSync(join(root, path))));
}

function takesValue(word: string | undefined): boolean {
  if (word?.startsWith('--') !== true || word.includes('=')) return false;
  const flags: Readonly<Record<string, Flag>> = FLAGS;
  const flag = flags[word.slice(2)];
  return flag !== undefined && flag.type !== 'boolean';
}

function runPipe(parts: readonly (readonly string[])[]): { status: number; output: string } {
  let output: Buffer = Buffer.alloc(0);
  let status = 0;
  for (const [, ...words] of parts) {
    const run = spawnSync(process.execPath, [main, ...words], {
      cwd: desk,
      input: output,
      maxBuffer: 1 << 26,
      env: { PATH: process.env.PATH },
    });
    output = run.stdout;
    status ||= run.status ?? -1;
  }
  return { status, output: output.toString() };
}

/** Lines shown that do not come, in this order, in the output; `…` stands for lines left out. */
function missingFrom(output: string, shown: readonly string[]): string[] {
  const lines = output.split('\n');
  let at = 0;
  return shown
    .filter((line) => line !== '' && line !== '…')
    .filter((line) => {
      const found = lines.indexOf(line, at);
      if (found >= 0) at = found + 1;
      return found < 0;
    });
}

/** Rows of the table of shapes: the shape in the first cell, examples in the last. */
function examplesOf(text: string): { shape: string; example: string }[] {
  const rows = text.matchAll(/^\| `(wire|wire-escaped|spoken|link|bare|none)` +\|.*\| (.*) \|$/gm);
  return [...rows].flatMap(([, shape, cell]) =>
    [...cell!.matchAll(/`` (.+?) ``|`([^`]+)`/g)].map((match) => ({
      shape: shape!,
      example: match[1] ?? match[2]!,
    })),
  );
}
