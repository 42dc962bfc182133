/** Summaries as data: adding is associative and commutative, and JSON keeps everything. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { countApi, countForeign, countHost, countOther } from '../../src/analyze/aggregate-rare.ts';
import { hashText } from '../../src/analyze/bounded.ts';
import { countBeside, countHidden, countPair } from '../../src/analyze/hidden.ts';
import { offerSample, type Samples } from '../../src/analyze/samples.ts';
import {
  countInBucket,
  createCodeCounts,
  createSummary,
  pairAt,
  type Summary,
  workloadAt,
} from '../../src/analyze/summary.ts';
import { addSummaryData, toSummaryData } from '../../src/analyze/summary-data.ts';
import { APIS_MAX, SERIES_RUNS_MAX, UNKNOWN_CODES_MAX } from '../../src/model/limits.ts';
import type { SummaryData, WorkloadData } from '../../src/model/summary-data.ts';

/** One thing that is counted. */
interface Count {
  readonly errcode: number;
  readonly isKnown: boolean;
  readonly minute: number;
  readonly api: number;
  readonly foreign: boolean;
  readonly workload: string;
  readonly host: string;
}

function count(summary: Summary, one: Count): void {
  const { errcode, isKnown, minute, api, foreign, workload, host } = one;
  if (foreign) {
    countForeign(summary, 2, errcode);
    return;
  }
  let counts = isKnown ? summary.codes.get(errcode) : summary.unknown.at(String(errcode));
  if (counts === undefined && isKnown) {
    counts = createCodeCounts(errcode, true);
    summary.codes.set(errcode, counts);
  }
  countApi(summary, `/cgi-bin/api-${api}`, errcode, counts !== undefined);
  countHost(summary, host, errcode, counts !== undefined);
  summary.duplicates += minute % 5;
  const counted = workloadAt(summary, workload);
  if (counts === undefined) {
    counted.unnamed++;
    countOther(summary, minute % 2 === 0);
    return;
  }
  const sample = (samples: Samples): void =>
    offerSample(samples, hashText(`${minute}`), () => `${minute}`);
  const ms = minute * 60_000;
  if (minute % 4 > 0) countHidden(summary.hidden, minute % 32, ms, `/cgi-bin/api-${api}`, sample);
  if (minute % 3 > 0) {
    countBeside(summary.beside, minute % 7 === 0 ? Number.NaN : ms);
    countPair(summary.beside, errcode, minute % 2 === 0);
    sample(summary.beside.samples);
  }
  const pair = pairAt(counted, errcode);
  pair.events++;
  counts.events++;
  if (minute % 2 === 0) counts.tolerated++;
  counts.shapes[1]!++;
  counts.firstMs = Math.min(counts.firstMs, ms);
  counts.lastMs = Math.max(counts.lastMs, ms);
  countInBucket(summary, pair, ms, 1);
  offerSample(counts.samples, hashText(`${minute} ${api}`), () => `${minute} ${api}`);
  summary.skew.set(minute % 3, (summary.skew.get(minute % 3) ?? 0) + 1);
}

function summaryOf(counts: readonly Count[]): Summary {
  const summary = createSummary();
  for (const one of counts) count(summary, one);
  return summary;
}

function workloadSorted(data: WorkloadData): WorkloadData {
  return { ...data, codes: data.codes.toSorted((left, right) => left.errcode - right.errcode) };
}

/** The order of keys says nothing. */
function sorted(data: SummaryData): unknown {
  const byName = (left: unknown, right: unknown): number =>
    JSON.stringify(left) < JSON.stringify(right) ? -1 : 1;
  return {
    ...data,
    codes: data.codes.toSorted(byName),
    apis: data.apis.map((api) => ({ ...api, codes: api.codes.toSorted(byName) })).toSorted(byName),
    hosts: data.hosts
      .map((host) => ({ ...host, codes: host.codes.toSorted(byName) }))
      .toSorted(byName),
    workloads: data.workloads.map(workloadSorted).toSorted(byName),
    otherWorkloads: workloadSorted(data.otherWorkloads),
    foreign: data.foreign.toSorted(byName),
    skew: data.skew.toSorted(byName),
  };
}

function add(...parts: readonly SummaryData[]): SummaryData {
  const summary = createSummary();
  for (const part of parts) addSummaryData(summary, part);
  return toSummaryData(summary);
}

const counts = fc
  .array(
    fc.record({
      errcode: fc.integer({ min: 0, max: 40 }),
      minute: fc.integer({ min: 0, max: 400_000 }),
      api: fc.integer({ min: 0, max: 6 }),
      isKnown: fc.constant(true),
      foreign: fc.boolean(),
      workload: fc.constantFrom('', 'a', 'b'),
      host: fc.constantFrom('web-1', 'web-2'),
    }),
    { maxLength: 60 },
  )
  .map((list) => list.map((one) => ({ ...one, isKnown: one.errcode % 2 === 0 })));

describe('the sum of summaries', () => {
  test('is the summary of the whole, in any order and grouping', () => {
    fc.assert(
      fc.property(counts, counts, counts, (a, b, c) => {
        const whole = sorted(toSummaryData(summaryOf([...a, ...b, ...c])));
        const [first, second, third] = [a, b, c].map((part) => toSummaryData(summaryOf(part))) as [
          SummaryData,
          SummaryData,
          SummaryData,
        ];
        expect(sorted(add(first, second, third))).toEqual(whole);
        expect(sorted(add(third, add(second, first)))).toEqual(whole);
        expect(sorted(add(toSummaryData(createSummary()), add(first, second), third))).toEqual(
          whole,
        );
      }),
    );
  });

  test('keeps the same unknown codes and APIs as one run when there are too many', () => {
    const many: Count[] = Array.from({ length: UNKNOWN_CODES_MAX + APIS_MAX }, (_, index) => ({
      errcode: 900_000 + index,
      isKnown: false,
      minute: index % 7,
      api: index,
      foreign: index % 3 === 0,
      workload: `team-${index % 150}`,
      host: `web-${index % 300}`,
    }));
    const whole = toSummaryData(summaryOf(many));
    const odd = toSummaryData(summaryOf(many.filter((_, index) => index % 2 === 1)));
    const even = toSummaryData(summaryOf(many.filter((_, index) => index % 2 === 0)));
    expect(sorted(add(odd, even))).toEqual(sorted(whole));
    expect(sorted(add(even, odd))).toEqual(sorted(whole));
  });

  test('widens the finer of two series to the coarser', () => {
    const many = (step: number): Count[] =>
      Array.from({ length: SERIES_RUNS_MAX + 1 }, (_, index) => ({
        errcode: 40014,
        isKnown: true,
        minute: index * step,
        api: 0,
        foreign: false,
        workload: '',
        host: 'web-1',
      }));
    const coarse = toSummaryData(summaryOf(many(64)));
    const fine = toSummaryData(summaryOf(many(1)));
    expect(coarse.ladder).toBeGreaterThan(fine.ladder);
    expect(sorted(add(fine, coarse))).toEqual(
      sorted(toSummaryData(summaryOf([...many(1), ...many(64)]))),
    );
    expect(sorted(add(coarse, fine))).toEqual(sorted(add(fine, coarse)));
  });

  test('survives JSON', () => {
    const data = toSummaryData(
      summaryOf([
        {
          ...{ errcode: 40014, isKnown: true, minute: 3, api: 1, foreign: false },
          ...{ workload: 'a', host: 'web-1' },
        },
      ]),
    );
    expect(add(JSON.parse(JSON.stringify(data)) as SummaryData)).toEqual(data);
  });
});
