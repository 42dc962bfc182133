/** Times of the log against the server times that WeCom puts into its hints: another zone, or a wrong clock. */
import type { ReportNotice, ZoneNotice } from '../../model/report.ts';
import type { DiagnosisRule } from './rule.ts';
import { count } from './words.ts';

/** As for the notice of zones: fewer prove nothing. */
const RECORDS_MIN = 5;
const AGREEMENT_MIN = 0.8;
const QUARTER_MINUTES = 15;

export const wrongZone: DiagnosisRule = {
  id: 'wrong-zone',
  owner: 'developer',
  when: `At least ${RECORDS_MIN} records have a time without a zone and a hint, and ${AGREEMENT_MIN * 100} % of them agree on another zone that is in use.`,
  conclude: ({ notices }) => {
    const notice = zoneNotice(notices);
    if (notice === undefined) return [];
    const { assumed, fits, records } = notice;
    return [
      {
        severity: 'warning',
        errcodes: [],
        title: {
          zh: `日志时间的时区是 ${fits}，不是 ${assumed}`,
          en: `The times of the log are of ${fits}, not of ${assumed}`,
        },
        evidence: [
          {
            zh: `${count(records)} 条记录里，企业微信在 hint 中写的服务器时间与 ${fits} 相符。`,
            en: `In ${count(records)} records the server time in WeCom's hint fits ${fits}.`,
          },
        ],
        remedy: [
          {
            zh: `加上 --tz ${fits} 重新统计；在此之前，报告里的时间都有偏差。`,
            en: `Count again with --tz ${fits}; until then the times of this report are off.`,
          },
          {
            zh: '更好的办法：让日志写带时区的时间（ISO 8601）。',
            en: 'Better: let the log write times with their zone (ISO 8601).',
          },
        ],
      },
    ];
  },
};

export const wrongClock: DiagnosisRule = {
  id: 'wrong-clock',
  owner: 'developer',
  when: `At least ${RECORDS_MIN} records have a time without a zone and a hint, and ${AGREEMENT_MIN * 100} % of them agree on a difference that no zone explains, such as a quarter of an hour or more than 26 hours.`,
  conclude: ({ notices, skew }) => {
    const { records, agreeing, quarters } = mostFrequent(skew);
    if (records < RECORDS_MIN || agreeing < records * AGREEMENT_MIN || quarters === 0) return [];
    if (zoneNotice(notices) !== undefined) return [];
    const minutes = Math.abs(quarters) * QUARTER_MINUTES;
    const length =
      minutes < 26 * 60
        ? { zh: `约 ${count(minutes)} 分钟`, en: `about ${count(minutes)} minutes` }
        : {
            zh: `约 ${count(Math.round(minutes / 60))} 小时`,
            en: `about ${count(Math.round(minutes / 60))} hours`,
          };
    const isAhead = quarters > 0;
    return [
      {
        severity: 'warning',
        errcodes: [],
        title: {
          zh: `写日志的机器时钟不准，${isAhead ? '快' : '慢'}了${length.zh}`,
          en: `The clock of the machine that writes the log is ${length.en} ${isAhead ? 'fast' : 'slow'}`,
        },
        evidence: [
          {
            zh: `${count(records)} 条记录同时有自己的时间和企业微信的服务器时间，其中 ${count(agreeing)} 条都相差${length.zh}。`,
            en: `${count(records)} records have a time of their own and WeCom's server time; ${count(agreeing)} of them differ by ${length.en}.`,
          },
        ],
        remedy: [
          {
            zh: '在写日志的机器上打开时间同步（chrony 或 ntpd），再核对时区设置。',
            en: 'Turn on time synchronization (chrony or ntpd) on the machine that writes the log, and check its zone.',
          },
          {
            zh: '时钟偏差还会让令牌过早或过晚换新；日志若是补写或转存的，则无妨。',
            en: 'A wrong clock also renews tokens too early or too late; it does no harm if the log was written later or copied.',
          },
        ],
      },
    ];
  },
};

function mostFrequent(skew: ReadonlyMap<number, number>): {
  readonly records: number;
  readonly agreeing: number;
  readonly quarters: number;
} {
  let records = 0;
  let agreeing = 0;
  let quarters = 0;
  for (const [size, events] of [...skew].sort(([left], [right]) => left - right)) {
    records += events;
    if (events > agreeing) {
      agreeing = events;
      quarters = size;
    }
  }
  return { records, agreeing, quarters };
}

/** Those in use end in full or half hours, but for Nepal, Eucla and the Chatham Islands. */
const QUARTER_ZONES = new Set(['+05:45', '+08:45', '+12:45', '+13:45']);

/** The notice of a zone, if it is one that people live in. */
function zoneNotice(notices: readonly ReportNotice[]): ZoneNotice | undefined {
  return notices.find(
    (notice): notice is ZoneNotice =>
      notice.id === 'zone-differs' &&
      (/:[03]0$/.test(notice.fits) || QUARTER_ZONES.has(notice.fits)),
  );
}
