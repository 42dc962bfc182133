import { describe, expect, test } from 'vitest';
import { FLAGS, type Flag } from '../../../src/cli/flags.ts';
import { type RawScalar, readValue } from '../../../src/cli/settings/value.ts';

const help = { zh: '', en: '' };
const text = (words: string): RawScalar => ({ text: words, type: 'text' });

async function complaint(flag: Flag, raw: RawScalar | RawScalar[]): Promise<string> {
  const reading = await readValue('x', flag, raw);
  return 'complaint' in reading ? reading.complaint.en : `value ${JSON.stringify(reading.value)}`;
}

describe('readValue', () => {
  test.each([
    ['true', true],
    ['True', true],
    ['1', true],
    ['false', false],
    ['FALSE', false],
    ['0', false],
  ])('takes %s for a switch', async (written, value) => {
    expect(await readValue('strict', FLAGS.strict, text(written))).toEqual({ value });
  });

  test.each(['yes', 'on', '2', 'constructor'])('does not take %s for a switch', async (written) => {
    expect(await complaint(FLAGS.strict, text(written))).toBe(
      `x takes true or false (1 or 0), not "${written}".`,
    );
  });

  test('keeps numbers as numbers and refuses what is none', async () => {
    const flag: Flag = { type: 'number', help };
    expect(await readValue('threads', flag, { text: '4', type: 'number' })).toEqual({ value: 4 });
    expect(await readValue('threads', flag, text('0.5'))).toEqual({ value: 0.5 });
    expect(await complaint(flag, text('many'))).toBe('x takes a number, not "many".');
    expect(await complaint(flag, text('1e9999'))).toContain('takes a number');
  });

  test('keeps the digits of a number where text is wanted', async () => {
    const raw = { text: '1788258610', type: 'number' } as const;
    expect(await readValue('since', FLAGS.since, raw)).toEqual({ value: '1788258610' });
  });

  test('names the choices', async () => {
    expect(await complaint(FLAGS.by, text('2h'))).toBe(
      'x takes one of auto, 1m, 5m, 1h, 1d, not "2h".',
    );
  });

  test('refuses nothing, lists and unquoted truths where text is wanted', async () => {
    expect(await complaint(FLAGS.tz, { text: '', type: 'nothing' })).toContain('not nothing');
    expect(await complaint(FLAGS.tz, [text('UTC')])).toContain('not a list');
    expect(await complaint(FLAGS.out, { text: 'true', type: 'boolean' })).toContain('in quotes');
  });

  test('reads one text as a list of one, and every item of a list', async () => {
    const flag: Flag = { type: 'string', list: true, choices: ['a', 'b'], help };
    expect(await readValue('x', flag, text('a'))).toEqual({ value: ['a'] });
    expect(await readValue('x', flag, [text('a'), text('b')])).toEqual({ value: ['a', 'b'] });
    expect(await complaint(flag, [text('a'), text('c')])).toBe('x takes one of a, b, not "c".');
  });

  test.each([
    ['tz', 'Mars', /no time zone/],
    ['since', 'soon', /not a time/],
    ['until', '2026-02-30', /not a time/],
    ['last', '7', /not a duration/],
    ['month', '2026-13', /not a month/],
  ] as const)('looks into the text of %s', async (name, written, sentence) => {
    expect(await complaint(FLAGS[name], text(written))).toMatch(sentence);
  });

  test('speaks Chinese as well', async () => {
    const reading = await readValue('by', FLAGS.by, text('2h'));
    expect('complaint' in reading && reading.complaint.zh).toBe(
      'by 应为 auto、1m、5m、1h、1d 之一，而不是“2h”。',
    );
  });
});
