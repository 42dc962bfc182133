/** What must hold for the times of any records, whatever their bytes, order and surroundings. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createTimeReader } from '../../src/record/time.ts';
import { createZone } from '../../src/record/zone.ts';
import { ALL, createReader, encoder, LATEST_MS, NO_TIMES, readText } from './time-cases.ts';

describe('whatever the bytes', () => {
  /** Pieces of times, so that random texts come close to real ones. */
  const pieces = fc.constantFrom(
    '2026-09-01',
    '2026',
    '09',
    '-',
    '/',
    ' ',
    'T',
    '12:00',
    ':00',
    '.123',
    ',',
    'Z',
    '+08:00',
    '+',
    '[',
    '{',
    '}',
    '"',
    '"time":',
    '"ts":',
    '\\"',
    '\\',
    'Sep ',
    'Tue, ',
    'CST ',
    '1788264000',
    '000',
    'E0901 ',
    '九月',
    '年',
    '月',
    '日',
    '下午',
    '\u001b[',
    '=',
    'ts=',
    '<34>',
    '| ',
    '\n',
    '99',
    'GMT',
  );
  const texts = fc.array(pieces, { maxLength: 14 }).map((parts) => encoder.encode(parts.join('')));
  const anyBytes = fc.oneof(texts, fc.uint8Array({ maxLength: 200 }));
  /** One reader that has seen everything before. */
  const used = createReader();

  it('never throws and gives NaN or an integer in range', () => {
    fc.assert(
      fc.property(anyBytes, fc.nat(20), (bytes, start) => {
        const ms = used.read(bytes, start, bytes.length + 5);
        if (Number.isNaN(ms)) return;
        expect(Number.isInteger(ms)).toBe(true);
        expect(ms).toBeGreaterThan(Date.UTC(1969, 11, 31));
        expect(ms).toBeLessThan(Date.UTC(2201, 0, 1));
      }),
      { numRuns: 3000 },
    );
  });

  it('does not depend on records read before', () => {
    const records = fc.oneof(
      anyBytes,
      fc.constantFrom(...ALL.map(([text]) => encoder.encode(text))),
      fc.constantFrom(...NO_TIMES.map((text) => encoder.encode(text))),
    );
    fc.assert(
      fc.property(fc.array(records, { minLength: 1, maxLength: 4 }), (sequence) => {
        for (const bytes of sequence) {
          const fresh = createReader();
          const expected = fresh.read(bytes, 0, bytes.length);
          expect(used.read(bytes, 0, bytes.length)).toBe(expected);
          if (!Number.isNaN(expected)) expect(used.hadZone).toBe(fresh.hadZone);
        }
      }),
      { numRuns: 2000 },
    );
  });

  it('does not depend on bytes outside of the record', () => {
    const records = fc.oneof(
      anyBytes,
      fc.constantFrom(...ALL.map(([text]) => encoder.encode(text))),
    );
    const filler = fc.oneof(fc.uint8Array({ maxLength: 40 }), texts);
    fc.assert(
      fc.property(records, filler, filler, (record, before, after) => {
        const whole = Uint8Array.of(...before, ...record, ...after);
        const alone = used.read(record, 0, record.length);
        expect(used.read(whole, before.length, before.length + record.length)).toBe(alone);
      }),
      { numRuns: 2000 },
    );
  });

  it('reads a short record as it reads a long one, where the fast path applies', () => {
    const isoPieces = fc.constantFrom(
      ...[
        '2026-09-01',
        '2026/09/01',
        '2026.09.01',
        ' ',
        'T',
        '12:00',
        ':00',
        ':61',
        ':5',
        '.123',
        ',5',
      ],
      ...[
        ':123',
        '.1234567890',
        'Z',
        '+08:00',
        '-0530',
        '+08',
        '-12',
        'UTC',
        ' CST',
        'INFO',
        '1',
        '-',
      ],
    );
    const short = fc.array(isoPieces, { maxLength: 8 }).map((parts) => parts.join(''));
    fc.assert(
      fc.property(short, (text) => {
        expect(readText(text + ' '.repeat(40), used)).toBe(readText(text, used));
      }),
      { numRuns: 3000 },
    );
  });

  it('reads back any instant it can be shown, in any zone and spelling', () => {
    const zones = [
      'Asia/Shanghai',
      'UTC',
      'America/New_York',
      'Asia/Kolkata',
      '-05:30',
      'Australia/Lord_Howe',
    ];
    const readers = new Map(
      zones.map((name) => {
        const zone = createZone(name);
        return [name, { zone, reader: createTimeReader({ zone, latestMs: LATEST_MS }) }];
      }),
    );
    fc.assert(
      fc.property(
        fc.integer({ min: Date.UTC(1970, 0, 3), max: Date.UTC(2150, 0, 1) }),
        fc.constantFrom(...zones),
        fc.constantFrom(' ', 'T'),
        fc.constantFrom('-', '/', '.'),
        fc.constantFrom('', ' [main] INFO com.example.Handler - a text behind'),
        (ms, name, gap, separator, rest) => {
          const { zone, reader } = readers.get(name)!;
          const withZone = new Date(ms).toISOString();
          expect(readText(withZone + rest, reader)).toBe(ms);
          const localMs = ms + zone.offsetMs(ms);
          const local = new Date(localMs).toISOString().slice(0, 23).replace('T', gap);
          const spelt = local.slice(0, 10).replaceAll('-', separator) + local.slice(10);
          expect(readText(spelt + rest, reader)).toBe(zone.toUtc(localMs));
        },
      ),
      { numRuns: 2000 },
    );
  });
});
