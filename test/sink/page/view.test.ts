/** What the page says of a snapshot: state, what happens now, and what is left out. */
import { describe, expect, test } from 'vitest';
import { loadCatalog } from '../../../src/catalog/catalog.ts';
import { bucketsOf } from '../../../src/model/pieces.ts';
import { pageView } from '../../../src/sink/page/view.ts';
import { codeOf, STATUS } from '../prometheus/fixtures.ts';
import {
  frameOf,
  minutesAgo,
  NOW_MS,
  SOURCES as PLAIN_SOURCES,
  recentCode,
  viewOf,
} from './fixtures.ts';

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;

/** `2` a minute from `from` to `to` minutes ago. */
function every(from: number, to: number, count = 2): Record<number, number> {
  return Object.fromEntries(
    Array.from({ length: from - to + 1 }, (_, index) => [to + index, count]),
  );
}

describe('the fixture', () => {
  test('puts events into the minutes it is asked for', () => {
    const now = Math.floor(NOW_MS / MINUTE_MS);
    const read = [...bucketsOf('minutes', minutesAgo({ 0: 3, 1: 4, 75: 5 }))];
    expect(read).toEqual([
      [now - 75, 5],
      [now - 1, 4],
      [now, 3],
    ]);
  });
});

describe('what happens now', () => {
  test('is a run of minutes without a pause of ten, from its first to its last', () => {
    const minutes = { 40: 9, 29: 1, 21: 2, 12: 5, 3: 4 };
    const { happening } = viewOf([recentCode(60020, 'permission-denied', minutes)]);
    expect(happening).toHaveLength(1);
    expect(happening[0]).toMatchObject({
      errcode: 60020,
      meaning: 'Insecure access IP',
      owner: 'administrator',
      fromMs: NOW_MS - 29 * MINUTE_MS,
      lastMs: NOW_MS - 3 * MINUTE_MS,
      events: 12,
      lastTenMinutes: 4,
      peak: { atMs: NOW_MS - 12 * MINUTE_MS, events: 5 },
    });
  });

  test('is over ten minutes after the last of it', () => {
    expect(viewOf([recentCode(60020, 'permission-denied', { 9: 5 })]).happening).toHaveLength(1);
    expect(viewOf([recentCode(60020, 'permission-denied', { 10: 5 })]).happening).toEqual([]);
  });

  test('is none of what is tolerated, and all of what has no time', () => {
    const tolerated = recentCode(
      60111,
      'not-found',
      { 5: 3, 2: 4 },
      {
        counts: [['not-found', 1, 6]],
        toleratedMinutes: minutesAgo({ 5: 3, 2: 3 }),
      },
    );
    const undated = codeOf({
      errcode: 50001,
      counts: [['not-configured', 2, 0]],
      firstMs: NOW_MS - 4 * MINUTE_MS,
      lastMs: NOW_MS - 4 * MINUTE_MS,
      undatedMinutes: minutesAgo({ 4: 2 }),
    });
    const { happening, aside, state } = viewOf([tolerated, undated]);
    expect(happening.map(({ errcode, events }) => [errcode, events])).toEqual([
      [50001, 2],
      [60111, 1],
    ]);
    expect(aside.toleratedEvents).toBe(6);
    expect(state.failures.lastTenMinutes).toBe(3);
  });

  test('says so where the records are ahead of the clock and can be put into no minute', () => {
    const ahead = codeOf({
      errcode: 60020,
      lastMs: NOW_MS - 1000,
      minutes: minutesAgo({ '-480': 3 }),
    });
    const [one] = viewOf([ahead]).happening;
    expect(one).toMatchObject({ errcode: 60020, events: null, peak: null });
  });

  test('is one entry for a code, with the workloads that have it', () => {
    const parts = ['orders', 'sync'].map((workload, index) =>
      recentCode(45009, 'rate-limited', { [index + 1]: index + 1 }, { workload }),
    );
    const [one, ...others] = viewOf(parts).happening;
    expect(others).toEqual([]);
    expect(one).toMatchObject({ events: 3, workloads: ['sync', 'orders'] });
  });

  test.each([
    [
      '60020 three times in ten minutes',
      [recentCode(60020, 'permission-denied', { 2: 3 })],
      'critical',
    ],
    ['60020 twice', [recentCode(60020, 'permission-denied', { 2: 2 })], 'warning'],
    ['an expired token', [recentCode(42001, 'expired-credential', { 2: 1 })], 'notice'],
    [
      'credentials that fail more than 20 times together',
      [
        recentCode(42001, 'expired-credential', { 2: 11 }),
        recentCode(40014, 'invalid-credential', { 2: 10 }),
      ],
      'critical',
    ],
    ['a limit for 14 minutes', [recentCode(45009, 'rate-limited', every(14, 0))], 'notice'],
    ['a limit for 15 minutes', [recentCode(45009, 'rate-limited', every(15, 0))], 'critical'],
    ['a code that is new', [recentCode(45009, 'rate-limited', { 3: 1 })], 'warning'],
    ['an answer about an object', [recentCode(60111, 'not-found', { 3: 1 })], 'notice'],
    ['an unknown code', [recentCode(999_001, 'unknown', { 3: 1 })], 'warning'],
  ] as const)('is as grave as the alerts have it: %s', (title, codes, severity) => {
    const isNew = title.includes('new');
    const seen = codes.map((code) => ({
      ...code,
      firstMs: isNew ? code.firstMs : NOW_MS - 3 * DAY_MS,
    }));
    expect(viewOf(seen).happening[0]!.severity).toBe(severity);
  });
});

describe('the state line', () => {
  const calm = recentCode(60111, 'not-found', { 300: 2 });

  test.each([
    ['no-line', 'empty', [], { counts: { lines: 0 } }],
    ['no-code', 'empty', [], {}],
    ['no-failure', 'fine', [calm], {}],
    ['harmless', 'fine', [recentCode(60111, 'not-found', { 3: 2 })], {}],
    ['nothing-followed', 'unsure', [calm], { status: { ...STATUS, sources: 0 } }],
    ['behind', 'unsure', [calm], { status: { ...STATUS, lagSeconds: 301 } }],
    [
      'silent',
      'quiet',
      [calm],
      { sources: { ...PLAIN_SOURCES, lastWrittenMs: NOW_MS - 31 * MINUTE_MS } },
    ],
    ['not-saved', 'trouble', [calm], { unready: { zh: '磁盘已满。', en: 'The disk is full.' } }],
    ['code', 'failing', [recentCode(50001, 'not-configured', { 3: 2 })], {}],
    ['code', 'trouble', [recentCode(60020, 'permission-denied', { 3: 5 })], {}],
  ] as const)('says %s at the level %s', (kind, level, codes, frame) => {
    const { state } = viewOf(codes, frame);
    expect([state.reason.kind, state.level]).toEqual([kind, level]);
  });

  test('names the gravest code, since when, and how many are as grave', () => {
    const { state } = viewOf([
      recentCode(50001, 'not-configured', { 3: 2 }),
      recentCode(60020, 'permission-denied', { 4: 5, 1: 1 }),
    ]);
    expect(state.reason).toEqual({
      kind: 'code',
      errcode: 60020,
      meaning: 'Insecure access IP',
      owner: 'administrator',
      sinceMs: NOW_MS - 4 * MINUTE_MS,
      others: 0,
    });
  });

  test('tells of a share of failures only where successes are logged', () => {
    const failures = recentCode(60111, 'not-found', { 3: 10 });
    const successes = (count: number) => recentCode(0, 'success', { 3: count });
    expect(viewOf([failures]).state.reason.kind).toBe('harmless');
    expect(viewOf([failures]).state.successesLastHour).toBeNull();
    expect(viewOf([failures, successes(100)]).state).toMatchObject({
      level: 'trouble',
      reason: { kind: 'share', failures: 10, calls: 110 },
      successesLastHour: 100,
    });
    expect(viewOf([failures, successes(200)]).state.reason.kind).toBe('harmless');
  });
});

describe('a view', () => {
  test('has the last hour by group, minute by minute, without what worked', () => {
    const { hour } = viewOf([
      recentCode(60020, 'permission-denied', { 59: 1, 60: 7, 0: 2 }),
      recentCode(50001, 'not-configured', { 0: 3 }),
      recentCode(0, 'success', { 0: 99 }),
    ]);
    expect(hour.groups.map(({ group }) => group)).toEqual(['grant']);
    const [grant] = hour.groups;
    expect([grant!.events[0], grant!.events[59], grant!.events.length]).toEqual([1, 5, 60]);
  });

  test('shows exit addresses to whoever may see them, and their number to all', () => {
    const counts = { deniedIps: { count: 2, kept: ['203.0.113.25', '203.0.113.24'] } };
    expect(viewOf([], { counts }).addresses).toEqual({
      count: 2,
      shown: ['203.0.113.24', '203.0.113.25'],
      areHidden: false,
    });
    const hidden = viewOf([], { counts, showsAddresses: false });
    expect(hidden.addresses).toEqual({ count: 2, shown: [], areHidden: true });
    expect(JSON.stringify(hidden)).not.toContain('203.0.113');
  });

  test('ranks codes by the last day, and lists as new what a day has brought', () => {
    const old = recentCode(60111, 'not-found', { 30: 3 }, { firstMs: NOW_MS - 9 * DAY_MS });
    const past = codeOf({
      errcode: 45009,
      counts: [['rate-limited', 500, 0]],
      firstMs: NOW_MS - 9 * DAY_MS,
      lastMs: NOW_MS - 8 * DAY_MS,
    });
    const fresh = recentCode(93000, 'invalid-credential', { 200: 4 });
    const { codes, fresh: news } = viewOf([past, old, fresh]);
    expect(codes.rows.map(({ errcode, lastDay, events }) => [errcode, lastDay, events])).toEqual([
      [93000, 4, 4],
      [60111, 3, 3],
      [45009, 0, 500],
    ]);
    expect(news.rows.map(({ errcode }) => errcode)).toEqual([93000]);
    expect(news.isYoung).toBe(false);
    expect(viewOf([], { counts: { firstStartMs: NOW_MS - 1 } }).fresh.isYoung).toBe(true);
  });

  test('counts by API without what is tolerated, and by workload only where there are labels', () => {
    const { origins } = viewOf([recentCode(60111, 'not-found', { 3: 2 })], {
      counts: {
        apis: [
          { api: '/cgi-bin/user/get', group: 'object', workload: '', events: 5, tolerated: 3 },
          { api: '/cgi-bin/user/get', group: 'ok', workload: '', events: 40 },
          { api: null, group: 'grant', workload: '', events: 9 },
        ],
      },
    });
    expect(origins.apis.rows).toEqual([
      { name: '/cgi-bin/user/get', failures: 2, successes: 40 },
      { name: null, failures: 9, successes: 0 },
    ]);
    expect(origins.workloads.rows).toEqual([]);
  });

  test('is in the language of the reader', () => {
    const codes = [recentCode(60020, 'permission-denied', { 3: 5 })];
    const zh = viewOf(codes, { lang: 'zh', catalog: loadCatalog('zh') });
    expect(zh.happening[0]!.meaning).toBe('不安全的访问IP');
  });

  test('is as the golden one has it, in whole', async () => {
    const frame = frameOf(
      [
        recentCode(60020, 'permission-denied', every(20, 0, 11), { workload: 'orders' }),
        recentCode(45009, 'rate-limited', every(96, 88, 4), { workload: 'notify' }),
        recentCode(0, 'success', every(120, 0, 9), { workload: 'orders' }),
      ],
      {
        counts: {
          deniedIps: { count: 1, kept: ['203.0.113.24'] },
          foreign: [['dingtalk', 4]],
          nearMisses: [['no-code', 2]],
          skipped: [['binary', 1]],
          clockSkews: [3, 1, 2],
          undated: 6,
          newest: [
            {
              ms: NOW_MS - 1000,
              seenMs: NOW_MS,
              errcode: 60020,
              category: 'permission-denied',
              workload: 'orders',
              api: '/cgi-bin/message/send',
              text: '{"errcode":60020,"errmsg":"not allow to access from your ip, from ip: ***"}',
            },
          ],
        },
      },
    );
    await expect(`${JSON.stringify(pageView(frame), null, 2)}\n`).toMatchFileSnapshot(
      '../../golden/page/incident.json',
    );
  });
});
