import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { printJson } from '../../../src/sink/report/json-layout.ts';

const layout = { packed: 'packed' } as const;

describe('what is set packed', () => {
  test('is what JSON.stringify prints, whatever it is', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const text = printJson({ packed: { value, absent: undefined } }, layout);
        expect(text).toBe(`{\n  "packed": ${JSON.stringify({ value })}\n}\n`);
      }),
    );
  });

  test('has arrays of numbers as lists, of any integers', () => {
    const numbers = fc.array(
      fc.oneof(fc.integer(), fc.nat(), fc.constantFrom(9, 10, 99, 100), fc.maxSafeInteger()),
    );
    fc.assert(
      fc.property(numbers, (list) => {
        const text = printJson({ packed: [Float64Array.from(list)] }, layout);
        expect(text).toBe(`{\n  "packed": ${JSON.stringify([list])}\n}\n`);
      }),
    );
  });
});
