import { expect, it } from 'vitest';
import { loadCatalog } from '../../src/catalog/catalog.ts';
import { neighbours, queryUrl } from '../../src/catalog/neighbours.ts';

const catalog = loadCatalog('zh');

const cases: [errcode: number, count: number | undefined, codes: number[]][] = [
  [40015, undefined, [40013, 40014, 40016, 40017]],
  [-40001, 2, [-1, 0]],
  [2147483647, 2, [2543306, 2543337]],
  [40014, 2, [40013, 40016]],
  [40015, 0, []],
];

it.each(cases)('offers for %i (%s of them) the nearest codes %j', (errcode, count, codes) => {
  expect(neighbours(catalog, errcode, count).map((entry) => entry.errcode)).toEqual(codes);
});

it('prefers the lower of two equally near codes', () => {
  expect(neighbours(catalog, 40015, 1).map((entry) => entry.errcode)).toEqual([40014]);
});

it('does not disturb the order of the catalogue', () => {
  neighbours(catalog, 40015);
  expect(catalog.entries[0]?.errcode).toBe(-1);
});

it('links to the query tool with the code, sign included', () => {
  expect(queryUrl(-1)).toBe('https://open.work.weixin.qq.com/devtool/query?e=-1');
});
