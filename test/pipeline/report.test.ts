/** The report counts what is there: once, whichever way the bytes arrive. */

import { isUtf8 } from 'node:buffer';
import { symlinkSync, utimesSync } from 'node:fs';
import { basename, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { loadCatalog } from '../../src/catalog/catalog.ts';
import { readOverlays } from '../../src/catalog/overlay.ts';
import { ENTRY_BYTES_MAX, RECORD_BYTES_MAX, UNKNOWN_CODES_MAX } from '../../src/model/limits.ts';
import type { Report } from '../../src/model/report.ts';
import { encodeText } from '../../src/record/encoding.ts';
import { folderOf } from '../helpers/folder.ts';
import { arbitraryLine, arbitraryLog, cutAt } from '../helpers/lines.ts';
import { annotated, countsOf, reportOf } from '../helpers/run.ts';

const sum = (numbers: readonly number[]): number => numbers.reduce((a, b) => a + b, 0);

/** What must not depend on the run or on the names of its inputs. */
function figuresOf(report: Report): unknown {
  const { run: _run, input, ...rest } = report;
  return { ...rest, lines: input.lines, bytes: input.bytes };
}

/** Every figure of a report that has to agree with another one. */
function expectConsistent(report: Report): void {
  const { totals, codes, categories, domains, otherCodes } = report;
  expect(totals.events).toBe(totals.success + totals.errors + totals.foreign);
  expect(sum(codes.map(({ events }) => events)) + otherCodes).toBe(totals.success + totals.errors);
  expect(sum(categories.map(({ events }) => events))).toBe(totals.success + totals.errors);
  expect(sum(domains.map(({ events }) => events))).toBe(totals.success + totals.errors);
  expect(sum(domains.map(({ errors }) => errors))).toBe(totals.errors);
  for (const code of codes) {
    expect(sum(Object.values(code.shapes))).toBe(code.events);
    expect(sum(code.series.map(([, events]) => events)) + code.undated).toBe(code.events);
  }
  for (const { events, errors, groups } of report.apis) {
    expect(sum(Object.values(groups))).toBe(events);
    expect(groups.ok ?? 0).toBe(events - errors);
  }
}

/** A log of plain forms: three codes a line at most, times a second apart. */
const plainLog = fc
  .array(
    fc.tuple(
      fc.uniqueArray(fc.constantFrom(0, -1, 40014, 45009, 60011, 1234567), { maxLength: 3 }),
      fc.constantFrom('errcode=', '"errcode":', "'errcode': ", 'ErrCode: '),
    ),
    { maxLength: 40 },
  )
  .map((lines) =>
    lines
      .map(([codes, key], index) => {
        const time = new Date(Date.UTC(2026, 8, 1) + index * 1000).toISOString();
        return `${time} INFO ${codes.map((code) => `${key}${code}`).join(' and ')}\n`;
      })
      .join(''),
  );

describe('counts', () => {
  test('agree with a plain search over plain forms', async () => {
    await fc.assert(
      fc.asyncProperty(plainLog, async (log) => {
        const expected: Record<string, number> = {};
        for (const [, errcode] of log.matchAll(/errcode["']?[=:] ?(-?\d+)/gi)) {
          expected[errcode!] = (expected[errcode!] ?? 0) + 1;
        }
        const report = await reportOf(log);
        expect(countsOf(report)).toEqual(expected);
        expect(report.input.lines).toBe(log.split('\n').length - 1);
        expectConsistent(report);
      }),
      { numRuns: 40 },
    );
  });

  test('add up whatever the lines are', async () => {
    await fc.assert(
      fc.asyncProperty(arbitraryLog, async (log) => {
        const report = await reportOf(log);
        expectConsistent(report);
        expect(report.input.bytes).toBe(log.length);
      }),
      { numRuns: 50 },
    );
  });

  test('are events: a code is counted once a record however often it stands there', async () => {
    const report = await reportOf('errcode=40014 errcode=40014 "errcode":45009\nerrcode=40014\n');
    expect(countsOf(report)).toEqual({ 40014: 2, 45009: 1 });
  });

  test('are the same over annotated lines, because annotations are no evidence', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(arbitraryLine, { minLength: 1, maxLength: 8 }), async (lines) => {
        const log = Buffer.concat(
          lines.filter((line) => isUtf8(line)).flatMap((line) => [line, Buffer.from('\n')]),
        );
        const before = await reportOf(log);
        const after = await reportOf(await annotated(log));
        expect(countsOf(after)).toEqual(countsOf(before));
        expect(after.totals).toEqual(before.totals);
      }),
      { numRuns: 50 },
    );
  });

  test('are the same over annotated lines in GB18030', async () => {
    const log = encodeText('errcode=853006 公众号模板消息\n错误码：40014 企业微信\n', 'gb18030');
    const before = await reportOf(log);
    expect((await reportOf(await annotated(log))).totals).toEqual(before.totals);
  });

  test('do not depend on the encoding of the evidence beside the code', async () => {
    const log = 'errcode=40029 公众号模板消息\n钉钉 errcode=310000\n企业微信 错误码：40014\n';
    const { totals } = await reportOf(encodeText(log, 'gb18030'));
    expect(totals).toEqual((await reportOf(log)).totals);
  });

  test('of a log that holds its own list under wecom are not lost', async () => {
    const report = await reportOf(
      '{"wecom":[{"errcode":40014,"errmsg":"invalid access_token"}]}\n',
    );
    expect(countsOf(report)).toEqual({ 40014: 1 });
  });

  test('are not cut short by an arrow and a number in the log', async () => {
    const report = await reportOf('queue  ← 12 pending, errcode=40014\n');
    expect(countsOf(report)).toEqual({ 40014: 1 });
  });

  test('read a record over the limit in windows, each code once', async () => {
    const long = `errcode=45009 ${'x'.repeat(2 * RECORD_BYTES_MAX)} errcode=40014 errcode=45009`;
    const report = await reportOf(`2026-09-01T00:00:00Z ${long}\nerrcode=42001`);
    expect(countsOf(report)).toEqual({ 40014: 1, 42001: 1, 45009: 1 });
    expect(report.input).toMatchObject({ lines: 2, longRecords: 1 });
  });
});

describe('chunks', () => {
  const log = fc
    .array(
      fc.oneof(
        arbitraryLine,
        fc
          .integer({ min: 0, max: 86_399 })
          .map((second) =>
            Buffer.from(
              `${new Date(Date.UTC(2026, 8, 1) + second * 1000).toISOString()} /cgi-bin/user/get errcode=${40001 + (second % 30)}`,
            ),
          ),
      ),
      { maxLength: 30 },
    )
    .map((lines) => Buffer.concat(lines.flatMap((line) => [line, Buffer.from('\n')])));

  test('change nothing in the report', async () => {
    await fc.assert(
      fc.asyncProperty(log, fc.array(fc.nat(), { maxLength: 12 }), async (bytes, places) => {
        const whole = await reportOf(bytes);
        expect(figuresOf(await reportOf(cutAt(bytes, places)))).toEqual(figuresOf(whole));
      }),
      { numRuns: 40 },
    );
  });

  test('of one byte each change nothing either', async () => {
    const bytes = Buffer.from(
      '2026-09-01 10:00:00 POST /cgi-bin/user/get\n  body: {\n    "errcode": 60111\n}\n钉钉 errcode=310000\nerrcode=7654321\n',
    );
    const bytewise = await reportOf(cutAt(bytes, [...bytes.keys()]));
    expect(figuresOf(bytewise)).toEqual(figuresOf(await reportOf(bytes)));
  });

  test('a file, its gzip, and standard input give the same report', async () => {
    const text = '2026-09-01 10:00:00 errcode=40014\nerrcode=45009\n'.repeat(500);
    const folder = folderOf({ 'a.log': text, 'b.log': gzipSync(text) });
    const plain = await reportOf('', { paths: [join(folder, 'a.log')] });
    const packed = await reportOf('', { paths: [join(folder, 'b.log')] });
    expect(figuresOf(packed)).toEqual(figuresOf(plain));
    expect(figuresOf(await reportOf(text))).toEqual(figuresOf(plain));
  });
});

describe('a directory of all sorts', () => {
  test('gives one report of its logs and says what was passed over', async () => {
    const folder = folderOf({
      'app.log': '2026-09-01 10:00:00 errcode=40014\n',
      'app.log.2.gz': gzipSync('2026-08-30 10:00:00 errcode=45009\n'),
      'app.log.10': '2026-08-20 10:00:00 errcode=45009\n',
      'deep/er/.hidden': 'errcode=42001\n',
      'legacy.log': encodeText('2026-09-01 11:00:00 企业微信 错误码：60020\r\n', 'gb18030'),
      'core.bin': Buffer.from([0x7f, 0x45, 0x4c, 0x46, 1, 2, 3]),
      'empty.log': '',
    });
    const report = await reportOf('', { paths: [folder] });
    expect(report.problems).toEqual([]);
    expect(countsOf(report)).toEqual({ 40014: 1, 42001: 1, 45009: 2, 60020: 1 });
    expect(report.input.skipped).toEqual([{ reason: 'binary', count: 1, bytes: 7 }]);
    const names = report.input.files.map(({ name }) => name.slice(name.indexOf(basename(folder))));
    expect(names).toEqual(
      ['app.log', 'app.log.2.gz', 'app.log.10', 'deep/er/.hidden', 'empty.log', 'legacy.log'].map(
        (name) => join(basename(folder), name),
      ),
    );
  });

  test('names its files by the path that the user wrote', async () => {
    const folder = folderOf({ 'deep/a.log': 'errcode=40014\n' });
    const file = join(folder, 'deep', 'a.log');
    for (const path of [folder, `${folder}/`, join(folder, '**', '*.log'), file]) {
      const report = await reportOf('', { paths: [path] });
      expect(report.input.files.map(({ name }) => name)).toEqual([file]);
    }
  });

  test('is followed through links to files, and a link that leads nowhere does not stop it', async () => {
    const folder = folderOf({ 'real/a.log': 'errcode=40014\n', 'links/b.log': 'errcode=45009\n' });
    symlinkSync(join(folder, 'real', 'a.log'), join(folder, 'links', 'a.log'));
    symlinkSync(join(folder, 'gone'), join(folder, 'links', 'gone.log'));
    const report = await reportOf('', { paths: [join(folder, 'links')] });
    expect(countsOf(report)).toEqual({ 40014: 1, 45009: 1 });
  });

  test('may hold brackets and stars in its own name', async () => {
    const folder = folderOf({ 'a [1] (x)/b.log': 'errcode=40014\n' });
    expect(countsOf(await reportOf('', { paths: [join(folder, 'a [1] (x)')] }))).toEqual({
      40014: 1,
    });
    const file = join(folder, 'a [1] (x)', 'b.log');
    expect(countsOf(await reportOf('', { paths: [file] }))).toEqual({ 40014: 1 });
  });
});

describe('times', () => {
  test('are read in the zone asked for and reported in UTC', async () => {
    const log = '2026-09-01 10:00:00 errcode=40014\n2026-09-01T10:00:00Z errcode=40014\n';
    const shanghai = await reportOf(log);
    expect(shanghai.time).toMatchObject({
      from: '2026-09-01T02:00:00Z',
      to: '2026-09-01T10:00:00Z',
    });
    const berlin = await reportOf(log, { tz: 'Europe/Berlin' });
    expect(berlin.time).toMatchObject({ from: '2026-09-01T08:00:00Z', zone: 'Europe/Berlin' });
  });

  test('that are missing are counted as such', async () => {
    const report = await reportOf('errcode=40014\n\n2026-09-01 10:00:00 errcode=40014\n');
    expect(report.time.undated).toBe(1);
    expect(report.codes[0]).toMatchObject({ events: 2, undated: 1 });
  });

  test('of the hint date a record that has none', async () => {
    const report = await reportOf('errcode=40014 hint: [1774937659396423194077724]\n');
    expect(report.codes[0]?.firstSeen).toBe('2026-03-31T06:14:19Z');
    expect(report.time.undated).toBe(0);
  });

  test('without a year take the year before when the file is of January', async () => {
    const folder = folderOf({
      'sys.log':
        'Dec 31 23:00:00 host app: errcode=40014\nJan  2 01:00:00 host app: errcode=40014\n',
    });
    const january = new Date('2026-01-02T01:00:00+08:00');
    utimesSync(join(folder, 'sys.log'), january, january);
    const report = await reportOf('', { paths: [folder] });
    expect(report.time).toMatchObject({ from: '2025-12-31T15:00:00Z', to: '2026-01-01T17:00:00Z' });
  });

  test('inside a range count from since on and up to until, which is left out', async () => {
    const log = [9, 10, 11, 12].map(
      (hour) => `2026-09-01T${String(hour).padStart(2, '0')}:00:00Z errcode=40014\n`,
    );
    const report = await reportOf(`${log.join('')}errcode=40014\n`, {
      range: {
        sinceMs: Date.parse('2026-09-01T10:00:00Z'),
        untilMs: Date.parse('2026-09-01T12:00:00Z'),
      },
    });
    expect(report.totals.events).toBe(2);
    expect(report.time).toMatchObject({
      from: '2026-09-01T10:00:00Z',
      to: '2026-09-01T11:00:00Z',
      since: '2026-09-01T10:00:00Z',
      until: '2026-09-01T12:00:00Z',
      outside: 3,
      undated: 0,
    });
  });

  test('a range leaves out foreign codes and near misses as well', async () => {
    const log =
      '2026-08-01T10:00:00Z oapi.dingtalk.com errcode=310000\n2026-08-01T10:00:00Z send failed, hint: [1774937659396423194077724]\n';
    const range = {
      sinceMs: Date.parse('2026-09-01T00:00:00Z'),
      untilMs: Number.POSITIVE_INFINITY,
    };
    const { totals, time } = await reportOf(log, { range });
    expect(totals).toMatchObject({ foreign: 0, nearMisses: 0, events: 0 });
    expect(time.outside).toBe(2);
    expect((await reportOf(log)).totals).toMatchObject({ foreign: 1, nearMisses: 1 });
  });

  test('lie in UTC buckets of the width asked for', async () => {
    const log =
      '2026-09-01T10:59:59Z errcode=40014\n2026-09-01T11:00:00Z errcode=40014\n2026-09-01T11:59:00Z errcode=40014\n';
    const at = (text: string): number => Date.parse(text) / 1000;
    expect((await reportOf(log, { by: '1h' })).codes[0]?.series).toEqual([
      [at('2026-09-01T10:00:00Z'), 1],
      [at('2026-09-01T11:00:00Z'), 2],
    ]);
    const daily = await reportOf(log, { by: '1d' });
    expect(daily.codes[0]?.series).toEqual([[at('2026-09-01T00:00:00Z'), 3]]);
    expect(daily.time).toMatchObject({ bucket: '1d', bucketSeconds: 86_400 });
  });

  test('that the hints contradict are told with the zone that fits', async () => {
    const seconds = Date.parse('2026-09-01T02:00:00Z') / 1000;
    const line = (index: number): string =>
      `2026-09-01 04:00:0${index} errcode=40014 hint: [${seconds + index}396423194077724]\n`;
    const log = [0, 1, 2, 3, 4, 5].map(line).join('');
    const { notices } = await reportOf(log, { tz: 'Asia/Shanghai' });
    expect(notices).toContainEqual(expect.objectContaining({ id: 'zone-differs', fits: '+02:00' }));
    const { notices: none } = await reportOf(log, { tz: 'Europe/Berlin' });
    expect(none.some(({ id }) => id === 'zone-differs')).toBe(false);
  });
});

describe('an entry', () => {
  const block = [
    '2026-09-01 10:00:00.123 ERROR c.e.Service : ',
    '【请求地址】：https://qyapi.weixin.qq.com/cgi-bin/message/send?access_token=x',
    '【请求参数】：{"touser":"a"}',
    '【错误信息】：错误代码：81013, 错误信息：UserID、部门ID、标签ID全部非法',
    'me.chanjar.weixin.common.error.WxErrorException: 错误代码：81013',
    '\tat me.chanjar.weixin.cp.api.impl.BaseWxCpServiceImpl.executeInternal(BaseWxCpServiceImpl.java:270)',
    '',
  ].join('\n');

  test('lends its time and its API to the lines below', async () => {
    const report = await reportOf(block);
    expect(report.codes).toHaveLength(1);
    expect(report.codes[0]).toMatchObject({
      errcode: 81013,
      events: 2,
      undated: 0,
      firstSeen: '2026-09-01T02:00:00.123Z',
      lastSeen: '2026-09-01T02:00:00.123Z',
      apis: [{ api: '/cgi-bin/message/send', events: 2 }],
    });
  });

  test('ends where the next one begins', async () => {
    const report = await reportOf(`${block}2026-09-01 11:00:00 INFO next\n  "errcode": 60111\n`);
    expect(report.codes.find(({ errcode }) => errcode === 60111)).toMatchObject({
      firstSeen: '2026-09-01T03:00:00Z',
      apis: [],
    });
  });

  test('does not reach from one file into the next', async () => {
    const folder = folderOf({
      'a.log': '2026-09-01 10:00:00 begin\n',
      'b.log': ' errcode=40014\n',
    });
    expect((await reportOf('', { paths: [folder] })).time.undated).toBe(1);
  });

  test.each([
    ['just within', -64, 0],
    ['beyond', 64, 1],
  ])('reaches 64 KiB down: a line %s it', async (_where, more, undated) => {
    const filler = 'at com.example.Frame.run\n';
    const count = Math.floor((ENTRY_BYTES_MAX + more) / filler.length);
    const head = '2026-09-01 10:00:00 begin'.padEnd(
      ENTRY_BYTES_MAX + more - count * filler.length - 1,
    );
    const log = Buffer.from(`${head}\n${filler.repeat(count)}errcode=40014\n`);
    expect((await reportOf(log)).time.undated).toBe(undated);
    const places = [1, 1000, 30_000, 65_536, 65_600];
    expect((await reportOf(cutAt(log, places))).time.undated).toBe(undated);
  });

  test('is found behind many reads of any size', async () => {
    const entry = `2026-09-01 10:00:00 begin /cgi-bin/user/get\n${'frame\n'.repeat(4000)}errcode=60111\n`;
    const log = Buffer.from(entry.repeat(40));
    const whole = await reportOf(log);
    expect(whole.codes[0]).toMatchObject({ events: 40, undated: 0 });
    expect(whole.apis).toMatchObject([{ api: '/cgi-bin/user/get', events: 40, errors: 40 }]);
    const pieces = await reportOf(cutAt(log, [7, 99_991, 262_144, 262_145, 500_000, 777_777]));
    expect(figuresOf(pieces)).toEqual(figuresOf(whole));
  });
});

describe('what an overlay tolerates', () => {
  const log = [
    '/cgi-bin/user/get errcode=60111',
    '/cgi-bin/user/list errcode=60111',
    'errcode=45009',
    'errcode=7654321',
    'errcode=40014',
    '',
  ].join('\n');

  test('stays counted, and is marked by code and in all', async () => {
    const folder = folderOf({
      'house.yaml':
        'tolerate:\n  - {code: 60111, api: /cgi-bin/user/get}\n  - code: 45009\n  - code: 7654321\n',
    });
    const overlays = await readOverlays([join(folder, 'house.yaml')]);
    const report = await reportOf(log, { catalog: loadCatalog('zh', overlays) });
    const tolerated = report.codes.map(({ errcode, events, tolerated: marked }) => [
      errcode,
      events,
      marked,
    ]);
    expect(tolerated).toEqual([
      [60111, 2, 1],
      [40014, 1, undefined],
      [45009, 1, 1],
      [7654321, 1, 1],
    ]);
    expect(report.totals).toMatchObject({ errors: 5, tolerated: 3 });
    expect(report.catalog.version).toMatch(/\+overlay$/);
  });

  test('is nothing without one', async () => {
    const report = await reportOf(log);
    expect(report.totals.tolerated).toBe(0);
    for (const code of report.codes) expect(code).not.toHaveProperty('tolerated');
  });
});

describe('codes outside the catalogue', () => {
  test('are listed with what WeCom said about them', async () => {
    const report = await reportOf(
      '{"errcode":7654321,"errmsg":"moon is full, hint: [1774937659396423194077724], from ip: 203.0.113.7"}\n{"errcode":7654322}\n',
    );
    expect(report.codes.map(({ errmsg }) => errmsg)).toEqual(['moon is full', undefined]);
  });

  test('are listed with masked samples', async () => {
    const report = await reportOf(
      '2026-09-01 10:00:00 errcode=7654321 access_token=s3cretT0ken userid=zhangsan\n',
    );
    const [code] = report.codes;
    expect(code).toMatchObject({ errcode: 7654321, category: 'unknown' });
    expect(code).not.toHaveProperty('meaning');
    expect(code?.samples).toHaveLength(1);
    expect(code?.samples?.[0]).toContain('errcode=7654321');
    expect(code?.samples?.[0]).not.toMatch(/s3cretT0ken|zhangsan/);
    expect(report.totals).toMatchObject({ unknown: 1, errors: 1 });
  });

  test('show readable samples though the record is long and Chinese', async () => {
    const bodies = ['', 'a ', 'ab '].map((lead) => `${lead}errcode=7654321 ${'企'.repeat(2000)}\n`);
    for (const body of bodies) {
      const [sample] = (await reportOf(body)).codes[0]?.samples ?? [];
      expect(sample).toMatch(/errcode=7654321 企{300,}$/);
    }
  });

  test('have at most three samples, the same in any order of lines', async () => {
    const lines = Array.from({ length: 20 }, (_, index) => `line ${index} errcode=7654321\n`);
    const forward = (await reportOf(lines.join(''))).codes[0]?.samples;
    const backward = (await reportOf(lines.toReversed().join(''))).codes[0]?.samples;
    expect(forward).toHaveLength(3);
    expect(backward).toEqual(forward);
  });

  test('that differ behind the same beginning are the same samples in any order', async () => {
    const time = '2026-09-01T10:00:00.000+08:00 INFO ';
    const lines = ['a', 'b', 'c', 'd'].map((name) => `${time}errcode=7654321 from ${name}\n`);
    const forward = (await reportOf(lines.join(''))).codes[0]?.samples;
    const backward = (await reportOf(lines.toReversed().join(''))).codes[0]?.samples;
    expect(backward).toEqual(forward);
  });

  test('are bounded: many thousands of them add up in otherCodes, whatever their order', async () => {
    const distinct = 200_000;
    const lines = Array.from({ length: distinct }, (_, index) => `errcode=${1_000_000 + index}\n`);
    const forward = await reportOf(Buffer.from(lines.join('')));
    expect(forward.codes.length).toBe(UNKNOWN_CODES_MAX);
    expect(forward.otherCodes).toBe(distinct - UNKNOWN_CODES_MAX);
    expect(forward.totals).toMatchObject({ events: distinct, unknown: distinct, errors: distinct });
    expectConsistent(forward);
    const backward = await reportOf(Buffer.from(lines.toReversed().join('')));
    expect(backward.codes).toEqual(forward.codes);
    expect(backward.otherCodes).toBe(forward.otherCodes);
  });

  test('that are many do not hide catalogued ones', async () => {
    const flood = Array.from({ length: 5000 }, (_, index) => `errcode=${2_000_000 + index}\n`);
    const report = await reportOf(`${flood.join('')}errcode=40014\n`);
    expect(countsOf(report)[40014]).toBe(1);
  });
});

describe('what is not counted with a WeCom meaning', () => {
  test('codes of other platforms stand apart', async () => {
    const report = await reportOf(
      'oapi.dingtalk.com errcode=310000\noapi.dingtalk.com errcode=310000\nhttps://api.weixin.qq.com/x errcode=40029\nerrcode=40014\n',
    );
    expect(report.foreign).toEqual([
      {
        platform: 'dingtalk',
        errcode: 310000,
        meaning: expect.stringMatching(/^机器人安全校验没有通过/),
        events: 2,
      },
      { platform: 'weixin', errcode: 40029, meaning: '网页授权或登录的 code 无效', events: 1 },
    ]);
    expect(countsOf(report)).toEqual({ 40014: 1 });
    expect(report.totals).toMatchObject({ events: 4, foreign: 3, errors: 1 });
  });

  test("so do the numbers of WeCom's own libraries", async () => {
    const report = await reportOf(
      [
        'WXBizMsgCrypt verify failed errcode=-40001',
        'call WeWorkFinanceSdk GetChatData error, errorCode:10001',
        'GetChatData https://qyapi.weixin.qq.com/ errcode=301002',
        'order service errcode=10001',
        '',
      ].join('\n'),
    );
    expect(report.foreign).toEqual([
      { platform: 'callback-crypto', errcode: -40001, meaning: '签名验证错误', events: 1 },
      { platform: 'finance-sdk', errcode: 10001, meaning: '网络请求错误', events: 1 },
    ]);
    expect(countsOf(report)).toEqual({ 301002: 1, 10001: 1 });
  });

  test('near misses are counted by reason with masked samples', async () => {
    const report = await reportOf(
      'send to user@example.com failed, hint: [1774937659396423194077724], more info\n',
    );
    expect(report.totals).toMatchObject({ nearMisses: 1, events: 0 });
    expect(report.nearMisses[0]).toMatchObject({ reason: 'no-code', events: 1 });
    expect(report.nearMisses[0]?.samples[0]).not.toContain('user@example.com');
  });

  test('a log without successes says so', async () => {
    const without = await reportOf('errcode=40014\n');
    expect(without.notices).toContainEqual({ id: 'success-not-logged' });
    const { notices } = await reportOf('errcode=40014\nerrcode=0\n');
    expect(notices).not.toContainEqual({ id: 'success-not-logged' });
  });
});

describe('APIs', () => {
  test('are counted by path, clean of escapes and queries', async () => {
    const report = await reportOf(
      [
        'https://qyapi.weixin.qq.com/cgi-bin/user/get?access_token=x errcode=0',
        '"https:\\/\\/qyapi.weixin.qq.com\\/cgi-bin\\/user\\/get?userid=1" "errcode":60111',
        'https%3A%2F%2Fqyapi.weixin.qq.com%2Fcgi-bin%2Fuser%2Fget%3Fuserid errcode=60111',
        '',
      ].join('\n'),
    );
    expect(report.apis).toEqual([
      {
        api: '/cgi-bin/user/get',
        domain: 'contacts',
        title: '读取成员',
        events: 3,
        errors: 2,
        groups: { ok: 1, object: 2 },
      },
    ]);
  });

  test('with a flood of unknown codes list the codes that are counted by name and no others', async () => {
    const lines = Array.from(
      { length: 5000 },
      (_, index) => `/cgi-bin/user/get errcode=${1_000_000 + index}\n`,
    );
    const report = await reportOf(lines.join(''));
    expect(report.apis).toMatchObject([
      { api: '/cgi-bin/user/get', events: 5000, errors: 5000, groups: { unknown: 5000 } },
    ]);
    expect(report.codes).toHaveLength(UNKNOWN_CODES_MAX);
    for (const code of report.codes) {
      expect(code.apis).toEqual([{ api: '/cgi-bin/user/get', events: 1 }]);
    }
  });

  test('beyond the limit are counted together', async () => {
    const letters = (index: number): string =>
      String(index).replace(/\d/g, (digit) => 'abcdefghij'[Number(digit)]!);
    const lines = Array.from(
      { length: 2000 },
      (_, index) => `/cgi-bin/x${letters(index)} errcode=40014\n`,
    );
    const report = await reportOf(lines.join(''));
    expect(report.apis).toHaveLength(500);
    expect(report.otherApis).toBe(1500);
  });
});

describe('an interrupt', () => {
  test('ends the reading of a large file, and the report says that it is partial', async () => {
    const folder = folderOf({ 'large.log': 'errcode=40014\n'.repeat(2_000_000) });
    const catalog = loadCatalog('zh');
    const interrupt = new AbortController();
    const report = await reportOf('', {
      paths: [folder],
      signal: interrupt.signal,
      // The first code asks the catalogue; the signal comes while the file is being read.
      catalog: {
        ...catalog,
        get: (errcode) => {
          setImmediate(() => interrupt.abort());
          return catalog.get(errcode);
        },
        isKnown: (errcode) => catalog.isKnown(errcode),
      },
    });
    expect(report.partial).toBe(true);
    expect(report.totals.events).toBeGreaterThan(0);
    expect(report.totals.events).toBeLessThan(2_000_000);
  });
});
