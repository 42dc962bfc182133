/** The short way through the command line takes plain lines only, and reads them as yargs does. */
import { describe, expect, test } from 'vitest';
import { EXAMINED } from '../../src/cli/commands/examined.ts';
import { readPlainLine } from '../../src/cli/plain-line.ts';

const read = (line: string) => {
  const plain = readPlainLine(line.split(' '), EXAMINED);
  return plain && { name: plain.command.name, positionals: plain.positionals, flags: plain.flags };
};

describe('a plain command line', () => {
  test.each([
    ['explain -1 40014', { name: 'explain', positionals: ['-1', '40014'], flags: {} }],
    ['annotate -', { name: 'annotate', positionals: ['-'], flags: {} }],
    [
      'report --format json a.log --quiet',
      { name: 'report', positionals: ['a.log'], flags: { format: 'json', quiet: true } },
    ],
    [
      'report --threads=2 a.log --lang zh --lang en',
      { name: 'report', positionals: ['a.log'], flags: { threads: 2, lang: 'en' } },
    ],
    [
      'explain -40011..-40001 -5-3',
      { name: 'explain', positionals: ['-40011..-40001', '-5-3'], flags: {} },
    ],
    [
      'explain --category not-found --category rate-limited media',
      {
        name: 'explain',
        positionals: ['media'],
        flags: { category: ['not-found', 'rate-limited'] },
      },
    ],
    [
      'catalog export 40014 --format vector',
      { name: 'catalog export', positionals: ['40014'], flags: { format: 'vector' } },
    ],
    ['catalog check a.yaml', { name: 'catalog check', positionals: ['a.yaml'], flags: {} }],
    ['report -- --all', { name: 'report', positionals: ['--all'], flags: {} }],
  ])('is read: %s', (line, wanted) => {
    expect(read(line)).toEqual(wanted);
  });

  test.each([
    'reprt a.log',
    'report --help',
    'report --format xml a.log',
    'report --fromat json a.log',
    'report --format',
    'report --out= a.log',
    'report --threads two a.log',
    'report --no-quiet a.log',
    'report --quiet=true a.log',
    'explain --json -1',
    'catalog',
    'catalog exprot',
    'catalog --help export',
    'export 40014',
  ])('is left to the whole parser if something is not plain: %s', (line) => {
    expect(read(line)).toBeUndefined();
  });
});
