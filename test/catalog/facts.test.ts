import { describe, expect, it } from 'vitest';
import { loadCatalog } from '../../src/catalog/catalog.ts';
import {
  blocks,
  factsOf,
  findFacts,
  lifetimeSeconds,
  rateLimits,
} from '../../src/catalog/facts.ts';

describe('facts', () => {
  it('can be asked by code', () => {
    expect(factsOf(-1)).toMatchObject([{ kind: 'retry', value: 3, unit: 'times' }]);
    expect(factsOf(45009).length).toBeGreaterThan(3);
    expect(factsOf(41001)).toEqual([]);
  });

  it('name only codes of the catalogue, and are of one language each', () => {
    const catalog = loadCatalog('zh');
    for (const { errcodes, text } of findFacts()) {
      for (const errcode of errcodes) expect(catalog.get(errcode)).toBeDefined();
      expect(text.en).not.toMatch(/[\u4e00-\u9fff]/);
      expect(text.zh).toMatch(/[\u4e00-\u9fff]/);
    }
  });

  it.each([
    ['access_token', 7200],
    ['media_id', 3 * 86_400],
    ['welcome_code', 20],
  ])('know how long a %s lives', (subject, seconds) => {
    expect(lifetimeSeconds(subject)).toBe(seconds);
  });

  it('know of no lifetime where none is published', () => {
    expect(lifetimeSeconds('moon')).toBeUndefined();
  });

  it('give limits from the narrowest window on', () => {
    const limits = rateLimits({ scope: 'company-and-interface', errcode: 45009 });
    expect(limits.map(({ value, per }) => [value, per])).toEqual(
      expect.arrayContaining([
        [10_000, 60],
        [150_000, 3600],
      ]),
    );
    const windows = limits.map(({ per = 0 }) => per);
    expect(windows).toEqual([...windows].sort((one, other) => one - other));
  });

  it('give blocks from the shortest on', () => {
    expect(blocks({ errcode: 45009 }).map(({ value }) => value)).toEqual(
      expect.arrayContaining([60, 3600]),
    );
  });
});
