/** The formats of log times: what is read and what is refused. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createTimeReader } from '../../src/record/time.ts';
import { createZone } from '../../src/record/zone.ts';
import {
  createReader,
  encoder,
  LATEST_MS,
  NO_TIMES,
  NOON,
  readText,
  SHANGHAI,
  TABLES,
} from './time-cases.ts';

describe('time of a record', () => {
  for (const [name, table] of Object.entries(TABLES)) {
    it.each(table)(`reads ${name}: %s`, (text, ms, hadZone) => {
      const reader = createReader();
      expect(new Date(readText(text, reader))).toEqual(new Date(ms));
      expect(reader.hadZone).toBe(hadZone);
    });
  }

  it.each(NO_TIMES)('finds no time in %j', (text) => {
    expect(readText(text)).toBeNaN();
  });

  it('reads Chinese dates in GB18030', () => {
    const jul = Uint8Array.of(
      0xbe,
      0xc5,
      0xd4,
      0xc2,
      ...encoder.encode(' 01, 2026 1:00:00 '),
      0xcf,
      0xc2,
      0xce,
      0xe7,
    );
    const plain = Uint8Array.of(
      ...encoder.encode('2026'),
      0xc4,
      0xea,
      ...encoder.encode('09'),
      0xd4,
      0xc2,
      ...encoder.encode('01'),
      0xc8,
      0xd5,
      ...encoder.encode(' 12:00:00'),
    );
    expect(createReader().read(jul, 0, jul.length)).toBe(NOON + 3_600_000);
    expect(createReader().read(plain, 0, plain.length)).toBe(NOON);
  });

  it('does not let key order matter', () => {
    const members = ['"date":1500000000', '"ts":1600000000', '"time":1700000000', '"msg":"x"'];
    fc.assert(
      fc.property(fc.shuffledSubarray(members, { minLength: 4 }), (order) => {
        expect(readText(`{${order.join(',')}}`)).toBe(1_700_000_000_000);
      }),
    );
  });

  it('takes no year where the latest instant is unknown', () => {
    const reader = createTimeReader({ zone: SHANGHAI, latestMs: Number.NaN });
    expect(readText('Sep  1 12:00:00 host', reader)).toBeNaN();
    expect(readText('2026-09-01 12:00:00', reader)).toBe(NOON);
  });

  it('places wall-clock times in the zone it was given, summer time included', () => {
    const reader = createTimeReader({ zone: createZone('America/New_York'), latestMs: LATEST_MS });
    expect(readText('2026-01-15 12:00:00 a', reader)).toBe(Date.UTC(2026, 0, 15, 17));
    expect(readText('2026-07-15 12:00:00 a', reader)).toBe(Date.UTC(2026, 6, 15, 16));
    expect(readText('Jul 15 12:00:00 a', reader)).toBe(Date.UTC(2026, 6, 15, 16));
  });
});
