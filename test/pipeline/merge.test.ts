/** Reports add up: whoever is merged with whom first, and however the inputs were shared. */
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { NamedReport } from '../../src/analyze/compare/compare.ts';
import { loadCatalog } from '../../src/catalog/catalog.ts';
import type { Report } from '../../src/model/report.ts';
import { runMerge } from '../../src/pipeline/stored-reports.ts';
import { folderOf } from '../helpers/folder.ts';
import { arbitraryLine } from '../helpers/lines.ts';
import { APP_LOG, fixture, tarOf } from '../helpers/packed.ts';
import { NOW_MS, reportOf } from '../helpers/run.ts';

const catalog = loadCatalog('zh');

const plan = { catalog, by: undefined, version: '0.0.0', nowMs: NOW_MS, seconds: 0 };

/** A report as `report --json` gives it. */
async function mergeable(
  input: Parameters<typeof reportOf>[0],
  options: Parameters<typeof reportOf>[1] = {},
): Promise<Report> {
  const {
    problems: _,
    hasFailed: __,
    ...report
  } = await reportOf(input, {
    isMergeable: true,
    ...options,
  });
  return JSON.parse(JSON.stringify(report)) as Report;
}

function named(reports: readonly Report[]): NamedReport[] {
  return reports.map((report, index) => ({ name: `${index}.json`, report }));
}

const merge = async (...reports: readonly Report[]): Promise<Report> =>
  JSON.parse(JSON.stringify(await runMerge(named(reports), plan))) as Report;

/** All but what differs from run to run; counts in a summary have no order. */
function compared(report: Report): unknown {
  const { run: _run, summary, ...rest } = report;
  return { ...rest, summary: unordered(summary) };
}

function unordered(value: unknown): unknown {
  if (Array.isArray(value)) {
    const items = value.map(unordered);
    const isSeries = items.every((item) => typeof item === 'number');
    return isSeries
      ? items
      : items.sort((left, right) => order(left) - order(right) || byText(left, right));
  }
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, unordered(item)]));
}

const order = (value: unknown): number => JSON.stringify(value).length;
const byText = (left: unknown, right: unknown): number =>
  JSON.stringify(left) < JSON.stringify(right) ? -1 : 1;

/** Lines with times of a day, codes known and unknown, APIs, near misses, other platforms. */
const datedLine = fc
  .tuple(
    fc.integer({ min: 0, max: 86_399 }),
    fc.constantFrom(0, -1, 40014, 45009, 60020, 60011, 7_654_321, 7_654_322),
    fc.constantFrom(
      'POST https://qyapi.weixin.qq.com/cgi-bin/message/send',
      'POST https://qyapi.weixin.qq.com/cgi-bin/user/get',
      'oapi.dingtalk.com/robot/send',
      'host=shop-1',
      '',
    ),
    fc.constantFrom(
      'x',
      'x',
      'ok. Warning: wrong json format. ',
      'x","invaliduser":"li',
      '", "data":{"errcode":60111}, "x":"',
    ),
  )
  .map(([second, errcode, words, errmsg]) => {
    const time = new Date(Date.UTC(2026, 8, 1) + second * 1000).toISOString();
    return Buffer.from(`${time} ${words} {"errcode":${errcode},"errmsg":"${errmsg}"}`);
  });

const logLines = fc.array(fc.oneof({ weight: 3, arbitrary: datedLine }, arbitraryLine), {
  maxLength: 30,
});

const logOf = (lines: readonly Uint8Array[]): Buffer =>
  Buffer.concat(lines.flatMap((line) => [line, Buffer.from('\n')]));

describe('merging', () => {
  test('is associative and commutative, and a report of nothing changes nothing', async () => {
    await fc.assert(
      fc.asyncProperty(fc.tuple(logLines, logLines, logLines), async (logs) => {
        const [a, b, c] = (await Promise.all(logs.map((lines) => mergeable(logOf(lines))))) as [
          Report,
          Report,
          Report,
        ];
        const nothing = await mergeable('', { paths: [] });
        const all = compared(await merge(a, b, c));
        expect(compared(await merge(await merge(a, b), c))).toEqual(all);
        expect(compared(await merge(a, await merge(b, c)))).toEqual(all);
        expect(compared(await merge(c, a, b))).toEqual(all);
        expect(compared(await merge(a, nothing, b, c))).toEqual(all);
        expect(compared(await merge(a, nothing))).toEqual(compared(await merge(a)));
      }),
      { numRuns: 25 },
    );
  });

  test('of the reports of files is the report of the files', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.uniqueArray(logLines, {
          minLength: 1,
          maxLength: 4,
          selector: (lines) => logOf(lines).toString('latin1'),
        }),
        async (logs) => {
          const folder = folderOf(
            Object.fromEntries(logs.map((lines, index) => [`app-${index}.service`, logOf(lines)])),
            new Date(NOW_MS),
          );
          const whole = await mergeable('', { paths: [folder] });
          const parts = await Promise.all(
            logs.map((_, index) =>
              mergeable('', { paths: [join(folder, `app-${index}.service`)] }),
            ),
          );
          expect(compared(await merge(...parts))).toEqual(compared(whole));
        },
      ),
      { numRuns: 15 },
    );
  });

  test('keeps the width that was asked for, and may be asked for a wider one', async () => {
    const log = '2026-09-01T00:00:00Z errcode=40014\n2026-09-01T00:31:00Z errcode=40014\n';
    const hourly = await mergeable(log, { by: '1h' });
    expect((await merge(hourly, hourly)).time.bucket).toBe('1h');
    const daily = await runMerge(named([hourly]), { ...plan, by: '1d' });
    expect(daily.codes[0]!.series).toEqual([[Date.UTC(2026, 8, 1) / 1000, 2]]);
    const fine = await runMerge(named([hourly]), { ...plan, by: '1m' });
    expect(fine.codes[0]!.series).toHaveLength(2);
  });

  test('says of unlike reports that they are, and in what', async () => {
    const log = '2026-09-01T00:00:00Z errcode=40014\n';
    const range = { sinceMs: Date.UTC(2026, 8, 1), untilMs: Date.UTC(2026, 9, 1) };
    const shanghai = await mergeable(log);
    const tokyo = await mergeable(log, { tz: 'Asia/Tokyo', range });
    const old = { ...shanghai, catalog: { version: '2019', codes: 329 } };
    const { notices, time } = await merge(shanghai, tokyo, old);
    expect(notices).toEqual([
      { id: 'merged-zones', zones: ['Asia/Shanghai', 'Asia/Tokyo'] },
      { id: 'merged-ranges', ranges: ['', '2026-09-01T00:00:00Z/2026-10-01T00:00:00Z'] },
      { id: 'merged-catalogs', catalogs: ['2019'] },
      { id: 'success-not-logged' },
    ]);
    expect([time.since, time.until]).toEqual([undefined, undefined]);
  });

  test('spans the ranges of its parts', async () => {
    const month = (index: number) => ({
      range: { sinceMs: Date.UTC(2026, index, 1), untilMs: Date.UTC(2026, index + 1, 1) },
    });
    const log = '2026-08-09T00:00:00Z errcode=40014\n2026-09-09T00:00:00Z errcode=45009\n';
    const { time, codes } = await merge(
      await mergeable(log, month(8)),
      await mergeable(log, month(7)),
    );
    expect([time.since, time.until]).toEqual(['2026-08-01T00:00:00Z', '2026-10-01T00:00:00Z']);
    expect(codes.map(({ events }) => events)).toEqual([1, 1]);
  });

  test('names codes as its own catalogue does, whatever the reports knew', async () => {
    const known = await mergeable('errcode=40014\n');
    const summary = known.summary as unknown as { codes: { isKnown: boolean }[] };
    const stranger = structuredClone(known);
    (stranger.summary as unknown as typeof summary).codes[0]!.isKnown = false;
    const { codes, totals } = await merge(known, stranger);
    expect(codes.map(({ errcode, events }) => [errcode, events])).toEqual([[40014, 2]]);
    expect(totals.unknown).toBe(0);
  });

  test('refuses a report that carries nothing to add up, or something broken', async () => {
    const report = await mergeable('2026-09-01T00:00:00Z errcode=40014\n');
    const { summary, ...bare } = report;
    const broken = (change: object): Report => ({ ...bare, summary: { ...summary!, ...change } });
    await expect(merge(bare)).rejects.toThrow(/0\.json: has no summary/);
    await expect(merge(report, broken({ format: 2 }))).rejects.toThrow(
      /1\.json: .*another version/,
    );
    await expect(merge(broken({ ladder: 9 }))).rejects.toThrow(/summary\.ladder is missing or not/);
    await expect(merge(broken({ undated: -1 }))).rejects.toThrow(/summary\.undated/);
    await expect(merge(broken({ codes: [{}] }))).rejects.toThrow(/summary\.codes\[0\]\.errcode/);
    const workloads = [
      { workload: '', codes: [{ errcode: 1, events: 1, series: [1, 1, 0, 1] }], unnamed: 0 },
    ];
    await expect(merge(broken({ workloads }))).rejects.toThrow(/summary\.workloads\[0\]/);
  });
});

describe('shards', () => {
  const shardsOf = (count: number, folder: string, stretchBytes = 512): Promise<Report[]> =>
    Promise.all(
      Array.from({ length: count }, (_, place) =>
        mergeable('', { paths: [folder], shard: { index: place + 1, count, stretchBytes } }),
      ),
    );

  test('together are the report of the whole, in any number of any logs', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(logLines, { minLength: 1, maxLength: 4 }),
        fc.integer({ min: 1, max: 5 }),
        fc.integer({ min: 1, max: 2000 }),
        async (logs, count, stretchBytes) => {
          const folder = folderOf(
            Object.fromEntries(
              logs.map((lines, index) => {
                const log = logOf(lines);
                return index % 3 === 2
                  ? [`app-${index}.svc.gz`, gzipSync(log)]
                  : [`app-${index}.svc`, log];
              }),
            ),
            new Date(NOW_MS),
          );
          const whole = await mergeable('', { paths: [folder] });
          const shards = await shardsOf(count, folder, stretchBytes);
          expect(compared(await merge(...shards))).toEqual(compared(whole));
        },
      ),
      { numRuns: 25 },
    );
  });

  test('read no line twice and count the same content once', async () => {
    const folder = folderOf({
      'app.log': APP_LOG,
      'app.log.1.gz': fixture('gz'),
      'short.log': 'errcode=40014\n',
      'short.log.1': 'errcode=40014\n',
      'backup/other.log': 'errcode=40014\n',
      'all.tar': await tarOf([['x.log', 'errcode=45009\n']]),
      'picture.png': Buffer.from('89504e470d0a1a0a0000000d', 'hex'),
    });
    const whole = await mergeable('', { paths: [folder] });
    expect(whole.input.skipped.map(({ reason }) => reason)).toEqual(['binary', 'same-content']);
    for (const count of [2, 3, 7]) {
      const merged = await merge(...(await shardsOf(count, folder)));
      expect(compared(merged)).toEqual(compared(whole));
    }
  });

  test('leave documents and UTF-16 to one job each, however large', async () => {
    const records = Array.from({ length: 60 }, (_, index) => ({
      time: new Date(Date.UTC(2026, 8, 1) + index * 60_000).toISOString(),
      errcode: 40014,
    }));
    const lines = records.map((record) => JSON.stringify(record)).join('\n');
    const folder = folderOf(
      {
        'array.json': JSON.stringify(records, undefined, 2),
        'wide.log': Buffer.from(`\ufeff${lines}\n`, 'utf16le'),
        'plain.log': `${lines}\n`,
      },
      new Date(NOW_MS),
    );
    const whole = await mergeable('', { paths: [folder] });
    expect(whole.totals.errors).toBe(180);
    expect(compared(await merge(...(await shardsOf(3, folder))))).toEqual(compared(whole));
  });

  test('say what is wanting until all of them are there', async () => {
    const folder = folderOf({ 'app.log': APP_LOG });
    const shards = await shardsOf(3, folder);
    const two = await merge(shards[0]!, shards[2]!);
    expect(two.input.shards?.map(({ index, count }) => [index, count])).toEqual([
      [1, 3],
      [3, 3],
    ]);
    expect(two.input.files[0]?.part).toBe(two.input.shards?.[0]?.set);
    const all = await merge(two, shards[1]!);
    expect(all.input.shards).toBeUndefined();
    expect(all.input.files).toEqual((await mergeable('', { paths: [folder] })).input.files);
    await expect(merge(two, shards[2]!)).rejects.toThrow('hold shard 3/3');
  });

  test('of other inputs are another set', async () => {
    const one = await shardsOf(2, folderOf({ 'app.log': APP_LOG }));
    const other = await shardsOf(2, folderOf({ 'web.log': APP_LOG }));
    const mixed = await merge(one[0]!, other[1]!);
    expect(new Set(mixed.input.shards?.map(({ set }) => set)).size).toBe(2);
  });

  test('tell each problem once', async () => {
    const folder = folderOf({
      'app.log': 'errcode=40014\n',
      'cut.gz': gzipSync(APP_LOG).subarray(0, 900),
    });
    const paths = [folder, join(folder, 'gone.log')];
    const told: string[] = [];
    for (const index of [1, 2, 3]) {
      const { problems } = await reportOf('', {
        paths,
        shard: { index, count: 3, stretchBytes: 512 },
      });
      told.push(...problems.map(({ code }) => code));
    }
    const { problems } = await reportOf('', { paths });
    expect(told.sort()).toEqual(problems.map(({ code }) => code).sort());
    expect(told).toHaveLength(2);
  });

  test('cannot be made of standard input', async () => {
    const shard = { index: 1, count: 2, stretchBytes: 512 };
    await expect(reportOf('errcode=40014\n', { shard })).rejects.toThrow('standard input');
  });
});
