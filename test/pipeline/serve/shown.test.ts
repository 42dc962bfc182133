/** What was shown does not go down, whatever the counts do. */
import { describe, expect, test } from 'vitest';
import { createLive } from '../../../src/analyze/live/live.ts';
import { toLiveData } from '../../../src/analyze/live/live-data.ts';
import type { LiveCounts } from '../../../src/model/live.ts';
import { numbersOf, raiseCounts, unreached } from '../../../src/pipeline/serve/shown.ts';
import { countLog, refusal } from '../../analyze/live/fixtures.ts';
import { NOW_MS } from '../../helpers/run.ts';

const TIME = '2026-09-05 11:58:00';

async function countsOf(codes: readonly number[]): Promise<LiveCounts> {
  const live = await countLog(codes.map((code) => refusal(code, TIME)));
  live.lostBytes = codes.length * 10;
  live.rotations.set('rename', codes.length);
  for (const code of codes) live.shown.add(`series of ${code}`);
  return toLiveData(live, NOW_MS);
}

describe('counts raised to what was shown', () => {
  test('are nowhere lower than what was shown, and elsewhere as they are', async () => {
    const before = await countsOf([40014, 40014, 45009, 60020]);
    const after = await countsOf([40014, 42001, 42001, 42001, 42001]);
    const floor = numbersOf(before);
    const raised = numbersOf(raiseCounts(after, floor));
    const own = numbersOf(after);
    for (const [name, value] of Object.entries({ ...floor, ...own })) {
      if (/"(?:first|last)"/.test(name)) continue;
      expect([name, raised[name]]).toEqual([
        name,
        Math.max(value, floor[name] ?? 0, own[name] ?? 0),
      ]);
    }
  });

  test('bring a code back with the times at which it was seen', async () => {
    const before = await countsOf([45009]);
    const empty = toLiveData(createLive(NOW_MS), NOW_MS);
    const [code] = raiseCounts(empty, numbersOf(before)).codes;
    const [shown] = before.codes;
    expect(code).toMatchObject({ errcode: 45009, firstMs: shown!.firstMs, lastMs: shown!.lastMs });
    expect(code!.counts).toEqual(shown!.counts);
  });

  test('are left alone once they have got there', async () => {
    const before = await countsOf([40014, 45009]);
    const after = await countsOf([40014, 45009, 45009]);
    const left = unreached(numbersOf(after), numbersOf(before));
    expect(left).toEqual({});
    expect(raiseCounts(after, left)).toBe(after);
  });

  test('remember what is still missing', async () => {
    const before = await countsOf([40014, 45009, 45009]);
    const left = unreached(numbersOf(await countsOf([40014, 45009])), numbersOf(before));
    expect(left['["code",45009,"","rate-limited",0]']).toBe(2);
    expect(Object.keys(left).some((name) => name.includes('40014'))).toBe(false);
  });

  test('change nothing in the counts themselves', async () => {
    const after = await countsOf([40014]);
    const text = JSON.stringify(after);
    raiseCounts(after, numbersOf(await countsOf([40014, 40014, 45009])));
    expect(JSON.stringify(after)).toBe(text);
  });
});
