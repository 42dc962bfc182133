/** The server time in WeCom's hints, in the forms met in the wild. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readHintTime } from '../../src/record/hint.ts';

const NEW = '1774937659396423194077724';
const NEW_MS = 1_774_937_659_000;
const OLD = '1549953451_5_62f42bff15e4e3fb851fc11f853c1113';
const OLD_MS = 1_549_953_451_000;

function readText(text: string): number {
  const bytes = new TextEncoder().encode(text);
  return readHintTime(bytes, 0, bytes.length);
}

describe('time of a hint', () => {
  it.each([
    [`not allow to access from your ip, hint: [${NEW}], from ip: 1.2.3.4`, NEW_MS],
    [`hint: [${OLD}]`, OLD_MS],
    [`hint: [1612356659_148_89bfe4261e97da2ba5ea42396c065e69], more`, 1_612_356_659_000],
    [`{"errmsg":"userid not found, hint: [${NEW}]"}`, NEW_MS],
    [`hints: [${NEW}]`, NEW_MS],
    [`hint:[${NEW}]`, NEW_MS],
    [`hint：[ ${NEW} ]`, NEW_MS],
    [`{\\"hint\\": [${NEW}]}`, NEW_MS],
    [`hint%3A%20%5B${NEW}%5D`, NEW_MS],
    [`hint:+%5b${NEW}%5d`, NEW_MS],
    [`hint: [${NEW.slice(0, 22)}]`, NEW_MS],
    [`hint: [${NEW}`, NEW_MS],
    [`hint: [redacted] then hint: [${NEW}]`, NEW_MS],
    [`hhinhint: [${NEW}]`, NEW_MS],
  ])('reads %s', (text, ms) => {
    expect(readText(text)).toBe(ms);
  });

  it.each([
    '',
    'hint',
    'hint: [',
    'hint: from ip 1.2.3.4',
    'hints: [ req_id: hDexla0781ns89 ]',
    'hint: [l8OyaA0242sha2]',
    'hint:[170833****************54',
    `hint: ${NEW}`,
    'hint: [1774937659]',
    `hint: [${NEW.slice(0, 21)}]`,
    `hint: [${NEW}0]`,
    'hint: [1419999999396423194077724]',
    'hint: [9999999999396423194077724]',
    'hint: [1549953451_5_62f42bff15e4e3fb]',
    'hint: [1549953451_5_62f42bff15e4e3fb851fc11f853c11134]',
    'hint: [1549953451__62f42bff15e4e3fb851fc11f853c1113]',
    'hint%zz%5B',
    `hint of ${NEW}`,
    `hint: ${' '.repeat(30)}[${NEW}]`,
  ])('finds none in %j', (text) => {
    expect(readText(text)).toBeNaN();
  });

  it('reads nothing outside of the record', () => {
    const bytes = new TextEncoder().encode(`hint: [${NEW}]`);
    expect(readHintTime(bytes, 1, bytes.length)).toBeNaN();
    for (let end = 0; end < 7 + 22; end += 1) expect(readHintTime(bytes, 0, end)).toBeNaN();
    expect(readHintTime(bytes, 0, bytes.length + 100)).toBe(NEW_MS);
  });

  it('never throws, and gives NaN or a whole second of WeCom years', () => {
    const pieces = fc.constantFrom(
      'hint',
      'hints',
      ': [',
      '%5B',
      '%',
      NEW,
      OLD,
      ' ',
      '\\"',
      ']',
      '1',
    );
    fc.assert(
      fc.property(
        fc.oneof(
          fc
            .array(pieces, { maxLength: 8 })
            .map((parts) => new TextEncoder().encode(parts.join(''))),
          fc.uint8Array({ maxLength: 80 }),
        ),
        (bytes) => {
          const ms = readHintTime(bytes, 0, bytes.length);
          if (Number.isNaN(ms)) return;
          expect(ms % 1000).toBe(0);
          expect(ms).toBeGreaterThanOrEqual(Date.UTC(2015, 0, 1));
          expect(ms).toBeLessThan(Date.UTC(2101, 0, 1));
        },
      ),
      { numRuns: 2000 },
    );
  });
});
