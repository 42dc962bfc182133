/** States that earlier versions left are taken up, count for count. */
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { toLiveData } from '../../../src/analyze/live/live-data.ts';
import { liveOf, stateOf } from '../../../src/pipeline/serve/state.ts';

/** As the first format was written, for two lines: 40014 of a message, and a success. */
const FORMAT_1 = new URL('../../fixtures/state/format-1.json', import.meta.url);

describe('a state of format 1', () => {
  test('is taken up with all it counted, and left in the format of today', () => {
    const stored = JSON.parse(readFileSync(FORMAT_1, 'utf8'));
    expect(stored.live.format).toBe(1);
    expect(stored.live.summary.hosts).toBeUndefined();
    const state = stateOf(stored);
    const data = toLiveData(liveOf(state, 0), stored.live.savedMs);
    expect(data).toMatchObject({
      ...{ format: 2, lines: 2, firstStartMs: stored.live.firstStartMs },
      summary: { hosts: [], duplicates: 0, apis: [{ api: '/cgi-bin/message/send', events: 1 }] },
    });
    const counts = data.codes.map(({ errcode, counts: [first] }) => [errcode, first?.[1]]);
    expect(counts.toSorted()).toEqual([
      [0, 1],
      [40014, 1],
    ]);
    expect(state?.follow).toEqual(stored.follow);
  });
});
