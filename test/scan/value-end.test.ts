import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { numberEnd } from '../../src/scan/value-end.ts';

/** What of the text is the number, whose digits end before `behind`. */
function numberIn(digits: string, behind: string): string | undefined {
  const bytes = new TextEncoder().encode(`${digits}${behind}\n`);
  const end = numberEnd(bytes, digits.length);
  return end < 0 ? undefined : `${digits}${behind}`.slice(0, end);
}

describe('the end of a number', () => {
  it.each([',', '}', ' ', '"', '.', '...', '. ', ', errmsg', ':errmsg', 'errmsg:ok', '%', ''])(
    'is behind its digits before %j',
    (behind) => {
      expect(numberIn('40014', behind)).toBe('40014');
    },
  );

  it.each(['.0', '.00', '.000000'])('is behind a fraction of zeros: %s', (fraction) => {
    for (const behind of [',', '}', ' ', '', '"', '.', 'errmsg']) {
      expect(numberIn('40014', fraction + behind)).toBe(`40014${fraction}`);
    }
  });

  it.each(['.5', '.05', '.0.0.1', '.0.3', '.0-2026', '.0x', '.01', 'px', '_1', '-09-01', '/09/01'])(
    'is nowhere before %s, which goes on as something else',
    (behind) => {
      expect(numberIn('10', behind)).toBeUndefined();
    },
  );

  it.each([',014', ',014 rows'])('is nowhere before the thousands %s', (behind) => {
    expect(numberIn('40', behind)).toBeUndefined();
  });

  it('is nowhere before a time of day', () => {
    expect(numberIn('12', ':30:00')).toBeUndefined();
  });

  it('is within the line whatever follows', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 12 }), (behind) => {
        const bytes = Uint8Array.of(0x34, ...behind.filter((byte) => byte !== 0x0a), 0x0a, 0x30);
        const end = numberEnd(bytes, 1);
        expect(end).toBeLessThan(bytes.length - 1);
        expect(end).not.toBe(0);
      }),
    );
  });
});
