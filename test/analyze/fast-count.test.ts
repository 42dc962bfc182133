/** The counting kernel is a short cut: with it and without it every figure is the same. */
import { Buffer } from 'node:buffer';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { FastCounter } from '../../src/analyze/fast-count.ts';
import { createSummary } from '../../src/analyze/summary.ts';
import { toSummaryData } from '../../src/analyze/summary-data.ts';
import { loadCatalog } from '../../src/catalog/catalog.ts';
import type { ByteReader } from '../../src/model/source.ts';
import { createSourceCounter, createTally } from '../../src/parallel/count.ts';
import { type Engine, openEngine } from '../../src/parallel/engine.ts';
import { createZone } from '../../src/record/zone.ts';

const catalog = loadCatalog('zh');
const engine = openEngine({ isKnown: (errcode) => catalog.isKnown(errcode), encoding: 'auto' });
const slow: Engine = { ...engine, fastCounter: undefined };
/** Behind the stretches in which every hint is looked at. */
const OFFSET = (1 << 24) + (1 << 15);

interface Run {
  readonly lines: readonly string[];
  readonly zone: string;
  readonly sinceMs: number;
  readonly untilMs: number;
  /** Bytes a read gives. */
  readonly piece: number;
}

async function count(which: Engine, { lines, zone, sinceMs, untilMs, piece }: Run) {
  const summary = createSummary();
  const tally = createTally();
  const counter = createSourceCounter({
    ...{ engine: which, summary, zone: createZone(zone), latestMs: Date.UTC(2026, 10, 1) },
    range: { sinceMs, untilMs },
    isCatalogued: (errcode) => catalog.get(errcode) !== undefined,
    tolerances: catalog.tolerances,
    workload: { name: '', ofRecord: undefined },
    dedupe: 'none',
    isStopped: () => false,
  });
  const text = Buffer.from(`${lines.join('\n')}\n`);
  await counter(readerOf(text, piece), tally, { offset: OFFSET, context: new Uint8Array(0) });
  const data = toSummaryData(summary);
  const byName = (left: unknown, right: unknown): number =>
    JSON.stringify(left) < JSON.stringify(right) ? -1 : 1;
  const apis = data.apis.map((api) => ({ ...api, codes: api.codes.toSorted(byName) }));
  const { events, lines: counted } = tally;
  return {
    events,
    counted,
    data: {
      ...data,
      codes: data.codes.toSorted(byName),
      apis: apis.toSorted(byName),
      hosts: data.hosts
        .map((one) => ({ ...one, codes: one.codes.toSorted(byName) }))
        .toSorted(byName),
      workloads: data.workloads.map((one) => ({ ...one, codes: one.codes.toSorted(byName) })),
    },
  };
}

function readerOf(bytes: Uint8Array, piece: number): ByteReader {
  let at = 0;
  return {
    async read(into) {
      const part = bytes.subarray(at, at + Math.min(into.length, piece));
      into.set(part);
      at += part.length;
      return part.length;
    },
    close: async () => {},
  };
}

const two = (number: number): string => String(number).padStart(2, '0');

/** Times, most of them right, in the spellings that the kernel reads and in others. */
const time = fc
  .record({
    day: fc.integer({ min: 1, max: 31 }),
    hour: fc.integer({ min: 0, max: 24 }),
    minute: fc.integer({ min: 0, max: 60 }),
    second: fc.integer({ min: 0, max: 61 }),
    date: fc.constantFrom('2026-09-', '2026-03-', '2026/09/', '2026.02.', '1986-05-', '2026-13-'),
    gap: fc.constantFrom(' ', 'T', 't', '_'),
    fraction: fc.constantFrom('', '.1', '.123', ',456', '.123456789', '.1234567890', ':12', '.12x'),
    zone: fc.constantFrom(
      ...[
        '',
        '',
        'Z',
        '+08:00',
        '-0530',
        '+08',
        ' +0800',
        ' CST',
        ' UTC',
        '+0860',
        '+08:00x',
        ' ERROR',
      ],
    ),
  })
  .map(
    ({ day, hour, minute, second, date, gap, fraction, zone }) =>
      `${date}${two(day)}${gap}${two(hour)}:${two(minute)}:${two(second)}${fraction}${zone}`,
  );

const before = fc.constantFrom('', '', '', '[', 'time=', 'time="', ' ', '[[', 'x');
const api = fc.constantFrom(
  ...[
    '',
    '',
    '/cgi-bin/message/send',
    '/cgi-bin/user/get',
    'https://qyapi.weixin.qq.com/cgi-bin/gettoken',
  ],
  ...['\\/cgi-bin\\/user\\/get', '/cgi-bin%2fuser%2fget', '/cgi-bin/user/get/', '/cgi-bin/u'],
  `/cgi-bin/${'long/'.repeat(20)}`,
);
const host = fc.constantFrom(
  ...[
    '',
    '',
    ' stdout F {"hostname":"orders-7c9d5"}',
    ' stderr P {"level":"error"} ',
    ' web-3 notify[12]:',
  ],
  ...[
    ' WEB notify[12]:',
    ' web-3 notify:',
    ' host=web-3 level=info',
    ' msg="host" hostname="db-1"',
  ],
  ...[' stdout F plain host=web-1', ' std-3 a/b[1]: x', ' web-3 notify[x]:', '  web-3 notify[1]:'],
);
const body = fc.constantFrom(
  ...['{"errcode":0,"errmsg":"ok"}', '"errcode":40014', 'errcode=45009, more', 'errcode：60020'],
  ...['{"errcode":-1}', '{"errcode":999999}', '{"errcode":40013,"errmsg":"x rid: 6348bdf8-11"}'],
  ...['{"errcode":0,"errmsg":"ok","invaliduser":""}', 'errcode=0 errmsg=ok', '{"errcode": 0}'],
  ...['{"errcode":0,"errmsg":"ok","invaliduser":"li"}', '{\\"errcode\\":0,\\"errmsg\\":\\"ok\\"}'],
  ...['{"errcode":0,"errmsg":"ok. Warning: wrong json format. "}', 'errcode=0 fail_list=[1]'],
  ...[
    '{"errcode":0,"data":{"errcode":40014}}',
    '{"errcode":45009} {"errcode":40014} {"errcode":0}',
  ],
  ...['{"errcode":60111} {"errcode":0}', 'no code', '错误码：40014 企业微信', '[853000] hint: [1]'],
);
const line = fc
  .tuple(before, time, host, api, body)
  .map(
    ([start, at, named, path, code]) =>
      `${start}${at}${named}  INFO 1 --- call ${path} ${code} and so on until the end`,
  );

/** A refusal of one of a few addresses, or another answer. */
function answer(index: number): string {
  if (index % 5 > 0) return REPLIES[index % REPLIES.length]!;
  const hint = `17881920080283505970${10_000 + (index % 10_000)}`;
  const said = `not allow to access from your ip, hint: [${hint}], from ip: 203.0.113.${index % 9}, more`;
  return `{"errcode":60020,"errmsg":"${said}"}`;
}

const run = fc.record({
  lines: fc.array(line, { minLength: 1, maxLength: 80 }),
  zone: fc.constantFrom('Asia/Shanghai', 'Europe/Berlin', 'UTC', '+05:30'),
  sinceMs: fc.constantFrom(Number.NEGATIVE_INFINITY, Date.UTC(2026, 8, 10)),
  untilMs: fc.constantFrom(Number.POSITIVE_INFINITY, Date.UTC(2026, 8, 20)),
  piece: fc.constantFrom(700, 4000, 1 << 20),
});

/** Those of usual logs. */
const REPLIES = [
  '{"errcode":40014}',
  '{"errcode":0}',
  '{"errcode":0,"errmsg":"ok"}',
  '{"errcode":0,"errmsg":"ok","invaliduser":"","invalidparty":"","invalidtag":""}',
  '"{\\"errcode\\":0,\\"errmsg\\":\\"ok\\",\\"msgid\\":\\"abc\\"}"',
  'errcode=0 errmsg="ok" took=12ms',
  "{'errcode': 0, 'errmsg': 'ok', 'unlicenseduser': ''}",
];

describe('the counting kernel', () => {
  test('gives the figures of the long way', async () => {
    await fc.assert(
      fc.asyncProperty(run, async (one) => {
        expect(await count(engine, one)).toEqual(await count(slow, one));
      }),
      { numRuns: 300 },
    );
  });

  test('gives them when there are more codes, paths and days than it has places for', async () => {
    const codes = catalog.codes.slice(0, 320);
    const lines = Array.from({ length: 20_000 }, (_, index) => {
      const day = two(1 + (index % 28));
      const path = `/cgi-bin/path/number-${index % 600}`;
      return `2026-09-${day} 10:${two(index % 60)}:00 {"errcode":${codes[index % 320]}} ${path}`;
    });
    const one: Run = {
      ...{ lines, zone: 'Asia/Shanghai', piece: 1 << 20 },
      ...{ sinceMs: Number.NEGATIVE_INFINITY, untilMs: Number.POSITIVE_INFINITY },
    };
    expect(await count(engine, one)).toEqual(await count(slow, one));
  });

  test('leaves what may name a host, and no more', async () => {
    const forms = fc.constantFrom(
      ...['T10:00:00.123+08:00 stdout F {"hostname":"orders-1"', 'T10:00:00+0800 web-3 notify[1]:'],
      ...['T10:00:00.123+08:00 stderr F {"host":"db.example.com"', 'T10:00:00+08:00 INFO [1]:'],
      ...['T10:00:00+08:00 web-3 notify:', 'T10:00:00+08:00 std-3 a/b[1]:', ' 10:00:00 w[1]:'],
      ...['T10:00:00.123456789+08:00 stdout F plain', ' 10:00:00+08:00 web-3 notify[1]:'],
    );
    const starts = fc.constantFrom('', '', '[', 'time=');
    const ends = fc.constantFrom('', ' host=web-1', ' the hostname="web-2"', ' ghost=web-3');
    const plain = fc
      .tuple(starts, forms, fc.constantFrom('"errcode":40014', 'errcode=0'), ends)
      .map(([start, form, code, end]) => `${start}2026-09-01${form} call ${code} and so on${end}`);
    await fc.assert(
      fc.asyncProperty(fc.array(plain, { minLength: 1, maxLength: 60 }), async (lines) => {
        const one: Run = {
          ...{ lines, zone: 'Asia/Shanghai', piece: 700 },
          ...{ sinceMs: Number.NEGATIVE_INFINITY, untilMs: Number.POSITIVE_INFINITY },
        };
        expect(await count(engine, one)).toEqual(await count(slow, one));
      }),
      { numRuns: 200 },
    );
  });

  test('keeps every address that was refused, in whatever way it is written', async () => {
    const hint = fc.constantFrom(
      ...['hint: [1788192008028350597014650]', 'hint: [1788192008028350597014650', 'hint: []'],
      ...['hint:[1788192008028350597014650]', 'no hint', 'hints: [1788192008028350597014650]'],
      ...[`hint: [${'1'.repeat(70)}]`, 'hint hint: [1788192008028350597014650]', 'hot hint'],
    );
    const octet = fc.constantFrom('1', '9', '20', '203', '999', '');
    const address = fc.oneof(
      fc.tuple(octet, octet, octet, octet).map((octets) => octets.join('.')),
      fc.constantFrom('1.2.3', '1.2.3.4.5', '2001:db8::1', '1.2.3.4/8', '1...2.3.4', '1.2.3.4567'),
    );
    const behind = fc.constantFrom(
      ', more info',
      ',',
      '.',
      ' and so on',
      '"}',
      ', from ip: 7.7.7.7,',
    );
    const from = fc.constantFrom(
      ', from ip: ',
      ', from ip:',
      ', From IP: ',
      ' from ip ',
      ',  from ip: ',
    );
    const text = fc
      .tuple(hint, from, address, behind)
      .map(([one, two, three, four]) => `${one}${two}${three}${four}`);
    const refused = fc
      .tuple(fc.constantFrom(60020, 60020, 40014), text)
      .map(([code, said]) => `2026-09-01 10:00:00 call {"errcode":${code},"errmsg":"no ${said}"}`);
    await fc.assert(
      fc.asyncProperty(fc.array(refused, { minLength: 1, maxLength: 80 }), async (lines) => {
        const one: Run = {
          ...{ lines, zone: 'Asia/Shanghai', piece: 700 },
          ...{ sinceMs: Number.NEGATIVE_INFINITY, untilMs: Number.POSITIVE_INFINITY },
        };
        expect(await count(engine, one)).toEqual(await count(slow, one));
      }),
      { numRuns: 400 },
    );
  });

  test('counts nearly all events of a plain log itself', async () => {
    const fast = engine.fastCounter!;
    let seen = 0;
    let left = 0;
    const watched: FastCounter = {
      ...fast,
      count(block, rows, sinceMs, untilMs) {
        const rest = fast.count(block, rows, sinceMs, untilMs);
        seen += rows;
        left += rest;
        return rest;
      },
    };
    const lines = Array.from(
      { length: 20_000 },
      (_, index) =>
        `2026-09-01 10:${two(Math.floor(index / 400))}:00.123  INFO /cgi-bin/user/get ${answer(index)}`,
    );
    await count(
      { ...engine, fastCounter: watched },
      {
        ...{ lines, zone: 'Asia/Shanghai', piece: 1 << 16 },
        ...{ sinceMs: Number.NEGATIVE_INFINITY, untilMs: Number.POSITIVE_INFINITY },
      },
    );
    expect(seen).toBe(20_000);
    // The first block is where it learns.
    expect(left).toBeLessThan(2000);
  });
});
