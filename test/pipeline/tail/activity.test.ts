/** What the status line tells of the last minutes. */
import { describe, expect, test } from 'vitest';
import { loadCatalog } from '../../../src/catalog/catalog.ts';
import { frameBytes } from '../../../src/frame/blocks.ts';
import {
  type AnnotateSettings,
  openBlockAnnotator,
} from '../../../src/parallel/annotate-blocks.ts';
import { type Activity, createActivity } from '../../../src/pipeline/tail/activity.ts';
import { createStatus } from '../../../src/pipeline/tail/status.ts';
import type { FollowStatus } from '../../../src/source/follow/follower.ts';
import { zeroCounters } from '../../../src/source/follow/state.ts';

const catalog = loadCatalog('en');

/** An activity with a clock of its own; `come` is a log that comes now. */
function watched(): { activity: Activity; clock: { ms: number }; come(log: string): void } {
  const clock = { ms: 5000 };
  const activity = createActivity(catalog, () => clock.ms);
  const settings: AnnotateSettings = {
    ...{ encoding: 'auto', lang: 'en', format: 'text', only: 'all' },
    ...{ success: false, mask: false, undo: false, color: false, isTerminal: false },
  };
  const { arena, annotate } = openBlockAnnotator(settings, catalog, undefined, activity.note);
  const come = (log: string): void => {
    for (const block of frameBytes(Buffer.from(log), arena.bytes)) annotate(block);
  };
  return { activity, clock, come };
}

describe('activity', () => {
  test('counts failures by group, most first, and forgets them after five minutes', () => {
    const { activity, clock, come } = watched();
    come('errcode=45009\nerrcode=40014 qyapi\nerrcode=45009\nerrcode=0\nnothing\n');
    clock.ms += 4 * 60_000;
    come('errcode=40014\n');
    expect(activity.lately().failures).toEqual([
      { group: 'retry', events: 2 },
      { group: 'credential', events: 2 },
    ]);
    clock.ms += 90_000;
    expect(activity.lately().failures).toEqual([{ group: 'credential', events: 1 }]);
    clock.ms += 4 * 60_000;
    expect(activity.lately().failures).toEqual([]);
  });

  test('knows the last failure and how long ago it came; a success is none', () => {
    const { activity, clock, come } = watched();
    expect(activity.lately().last).toBeUndefined();
    come('errcode=45009\n');
    clock.ms += 8000;
    come('errcode=0\n');
    expect(activity.lately().last).toEqual({ errcode: 45009, secondsAgo: 8 });
  });

  test('leaves codes of other platforms out, and counts unknown ones as unknown', () => {
    const { activity, come } = watched();
    come('oapi.dingtalk.com errcode=40014\nhttps://qyapi.weixin.qq.com errcode=5000001\n');
    expect(activity.lately().failures).toEqual([{ group: 'unknown', events: 1 }]);
  });

  test('tells lines a second of the last seconds, and does not exaggerate at first', () => {
    const { activity, clock, come } = watched();
    come('one\n'.repeat(30));
    expect(activity.lately().linesPerSecond).toBe(30);
    clock.ms += 3000;
    expect(activity.lately().linesPerSecond).toBe(10);
    clock.ms += 60_000;
    expect(activity.lately().linesPerSecond).toBe(0);
    for (let second = 0; second < 20; second++) {
      clock.ms += 1000;
      come('one\n'.repeat(7));
    }
    const speed = activity.lately().linesPerSecond;
    expect(speed).toBeGreaterThan(6);
    expect(speed).toBeLessThan(8);
  });
});

describe('the status', () => {
  test('names the one file, tells the lag of the slowest and a rotation for a minute', () => {
    const { activity, clock } = watched();
    const counters = zeroCounters();
    const rotations = { ...counters.rotations };
    const source = {
      stream: 's1',
      log: '/a/app.log',
      name: 'app.log',
      phase: 'following',
    } as const;
    const place = {
      kind: 'file',
      isRotated: false,
      offset: 0,
      sizeBytes: 0,
      modifiedMs: 0,
      partialBytes: 0,
    } as const;
    const now: FollowStatus = {
      ...{ isQuiet: true, openFiles: 1, passedOver: [], binaries: new Map(), directories: [] },
      counters: { ...counters, rotations },
      sources: [
        { ...source, ...place, lagBytes: 10, lagSeconds: 3 },
        { ...source, ...place, isRotated: true, name: 'app.log.1', lagBytes: 5, lagSeconds: 9 },
      ],
    };
    const status = createStatus({
      ...{
        follower: {
          status: () => ({ ...now, counters: { ...counters, rotations: { ...rotations } } }),
        },
      },
      ...{ activity, elapsedMs: () => clock.ms },
    });
    expect(status()).toMatchObject({ files: 1, onlyName: 'app.log', lagBytes: 15, lagSeconds: 9 });
    expect(status().rotation).toBeUndefined();
    rotations.copytruncate++;
    expect(status().rotation).toEqual({ kind: 'copytruncate', secondsAgo: 0 });
    clock.ms += 59_000;
    expect(status().rotation).toEqual({ kind: 'copytruncate', secondsAgo: 59 });
    clock.ms += 1000;
    expect(status().rotation).toBeUndefined();
  });
});
