/** Options that choose a span of time. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseDuration, parseInstant, parseMonth } from '../../src/cli/time-range.ts';
import { ToolError } from '../../src/model/tool-error.ts';
import { createZone } from '../../src/record/zone.ts';

const SHANGHAI = createZone('Asia/Shanghai');
const NOON = Date.parse('2026-09-01T12:00:00+08:00');

function errorOf(run: () => unknown): ToolError {
  try {
    run();
  } catch (error) {
    if (error instanceof ToolError) return error;
  }
  throw new Error('a ToolError was expected');
}

describe('instants', () => {
  it.each([
    ['2026-09-01T12:00:00+08:00', NOON],
    ['2026-09-01T04:00:00Z', NOON],
    ['2026-09-01T04:00:00.250Z', NOON + 250],
    ['2026-09-01 12:00:00 +0800', NOON],
    ['2026-09-01 12:00:00', NOON],
    ['2026-09-01 12:00:00,5', NOON + 500],
    ['2026/09/01 12:00', NOON],
    ['2026-9-1 9:05', NOON - 10_500_000],
    ['2026-09-01', NOON - 12 * 3_600_000],
    [' 2026-09-01 ', NOON - 12 * 3_600_000],
    [String(NOON / 1000), NOON],
    [`${NOON / 1000}.123456`, NOON + 123],
    [String(NOON), NOON],
  ])('reads %s', (text, ms) => {
    expect(parseInstant(text, SHANGHAI)).toBe(ms);
  });

  it.each([
    '',
    'now',
    'yesterday',
    '2026',
    '2026-09',
    '2026-13-01',
    '2026-02-30',
    '2026-09-01 24:00',
    '2026-09-01 12',
    '2026-09-01Z',
    '2026-09-01T12:00:00+99:00',
    '09/01/2026',
    '1234',
    '2026-09-01 12:00:00 and more',
  ])('refuses %j with an example in both languages', (text) => {
    const error = errorOf(() => parseInstant(text, SHANGHAI));
    expect(error.code).toBe('instant-invalid');
    for (const sentence of [error.text.zh, error.text.en]) {
      expect(sentence).toContain('2026-09-01T12:00:00+08:00');
    }
  });

  it('reads back what toISOString prints', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 4_000_000_000_000 }), (ms) => {
        expect(parseInstant(new Date(ms).toISOString(), SHANGHAI)).toBe(ms);
      }),
    );
  });
});

describe('months', () => {
  it.each([
    ['2026-09', '2026-09-01T00:00:00+08:00', '2026-10-01T00:00:00+08:00'],
    ['2026-12', '2026-12-01T00:00:00+08:00', '2027-01-01T00:00:00+08:00'],
    ['2024/2', '2024-02-01T00:00:00+08:00', '2024-03-01T00:00:00+08:00'],
  ])('%s begins at its first midnight and ends before the next month', (text, since, until) => {
    expect(parseMonth(text, SHANGHAI)).toEqual({
      sinceMs: Date.parse(since),
      untilMs: Date.parse(until),
    });
  });

  it('is as long as the clocks of its zone make it', () => {
    const { sinceMs, untilMs } = parseMonth('2026-03', createZone('America/New_York'));
    expect(untilMs - sinceMs).toBe((31 * 24 - 1) * 3_600_000);
  });

  it.each(['', '2026', '2026-13', '2026-00', '2026-09-01', 'September'])(
    'refuses %j with an example in both languages',
    (text) => {
      const error = errorOf(() => parseMonth(text, SHANGHAI));
      expect(error.code).toBe('month-invalid');
      for (const sentence of [error.text.zh, error.text.en]) expect(sentence).toContain('2026-09');
    },
  );
});

describe('durations', () => {
  it.each([
    ['45s', 45_000],
    ['90m', 5_400_000],
    ['1h30m', 5_400_000],
    ['7d', 604_800_000],
    ['2w', 1_209_600_000],
    ['1D', 86_400_000],
    ['1d12h', 129_600_000],
  ])('%s is %d ms', (text, ms) => {
    expect(parseDuration(text)).toBe(ms);
  });

  it.each(['', '7', 'd', '0s', '-7d', '1.5h', '7 days', '7d!', '9999999999d', '1y'])(
    'refuses %j with an example in both languages',
    (text) => {
      const error = errorOf(() => parseDuration(text));
      expect(error.code).toBe('duration-invalid');
      for (const sentence of [error.text.zh, error.text.en]) expect(sentence).toContain('1h30m');
    },
  );
});
