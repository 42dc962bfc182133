import { describe, expect, test } from 'vitest';
import { areSiblings } from '../../src/pipeline/siblings.ts';

describe('names of one log', () => {
  test.each([
    ['logs/app.log.1', 'logs/app.log.1.gz'],
    ['logs/app.log', 'logs/app.log.2.zst'],
    ['app.log-20260901', 'app.log-20260901.gz'],
    ['app.2026-09-01.log', 'app.2026-09-01.log.xz'],
    ['app.log.2026-09-01', 'app.log.bz2'],
    ['app.log.2026-09-01_03', 'app.log'],
    ['./app.log', 'app.log.gz'],
    ['logs/app.log', 'logs/app.zip!/app.log'],
    ['logs/app.log.1', 'logs/app.log.1.tar.gz!/app.log.1'],
  ])('%s is %s', (left, right) => {
    expect([areSiblings(left, right), areSiblings(right, left)]).toEqual([true, true]);
  });

  test.each([
    ['host1/app.log', 'host2/app.log'],
    ['app.log', 'apps.log'],
    ['app.log.1', 'app.err.1'],
    ['x.tar!/host1/app.log', 'x.tar!/host2/app.log'],
    ['app.log', 'old/app.log.gz'],
  ])('%s is not %s', (left, right) => {
    expect(areSiblings(left, right)).toBe(false);
  });
});
