/** Lines of logs and the times they say, as flat tables, with what the tests of times share. */
import { createTimeReader, type TimeReader } from '../../src/record/time.ts';
import { createZone } from '../../src/record/zone.ts';

export const SHANGHAI = createZone('Asia/Shanghai');
/** A day after the first of September, so that `Sep  1` is of 2026 and `Dec 31` of 2025. */
export const LATEST_MS = Date.UTC(2026, 8, 2, 4);
export const encoder = new TextEncoder();

/** 12:00:00 in Shanghai. */
export const NOON = Date.parse('2026-09-01T12:00:00+08:00');
const NOON_UTC = Date.parse('2026-09-01T12:00:00Z');

export function createReader(): TimeReader {
  return createTimeReader({ zone: SHANGHAI, latestMs: LATEST_MS });
}

export function readText(text: string, reader = createReader()): number {
  const bytes = encoder.encode(text);
  return reader.read(bytes, 0, bytes.length);
}

type Case = readonly [text: string, ms: number, hadZone: boolean];

const ISO: readonly Case[] = [
  ['2026-09-01T12:00:00Z', NOON_UTC, true],
  ['2026-09-01T12:00:00.000Z', NOON_UTC, true],
  ['2026-09-01t12:00:00z', NOON_UTC, true],
  ['2026-09-01 12:00:00,123', NOON + 123, false],
  ['2026-09-01 12:00:00.123456789+08:00', NOON + 123, true],
  ['2026-09-01 12:00:00.5 INFO', NOON + 500, false],
  ['2026-09-01 12:00:00:123 INFO', NOON + 123, false],
  ['2026-09-01 12:00:00.1234567890123 INFO in the main thread', NOON + 123, false],
  ['2026-09-01 12:00:00+0800', NOON, true],
  ['2026-09-01 12:00:00+08', NOON, true],
  ['2026-09-01 12:00:00 +0800 INFO', NOON, true],
  ['2026-09-01 12:00:00.123 +08:00 [ERR] Serilog', NOON + 123, true],
  ['2026-08-31 22:30:00 -0530 INFO', NOON, true],
  ['2026-09-01 12:00:00.123 UTC [1234] LOG:  PostgreSQL', NOON_UTC + 123, true],
  ['2026-09-01 12:00:00.123 CST [1234] LOG:  PostgreSQL', NOON + 123, true],
  ['2026-09-01 12:00:00 -12 items', NOON, false],
  ['2026-09-01 12:00:00 -1234 items', NOON, false],
  ['2026-09-01 12:00:00 - MainThread - ERROR', NOON, false],
  ['2026-09-01 12:00:00 ERROR more words so that the fast path applies', NOON, false],
  ['2026/09/01 12:00:00 [error] 6#6: *7 nginx', NOON, false],
  ['2026/09/01 12:00:00.123456 main.go:12: Go', NOON + 123, false],
  ['[GIN] 2026/09/01 - 12:00:00 | 200 |', NOON, false],
  ['20260901T120000Z', NOON_UTC, true],
  ['20260901T120000.250+0800', NOON + 250, true],
  ['20260901 12:00:00', NOON, false],
  ['2026-09-01 12:00', NOON, false],
  ['2026-09-01 12:00: no seconds, and a long rest of the line', NOON, false],
  ['2026.09.01 12:00:00', NOON, false],
  ['2026年09月01日 12:00:00', NOON, false],
  ['2026年9月1日12:00', NOON, false],
  ['2026年 09月 01日 星期二 12:00:00 CST', NOON, true],
  ['2026年09月01日 星期二 12时00分00秒 CST', NOON, true],
  ['2026-9-1 9:05:03', NOON - 10_497_000, false],
  ['2026/9/1 上午9:05:03', NOON - 10_497_000, false],
  ['2026-09-01-12:00:00', NOON, false],
  ['2026-09-01, 12:00:00', NOON, false],
  ['2016-12-31T23:59:60Z', Date.UTC(2017, 0, 1), true],
  ['2024-02-29 12:00:00', Date.parse('2024-02-29T12:00:00+08:00'), false],
  ['1970-01-01T00:00:05Z', 5000, true],
];

const PREFIXED: readonly Case[] = [
  ['[2026-09-01 12:00:00] local.ERROR: Laravel', NOON, false],
  ['[2026-09-01T12:00:00.123] [ERROR] log4js', NOON + 123, false],
  ['[ERROR][2026-09-01 12:00:00][chat.py:314] - text', NOON, false],
  ['【INFO】2026-09-01 12:00:00,681 - download.py', NOON + 681, false],
  ['【2026-09-01 12:00:00】错误', NOON, false],
  ['I, [2026-09-01T12:00:00.123456 #91447]  INFO -- : Ruby', NOON + 123, false],
  ['I, [2026-09-01 12:00:00#91447]  INFO -- : old Ruby', NOON, false],
  ['level=debug ts=2026-09-01T12:00:00.742Z caller=a.go:1', NOON_UTC + 742, true],
  ['time="2026-09-01T12:00:00+08:00" level=error', NOON, true],
  ["level=info time='2026-09-01 12:00:00' msg=a", NOON, false],
  ['level=info msg="until 2027-01-01 00:00:00" ts=2026-09-01T12:00:00Z', NOON_UTC, true],
  ['@timestamp=2026-09-01T12:00:00.661+08:00 content=a', NOON + 661, true],
  ['gateway-1  | 2026-09-01T12:00:00.953Z [ws] docker compose', NOON_UTC + 953, true],
  ['gateway-1  | {"level":50,"time":1788264000123}', NOON_UTC + 123, true],
  [
    '2026-09-01T12:00:00.123456789+08:00 stdout F {"time":"2001-01-01T00:00:00Z"}',
    NOON + 123,
    true,
  ],
  ['\u001b[32m2026-09-01 12:00:00\u001b[0m INFO', NOON, false],
  ['[\u001b[31mERROR\u001b[0m] \u001b[2m2026-09-01T12:00:00Z', NOON_UTC, true],
  ['ERROR main com.example.Handler 2026-09-01 12:00:00 text', NOON, false],
  ['时间：2026-09-01 12:00:00', NOON, false],
  ['\ufeff2026-09-01 12:00:00', NOON, false],
  ['  2026-09-01 12:00:00', NOON, false],
  ['"2026-09-01 12:00:00","ERROR","a quoted table"', NOON, false],
  ["can't say 2026-09-01 12:00:00", NOON, false],
];

const WORDS: readonly Case[] = [
  ['Sep  1 12:00:00 host app[1]: syslog', NOON, false],
  ['<34>Sep  1 12:00:00 host app: syslog', NOON, false],
  ['<34>1 2026-09-01T12:00:00.003Z host app - ID47 - RFC 5424', NOON_UTC + 3, true],
  ['Dec 31 12:00:00 host app: last year', Date.parse('2025-12-31T12:00:00+08:00'), false],
  ['Feb 29 12:00:00 host app: a leap day', Date.parse('2024-02-29T12:00:00+08:00'), false],
  ['Sep  2 12:00:00 host app: the latest', LATEST_MS, false],
  ['Sep  2 12:01:00 host', Date.parse('2025-09-02T12:01:00+08:00'), false],
  ['Sep  1 2026 12:00:00: Cisco', NOON, false],
  ['10.0.0.1 - - [01/Sep/2026:12:00:00 +0800] "GET / HTTP/1.1" 200', NOON, true],
  ['10.0.0.1 - - [01/Sep/2026 12:00:00] "GET / HTTP/1.1" 200', NOON, false],
  ['Tue Sep  1 12:00:00 2026 asctime', NOON, false],
  ['Tue Sep 01 12:00:00 CST 2026', NOON, true],
  ['Tue Sep 01 12:00:00 UTC 2026', NOON_UTC, true],
  ['Tue Sep 01 12:00:00 XYZT 2026', NOON, false],
  ['Tue Sep 01 12:00:00 +0800 2026', NOON, true],
  ['[Tue Sep 01 12:00:00.123456 2026] [core:error] Apache', NOON + 123, false],
  ['Tue Sep 01 2026 12:00:00 GMT+0800 (China Standard Time)', NOON, true],
  ['Tue, 01 Sep 2026 12:00:00 GMT', NOON_UTC, true],
  ['01 Sep 2026 12:00:00,123 INFO log4j', NOON + 123, false],
  ['1234:M 01 Sep 2026 12:00:00.123 * Redis', NOON + 123, false],
  ['01-Sep-2026 12:00:00.123 INFO Tomcat', NOON + 123, false],
  ['[01-Sep-2026 12:00:00] NOTICE: php-fpm', NOON, false],
  ['[01-Sep-2026 12:00:00 UTC] PHP Warning', NOON_UTC, true],
  ['Sep 1, 2026 12:00:00 PM com.example.Main main', NOON, false],
  ['Sep 01, 2026 12:00:00 AM com.example.Main main', NOON - 43_200_000, false],
  ['Sep 01, 2026 1:00:00 PM com.example.Main main', NOON + 3_600_000, false],
  ['九月 01, 2026 12:00:00 下午 com.example.Main main', NOON, false],
  ['九月 01, 2026 1:00:00 上午 com.example.Main main', NOON - 39_600_000, false],
  ['9月 01, 2026 1:00:00 下午 com.example.Main main', NOON + 3_600_000, false],
  ['十二月 31, 2025 12:00:00 下午', Date.parse('2025-12-31T12:00:00+08:00'), false],
  ['E0901 12:00:00.123456    1234 file.go:12] klog', NOON + 123, false],
  ['I20260901 12:00:00.123 1234 file.cc:12] glog', NOON + 123, false],
];

const JSON_LINES: readonly Case[] = [
  ['{"level":50,"time":1788264000000,"pid":1,"msg":"pino"}', NOON_UTC, true],
  ['{"name":"a","time":"2026-09-01T12:00:00.123Z","v":0}', NOON_UTC + 123, true],
  ['{"level":"error","message":"winston","timestamp":"2026-09-01 12:00:00"}', NOON, false],
  ['{"level":"error","ts":1788264000.123,"msg":"zap"}', NOON_UTC + 123, true],
  ['{"@timestamp":"2026-09-01T12:00:00.000Z","message":"Filebeat"}', NOON_UTC, true],
  ['{"fields":{"@timestamp":["2026-09-01T12:00:00.000Z"]},"a":"Elasticsearch"}', NOON_UTC, true],
  ['{"timestamp":"1788264000000000000","line":"Loki"}', NOON_UTC, true],
  ['{"timestamp":1788264000000,"message":"CloudWatch Logs"}', NOON_UTC, true],
  ['{"@t":"2026-09-01T12:00:00.1234567Z","@mt":"Serilog"}', NOON_UTC + 123, true],
  [
    '{"log":"{\\"time\\":\\"2001-01-01T00:00:00Z\\"}\\n","stream":"stdout","time":"2026-09-01T12:00:00.123456789Z"}',
    NOON_UTC + 123,
    true,
  ],
  ['{"log":"{\\"time\\":\\"2026-09-01T12:00:00Z\\"}\\n","stream":"stdout"}', NOON_UTC, true],
  ['{"a":"{\\"b\\":\\"{\\\\\\"ts\\\\\\":1788264000}\\"}"}', NOON_UTC, true],
  ['{"MESSAGE":"journald","__REALTIME_TIMESTAMP":"1788264000000123","_PID":"1"}', NOON_UTC, true],
  [
    '{"__REALTIME_TIMESTAMP":"1788264000900000","_SOURCE_REALTIME_TIMESTAMP":"1788264000000000"}',
    NOON_UTC,
    true,
  ],
  ['{"t":{"$date":"2026-09-01T12:00:00.123+08:00"},"s":"I","msg":"MongoDB"}', NOON + 123, true],
  ['{"time":"14:06:15","timestamp":"2026-09-01 12:00:00"}', NOON, false],
  ['{"time":"2001-01-01T00:00:00Z","@timestamp":"2026-09-01T12:00:00Z"}', NOON_UTC, true],
  ['{"created":978307200,"date":978307201,"ts":1788264000}', NOON_UTC, true],
  ['{"date":"Tue, 01 Sep 2026 12:00:00 GMT"}', NOON_UTC, true],
  ['{"time_local":"01/Sep/2026:12:00:00 +0800"}', NOON, true],
  ['{"eventTime":"20260901T120000Z"}', NOON_UTC, true],
  ['{ "Timestamp" : "2026-09-01 12:00:00" }', NOON, false],
  ['{"a":{"time":"2026-09-01T12:00:00Z"}}', NOON_UTC, true],
  ['{"a":{"@timestamp":"2001-01-01T00:00:00Z"},"t":1788264000000}', NOON_UTC, true],
  ['[{"ts":1788264000000000},', NOON_UTC, true],
  ['{"ts":1788264000123456789}', NOON_UTC + 123, true],
  ['{"msg":"a \\"quoted\\" word \\\\","ts":"1788264000.5"}', NOON_UTC + 500, true],
];

const EPOCHS: readonly Case[] = [
  ['1788264000.123 squid', NOON_UTC + 123, true],
  ['1788264000123 text', NOON_UTC + 123, true],
  ['[1788264000] text', NOON_UTC, true],
  ['level=info ts=1788264000.123 msg=a', NOON_UTC + 123, true],
  ['level=info ts="1788264000" msg=a', NOON_UTC, true],
];

export const NO_TIMES: readonly string[] = [
  '',
  '{',
  'no time at all',
  '14:06:15.757 [main] INFO',
  '# 14:06:15.757 [main] expires 2026-09-01 12:00:00',
  '2026-13-01 12:00:00',
  '2026-02-30 12:00:00',
  '2026-00-10 12:00:00',
  '2026-09-01 24:00:00',
  '2026-09-01 12:60:00',
  '2026-09-01 12:005',
  '2026-09-01 12:00:00000',
  '2026-09-01 12:00:99 and so many more words behind it',
  '2026-09-01',
  '2026-09/01 12:00:00',
  '0001-01-01T00:00:00Z',
  '09/01/2026 12:00:00',
  'Sep 1 12:00 ls -l',
  'Foo 1 12:00:00 2026',
  'Sep 31 12:00:00 host',
  'E1301 12:00:00.123456',
  '1234567890123456 is no count of anything',
  'id=1788264000 text',
  'level=info id="2026-09-01 12:00:00"',
  '/logs/2026-09-01 12:00:00/app.log',
  'app-2026-09-01 12:00:00',
  'result {"time":"2026-09-01T12:00:00Z"}',
  'said "2026-09-01 12:00:00" to',
  '请求总次数超过了 300 次, 处罚将在 2026-09-01 12:00:00 结束',
  '2026年9月 12:00:00',
  '2026年9月1日 12时00分',
  `${'word '.repeat(9)}2026-09-01 12:00:00`,
  `${'x'.repeat(200)} 2026-09-01 12:00:00`,
  'first line\n2026-09-01 12:00:00',
  '{"a":{"date":"2026-09-01 12:00:00"},"b":"2026-09-01 12:00:00"}',
  '{"expires":"2026-09-01T12:00:00Z","timestamps":1788264000}',
  '{"time":12,"ts":null,"date":"2026-09-01"}',
  '{"time"',
  '{"errcode":40014,"errmsg":"invalid access_token, hint: [1774937659396423194077724]"}',
  '\u001b[',
];

export const TABLES = { ISO, PREFIXED, WORDS, JSON_LINES, EPOCHS };
export const ALL: readonly Case[] = Object.values(TABLES).flat();
