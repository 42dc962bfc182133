/** Failures that two records tell of: found alike by kernel and reference, and by any division. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createScalarRepeatFinder, type RepeatFinder } from '../../src/analyze/repeats.ts';
import { createSummary } from '../../src/analyze/summary.ts';
import { toSummaryData } from '../../src/analyze/summary-data.ts';
import { loadCatalog } from '../../src/catalog/catalog.ts';
import { frameBytes } from '../../src/frame/blocks.ts';
import { EVENT_AT, EVENT_FIELDS, REPEATED } from '../../src/model/event.ts';
import { DUPLICATE_BYTES_MAX } from '../../src/model/limits.ts';
import { createSourceCounter, createTally } from '../../src/parallel/count.ts';
import { openEngine } from '../../src/parallel/engine.ts';
import { createZone } from '../../src/record/zone.ts';
import { countsOf, reportOf } from '../helpers/run.ts';

const catalog = loadCatalog('zh');
const engine = openEngine({ isKnown: (errcode) => catalog.isKnown(errcode), encoding: 'auto' });

/** Of each event in order, whether `finder` marks it. */
function marksOf(finder: RepeatFinder, text: string): boolean[] {
  const marks: boolean[] = [];
  const { judge, arena } = engine;
  finder.open();
  for (const block of frameBytes(Buffer.from(text), arena.bytes)) {
    const count = judge.judge(block);
    finder.mark(block, count);
    for (let row = 0; row < count; row++) {
      marks.push(judge.events[row * EVENT_FIELDS + EVENT_AT] === REPEATED);
    }
  }
  return marks;
}

const HINTS = [
  '1774937659396423194077724',
  '1774937659396423194077725',
  '1774937659396423194077',
  '1549953451_5_1b2c3d4e5f60718293a4b5c6d7e8f901',
  '1549953451_5_1b2c3d4e5f60718293a4b5c6d7e8f902',
  '17749376',
  'xxxxxxxxxxxxxxxxxxxxxxxx',
  '',
];

const hint = fc.constantFrom(...HINTS);
const spelling = fc.constantFrom<(value: string) => string>(
  (value) => `hint: [${value}]`,
  (value) => `hint:[ ${value}]`,
  (value) => `hint: %5B${value}%5D`,
  (value) => `\\"hints\\": [${value}]`,
  (value) => `hint ${' '.repeat(22)}[${value}]`,
  (value) => `hint ${' '.repeat(23)}[${value}]`,
  (value) => `hit hint hint: [] hint: [${value}]`,
);
const code = fc.constantFrom(0, -1, 40014, 60020, 5_000_001);
const record = fc
  .record({
    ...{ code, hint, spell: spelling, isBefore: fc.boolean() },
    kind: fc.constantFrom('wire', 'wire', 'escaped', 'dingtalk', 'two', 'bare', 'link'),
    padding: fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 40_000 })),
  })
  .map(({ code: errcode, hint: value, spell, isBefore, kind, padding }) => {
    const said = spell(value);
    const body =
      kind === 'escaped'
        ? `{\\"errcode\\":${errcode}}`
        : kind === 'bare'
          ? `WechatWork Error: ${errcode}, `
          : kind === 'link'
            ? `https://open.work.weixin.qq.com/devtool/query?e=${errcode}`
            : `{"errcode":${errcode},"errmsg":"no"}`;
    const other = kind === 'two' ? '{"errcode":45009}' : '';
    const whose = kind === 'dingtalk' ? 'oapi.dingtalk.com ' : '';
    const text = isBefore ? `${said} ${body}` : `${body} ${said}`;
    return `2026-09-01 10:00:00 ${whose}${text}${other}${'.'.repeat(padding)}`;
  });
const log = fc.array(record, { maxLength: 30 }).map((lines) => lines.join('\n'));

/** As the definition says it: every earlier event looked at. */
function reference(text: string): number {
  const events: { key: string; offset: number }[] = [];
  let repeats = 0;
  let offset = 0;
  for (const line of text.split('\n')) {
    const found = /hint: \[(\d{22,25})\]/.exec(line)?.[1];
    for (const [, errcode] of line.matchAll(/"errcode":(-?\d+)/g)) {
      if (errcode === '0' || found === undefined) continue;
      const key = `${errcode} ${found}`;
      const isMet = events.some(
        (event) => event.key === key && offset - event.offset <= DUPLICATE_BYTES_MAX,
      );
      if (isMet) repeats++;
      events.push({ key, offset });
    }
    offset += Buffer.byteLength(line) + 1;
  }
  return repeats;
}

describe('repeated failures', () => {
  test('are marked by the kernel as by its reference', () => {
    fc.assert(
      fc.property(log, (text) => {
        const scalar = createScalarRepeatFinder(engine.arena.bytes, engine.judge.events);
        expect(marksOf(engine.repeatFinder, text)).toEqual(marksOf(scalar, text));
      }),
      { numRuns: 300 },
    );
  });

  test('are those with the code and the hint of a record at most 64 KiB before', async () => {
    const plain = fc
      .tuple(
        fc.constantFrom(0, 40014, 60020),
        fc.constantFrom(...HINTS.slice(0, 2), ''),
        fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 40_000 })),
      )
      .map(
        ([errcode, value, padding]) =>
          `{"errcode":${errcode},"errmsg":"no, hint: [${value}]"}${'.'.repeat(padding)}`,
      );
    await fc.assert(
      fc.asyncProperty(fc.array(plain, { maxLength: 25 }), async (lines) => {
        const repeats = reference(lines.join('\n'));
        const counted = await countFrom(lines, [], 'none');
        const folded = await countFrom(lines, [], 'hint');
        expect([counted.duplicates, counted.events]).toEqual([repeats, lines.length]);
        expect([folded.duplicates, folded.events]).toEqual([repeats, lines.length - repeats]);
        expect(folded.bytes).toBe(counted.bytes);
      }),
      { numRuns: 60 },
    );
  });

  test('count as far as the border of 64 KiB, and not beyond', () => {
    const line = `{"errcode":40014,"errmsg":"hint: [${HINTS[0]}]"}`;
    const apart = (bytes: number): string =>
      `${line}${'.'.repeat(bytes - line.length - 1)}\n${line}`;
    expect(marksOf(engine.repeatFinder, apart(DUPLICATE_BYTES_MAX))).toEqual([false, true]);
    expect(marksOf(engine.repeatFinder, apart(DUPLICATE_BYTES_MAX + 1))).toEqual([false, false]);
  });

  test('are counted once where it is asked for, the first of them', async () => {
    const failure = `"errmsg":"invalid ip, hint: [${HINTS[0]}], from ip: 203.0.113.7"}`;
    const text = [
      `2026-09-01 10:00:00 DEBUG sdk: POST /cgi-bin/message/send {"errcode":60020,${failure}`,
      `2026-09-01 10:00:00 ERROR app: notify failed: {"errcode":60020,${failure}`,
      `2026-09-01 10:00:01 ERROR app: notify failed: {"errcode":60020,"errmsg":"hint: [${HINTS[1]}]"}`,
    ].join('\n');
    const report = await reportOf(text, { dedupe: 'hint' });
    expect(countsOf(report)).toEqual({ 60020: 2 });
    expect(report.apis).toMatchObject([{ api: '/cgi-bin/message/send', events: 1 }]);
    expect(report.input.files[0]).toMatchObject({ lines: 3, events: 2 });
    expect(report.duplicates).toEqual({ events: 1, folded: true });
    expect((await reportOf(text)).duplicates).toEqual({ events: 1, folded: false });
  });

  test('are the same however a source is divided', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(record, { minLength: 1, maxLength: 30 }),
        fc.array(fc.nat(29), { maxLength: 4 }),
        fc.constantFrom('none' as const, 'hint' as const),
        async (lines, cuts, dedupe) => {
          const whole = await countFrom(lines, [], dedupe);
          expect(await countFrom(lines, cuts, dedupe)).toEqual(whole);
        },
      ),
      { numRuns: 60 },
    );
  });
});

/** Counts the lines in stretches that begin with those numbered `cuts`, each with what is before it. */
async function countFrom(
  lines: readonly string[],
  cuts: readonly number[],
  dedupe: 'none' | 'hint',
) {
  const summary = createSummary();
  const counter = createSourceCounter({
    ...{ engine, summary, zone: createZone('Asia/Shanghai'), latestMs: Date.UTC(2026, 10, 1) },
    range: { sinceMs: Number.NEGATIVE_INFINITY, untilMs: Number.POSITIVE_INFINITY },
    isCatalogued: (errcode) => catalog.get(errcode) !== undefined,
    tolerances: [],
    workload: { name: '', ofRecord: undefined },
    dedupe,
    isStopped: () => false,
  });
  const tally = createTally();
  const whole = Buffer.from(lines.map((line) => `${line}\n`).join(''));
  const starts = lines.map(
    (_, index) => Buffer.byteLength(`${lines.slice(0, index).join('\n')}`) + (index > 0 ? 1 : 0),
  );
  const edges = [...new Set([0, ...cuts.filter((cut) => cut < lines.length)])]
    .sort((left, right) => left - right)
    .map((cut) => starts[cut]!);
  for (const [index, from] of edges.entries()) {
    let at = from;
    const to = edges[index + 1] ?? whole.length;
    const reader = {
      async read(into: Uint8Array) {
        const part = whole.subarray(at, Math.min(to, at + into.length));
        into.set(part);
        at += part.length;
        return part.length;
      },
      close: async () => {},
    };
    const first = starts.find((start) => start >= from - DUPLICATE_BYTES_MAX)!;
    const context = whole.subarray(first, from);
    const before = { lines: context, offset: first, context: new Uint8Array(0) };
    await counter(reader, tally, { offset: from, context, before });
  }
  const { duplicates, codes } = toSummaryData(summary);
  const counts = codes.map(({ errcode, events }) => [errcode, events]);
  return { duplicates, counts: counts.sort(), events: tally.events, bytes: tally.bytes };
}
