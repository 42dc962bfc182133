import { describe, expect, test } from 'vitest';
import { compareDiagnoses } from '../../../src/analyze/compare/diagnoses.ts';
import type { ReportDiagnosis } from '../../../src/model/report.ts';

function diagnosis(
  id: string,
  errcodes: readonly number[],
  more: Partial<ReportDiagnosis> = {},
): ReportDiagnosis {
  return {
    id,
    errcodes,
    severity: 'warning',
    owner: 'developer',
    workload: '',
    title: id,
    evidence: [],
    remedy: [],
    samples: ['secret'],
    paste: '203.0.113.7',
    ...more,
  };
}

function changes(
  before: readonly ReportDiagnosis[] | undefined,
  now: readonly ReportDiagnosis[] | undefined,
): (readonly [string, string])[] | undefined {
  const sideOf = (diagnoses: readonly ReportDiagnosis[] | undefined) =>
    diagnoses === undefined ? {} : { diagnoses };
  return compareDiagnoses(sideOf(before), sideOf(now))?.map(
    ({ change, title }) => [change, title] as const,
  );
}

describe('diagnoses of two reports', () => {
  test('are new, still there, or over, in that order', () => {
    const [token, limit, denied] = [
      diagnosis('token', [42001]),
      diagnosis('limit', [45009]),
      diagnosis('denied', [60020]),
    ];
    expect(changes([limit, token], [token, denied])).toEqual([
      ['new', 'denied'],
      ['same', 'token'],
      ['gone', 'limit'],
    ]);
  });

  test('are the same if one rule speaks of one of the same codes, in whatever words and workload', () => {
    const before = diagnosis('token', [42001, 42009], { title: '288 times', workload: 'a' });
    const now = diagnosis('token', [42001], { title: '300 times' });
    expect(changes([before], [now])).toEqual([['same', '300 times']]);
    expect(changes([diagnosis('zone', [])], [diagnosis('zone', [])])).toEqual([['same', 'zone']]);
    expect(changes([before], [diagnosis('token', [40082])])).toEqual([
      ['new', 'token'],
      ['gone', '288 times'],
    ]);
  });

  test('are each matched once, where a rule speaks of several codes one by one', () => {
    const before = [diagnosis('vain', [40014]), diagnosis('vain', [42001])];
    expect(changes(before, [before[1]!, diagnosis('vain', [42001], { title: 'again' })])).toEqual([
      ['new', 'again'],
      ['same', 'vain'],
      ['gone', 'vain'],
    ]);
  });

  test('are not compared where one report was not diagnosed', () => {
    expect(changes(undefined, [])).toBeUndefined();
    expect(changes([], undefined)).toBeUndefined();
    expect(changes([], [])).toEqual([]);
  });

  test('hand on neither records nor what is to be pasted', () => {
    const now = { diagnoses: [diagnosis('denied', [60020])] };
    const compared = compareDiagnoses({ diagnoses: [] }, now);
    expect(JSON.stringify(compared)).not.toMatch(/secret|203/);
  });
});
