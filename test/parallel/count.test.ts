/** A file counted in stretches is the file counted whole, wherever the borders fall. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createSummary } from '../../src/analyze/summary.ts';
import { addSummaryData, toSummaryData } from '../../src/analyze/summary-data.ts';
import { loadCatalog } from '../../src/catalog/catalog.ts';
import { createSourceCounter, createTally, type SourceTally } from '../../src/parallel/count.ts';
import { openEngine } from '../../src/parallel/engine.ts';
import { createZone } from '../../src/record/zone.ts';
import { fileSource } from '../../src/source/file.ts';
import { openStretches } from '../../src/source/stretch.ts';
import { criLines, dockerLines, interleave } from '../helpers/container.ts';

const catalog = loadCatalog('zh');
const engine = openEngine({ isKnown: (errcode) => catalog.isKnown(errcode), encoding: 'auto' });
const zone = createZone('Asia/Shanghai');
const folder = mkdtempSync(join(tmpdir(), 'stretches-'));
const path = join(folder, 'app.log');

afterAll(() => rmSync(folder, { recursive: true }));

function counterInto(summary: ReturnType<typeof createSummary>) {
  return createSourceCounter({
    ...{ engine, summary, zone, latestMs: Date.UTC(2026, 10, 1) },
    range: { sinceMs: Number.NEGATIVE_INFINITY, untilMs: Number.POSITIVE_INFINITY },
    isCatalogued: (errcode) => catalog.get(errcode) !== undefined,
    tolerances: catalog.tolerances,
    workload: { name: '', ofRecord: undefined },
    dedupe: 'none',
    isStopped: () => false,
  });
}

interface Result {
  readonly summary: unknown;
  readonly tally: SourceTally;
}

async function countWhole(): Promise<Result> {
  const summary = createSummary();
  const tally = createTally();
  await counterInto(summary)(await fileSource(path, path, 0, 0, true).open(), tally);
  return { summary: sorted(summary), tally };
}

/** Two threads in turn, each with a summary of its own, over stretches with these borders. */
async function countStretches(borders: readonly number[]): Promise<Result> {
  const summaries = [createSummary(), createSummary()] as const;
  const counters = summaries.map(counterInto);
  const tally = createTally();
  const file = openStretches(path, path);
  const edges = [0, ...borders, Number.POSITIVE_INFINITY];
  for (let index = 0; index + 1 < edges.length; index++) {
    const stretch = file.stretch(edges[index]!, edges[index + 1]!);
    if (stretch !== undefined) await counters[index % 2]!(stretch.reader, tally, stretch);
  }
  file.close();
  addSummaryData(summaries[1], toSummaryData(summaries[0]));
  return { summary: sorted(summaries[1]), tally };
}

function sorted(summary: ReturnType<typeof createSummary>): unknown {
  const byName = (left: unknown, right: unknown): number =>
    JSON.stringify(left) < JSON.stringify(right) ? -1 : 1;
  const data = toSummaryData(summary);
  const apis = data.apis.map((api) => ({ ...api, codes: api.codes.toSorted(byName) }));
  const [codes, skew] = [data.codes.toSorted(byName), data.skew.toSorted(byName)];
  const workloads = data.workloads
    .map((workload) => ({ ...workload, codes: workload.codes.toSorted(byName) }))
    .filter((workload) => workload.codes.length > 0);
  const hosts = data.hosts
    .map((host) => ({ ...host, codes: host.codes.toSorted(byName) }))
    .toSorted(byName);
  return { ...data, codes, skew, workloads, hosts, apis: apis.toSorted(byName) };
}

const LINES = [
  '2026-09-01 10:00:01.116 INFO POST https://qyapi.weixin.qq.com/cgi-bin/message/send {"errcode":0,"errmsg":"ok"}',
  '2026-09-01T10:07:02+08:00 errcode=40014 errmsg=invalid access_token',
  '{"level":50,"time":1788228002000,"api":"/cgi-bin/user/get","response":{"errcode":60111}}',
  '2026-09-02 03:00:00 WARN calling /cgi-bin/department/list',
  '  at com.example.Client {"errcode":60011,"errmsg":"no privilege, hint: [1788228002123456789012345]"}',
  '  nothing to see here',
  '',
  'undated {"errcode":999999}',
  '2026-09-01T10:07:02+08:00 web-3 notify[12]: errcode=40014 hint: [1788228002123456789012345]',
  '{"time":1788228002000,"hostname":"web-4","errcode":60111,"errmsg":"hint: [1788228002123456789012346]"}',
  'errcode=-1',
  '2026-09-01 10:00:02.116 INFO /cgi-bin/message/send {"errcode":0,"errmsg":"ok","invaliduser":"li"}',
  '2026-09-01 10:00:03.116 INFO {"errcode":0,"data":{"errcode":40014},"fail_list":[1]}',
];

/** A record of a container's, long enough for docker to cut it now and then. */
const printed = fc.record({
  stream: fc.constantFrom<'stdout' | 'stderr'>('stdout', 'stderr'),
  text: fc
    .tuple(fc.constantFrom(...LINES), fc.constantFrom(0, 0, 10, 16_360, 33_000), fc.nat(30))
    .map(([line, padding, more]) => Buffer.from(`${'-'.repeat(padding + more)}${line}`)),
  ms: fc.constant(Date.UTC(2026, 8, 1)),
  cuts: fc.array(fc.nat(100), { maxLength: 3 }),
  isDockers: fc.boolean(),
});

const lines = fc.array(
  fc.oneof(
    { weight: 9, arbitrary: fc.constantFrom(...LINES) },
    {
      weight: 1,
      arbitrary: fc.integer({ min: 0, max: 70_000 }).map((length) => 'x'.repeat(length)),
    },
  ),
  { minLength: 1, maxLength: 60 },
);

describe('stretches of a file', () => {
  test('give the counts of the whole, wherever the borders fall', async () => {
    await fc.assert(
      fc.asyncProperty(
        lines,
        fc.boolean(),
        fc.array(fc.integer({ min: 1, max: 12_000 }), { maxLength: 6 }),
        async (chosen, isEnded, gaps) => {
          writeFileSync(path, chosen.join('\n') + (isEnded ? '\n' : ''));
          let at = 0;
          const borders = gaps.map((gap) => (at += gap));
          expect(await countStretches(borders)).toEqual(await countWhole());
        },
      ),
      { numRuns: 60 },
    );
  });

  test('never begin between the parts of a record', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(printed, { minLength: 1, maxLength: 30 }),
        fc.array(fc.boolean(), { maxLength: 6 }),
        fc.array(fc.integer({ min: 1, max: 12_000 }), { maxLength: 12 }),
        async (records, turns, gaps) => {
          // Samples that begin and end alike are one sample: each has a time of its own.
          const dated = records.map((one, index) => ({ ...one, ms: one.ms + index * 10 }));
          const written = dated.map((one) => (one.isDockers ? dockerLines(one) : criLines(one)));
          const streams = records.map(({ stream }) => stream);
          writeFileSync(path, interleave(written, streams, turns));
          let at = 0;
          const borders = gaps.map((gap) => (at += gap));
          expect(await countStretches(borders)).toEqual(await countWhole());
        },
      ),
      { numRuns: 100 },
    );
  });

  describe('of lines over the limit', () => {
    beforeAll(() => {
      const long = `2026-09-01 10:00:00 {"errcode":45009} ${'y'.repeat(1 << 21)} errcode=40001`;
      writeFileSync(path, [LINES[0], long, LINES[4], long, LINES[1]].join('\n'));
    });

    test.each([1, 100, 1 << 16, 1 << 20, (1 << 21) + 7])(
      'give the counts of the whole with a border each %i bytes',
      async (step) => {
        const count = Math.min(50, Math.floor(4_200_000 / step));
        const borders = Array.from({ length: count }, (_, index) => (index + 1) * step);
        expect(await countStretches(borders)).toEqual(await countWhole());
      },
    );
  });
});
