/** Holds the finder to its promise on labelled texts, and to silence on logs without WeCom. */
import { describe, expect, it } from 'vitest';
import { findErrcodes } from '../../src/index.ts';
import { readCorpus, readLogs, readOwnCases } from './load.mjs';
import { type Case, countEvents, precision, recall, scoreCases, splitStrict } from './score.mjs';

const BAR = 0.985;

function describeMistakes(cases: readonly Case[]): string {
  return scoreCases(cases, findErrcodes)
    .mistakes.slice(0, 20)
    .map(({ one, found }) => `${one.id}: expected [${one.codes}] got [${found}]`)
    .join('\n');
}

function expectAboveBar(cases: readonly Case[]): void {
  const { strict } = splitStrict(cases);
  const score = scoreCases(strict, findErrcodes);
  expect(recall(score), describeMistakes(strict)).toBeGreaterThanOrEqual(BAR);
  expect(precision(score), describeMistakes(strict)).toBeGreaterThanOrEqual(BAR);
}

describe('the finder on the own labelled cases', () => {
  const cases = readOwnCases();

  it('has more than 600 texts with codes and 150 without to answer for', () => {
    expect(cases.filter(({ codes }) => codes.length > 0).length).toBeGreaterThan(600);
    expect(cases.filter(({ codes }) => codes.length === 0).length).toBeGreaterThan(150);
    expect(new Set(cases.map(({ id }) => id)).size).toBe(cases.length);
  });

  it('finds the labelled codes and nothing else in 98.5 of 100 places', () => {
    expectAboveBar(cases);
  });

  it('tells DingTalk and the official account from WeCom where the text does', () => {
    const named = cases.filter(({ platform }) => platform !== undefined);
    const { platformMistakes } = scoreCases(named, findErrcodes);
    const share = 1 - platformMistakes.length / named.length;
    const wrong = platformMistakes.slice(0, 20).map(({ one, claimed }) => `${one.id}: ${claimed}`);
    expect(share, wrong.join('\n')).toBeGreaterThanOrEqual(BAR);
  });
});

describe('the finder on logs without WeCom', () => {
  const logs = readLogs('negatives');

  it('has logs to read', () => {
    expect(logs.length).toBeGreaterThan(15);
  });

  it.each(logs)('finds nothing in $name', ({ name, bytes }) => {
    const [found] = countEvents([{ name, bytes }], findErrcodes);
    expect(found?.shapes).toEqual({});
  });

  it.each(readLogs('foreign'))('claims no code of $name for WeCom', ({ name, bytes }) => {
    const [found] = countEvents([{ name, bytes }], findErrcodes);
    expect(found?.events.length).toBeGreaterThan(200);
    expect(found?.platforms.wecom ?? 0).toBe(0);
    expect(found?.platforms.unknown ?? 0).toBe(0);
  });
});

describe('the finder on the shared corpus of real texts', () => {
  const corpus = readCorpus();

  if (corpus === undefined) {
    it('is scored on the own cases alone, because the shared corpus is not beside the repository', () => {
      expect(readOwnCases().length).toBeGreaterThan(600);
    });
  } else {
    it('finds the labelled codes and nothing else in 98.5 of 100 places', () => {
      expect(corpus.length).toBeGreaterThan(200);
      expectAboveBar(corpus);
    });
  }
});
