/** Snapshots: any division of the events adds up to the same, and nothing is lost through JSON. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createLive, type Live } from '../../../src/analyze/live/live.ts';
import {
  addLiveData,
  fromLiveData,
  type LiveData,
  toLiveData,
} from '../../../src/analyze/live/live-data.ts';
import { HISTORY_PIECES_MAX } from '../../../src/model/limits.ts';
import { ToolError } from '../../../src/model/tool-error.ts';
import { NOW_MS } from '../../helpers/run.ts';
import { countLog, refusal } from './fixtures.ts';

const DAY_MS = 86_400_000;

/** `2026-09-05 11:58:00` in Shanghai. */
function clock(ms: number): string {
  return new Date(ms + 8 * 3_600_000).toISOString().slice(0, 19).replace('T', ' ');
}

const line = fc
  .record({
    errcode: fc.constantFrom(0, -1, 40014, 42001, 45009, 60020, 60111, 5_000_001, 5_000_002),
    ageMs: fc.integer({ min: -3_600_000, max: 3 * DAY_MS }),
    ip: fc.integer({ min: 1, max: 9 }),
    kind: fc.constantFrom('dated', 'dated', 'dated', 'undated', 'foreign', 'miss'),
  })
  .map(({ errcode, ageMs, ip, kind }) => {
    if (kind === 'undated') return `errcode=${errcode}`;
    const time = clock(NOW_MS - ageMs);
    if (kind === 'foreign') return `${time} oapi.dingtalk.com {"errcode":310000}`;
    if (kind === 'miss') return `${time} qyapi.weixin.qq.com hint: [1788580800123456789012345]`;
    const rest = [
      '',
      ' Warning: wrong json format.',
      '","fail_list":["li"],"x":{"errcode":-1},"y":"',
    ];
    return refusal(errcode, time, `, from ip: 203.0.113.${ip}${rest[ip % 3]}`);
  });

const lines = fc.array(line, { maxLength: 30 });

/** What does not hang on the order of counting: the order of rows, the latest of things aside. */
function sums(data: LiveData): unknown {
  const byName = (left: unknown, right: unknown): number =>
    JSON.stringify(left) < JSON.stringify(right) ? -1 : 1;
  const { newest: _, clockSkews: __, savedMs: ___, summary, ...rest } = data;
  return {
    ...rest,
    codes: data.codes
      .map(({ exemplar: _, ...code }) => ({ ...code, counts: code.counts.toSorted(byName) }))
      .toSorted(byName),
    apis: data.apis.toSorted(byName),
    workloads: data.workloads.toSorted(byName),
    deniedIps: { ...data.deniedIps, kept: data.deniedIps.kept.toSorted() },
    summary: {
      ...summary,
      codes: summary.codes.toSorted(byName),
      apis: summary.apis
        .map((api) => ({ ...api, codes: api.codes.toSorted(byName) }))
        .toSorted(byName),
      foreign: summary.foreign.toSorted(byName),
      nearMisses: summary.nearMisses.toSorted(byName),
      skew: [],
    },
  };
}

const throughJson = (live: Live): Live =>
  fromLiveData(JSON.parse(JSON.stringify(toLiveData(live, NOW_MS))) as LiveData);

describe('a snapshot', () => {
  test('is the same after any stops and starts in between', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(lines, { maxLength: 4 }), async (parts) => {
        let live = createLive(NOW_MS);
        let whole = createLive(NOW_MS);
        for (const part of parts) {
          whole = await countLog(part, { live: whole });
          live = await countLog(part, { live: throughJson(live) });
        }
        expect(sums(toLiveData(live, NOW_MS))).toEqual(sums(toLiveData(whole, NOW_MS)));
      }),
      { numRuns: 60 },
    );
  });

  test('comes back from JSON as it was', async () => {
    await fc.assert(
      fc.asyncProperty(lines, async (log) => {
        const data = toLiveData(await countLog(log, { label: 'orders' }), NOW_MS);
        const again = JSON.parse(JSON.stringify(data)) as LiveData;
        expect(toLiveData(fromLiveData(again), NOW_MS)).toEqual(data);
      }),
      { numRuns: 60 },
    );
  });

  test('of parts adds up to that of the whole, in any order', async () => {
    await fc.assert(
      fc.asyncProperty(lines, lines, async (first, second) => {
        // Separate sources: an undated line inherits nothing across them.
        const whole = await countLog(second, { live: await countLog(first) });
        const [a, b] = [await countLog(first), await countLog(second)].map((live) =>
          toLiveData(live, NOW_MS),
        ) as [LiveData, LiveData];
        for (const [left, right] of [
          [a, b],
          [b, a],
        ] as const) {
          const sum = fromLiveData(left);
          addLiveData(sum, right);
          expect(sums(toLiveData(sum, NOW_MS))).toEqual(sums(toLiveData(whole, NOW_MS)));
        }
      }),
      { numRuns: 60 },
    );
  });

  test('does not change when counting goes on', async () => {
    const live = await countLog([refusal(40014, '2026-09-05 11:58:00')]);
    const data = toLiveData(live, NOW_MS);
    const before = JSON.stringify(data);
    await countLog([refusal(40014, '2026-09-05 11:58:00')], { live });
    live.shown.add('x');
    expect(JSON.stringify(data)).toBe(before);
    expect(toLiveData(live, NOW_MS).codes[0]!.counts[0]![1]).toBe(2);
  });

  test('of a newer wecomlog is refused with a sentence', async () => {
    const data = toLiveData(createLive(NOW_MS), NOW_MS);
    const newer = { ...data, format: 99 } as unknown as LiveData;
    expect(() => fromLiveData(newer)).toThrow(ToolError);
    expect(() => fromLiveData(newer)).toThrow(/newer wecomlog/);
  });
});

describe('history', () => {
  const pieces = (data: LiveData, kind: 'hours' | 'minutes'): number =>
    data.codes.reduce((sum, code) => sum + code[kind].length, 0);

  test('has minutes for a day and hours for 400 days', async () => {
    const live = await countLog([
      refusal(40014, clock(NOW_MS)),
      refusal(40014, clock(NOW_MS - 2 * DAY_MS)),
      refusal(40014, clock(NOW_MS - 399 * DAY_MS)),
      refusal(40014, clock(NOW_MS - 401 * DAY_MS)),
    ]);
    const data = toLiveData(live, NOW_MS);
    expect([pieces(data, 'hours'), pieces(data, 'minutes')]).toEqual([3, 1]);
    expect(data.codes[0]!.minutes).toEqual([[Math.floor(NOW_MS / 3_600_000), '0:1']]);
    expect(data.codes[0]!.counts[0]![1]).toBe(4);
  });

  test('grows old: minutes go after a day, hours after 400 days', async () => {
    const live = await countLog([refusal(40014, clock(NOW_MS))]);
    const later = toLiveData(live, NOW_MS + 26 * 3_600_000);
    expect([pieces(later, 'hours'), pieces(later, 'minutes')]).toEqual([1, 0]);
    const muchLater = toLiveData(live, NOW_MS + 402 * DAY_MS);
    expect([pieces(muchLater, 'hours'), pieces(muchLater, 'minutes')]).toEqual([0, 0]);
    expect(live.pieces).toBe(0);
  });

  test('is bounded: the oldest days go first, and no count goes with them', async () => {
    const codes = Array.from({ length: 200 }, (_, index) => 5_000_000 + index);
    const live = createLive(NOW_MS);
    for (let day = 390; day >= 0; day--) {
      await countLog(
        codes.map((code) => refusal(code, clock(NOW_MS - day * DAY_MS))),
        { live },
      );
    }
    const data = toLiveData(live, NOW_MS);
    const held = pieces(data, 'hours') + pieces(data, 'minutes');
    expect(held).toBeLessThanOrEqual(HISTORY_PIECES_MAX);
    expect(held).toBeGreaterThan(HISTORY_PIECES_MAX * 0.9);
    expect(data.codes[0]!.counts[0]![1]).toBe(391);
    expect(data.codes[0]!.hours.at(-1)![0]).toBe(Math.floor(NOW_MS / DAY_MS));
  });
});
