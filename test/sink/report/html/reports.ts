/** Reports for pages: one in which every section has something to say, and such of 0 to 1,000 codes. */
import { compareReports } from '../../../../src/analyze/compare/compare.ts';
import { loadCatalog } from '../../../../src/catalog/catalog.ts';
import type { Lang } from '../../../../src/model/lang.ts';
import type { Report, ReportCode } from '../../../../src/model/report.ts';
import { buildReport, incident, unknownCodes } from '../fixtures.ts';

const HOUR = 3600;
const START = '2026-08-31T16:00:00Z';
const WEEK_HOURS = 168;

/** Eight hours of `incident`, and beside it what its log would also have said. */
export function everything(): Report {
  const report = incident();
  const send = '/cgi-bin/message/send';
  const [, unknown] = unknownCodes().codes;
  return {
    ...report,
    codes: report.codes.map((code) => (code.errcode === 81013 ? { ...code, tolerated: 5 } : code)),
    totals: { ...report.totals, tolerated: 5 },
    workloads: [
      { workload: 'shop/order', events: 6200, errors: 900 },
      { workload: 'shop/notify', events: 3100, errors: 420 },
      { workload: '', events: 12, errors: 3 },
    ],
    otherWorkloads: 4,
    hosts: [
      { host: 'web-01', events: 4000, errors: 700 },
      { host: 'order-7f9c4-x2k', events: 3000, errors: 312 },
    ],
    otherHosts: 9,
    incidents: [
      {
        errcode: 60020,
        workload: 'shop/order',
        from: '2026-09-01T03:10:00Z',
        to: '2026-09-01T06:30:00Z',
        minutes: 200,
        events: 870,
        peak: { at: '2026-09-01T04:20:00Z', events: 54 },
        apis: [send, '/cgi-bin/user/get'],
        hosts: ['web-01', 'order-7f9c4-x2k', 'web-02', 'web-03'],
        isOngoing: false,
      },
      {
        errcode: 42001,
        workload: '',
        from: '2026-09-01T00:00:00Z',
        to: '2026-09-01T08:00:00Z',
        minutes: 480,
        events: 288,
        peak: { at: '2026-09-01T00:00:00Z', events: 3 },
        apis: ['/cgi-bin/user/get'],
        hosts: [],
        isOngoing: true,
      },
      {
        errcode: 302004,
        workload: '',
        from: '2026-09-01T07:30:00Z',
        to: '2026-09-01T07:31:00Z',
        minutes: 1,
        events: 2,
        peak: { at: '2026-09-01T07:30:00Z', events: 2 },
        apis: [],
        hosts: [],
        isOngoing: false,
      },
    ],
    diagnoses: [
      {
        id: 'exit-address-changed',
        severity: 'critical',
        owner: 'administrator',
        errcodes: [60020],
        workload: 'shop/order',
        title: '出口 IP 变了，新地址不在企业可信IP之中',
        evidence: ['60020 自 11:10 起出现 870 次，此前没有。', '涉及 2 个出口地址。'],
        remedy: ['在管理后台打开应用详情的“企业可信IP”。', '粘贴下面的地址并保存，一分钟后生效。'],
        paste: '203.0.113.7\n203.0.113.8',
        link: 'https://work.weixin.qq.com/wework_admin/frame#apps',
        samples: ['{"errcode":60020,"errmsg":"not allow to access from your ip"}'],
      },
      {
        id: 'token-not-cached',
        severity: 'warning',
        owner: 'developer',
        errcodes: [42001, 45009],
        workload: '',
        title: 'access_token 没有缓存，或没有提前更新',
        evidence: ['42001 每小时都出现。'],
        remedy: ['把 access_token 存到各实例共用的缓存里。'],
        samples: [],
      },
      {
        id: 'two-zones',
        severity: 'info',
        owner: 'nobody',
        errcodes: [],
        workload: '',
        title: '日志的时区与服务器不同',
        evidence: [],
        remedy: [],
        link: 'javascript:alert(1)',
        samples: [],
      },
    ],
    duplicates: { events: 31, folded: false },
    notices: [
      { id: 'same-content', inputs: 1, bytes: 5000, name: 'app.log.1', sameAs: 'app.log.1.gz' },
    ],
    time: { ...report.time, undated: unknown?.undated ?? 0 },
  };
}

/** The week of `reportOf`, against the one before it. */
export function compared(codes: number, lang: Lang): Report {
  const { base, head } = twoWeeks(codes, lang);
  const named = [
    { name: 'august.json', report: base },
    { name: 'report', report: head },
  ] as const;
  return { ...head, baseline: compareReports(...named, loadCatalog(lang)) };
}

/** The week of `reportOf`, and the same week with a third of its codes unknown yet and others failing. */
export function twoWeeks(codes: number, lang: Lang): { base: Report; head: Report } {
  const head = reportOf(codes, lang);
  const base = {
    ...head,
    codes: head.codes
      .filter((_, index) => index % 3 !== 1)
      .map((code, index) => {
        const events = index % 2 === 0 ? Math.ceil(code.events / 3) : code.events;
        return index === 2 ? { ...code, errcode: 60_020_999, events } : { ...code, events };
      }),
  };
  return { base, head };
}

/** A week of so many codes of the catalogue, with successes; every tenth one is not in it. */
export function reportOf(codes: number, lang: Lang): Report {
  const catalog = loadCatalog(lang);
  const known = catalog.entries.filter(({ errcode }) => errcode !== 0);
  const startSeconds = Date.parse(START) / 1000;
  const failures = Array.from({ length: codes }, (_, index): ReportCode => {
    const errcode =
      index % 10 === 9 ? 990_000 + index : known[(index * 37) % known.length]!.errcode;
    const entry = catalog.get(errcode);
    const series = seriesOf(index, startSeconds);
    const events = series.reduce((sum, [, count]) => sum + count, 0);
    const [first, last] = [series[0]![0], series.at(-1)![0]];
    return {
      errcode,
      ...(entry === undefined
        ? { errmsg: `something new ${index}`, samples: [`{"errcode":${errcode}}`] }
        : { meaning: entry.meaning, remedy: entry.remedy }),
      category: entry?.category ?? 'unknown',
      group: entry?.group ?? 'unknown',
      domain: entry?.domain ?? 'unknown',
      owner: entry?.owner ?? 'developer',
      retry: entry?.retry ?? 'no',
      events,
      firstSeen: new Date(first * 1000 + 61_000).toISOString(),
      lastSeen: new Date(last * 1000 + 3_000_000).toISOString(),
      undated: 0,
      shapes: { wire: events },
      ambiguous: 0,
      apis: [
        { api: `/cgi-bin/${['message/send', 'user/get', 'media/upload'][index % 3]}`, events },
      ],
      series,
    };
  });
  return assembled(failures, startSeconds);
}

/** By day more than by night, on working days more than on others; rarer the later the code comes. */
function seriesOf(index: number, startSeconds: number): [number, number][] {
  const height = 400 / (index + 1);
  const series = Array.from({ length: WEEK_HOURS }, (_, hour): [number, number] => {
    const ofDay = Math.max(0, Math.sin(((hour % 24) / 24) * Math.PI * 2 - Math.PI / 2));
    const day = hour / 24 < 5 ? 1 : 0.3;
    const noise = ((hour * 7 + index * 13) % 11) / 11;
    return [startSeconds + hour * HOUR, Math.round(height * ofDay * day * noise)];
  }).filter(([, count]) => count > 0);
  return series.length > 0 ? series : [[startSeconds + ((index * 5) % WEEK_HOURS) * HOUR, 1]];
}

function assembled(failures: readonly ReportCode[], startSeconds: number): Report {
  const success = { errcode: 0, counts: new Array<number>(WEEK_HOURS).fill(2000) };
  const base = buildReport({
    start: START,
    bucket: '1h',
    buckets: WEEK_HOURS,
    codes: failures.length === 0 ? [] : [success],
  });
  const codes = [...base.codes, ...failures].sort((left, right) => right.events - left.events);
  const sum = (list: readonly ReportCode[]) =>
    list.reduce((total, { events }) => total + events, 0);
  const errors = sum(failures);
  const unknown = sum(failures.filter(({ category }) => category === 'unknown'));
  const apis = [...new Set(failures.flatMap((code) => code.apis.map(({ api }) => api)))];
  return {
    ...base,
    codes,
    totals: { ...base.totals, events: base.totals.success + errors, errors, unknown },
    categories: base.categories.map((entry) => ({
      ...entry,
      events: sum(codes.filter(({ category }) => category === entry.category)),
    })),
    domains: [...new Set(codes.map(({ domain }) => domain))].map((domain) => ({
      domain,
      events: sum(codes.filter((code) => code.domain === domain)),
      errors: sum(failures.filter((code) => code.domain === domain)),
    })),
    apis: apis.map((api) => {
      const events = sum(failures.filter((code) => code.apis.some((entry) => entry.api === api)));
      return {
        api,
        events: events * 4,
        errors: events,
        groups: { ok: events * 3, request: events },
      };
    }),
    time: {
      ...base.time,
      ...(failures.length === 0
        ? {}
        : {
            from: new Date(startSeconds * 1000).toISOString(),
            to: new Date((startSeconds + WEEK_HOURS * HOUR - 1) * 1000).toISOString(),
          }),
    },
    notices: [],
  };
}
