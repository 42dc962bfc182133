/** The same records in every form give the same figures: one judge reads them all. */
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { encodeText } from '../../src/record/encoding.ts';
import { folderOf } from '../helpers/folder.ts';
import { cutAt } from '../helpers/lines.ts';
import { countsOf, reportOf } from '../helpers/run.ts';

const NOON_MS = Date.parse('2026-09-01T12:00:00+08:00');

interface LogEvent {
  readonly timeMs: number;
  readonly message: string;
}

const reply = fc
  .tuple(
    fc.constantFrom(0, -1, 40014, 40029, 42001, 45009, 60020, 310000, 853006, 1234567),
    fc.constantFrom(
      'invalid access_token, hint: [1774937659396423194077724]',
      'not allow to access from your ip, hint: [1774937659396423194077724], from ip: 203.0.113.45',
      '企业微信 "引号" \\ 反斜杠',
    ),
  )
  .map(([errcode, errmsg]) => JSON.stringify({ errcode, errmsg }));

/** A code deep in texts within texts, as loggers that log each other's lines make them. */
const nested = fc.tuple(reply, fc.nat({ max: 3 })).map(([text, depth]) => {
  let whole = text;
  for (let index = 0; index < depth; index++) whole = JSON.stringify({ msg: `got ${whole}` });
  return whole;
});

const message = fc.oneof(
  nested,
  nested.map((text) => `POST https://qyapi.weixin.qq.com/cgi-bin/message/send -> ${text}`),
  fc.constantFrom(
    'more info at https://open.work.weixin.qq.com/devtool/query?e=40014',
    '错误码：60011，企业微信通讯录同步失败',
    '[853000] 企业微信 invalid, hint: [1774937659396423194077724]',
    '发送失败 企业微信 invalid credential, hint: [1774937659396423194077724]',
    'oapi.dingtalk.com {"errcode":40014,"errmsg":"不合法的access_token"}',
    'GET /index.html 200',
    '',
  ),
  fc.string({ unit: 'grapheme', maxLength: 8 }),
);

const events: fc.Arbitrary<LogEvent[]> = fc.array(
  fc.record({ timeMs: fc.integer({ min: NOON_MS, max: NOON_MS + 86_400_000 }), message }),
  { minLength: 1, maxLength: 8 },
);

const timed = ({ timeMs, message }: LogEvent): object => ({
  '@timestamp': new Date(timeMs).toISOString(),
  message,
});

const lines = (log: readonly LogEvent[]): string =>
  log.map((event) => `${JSON.stringify(timed(event))}\n`).join('');

type Form = (log: readonly LogEvent[]) => string | Uint8Array;

const FORMS: readonly (readonly [name: string, form: Form])[] = [
  ['an array', (log) => JSON.stringify(log.map(timed))],
  ['a pretty-printed array', (log) => JSON.stringify(log.map(timed), undefined, 2)],
  ['pretty-printed values', (log) => log.map((e) => JSON.stringify(timed(e), null, 4)).join('\n')],
  [
    'the response of a search in Elasticsearch',
    (log) =>
      JSON.stringify({
        took: 12,
        timed_out: false,
        _shards: { total: 1, successful: 1, skipped: 0, failed: 0 },
        hits: {
          total: { value: log.length, relation: 'eq' },
          max_score: null,
          hits: log.map((event, index) => ({
            _index: 'logs-2026.09.01',
            _id: `id${index}`,
            _score: null,
            _source: timed(event),
            sort: [event.timeMs],
          })),
        },
      }),
  ],
  [
    'the fields of a search in Elasticsearch',
    (log) =>
      JSON.stringify({
        took: 12,
        hits: {
          hits: log.map(({ timeMs, message }) => ({
            _index: 'logs',
            fields: { '@timestamp': [new Date(timeMs).toISOString()], message: [message] },
          })),
        },
      }),
  ],
  [
    'events of CloudWatch Logs',
    (log) =>
      JSON.stringify(
        {
          events: log.map(({ timeMs, message }, index) => ({
            logStreamName: 'web/1',
            timestamp: timeMs,
            message,
            ingestionTime: timeMs + 1234,
            eventId: `3784${index}`,
          })),
          searchedLogStreams: [],
        },
        undefined,
        4,
      ),
  ],
  [
    'what a subscription of CloudWatch Logs delivers',
    (log) =>
      JSON.stringify({
        messageType: 'DATA_MESSAGE',
        owner: '111111111111',
        logGroup: '/app/web',
        logStream: 'web/1',
        subscriptionFilters: ['all'],
        logEvents: log.map(({ timeMs, message }) => ({ id: '1', timestamp: timeMs, message })),
      }),
  ],
  [
    'a query of Loki',
    (log) =>
      JSON.stringify({
        status: 'success',
        data: {
          resultType: 'streams',
          result: [
            {
              stream: { app: 'web' },
              values: log.map(({ timeMs, message }) => [`${timeMs}000000`, message]),
            },
          ],
          stats: { summary: { bytesProcessedPerSecond: 1 } },
        },
      }),
  ],
  [
    'entries of Google Cloud Logging',
    (log) =>
      JSON.stringify(
        log.map(({ timeMs, message }) => ({
          insertId: 'a1',
          textPayload: message,
          timestamp: new Date(timeMs).toISOString(),
        })),
        undefined,
        2,
      ),
  ],
  ['an array in UTF-16', (log) => utf16(JSON.stringify(log.map(timed)), 'le')],
  ['lines in UTF-16', (log) => utf16(lines(log), 'be')],
  ['lines in UTF-16 without a mark', (log) => utf16(lines(log), 'le', '')],
  ['a packed array', (log) => gzipSync(JSON.stringify(log.map(timed)))],
];

function utf16(text: string, order: 'le' | 'be', mark = '\ufeff'): Buffer {
  const bytes = Buffer.from(mark + text, 'utf16le');
  return order === 'le' ? bytes : bytes.swap16();
}

/** What is the same whatever the records were wrapped in. */
function figuresOf({
  totals,
  codes,
  nearMisses,
  foreign,
  time,
  input,
  problems,
}: Reported): object {
  return {
    ...{ totals, foreign, problems },
    codes: codes.map(({ errcode, events, firstSeen, lastSeen, undated }) => {
      return { errcode, events, firstSeen, lastSeen, undated };
    }),
    nearMisses: nearMisses.map(({ reason, events }) => ({ reason, events })),
    time: { from: time.from, to: time.to, undated: time.undated },
    records: input.lines,
  };
}

type Reported = Awaited<ReturnType<typeof reportOf>>;

describe('records are read alike', () => {
  test.each(FORMS)('as lines and as %s, in any chunks', async (name, form) => {
    await fc.assert(
      fc.asyncProperty(events, fc.array(fc.nat(), { maxLength: 4 }), async (log, places) => {
        const plain = await reportOf(lines(log));
        const bytes = Buffer.from(form(log) as Uint8Array);
        const wrapped = await reportOf(cutAt(bytes, places));
        expect(figuresOf(wrapped)).toEqual(figuresOf(plain));
        if (name !== 'a packed array') expect(wrapped.input.bytes).toBe(bytes.length);
      }),
      { numRuns: 10 },
    );
  });

  test('in GB18030 too, whose characters may end in a backslash or a brace', async () => {
    const text = JSON.stringify([
      { time: '2026-09-01 12:00:00', msg: '誠\\ 企业微信 {"errcode":40014}' },
      { time: '2026-09-01 12:00:01', msg: '亄錯誤', errcode: 45009 },
    ]);
    const bytes = encodeText(text, 'gb18030');
    for (const encoding of ['auto', 'gb18030'] as const) {
      const report = await reportOf(bytes, { encoding });
      expect(report.problems).toEqual([]);
      expect(countsOf(report)).toEqual({ 40014: 1, 45009: 1 });
      expect(report.input).toMatchObject({ lines: 2, bytes: bytes.length });
    }
  });

  test('with the time of their own, never that of the element before', async () => {
    const dated = { time: '2026-09-01T00:00:00Z', errcode: 40014 };
    const report = await reportOf(JSON.stringify([dated, { errcode: 40014 }, { errcode: 45009 }]));
    expect(report.codes).toMatchObject([
      { errcode: 40014, events: 2, undated: 1 },
      { errcode: 45009, events: 1, undated: 1 },
    ]);
    expect(report.time.undated).toBe(2);
  });

  test('one that is longer than a record may be, too', async () => {
    const long = { blob: 'x'.repeat(3_000_000), errcode: 40014, more: 'y'.repeat(2_000_000) };
    const report = await reportOf(JSON.stringify([{ errcode: 45009 }, long, { errcode: 60020 }]));
    expect(countsOf(report)).toEqual({ 40014: 1, 45009: 1, 60020: 1 });
    expect(report.input).toMatchObject({ lines: 3, longRecords: 1 });
  });

  test('beside lines, each input for itself', async () => {
    const folder = folderOf({
      'a.json': '[{"errcode":40014},\n{"errcode":40014}]',
      'b.log': '[INFO] errcode=45009\n[2026-09-01 12:00:00] errcode=45009\n',
      'c.ndjson': '{"errcode":60020}\n{"errcode":60020}\n',
    });
    const report = await reportOf('', { paths: [folder] });
    expect(countsOf(report)).toEqual({ 40014: 2, 45009: 2, 60020: 2 });
    expect(report.input.files.map(({ lines }) => lines)).toEqual([2, 2, 2]);
  });

  test('and counted once where the same document is there twice', async () => {
    const text = JSON.stringify(Array.from({ length: 200 }, (_, id) => ({ id, errcode: 40014 })));
    const folder = folderOf({ 'a.json': text, 'a.json.gz': gzipSync(text) });
    const report = await reportOf('', { paths: [folder] });
    expect(countsOf(report)).toEqual({ 40014: 200 });
    expect(report.notices[0]).toMatchObject({ id: 'same-content', inputs: 1, bytes: text.length });
  });
});

describe('what is wrong with a document', () => {
  const codesOf = (report: Reported): unknown => report.problems.map(({ code }) => code);

  test('is told with its place, and what stands before it is counted', async () => {
    const text = '[{"errcode":40014},\n{"errcode":45009},\n{"errcode":NaN},\n{"errcode":60020}]';
    const report = await reportOf(text, { input: 'json' });
    expect(countsOf(report)).toEqual({ 40014: 1, 45009: 1 });
    expect(codesOf(report)).toEqual(['json-malformed']);
    expect(report.problems[0]!.say('en')).toContain('near byte 50,');
    expect(report.hasFailed).toBe(true);
  });

  test.each([
    ['UTF-16', (text: string) => utf16(text, 'le'), 2 + 2 * 24],
    ['GB18030', (text: string) => encodeText(text, 'gb18030'), 24 + 2],
    ['UTF-8', (text: string) => Buffer.from(`\ufeff${text}`), 3 + 24 + 2 * 2],
  ])('is told in bytes of %s', async (_name, encode, at) => {
    // A value is wanted where the last bracket stands.
    const report = await reportOf(encode('[{"a":"错误","errcode":1},]'), { input: 'json' });
    expect(report.problems[0]!.say('en')).toContain(`near byte ${at},`);
  });

  test('does not keep the other inputs from being read', async () => {
    const folder = folderOf({
      'a.json': '[{"errcode":40014},{"errcode":45009},{"errc',
      'b.json.gz': gzipSync(JSON.stringify([{ errcode: 60020 }, { errcode: 60011 }])).subarray(
        0,
        40,
      ),
      'c.json': '[{"errcode":40029}]',
    });
    const report = await reportOf('', { paths: [folder] });
    expect(codesOf(report)).toEqual(['json-truncated', 'gzip-truncated']);
    expect(countsOf(report)).toMatchObject({ 40014: 1, 45009: 1, 40029: 1 });
  });

  test('is that a path leads nowhere: then a document is one record', async () => {
    const text = '{"errcode":40014}\n{"errcode":45009}\n';
    const report = await reportOf(text, { jsonPath: 'logs.entries' });
    expect(codesOf(report)).toEqual(['json-path-missing']);
    expect(countsOf(report)).toEqual({ 40014: 1, 45009: 1 });
  });

  test('is nothing where an array or an input is empty', async () => {
    for (const text of ['', ' \n', '[]', '{"took":1,"hits":{"hits":[]}}']) {
      const report = await reportOf(text, {
        input: 'json',
        jsonPath: text.includes('took') ? 'elk' : undefined,
      });
      expect(report.problems).toEqual([]);
      expect(report.input.lines).toBe(0);
    }
  });
});

describe('the user may say', () => {
  const pages = [1, 2].map((page) =>
    JSON.stringify({ page, items: [{ errcode: 40014 }, { errcode: 40014 }] }),
  );

  test('where the records are, also of documents of one line each', async () => {
    const text = pages.join('\n');
    expect(countsOf(await reportOf(text))).toEqual({ 40014: 2 });
    expect(countsOf(await reportOf(text, { jsonPath: 'items[]' }))).toEqual({ 40014: 4 });
  });

  test('that lines are lines, whatever they look like', async () => {
    const text = '[\n{"errcode":40014},\n{"errcode":40014}\n]\n';
    expect((await reportOf(text)).input.lines).toBe(2);
    const report = await reportOf(text, { input: 'lines' });
    expect(report.input.lines).toBe(4);
    expect(countsOf(report)).toEqual({ 40014: 2 });
  });
});
