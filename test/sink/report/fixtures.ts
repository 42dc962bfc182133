/** Reports made by hand: from a list of codes and when they occurred, everything else follows. */
import { BUCKETS, type BucketWord } from '../../../src/model/bucket.ts';
import {
  REPORT_SCHEMA,
  type Report,
  type ReportCode,
  type ReportIncident,
  type Series,
} from '../../../src/model/report.ts';
import { CATEGORIES, type Category } from '../../../src/model/taxonomy.ts';
import { FACTS } from './code-facts.ts';

interface CodeInput {
  readonly errcode: number;
  /** Events in each bucket from `offset` buckets after the start on. */
  readonly counts: readonly number[];
  readonly offset?: number;
  readonly undated?: number;
  readonly ambiguous?: number;
  readonly api?: string;
  readonly tolerated?: number;
  readonly errmsg?: string;
  readonly samples?: readonly string[];
}

interface ReportInput {
  readonly start?: string;
  readonly bucket?: BucketWord;
  readonly codes?: readonly CodeInput[];
  /** Buckets that the log covers. */
  readonly buckets?: number;
  readonly lines?: number;
  readonly bytes?: number;
}

/** The report of these codes; `changes` are laid over what follows from them. */
export function buildReport(input: ReportInput = {}, changes: Partial<Report> = {}): Report {
  const {
    start = '2026-09-01T00:00:00Z',
    bucket = '5m',
    lines = 86_214,
    bytes = 25_690_112,
  } = input;
  const bucketSeconds = BUCKETS.find(({ word }) => word === bucket)!.seconds;
  const startSeconds = Date.parse(start) / 1000;
  const codes = (input.codes ?? [])
    .map((code) => buildCode(code, startSeconds, bucketSeconds))
    .sort((left, right) => right.events - left.events);
  const failures = codes.filter(({ errcode }) => errcode !== 0);
  const errors = sum(failures.map(({ events }) => events));
  const success = sum(codes.map(({ errcode, events }) => (errcode === 0 ? events : 0)));
  const foreign = changes.foreign ?? [];
  const foreignEvents = sum(foreign.map(({ events }) => events));
  const isDated = codes.some(({ series }) => series.length > 0);
  const end = startSeconds + (input.buckets ?? 96) * bucketSeconds - 17;
  return {
    schema: REPORT_SCHEMA,
    generator: { name: 'wecomlog', version: '0.1.0' },
    catalog: { version: 'page-2019', codes: 329 },
    input: {
      sources: 2,
      bytes,
      lines,
      skipped: [],
      longRecords: 0,
      files: [
        { name: 'app.log', bytes: bytes - 1000, lines: lines - 10, events: errors + success },
        { name: 'app.log.1.gz', bytes: 1000, lines: 10, events: 0 },
      ],
    },
    time: {
      ...(isDated ? { from: isoOf(startSeconds + 12), to: isoOf(end) } : {}),
      zone: 'Asia/Shanghai',
      bucketSeconds,
      bucket,
      undated: sum(codes.map(({ undated }) => undated)),
      outside: 0,
    },
    totals: {
      events: errors + success + foreignEvents,
      errors,
      success,
      unknown: sum(codes.map(({ category, events }) => (category === 'unknown' ? events : 0))),
      foreign: foreignEvents,
      tolerated: sum(codes.map(({ tolerated = 0 }) => tolerated)),
      nearMisses: sum((changes.nearMisses ?? []).map(({ events }) => events)),
    },
    codes,
    otherCodes: 0,
    categories: (Object.keys(CATEGORIES) as Category[]).map((category) => ({
      category,
      group: CATEGORIES[category].group,
      events: sum(codes.map((code) => (code.category === category ? code.events : 0))),
    })),
    domains: [...new Set(codes.map(({ domain }) => domain))].map((domain) => ({
      domain,
      events: sum(codes.map((code) => (code.domain === domain ? code.events : 0))),
      errors: sum(failures.map((code) => (code.domain === domain ? code.events : 0))),
    })),
    apis: apisOf(codes),
    otherApis: 0,
    workloads: [],
    otherWorkloads: 0,
    hosts: [],
    otherHosts: 0,
    incidents: failures
      .flatMap((code) => incidentOf(code, bucketSeconds, end))
      .sort((left, right) => Number(right.isOngoing) - Number(left.isOngoing)),
    otherIncidents: 0,
    incidentTime: { bucketSeconds: 60 },
    duplicates: { events: 0, folded: false },
    foreign,
    nearMisses: [],
    notices: success > 0 || errors === 0 ? [] : [{ id: 'success-not-logged' }],
    partial: false,
    run: { seconds: 0.25 },
    ...changes,
  };
}

/** All of a code's events as one incident; most codes of these reports are met without a pause. */
function incidentOf(code: ReportCode, bucketSeconds: number, end: number): ReportIncident[] {
  const { errcode, series, apis } = code;
  const [first] = series;
  const last = series.at(-1);
  if (first === undefined || last === undefined) return [];
  const [at, events] = series.reduce((most, bucket) => (bucket[1] > most[1] ? bucket : most));
  return [
    {
      ...{ errcode, workload: '' },
      from: isoOf(first[0]),
      to: isoOf(last[0] + bucketSeconds),
      minutes: (last[0] + bucketSeconds - first[0]) / 60,
      events: sum(series.map(([, count]) => count)),
      peak: { at: isoOf(at), events },
      apis: apis.map(({ api }) => api),
      hosts: [],
      isOngoing: end - last[0] < bucketSeconds + 600,
    },
  ];
}

function buildCode(input: CodeInput, startSeconds: number, bucketSeconds: number): ReportCode {
  const { errcode, counts, offset = 0, undated = 0, ambiguous = 0, api } = input;
  const { tolerated, errmsg, samples } = input;
  const facts = FACTS[errcode] ?? { category: 'unknown', domain: 'unknown', retry: 'no' };
  const series: Series = counts
    .map((count, index) => [startSeconds + (offset + index) * bucketSeconds, count] as const)
    .filter(([, count]) => count > 0);
  const events = sum(counts) + undated;
  const first = series[0];
  const last = series.at(-1);
  return {
    errcode,
    ...(facts.meaning === undefined ? {} : { meaning: facts.meaning }),
    ...(facts.remedy === undefined ? {} : { remedy: facts.remedy }),
    category: facts.category,
    group: CATEGORIES[facts.category].group,
    domain: facts.domain,
    owner: facts.owner ?? CATEGORIES[facts.category].owner,
    retry: facts.retry,
    events,
    ...(first === undefined ? {} : { firstSeen: isoOf(first[0] + 31) }),
    ...(last === undefined ? {} : { lastSeen: isoOf(last[0] + 42) }),
    undated,
    shapes: { wire: events },
    ambiguous,
    ...(tolerated === undefined ? {} : { tolerated }),
    apis: api === undefined ? [] : [{ api, events }],
    ...(errmsg === undefined ? {} : { errmsg }),
    ...(samples === undefined ? {} : { samples }),
    series,
  };
}

/** What the catalogue knows of one of the paths. */
const API_FACTS: Readonly<Record<string, Pick<Report['apis'][number], 'domain' | 'title'>>> = {
  '/cgi-bin/message/send': { domain: 'message', title: '发送应用消息' },
};

function apisOf(codes: readonly ReportCode[]): Report['apis'] {
  const entries = codes.flatMap(({ errcode, group, apis }) =>
    apis.map((entry) => ({ errcode, group, ...entry })),
  );
  return [...new Set(entries.map(({ api }) => api))].map((api) => {
    const own = entries.filter((entry) => entry.api === api);
    return {
      api,
      ...API_FACTS[api],
      events: sum(own.map(({ events }) => events)),
      errors: sum(own.map(({ errcode, events }) => (errcode === 0 ? 0 : events))),
      groups: Object.fromEntries(
        [...new Set(own.map(({ group }) => group))].map((group) => [
          group,
          sum(own.map((entry) => (entry.group === group ? entry.events : 0))),
        ]),
      ),
    };
  });
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

function isoOf(seconds: number): string {
  return new Date(seconds * 1000).toISOString();
}

/** China's time, which has had no other offset since 1991. */
export const SHANGHAI = { name: 'Asia/Shanghai', offsetMs: () => 8 * 3_600_000 };

/** Counts that swell and ebb, the same at every run. */
function swell(length: number, height: number, centre: number, breadth: number): number[] {
  return Array.from({ length }, (_, index) =>
    Math.round(height * Math.exp(-(((index - centre) / breadth) ** 2)) + ((index * 7) % 3)),
  );
}

/** A morning on which the exit address changed: one code bursts, the usual ones go on. */
export function incident(): Report {
  const send = '/cgi-bin/message/send';
  return buildReport(
    {
      codes: [
        { errcode: 0, counts: new Array<number>(96).fill(87), api: send },
        { errcode: 60020, counts: swell(40, 52, 14, 9), offset: 38, api: send },
        { errcode: 42001, counts: new Array<number>(96).fill(3), api: '/cgi-bin/user/get' },
        { errcode: 45009, counts: swell(60, 9, 30, 6), offset: 20, api: send, ambiguous: 12 },
        { errcode: 81013, counts: [4, 0, 2, 0, 1], offset: 50, api: send },
        { errcode: 40003, counts: [1, 0, 3], offset: 3, api: '/cgi-bin/user/get', undated: 2 },
        { errcode: -1, counts: [1, 1], offset: 70, api: '/cgi-bin/externalcontact/get' },
        { errcode: 302004, counts: [2], offset: 90, api: '/cgi-bin/batch/replaceparty' },
        {
          errcode: 2_019_733,
          counts: [2],
          offset: 44,
          samples: [
            '2026-09-01 11:41:07.113 WARN [http-nio-8080-exec-3] c.x.WeComClient - send failed {"errcode":2019733,"errmsg":"aibot not supported, hint: [1756698067113418279], from ip: *.*.*.*, more info at https://open.work.weixin.qq.com/devtool/query?e=2019733"}',
          ],
        },
      ],
    },
    {
      input: {
        sources: 3,
        bytes: 1_540_000_000,
        lines: 12_402_113,
        skipped: [{ reason: 'binary', count: 1, bytes: 1_258_291 }],
        longRecords: 2,
        files: [
          { name: 'app.log', bytes: 540_000_000, lines: 4_402_113, events: 9000 },
          { name: 'app.log.1.gz', bytes: 500_000_000, lines: 4_000_000, events: 900 },
          {
            name: 'app.log.2.gz',
            bytes: 500_000_000,
            lines: 4_000_000,
            events: 200,
            problem: '压缩流在结尾之前中断，已统计读到的部分',
          },
        ],
      },
      workloads: [
        { workload: 'shop/orders', events: 8_541, errors: 1_204 },
        { workload: 'shop/notify', events: 1_130, errors: 115 },
      ],
      hosts: [
        { host: 'orders-7c9d5', events: 6_021, errors: 811 },
        { host: 'orders-x2v8k', events: 2_520, errors: 393 },
        { host: 'notify-4fk2p', events: 1_130, errors: 115 },
      ],
      otherHosts: 12,
      otherIncidents: 31,
      duplicates: { events: 214, folded: false },
      foreign: [
        {
          platform: 'weixin',
          errcode: 40029,
          meaning: '网页授权或登录的 code 无效',
          events: 31,
        },
        { platform: 'weixin', errcode: 40163, events: 4 },
        { platform: 'dingtalk', errcode: 310000, events: 2 },
      ],
      nearMisses: [
        {
          reason: 'no-code',
          events: 7,
          samples: ['ERROR me.chanjar.weixin.cp.api - 企业微信接口调用失败: Read timed out'],
        },
        { reason: 'uncatalogued', events: 1, samples: ['WechatWork Error: 990011, retrying'] },
      ],
    },
  );
}

/** A log that records failures only, one code, all of it. */
function oneCode(): Report {
  return buildReport({ codes: [{ errcode: 42001, counts: [3, 4, 5], offset: 2 }], buckets: 8 });
}

/** Nothing found, and two records that look as if something should have been. */
function noEvents(): Report {
  return buildReport(
    {},
    {
      nearMisses: [
        {
          reason: 'no-code',
          events: 2,
          samples: ['企业微信 发送失败', 'wecom send failed: timeout'],
        },
      ],
    },
  );
}

function onlySuccess(): Report {
  return buildReport({
    codes: [{ errcode: 0, counts: new Array<number>(24).fill(70) }],
    buckets: 24,
  });
}

/** Codes that no catalogue knows come first, and their records try to steer the terminal. */
export function unknownCodes(): Report {
  return buildReport(
    {
      start: '2025-12-30T16:00:00Z',
      bucket: '1h',
      buckets: 72,
      codes: [
        {
          errcode: 990_001,
          counts: [5, 9, 14, 20, 31, 12],
          offset: 20,
          ambiguous: 0,
          errmsg: '\u001b[31mred\u001b[0m \u0007bell',
          samples: [
            '{"errcode":990001,"errmsg":"\u001b[31mred\u001b[0m \u0007bell \u009b2J\u202egnp.exe"}\r',
            '\t{"errcode":990001,"errmsg":"second sample"}',
          ],
        },
        { errcode: -2_147_483_648, counts: [1], offset: 60, samples: ['errcode=-2147483648'] },
        { errcode: 40014, counts: [6, 0, 0, 4], offset: 8, ambiguous: 10, tolerated: 6 },
      ],
    },
    {
      otherCodes: 17,
      notices: [
        { id: 'zone-differs', assumed: 'Asia/Shanghai', fits: 'UTC', records: 1312 },
        { id: 'success-not-logged' },
      ],
      partial: true,
    },
  );
}

/** Thirty codes over two months, with counts as high as numbers go. */
export function hugeCounts(): Report {
  const known = [60020, 42001, 45009, 81013, 40003, -1, 302004, 40014, 48002];
  const codes = Array.from({ length: 30 }, (_, index) => ({
    errcode: known[index] ?? 900_000 + index,
    counts: Array.from({ length: 61 - index }, (_, day) =>
      Math.round((1_234_567_890 / (index + 1) ** 2) * (1 + ((day * 13) % 7))),
    ),
    offset: index,
    api: `/cgi-bin/area${index}/${'get_a_rather_long_name_'.repeat(3)}${index}`,
  }));
  return buildReport(
    {
      bucket: '1d',
      buckets: 61,
      codes,
      lines: 9_007_199_254_740_991,
      bytes: 1_099_511_627_776_000,
    },
    {
      otherApis: 1_000_000,
      otherHosts: 2_000_000,
      incidentTime: { bucketSeconds: 3600, from: '2026-09-02T00:00:00Z' },
      input: {
        sources: 1,
        bytes: 1_099_511_627_776_000,
        lines: 9_007_199_254_740_991,
        skipped: [],
        longRecords: 1_234_567,
        files: [
          {
            name: `/var/log/pods/${'a-namespace-with-a-long-name/'.repeat(6)}app.log`,
            bytes: 1_099_511_627_776_000,
            lines: 9_007_199_254_740_991,
            events: 1,
          },
        ],
      },
    },
  );
}

/** Failures whose records carry no time at all. */
function undated(): Report {
  return buildReport({
    codes: [{ errcode: 48002, counts: [], undated: 9, api: '/cgi-bin/user/create' }],
  });
}

/** Every report above, by the name of its golden. */
export const REPORTS = {
  incident,
  'one-code': oneCode,
  'no-events': noEvents,
  'only-success': onlySuccess,
  'unknown-codes': unknownCodes,
  'huge-counts': hugeCounts,
  undated,
} as const satisfies Record<string, () => Report>;
