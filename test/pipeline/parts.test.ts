/** A record that a container runtime cut into parts counts as it would have counted whole. */
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ENTRY_BYTES_MAX } from '../../src/model/limits.ts';
import type { Report } from '../../src/model/report.ts';
import { readOwnCases } from '../accuracy/load.mjs';
import {
  criLines,
  DOCKER_BYTES,
  dockerLines,
  interleave,
  type Printed,
  type Written,
} from '../helpers/container.ts';
import { folderOf } from '../helpers/folder.ts';
import { cutAt } from '../helpers/lines.ts';
import { countsOf, reportOf } from '../helpers/run.ts';

const MS = Date.parse('2026-09-05T01:00:00.123Z');
const LF = 0x0a;

/** Every labelled case that is one line. */
const CASES = readOwnCases()
  .map(({ bytes }) => Buffer.from(bytes))
  .filter((bytes) => bytes.length > 0 && !bytes.includes(LF));

/** What must not hang on where the log was cut. */
function figuresOf({
  totals,
  time,
  codes,
  categories,
  foreign,
  nearMisses,
  apis,
}: Report): unknown {
  return { totals, time, codes, categories, foreign, nearMisses, apis };
}

const criRecord: fc.Arbitrary<Printed> = fc.record({
  stream: fc.constantFrom('stdout' as const, 'stderr' as const),
  text: fc.constantFrom(...CASES),
  ms: fc.nat(3_600_000).map((ms) => MS + ms),
  cuts: fc.array(fc.nat(400), { maxLength: 5 }),
});

/** Padded so that the seam of 16 KiB falls anywhere in the case, but not within a character. */
const dockerRecord: fc.Arbitrary<Printed> = fc
  .tuple(criRecord, fc.nat(300), fc.nat(2))
  .map(([record, place, parts]) => {
    let before = Math.min(place, record.text.length);
    while (before < record.text.length && (record.text[before]! & 0xc0) === 0x80) before++;
    const padding = parts === 0 ? '' : 'x'.repeat(parts * DOCKER_BYTES - before - 1);
    return { ...record, text: Buffer.concat([Buffer.from(`${padding} `), record.text]) };
  });

const turns = fc.array(fc.boolean(), { maxLength: 8 });

async function expectAsWhole(
  records: readonly Printed[],
  [cut, whole]: readonly ((one: Printed) => Written)[],
  turn: readonly boolean[],
  cuts: readonly number[],
): Promise<void> {
  const streams = records.map(({ stream }) => stream);
  const log = interleave(
    records.map((one) => cut!(one)),
    streams,
    turn,
  );
  const uncut = Buffer.concat(records.flatMap((one) => whole!(one)));
  const report = await reportOf(cutAt(log, cuts));
  expect(figuresOf(report)).toEqual(figuresOf(await reportOf(uncut)));
  expect(report.input.bytes).toBe(log.length);
  expect(report.input.lines).toBe(log.filter((byte) => byte === LF).length);
}

describe('a record in parts', () => {
  test('counts as it would whole, wherever CRI cut it and whatever stands between', async () => {
    expect(CASES.length).toBeGreaterThan(500);
    await fc.assert(
      fc.asyncProperty(
        ...([
          fc.array(criRecord, { minLength: 1, maxLength: 20 }),
          turns,
          fc.array(fc.nat(5000)),
        ] as const),
        async (records, turn, cuts) => {
          const whole = (one: Printed): Written => criLines({ ...one, cuts: [] });
          await expectAsWhole(records, [criLines, whole], turn, cuts);
        },
      ),
      { numRuns: 30 },
    );
  });

  test('counts as it would whole, wherever docker cut it and whatever stands between', async () => {
    await fc.assert(
      fc.asyncProperty(
        ...([
          fc.array(dockerRecord, { minLength: 1, maxLength: 6 }),
          turns,
          fc.array(fc.nat(60_000)),
        ] as const),
        async (records, turn, cuts) => {
          const whole = (one: Printed): Written => dockerLines(one, Number.POSITIVE_INFINITY);
          await expectAsWhole(records, [dockerLines, whole], turn, cuts);
        },
      ),
      { numRuns: 15 },
    );
  });
});

function printed(text: string | Buffer, cuts: readonly number[] = []): Printed {
  return { stream: 'stdout', text: Buffer.from(text as string), ms: MS, cuts };
}

const REFUSAL =
  '{"errcode":60020,"errmsg":"not allow to access from your ip, hint: [1774937659396423194077724], from ip: 203.0.113.45, more info at https://open.work.weixin.qq.com/devtool/query?e=60020"}';

describe('a code', () => {
  test.each([
    ['in the key', REFUSAL.indexOf('code')],
    ['behind the key', REFUSAL.indexOf('":60020') + 2],
    ['in the number', REFUSAL.indexOf('60020') + 2],
    ['between field and link', REFUSAL.indexOf('more info')],
  ])('cut %s is one event', async (_, cut) => {
    const report = await reportOf(Buffer.concat(criLines(printed(REFUSAL, [cut]))));
    expect(countsOf(report)).toEqual({ 60020: 1 });
    expect(report.codes[0]?.shapes).toEqual({ wire: 1 });
    expect(report.time).toMatchObject({
      from: '2026-09-05T01:00:00.123Z',
      to: '2026-09-05T01:00:00.123Z',
    });
    expect(report.input).toMatchObject({ lines: 2, longRecords: 0 });
  });

  test('is found where docker cut its escapes or the characters before it', async () => {
    const escaped = JSON.stringify(JSON.stringify(JSON.parse(REFUSAL)));
    const characters = '企业微信'.repeat(DOCKER_BYTES);
    for (let shift = 0; shift < 12; shift++) {
      const padding = 'x'.repeat(DOCKER_BYTES - escaped.indexOf('errcode') + 2 - shift);
      const log = [
        `${padding}${escaped}`,
        `${'y'.repeat(shift)}${characters.slice(0, 5462)}${REFUSAL}`,
      ];
      const report = await reportOf(
        Buffer.concat(log.flatMap((text) => dockerLines(printed(text)))),
      );
      expect(report.input.lines).toBe(4);
      expect(countsOf(report)).toEqual({ 60020: 2 });
    }
  });

  test('is found in a record that was cut within a character in CRI’s form', async () => {
    const text = Buffer.from('企业微信发送失败 错误码：40014，access_token 无效');
    const records = Array.from({ length: text.length - 1 }, (_, index) =>
      criLines(printed(text, [index + 1])),
    );
    expect(countsOf(await reportOf(Buffer.concat(records.flat())))).toEqual({
      40014: records.length,
    });
  });

  test('counts in each of two records that docker wrote one behind the other', async () => {
    const record = printed(`${'x'.repeat(DOCKER_BYTES)}${REFUSAL}`);
    const log = Buffer.concat([...dockerLines(record), ...dockerLines(record)]);
    expect(countsOf(await reportOf(log))).toEqual({ 60020: 2 });
  });

  test('counts once in each file where rotation came between the parts', async () => {
    const text = `errcode=60020 ${'x'.repeat(500)} errcode=60020`;
    const [first, last] = criLines(printed(text, [100]));
    const folder = folderOf({ '0.log.20260905-010000': first!, '0.log': last! });
    expect(countsOf(await reportOf('', { paths: [folder] }))).toEqual({ 60020: 2 });
  });

  test('counts in a packed log as in the log', async () => {
    const log = Buffer.concat(criLines(printed(REFUSAL, [14, 15, 16, 17, 18])));
    const folder = folderOf({ '0.log.20260905-010000.gz': gzipSync(log) });
    expect(countsOf(await reportOf('', { paths: [folder] }))).toEqual({ 60020: 1 });
  });
});

describe('a record of more than 1 MiB in parts', () => {
  test('is cut there, and counted as too long', async () => {
    const size = 5_000_000;
    const text = Buffer.concat([
      Buffer.from(REFUSAL),
      Buffer.alloc(size, 'x'),
      Buffer.from(' errcode=45009'),
    ]);
    const cuts = Array.from({ length: 400 }, (_, index) => index * DOCKER_BYTES);
    const report = await reportOf(Buffer.concat(criLines(printed(text, cuts))));
    expect(countsOf(report)).toEqual({ 60020: 1, 45009: 1 });
    expect(report.input.longRecords).toBe(4);
  });
});

describe('an undated line', () => {
  test('takes nothing from a container’s line above: its own writer dates every line', async () => {
    const above = criLines(printed('POST /cgi-bin/message/send'));
    const report = await reportOf(`${above.join('')}errcode=40014\n`);
    expect(report.time.undated).toBe(1);
    expect(report.codes[0]?.apis).toEqual([]);
    const far = `2026-09-05 09:00:00 POST /cgi-bin/user/get\n${'x'.repeat(ENTRY_BYTES_MAX / 2)}\n`;
    expect((await reportOf(`${far}${above.join('')}errcode=40014\n`)).time.undated).toBe(1);
  });
});
