/** Incidents: the runs of minutes an obvious reference finds, however the log was divided. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createSeriesReader } from '../../src/analyze/episodes.ts';
import { incidentsOf } from '../../src/analyze/incidents.ts';
import {
  countInBucket,
  createCodeCounts,
  createSummary,
  pairAt,
  type Summary,
  workloadAt,
} from '../../src/analyze/summary.ts';
import {
  addSummaryData,
  addThreadSummary,
  toSummaryData,
  toThreadSummary,
} from '../../src/analyze/summary-data.ts';
import { loadCatalog } from '../../src/catalog/catalog.ts';
import { INCIDENTS_MAX, SERIES_RUNS_MAX } from '../../src/model/limits.ts';
import { reportOf } from '../helpers/run.ts';

const catalog = loadCatalog('zh');
const MINUTE_MS = 60_000;

/** An event: its code, its workload and its minute. */
type Event = readonly [errcode: number, workload: string, minute: number];

function summaryOf(events: readonly Event[]): Summary {
  const summary = createSummary();
  for (const [errcode, workload, minute] of events) {
    let counts = summary.codes.get(errcode);
    if (counts === undefined) {
      counts = createCodeCounts(errcode, true);
      summary.codes.set(errcode, counts);
    }
    const pair = pairAt(workloadAt(summary, workload), errcode);
    counts.events++;
    pair.events++;
    countInBucket(summary, pair, minute * MINUTE_MS, 1);
  }
  return summary;
}

const endOf = (events: readonly Event[]): number =>
  Math.max(...events.map(([, , minute]) => minute)) * MINUTE_MS;

/** Minute by minute: a new one begins after ten quiet minutes. */
function reference(events: readonly Event[]): unknown[] {
  const found: unknown[] = [];
  const pairs = new Set(events.map(([errcode, workload]) => `${errcode} ${workload}`));
  for (const pair of pairs) {
    const minutes = events
      .filter(([errcode, workload]) => errcode !== 0 && `${errcode} ${workload}` === pair)
      .map(([, , minute]) => minute)
      .sort((left, right) => left - right);
    let run: number[] = [];
    const end = (): void => {
      if (run.length > 0) found.push([pair, run[0], run.at(-1), run.length]);
    };
    for (const minute of minutes) {
      if (run.length > 0 && minute - run.at(-1)! > 10) {
        end();
        run = [];
      }
      run.push(minute);
    }
    end();
  }
  return found.map((one) => JSON.stringify(one)).sort();
}

const event: fc.Arbitrary<Event> = fc.tuple(
  fc.constantFrom(0, 40014, 60111, 45009),
  fc.constantFrom('', 'orders'),
  fc.integer({ min: -100, max: 100 }),
);
const events = fc.array(event, { maxLength: 60 });

describe('incidents', () => {
  test('are runs of minutes with less than ten quiet ones between', () => {
    fc.assert(
      fc.property(fc.array(event, { minLength: 1, maxLength: 60 }), (list) => {
        const { incidents } = incidentsOf(summaryOf(list), {
          catalog,
          toMs: endOf(list),
          reader: createSeriesReader(),
        });
        const found = incidents.map((one) => {
          const from = Date.parse(one.from) / MINUTE_MS;
          const to = Date.parse(one.to) / MINUTE_MS;
          expect(one.minutes).toBe(to - from);
          expect(one.isOngoing).toBe(endOf(list) / MINUTE_MS - to < 10);
          return JSON.stringify([`${one.errcode} ${one.workload}`, from, to - 1, one.events]);
        });
        expect(found.sort()).toEqual(reference(list));
      }),
    );
  });

  test('of parts that are added up are those of the whole', () => {
    fc.assert(
      fc.property(events, events, (first, second) => {
        const whole = incidentsOf(summaryOf([...first, ...second]), {
          catalog,
          toMs: 0,
          reader: createSeriesReader(),
        });
        const sum = summaryOf(first);
        addSummaryData(sum, JSON.parse(JSON.stringify(toSummaryData(summaryOf(second)))));
        expect(incidentsOf(sum, { catalog, toMs: 0, reader: createSeriesReader() })).toEqual(whole);
        const threads = summaryOf(second);
        addThreadSummary(threads, toThreadSummary(summaryOf(first)));
        expect(incidentsOf(threads, { catalog, toMs: 0, reader: createSeriesReader() })).toEqual(
          whole,
        );
      }),
    );
  });

  test('come worst first, and of too many the rest is told as a number', () => {
    const many: Event[] = Array.from({ length: INCIDENTS_MAX + 50 }, (_, index) => [
      ...([60111, '', index * 20] as const),
    ]);
    const list: Event[] = [...many, [40014, '', 0], [45009, '', 4990], [45009, '', 4991]];
    const { incidents, otherIncidents } = incidentsOf(summaryOf(list), {
      catalog,
      toMs: 5000 * MINUTE_MS,
      reader: createSeriesReader(),
    });
    expect(incidents).toHaveLength(INCIDENTS_MAX);
    expect(otherIncidents).toBe(52);
    // 60111 speaks of one member: nobody is called for it, however often it comes.
    expect(incidents.slice(0, 3).map(({ errcode }) => errcode)).toEqual([45009, 40014, 60111]);
    expect(incidents[0]).toMatchObject({ isOngoing: true, events: 2, minutes: 2 });
    expect(incidents[2]).toMatchObject({ errcode: 60111, isOngoing: false });
  });

  test('are made of wider buckets where minutes were too many, and it is said', () => {
    const list: Event[] = Array.from({ length: SERIES_RUNS_MAX + 1 }, (_, index) => [
      ...([40014, '', index * 64] as const),
    ]);
    const { incidents, incidentTime } = incidentsOf(summaryOf(list), {
      catalog,
      toMs: 0,
      reader: createSeriesReader(),
    });
    expect(incidentTime).toEqual({ bucketSeconds: 300 });
    expect(incidents[0]!.minutes % 5).toBe(0);
  });

  test('name what the code was met with', async () => {
    const line = (time: string, rest: string): string =>
      `{"time":"2026-09-01T${time}+08:00","hostname":"web-3","msg":"/cgi-bin/user/get ${rest}"}`;
    const report = await reportOf(
      [
        line('10:00:05', 'errcode=40014'),
        line('10:00:55', 'errcode=40014'),
        line('10:09:00', 'errcode=40014'),
        line('10:30:00', 'errcode=0'),
      ].join('\n'),
    );
    expect(report.incidents).toEqual([
      {
        ...{ errcode: 40014, workload: '', events: 3, minutes: 10, isOngoing: false },
        ...{ from: '2026-09-01T02:00:00Z', to: '2026-09-01T02:10:00Z' },
        peak: { at: '2026-09-01T02:00:00Z', events: 2 },
        ...{ apis: ['/cgi-bin/user/get'], hosts: ['web-3'] },
      },
    ]);
    expect(report.hosts).toEqual([{ host: 'web-3', events: 4, errors: 3 }]);
  });
});
