import { describe, expect, it } from 'vitest';
import {
  formatBytes,
  formatCount,
  formatRate,
  formatShare,
} from '../../../src/sink/report/figures.ts';
import { formatSpan, wallClock } from '../../../src/sink/report/moments.ts';
import { printable } from '../../../src/sink/report/printable.ts';
import { drawBar, drawChart, sparkline } from '../../../src/sink/report/sparkline.ts';
import { SHANGHAI } from './fixtures.ts';

describe('figures', () => {
  it('parts thousands', () => {
    expect([0, 999, 1000, 1_234_567, Number.MAX_SAFE_INTEGER].map(formatCount)).toEqual([
      '0',
      '999',
      '1,000',
      '1,234,567',
      '9,007,199,254,740,991',
    ]);
  });

  it('never rounds something to nothing or nearly all to all', () => {
    expect([formatShare(0, 9), formatShare(1, 1000), formatShare(999, 1000)]).toEqual([
      '0%',
      '<1%',
      '>99%',
    ]);
    expect([formatShare(45, 100), formatShare(7, 7), formatShare(0, 0)]).toEqual([
      '45%',
      '100%',
      '0%',
    ]);
    expect([formatRate(1, 10_000), formatRate(1, 8), formatRate(9999, 10_000)]).toEqual([
      '<0.1%',
      '12.5%',
      '>99.9%',
    ]);
  });

  it('measures bytes in powers of 1024', () => {
    expect([0, 1023, 1536, 1024 ** 2 - 1, 25_690_112, 1.5 * 1024 ** 3].map(formatBytes)).toEqual([
      '0 B',
      '1,023 B',
      '1.5 KiB',
      '1.0 MiB',
      '24.5 MiB',
      '1.5 GiB',
    ]);
  });
});

describe('moments', () => {
  it('reads the clock of the zone, and none for no instant', () => {
    expect(wallClock(Date.parse('2026-08-31T23:12:59Z'), SHANGHAI)).toEqual({
      year: 2026,
      month: 9,
      day: 1,
      date: '2026-09-01',
      time: '07:12',
    });
    expect(wallClock(Number.NaN, SHANGHAI)).toBeUndefined();
  });

  it('leaves out of a span what both ends share', () => {
    const span = (last: string, form: 'full' | 'date' | 'time', hasYear = false) =>
      formatSpan('2026-09-01T00:12:00Z', last, { form, zone: SHANGHAI, hasYear });
    expect(span('2026-09-01T00:12:30Z', 'full')).toBe('09-01 08:12');
    expect(span('2026-09-01T01:03:00Z', 'full')).toBe('09-01 08:12–09:03');
    expect(span('2026-09-02T01:03:00Z', 'full')).toBe('09-01 08:12–09-02 09:03');
    expect(span('2026-09-02T01:03:00Z', 'date')).toBe('09-01–09-02');
    expect(span('2026-09-01T01:03:00Z', 'time')).toBe('08:12–09:03');
    expect(span('2027-09-01T01:03:00Z', 'date', true)).toBe('2026-09-01–2027-09-01');
    expect(span('never', 'full')).toBe('');
  });
});

describe('printable', () => {
  it('spells control characters and joins lines', () => {
    expect(printable('a\tb\r\nc\u001b[2J\u0085\u2028\u202e\ud800\u007f')).toBe(
      'a b c\\x1b[2J\\x85\\u2028\\u202e\\ud800\\x7f',
    );
  });

  it('leaves Chinese, accents and joined emoji alone', () => {
    expect(printable('企业微信 é 👨‍👩‍👧')).toBe('企业微信 é 👨‍👩‍👧');
  });
});

describe('drawings', () => {
  it('draws a line as high as its highest count, with dots for nothing', () => {
    expect(sparkline([0, 1, 4, 8, 0])).toBe('·▁▄█·');
    expect(sparkline([0, 1, 1_000_000])).toBe('·▁█');
  });

  it('stacks rows into a chart, with a gap where bars are broad', () => {
    expect(drawChart([1, 16, 12], 2, 1)).toEqual([' █▄', '▁██']);
    expect(drawChart([1, 2], 1, 3)).toEqual(['▄▄ ██ ']);
  });

  it('never draws a bar of nothing for something', () => {
    expect([drawBar(0, 9, 4), drawBar(1, 1000, 4), drawBar(5, 10, 4), drawBar(9, 9, 4)]).toEqual([
      '',
      '▏',
      '██',
      '████',
    ]);
  });
});
