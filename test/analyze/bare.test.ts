import { describe, expect, it } from 'vitest';
import { readBareForms } from '../../src/analyze/bare.ts';

const isKnown = (errcode: number): boolean => errcode === 40014 || errcode === 60020;

const codesIn = (text: string): readonly number[] => readBareForms(text, isKnown).codes;

const HINT = 'hint: [178934581248291300417722]';

describe('a number without a key', () => {
  it.each([
    `60020 not allow to access from your ip, ${HINT}`,
    `(60020, 'not allow to access from your ip, ${HINT}')`,
    `('60020', "not allow to access from your ip")`,
    `WeComError(60020, "no text we know, ${HINT}")`,
    `[60020] not allow to access from your ip`,
    `not allow to access from your ip, ${HINT} (code: 60020)`,
    `WorkwxClientError { Code: 60020, Msg: "x" }`,
  ])('is a code in %s', (text) => {
    expect(codesIn(text)).toEqual([60020]);
  });

  it.each([
    `(40014, 60020) of the sync: refused, ${HINT}`,
    `job 40014 failed: refused, ${HINT}`,
    `Sep 14 08:30:15 app-01 wecom[40014]: ${HINT}`,
    `order #40014 'invalid' ${HINT.replace('178934581248291300417722', 'x')}`,
  ])('is none in %s', (text) => {
    expect(codesIn(text)).toEqual([]);
  });

  /** Each of these made an expression without bounds try for minutes. */
  const long = 100_000;
  it.each([
    ['spaces behind a number', `40014${' '.repeat(long)}x`],
    ['spaces in brackets', `from ip: 1 (${' '.repeat(long)}code${' '.repeat(long)}40014`],
    ['brackets that stay open', 'hint: ['.repeat(long)],
    ['beginnings of a class', 'WxCp'.repeat(long)],
    ['beginnings of another', 'Overtrue'.repeat(long)],
    ['beginnings of a time', '2026-09-14T'.repeat(long)],
    ['words of a tag', `${'a.-/'.repeat(long)}[1]:x`],
    ['backslashes', '\\'.repeat(long)],
    ['numbers and words', '12345 aaaaaaaaaaaa'.repeat(long / 10)],
    ['what WeCom says', 'invalid credential'.repeat(long / 10)],
  ])('is looked for in one pass over %s', (_, filler) => {
    expect(codesIn(`rid: 6348bdf8-38ee9781 ${filler}`)).toEqual([]);
  });
});
